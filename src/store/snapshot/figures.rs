//! What figures are counted from.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::sums::groups::{Groups, count};
use crate::domain::case::clock::sums::tally::Slot;
use crate::domain::number::CaseNumber;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::report::Report;
use crate::domain::viewer::Viewer;
use crate::store::engine::{facts, reports, sums};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Calls `visit` once with each case that has a day within the span that a figure may ask for:
    /// received or raised again, a date of the law, the end, the end of rating and of watching.
    pub fn facts_between(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        visit: &mut dyn FnMut(CaseFacts),
    ) -> Result<(), StoreError> {
        facts::visit(
            self.tables,
            &facts::between(self.tables, from, Some(to))?,
            visit,
        )
    }

    /// Calls `visit` once with each case that stood open at the end of a day.
    pub fn facts_open_on(
        &self,
        day: NaiveDate,
        visit: &mut dyn FnMut(CaseFacts),
    ) -> Result<(), StoreError> {
        let mut numbers = facts::open(self.tables)?;
        // What ended later stood open on the day.
        let later = day.succ_opt().unwrap_or(day);
        numbers.extend(facts::between(self.tables, later, None)?);
        facts::visit(self.tables, &numbers, &mut |facts| {
            if facts.is_open_on(day) {
                visit(facts);
            }
        })
    }

    /// Gives the sums of a period as they count on `today`.
    pub fn sums(&self, period: Period, today: NaiveDate) -> Result<Groups, StoreError> {
        sums::period(self.tables, period, today)
    }

    /// Gives the sums of the two bases alone, whatever counts only later.
    pub fn bases(&self, period: Period) -> Result<Groups, StoreError> {
        sums::bases(self.tables, period)
    }

    /// Gives the sums of what stands open or late on a day.
    pub fn standing(&self, day: NaiveDate) -> Result<Groups, StoreError> {
        sums::standing(self.tables, day)
    }

    /// Tells whether anything that a figure counts happened after a day: then the sums do not tell what
    /// was known on it.
    pub fn is_ahead(&self, day: NaiveDate) -> Result<bool, StoreError> {
        sums::is_ahead(self.tables, day)
    }

    /// Gives the facts of a case; none of one that is part of another.
    pub fn facts_of(&self, number: CaseNumber) -> Result<Option<CaseFacts>, StoreError> {
        facts::facts(self.tables, number)
    }

    /// Calls `visit` once with each case that was late at some time over a date of the law that ended on
    /// this day.
    pub fn facts_late_over(
        &self,
        due: NaiveDate,
        visit: &mut dyn FnMut(CaseFacts),
    ) -> Result<(), StoreError> {
        facts::visit(self.tables, &facts::late_over(self.tables, due)?, visit)
    }

    /// Calls `visit` once with each case that came by whistle in a period.
    pub fn facts_whistled(
        &self,
        period: Period,
        visit: &mut dyn FnMut(CaseFacts),
    ) -> Result<(), StoreError> {
        let numbers = facts::whistled(self.tables, period.from, period.to)?;
        facts::visit(self.tables, &numbers, visit)
    }

    /// Gives those of the cases of which `viewer` may not read what they say.
    pub fn held_back(
        &self,
        numbers: &BTreeSet<CaseNumber>,
        viewer: &Viewer,
    ) -> Result<BTreeSet<CaseNumber>, StoreError> {
        facts::held_back(self.tables, numbers, viewer)
    }

    /// 来访批次: gives how often somebody came on a day; a repeat counts, a work order does not.
    pub fn visits(&self, day: NaiveDate) -> Result<u32, StoreError> {
        let day = Period::of(PeriodKind::Day, day);
        let counters = sums::counters(self.tables, day)?;
        // Whoever comes comes to a counter.
        let visits = counters.together(|_| true).of(Slot::Visits);
        Ok(count(visits))
    }

    /// Gives the report that was issued on a period of the town (`None`) or an area.
    pub fn report(&self, period: Period, area: Option<&str>) -> Result<Option<Report>, StoreError> {
        reports::report(self.tables, period, area)
    }

    /// Gives the reports whose period ends from one day to another, the last first.
    pub fn reports(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Report>, StoreError> {
        reports::span(self.tables, from, to)
    }
}
