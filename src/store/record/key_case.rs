//! The marks of a 重点案件 as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{date, day};
use crate::domain::case::fact::key_case::{KeyMark, KeyTerm};

/// A mark.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeyMarkRecord {
    terms: Vec<KeyTerm>,
    lifted: Option<(i32, String)>,
}

impl From<&KeyMark> for KeyMarkRecord {
    fn from(mark: &KeyMark) -> Self {
        let lifted = mark.lifted.as_ref();
        Self {
            terms: mark.terms.clone(),
            lifted: lifted.map(|(on, reason)| (day(*on), reason.clone())),
        }
    }
}

impl TryFrom<KeyMarkRecord> for KeyMark {
    type Error = StoreError;

    fn try_from(record: KeyMarkRecord) -> Result<Self, StoreError> {
        Ok(Self {
            terms: record.terms,
            lifted: record
                .lifted
                .map(|(on, reason)| Ok::<_, StoreError>((date(on)?, reason)))
                .transpose()?,
        })
    }
}
