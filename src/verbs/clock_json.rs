//! A date with its explanation as `--json`.

use chrono::Timelike;
use serde::Serialize;

use crate::domain::deadline::compute::Deadline;
use crate::domain::deadline::length::Unit;
use crate::words::bundle::Words;

/// The answer of `mulin due --json`.
#[derive(Debug, Serialize)]
pub struct DueJson {
    rule: &'static str,
    article: &'static str,
    from: String,
    unit: &'static str,
    n: u16,
    raw: String,
    due: String,
    skipped: Vec<String>,
    notes: Vec<String>,
}

impl DueJson {
    /// Makes the answer; it counts from a day unless the rule counts hours.
    pub fn of(words: &Words, deadline: &Deadline) -> Self {
        Self {
            rule: deadline.rule.code(),
            article: deadline.article,
            from: from(deadline),
            unit: deadline.unit.code(),
            n: deadline.n,
            raw: deadline.raw.to_string(),
            due: deadline.due.to_string(),
            skipped: deadline.skipped.iter().map(ToString::to_string).collect(),
            notes: deadline
                .notes
                .iter()
                .map(|note| words.note(*note))
                .collect(),
        }
    }
}

fn from(deadline: &Deadline) -> String {
    let by_moment = matches!(deadline.unit, Unit::Hours | Unit::Minutes);
    if by_moment || deadline.from.local().num_seconds_from_midnight() > 0 {
        deadline.from.to_string()
    } else {
        deadline.from.date().to_string()
    }
}
