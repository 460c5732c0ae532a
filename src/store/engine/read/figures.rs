//! What figures are counted from.

use chrono::NaiveDate;

use super::super::{facts, reports};
use super::Reader;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::period::Period;
use crate::domain::report::Report;
use crate::store::contract::figures::ReadFigures;
use crate::store::error::StoreError;

impl ReadFigures for Reader<'_> {
    fn facts_between(
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

    fn facts_open_on(
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

    fn report(&self, period: Period, area: Option<&str>) -> Result<Option<Report>, StoreError> {
        reports::report(self.tables, period, area)
    }

    fn reports(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Report>, StoreError> {
        reports::span(self.tables, from, to)
    }
}
