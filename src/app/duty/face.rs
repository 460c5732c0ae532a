//! What the duty pane can show.

use chrono::{Datelike, Months, NaiveDate};

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// A day's ledger.
    #[default]
    Day,
    /// What is not struck off, on whatever day it came.
    Owed,
    /// The same, leader by leader.
    Leaders,
    /// The rota of a month.
    Rota,
}

/// Gives the first and the last day of a month.
pub(super) fn month(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(Months::new(1));
    (first, next.and_then(|day| day.pred_opt()).unwrap_or(day))
}
