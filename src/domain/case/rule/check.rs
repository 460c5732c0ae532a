//! What every step checks of what was typed into it.

use chrono::NaiveDate;

use crate::domain::clean::says_nothing;
use crate::domain::refusal::{Reason, Refusal};

/// Refuses a field that says nothing: it is empty, or 无 stands in it.
pub(in crate::domain::case) fn needed(field: &'static str, text: &str) -> Result<(), Refusal> {
    if says_nothing(text) {
        return Err(Refusal::about(field, Reason::Missing));
    }
    Ok(())
}

pub(in crate::domain::case) fn within(
    field: &'static str,
    day: NaiveDate,
    first: NaiveDate,
    today: NaiveDate,
) -> Result<(), Refusal> {
    if day > today {
        return Err(Refusal::about(field, Reason::InTheFuture));
    }
    if day < first {
        return Err(Refusal::about(field, Reason::Before(first)));
    }
    Ok(())
}
