//! 重点案件, as `mulin case show --json`.

use serde::Serialize;

use crate::domain::case::fact::key_case::{KeyMark, KeyTerm};

/// A mark with its extensions.
#[derive(Debug, Serialize)]
pub struct KeyJson {
    terms: Vec<TermJson>,
    lifted_on: Option<String>,
    lifted_because: Option<String>,
}

/// A decision.
#[derive(Debug, Serialize)]
struct TermJson {
    on: String,
    until: String,
    reason: String,
    decided_by: String,
}

impl KeyJson {
    /// Makes it of a mark.
    pub fn of(mark: &KeyMark) -> Self {
        let term = |term: &KeyTerm| TermJson {
            on: term.on.to_string(),
            until: term.until.to_string(),
            reason: term.reason.clone(),
            decided_by: term.by.clone(),
        };
        Self {
            terms: mark.terms.iter().map(term).collect(),
            lifted_on: mark.lifted.as_ref().map(|(on, _)| on.to_string()),
            lifted_because: mark.lifted.as_ref().map(|(_, reason)| reason.clone()),
        }
    }
}
