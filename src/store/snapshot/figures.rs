//! What figures are counted from.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::number::CaseNumber;
use crate::domain::period::Period;
use crate::domain::report::Report;
use crate::domain::viewer::Viewer;
use crate::store::engine::{facts, reports};
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
        let mut visits = 0_u32;
        self.facts_between(day, day, &mut |facts| {
            let came = facts.raised.iter();
            let came = came.filter(|it| it.on == day && it.is_visit());
            visits = visits.saturating_add(u32::try_from(came.count()).unwrap_or(u32::MAX));
        })?;
        Ok(visits)
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
