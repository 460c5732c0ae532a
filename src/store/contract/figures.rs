//! What is read for figures and reports.

use chrono::NaiveDate;

use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::period::Period;
use crate::domain::report::Report;
use crate::store::error::StoreError;

/// 统计: reads what figures count, by days, without decoding cases. The facts of an accusation name
/// no place and nobody, so every viewer may count them.
pub trait ReadFigures {
    /// Calls `visit` once with each case that has a day within the span that a figure may ask for:
    /// received or raised again, a date of the law, the end, the end of rating and of watching.
    fn facts_between(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        visit: &mut dyn FnMut(CaseFacts),
    ) -> Result<(), StoreError>;

    /// Calls `visit` once with each case that stood open at the end of a day.
    fn facts_open_on(
        &self,
        day: NaiveDate,
        visit: &mut dyn FnMut(CaseFacts),
    ) -> Result<(), StoreError>;

    /// Gives the report that was issued on a period of the town (`None`) or an area.
    fn report(&self, period: Period, area: Option<&str>) -> Result<Option<Report>, StoreError>;

    /// Gives the reports whose period ends from one day to another, the last first.
    fn reports(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Report>, StoreError>;
}
