//! What every step checks of what was typed into it.

use chrono::NaiveDate;

use crate::domain::nothing::says_nothing;
use crate::domain::refusal::{Reason, Refusal};

/// Tells whether a text has no word in it: it is empty, 无 stands in it, or signs alone.
pub(in crate::domain::case) fn is_wordless(text: &str) -> bool {
    says_nothing(text) || !text.contains(char::is_alphanumeric)
}

/// Refuses a field that has no word in it.
pub(in crate::domain::case) fn needed(field: &'static str, text: &str) -> Result<(), Refusal> {
    if is_wordless(text) {
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
