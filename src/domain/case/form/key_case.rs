//! What is proposed in the steps about the mark of a key case.

use chrono::{Days, NaiveDate};

use crate::domain::case::fact::key_case::KeyMark;
use crate::domain::case::fact::state::Case;

/// Days that are proposed for a mark.
const PROPOSED_DAYS: u64 = 90;

/// Gives what stands in a question before anything is typed.
pub(in crate::domain::case) fn proposal(field: &str, case: &Case, today: NaiveDate) -> String {
    let until = || {
        let from = case.key.on(today).and_then(KeyMark::until).unwrap_or(today);
        from.checked_add_days(Days::new(PROPOSED_DAYS))
    };
    match field {
        "until" => until().map_or(String::new(), |day| day.to_string()),
        "decided_by" => case.leader.clone().unwrap_or_default(),
        _ => String::new(),
    }
}
