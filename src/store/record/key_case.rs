//! 重点案件 as stored: its steps, and the marks that they left.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{date, day};
use crate::domain::case::key_case::{KeyMark, KeyStep, KeyTerm};

/// A decision: on which day, until when, why, by whom.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeyTermRecord(i32, i32, String, String);

/// A step about the mark.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum KeyStepRecord {
    Mark(KeyTermRecord),
    Extend(KeyTermRecord),
    Lift { on: i32, reason: String },
}

/// A mark.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeyMarkRecord {
    terms: Vec<KeyTermRecord>,
    lifted: Option<(i32, String)>,
}

impl From<&KeyTerm> for KeyTermRecord {
    fn from(term: &KeyTerm) -> Self {
        let term = term.clone();
        Self(day(term.on), day(term.until), term.reason, term.by)
    }
}

impl TryFrom<KeyTermRecord> for KeyTerm {
    type Error = StoreError;

    fn try_from(KeyTermRecord(on, until, reason, by): KeyTermRecord) -> Result<Self, StoreError> {
        Ok(Self {
            on: date(on)?,
            until: date(until)?,
            reason,
            by,
        })
    }
}

impl From<&KeyStep> for KeyStepRecord {
    fn from(step: &KeyStep) -> Self {
        match step {
            KeyStep::Mark(term) => Self::Mark(term.into()),
            KeyStep::Extend(term) => Self::Extend(term.into()),
            KeyStep::Lift { on, reason } => Self::Lift {
                on: day(*on),
                reason: reason.clone(),
            },
        }
    }
}

impl TryFrom<KeyStepRecord> for KeyStep {
    type Error = StoreError;

    fn try_from(record: KeyStepRecord) -> Result<Self, StoreError> {
        Ok(match record {
            KeyStepRecord::Mark(term) => Self::Mark(term.try_into()?),
            KeyStepRecord::Extend(term) => Self::Extend(term.try_into()?),
            KeyStepRecord::Lift { on, reason } => Self::Lift {
                on: date(on)?,
                reason,
            },
        })
    }
}

impl From<&KeyMark> for KeyMarkRecord {
    fn from(mark: &KeyMark) -> Self {
        let lifted = mark.lifted.as_ref();
        Self {
            terms: mark.terms.iter().map(Into::into).collect(),
            lifted: lifted.map(|(on, reason)| (day(*on), reason.clone())),
        }
    }
}

impl TryFrom<KeyMarkRecord> for KeyMark {
    type Error = StoreError;

    fn try_from(record: KeyMarkRecord) -> Result<Self, StoreError> {
        let terms = record.terms.into_iter().map(TryInto::try_into);
        Ok(Self {
            terms: terms.collect::<Result<_, StoreError>>()?,
            lifted: record
                .lifted
                .map(|(on, reason)| Ok::<_, StoreError>((date(on)?, reason)))
                .transpose()?,
        })
    }
}
