//! A file that belongs to a case, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::case::fact::attached::{Attached, ContentHash};

/// 附件.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AttachedRecord {
    title: String,
    ending: String,
    size: u64,
    hash: String,
    /// What opens it, since the fifth format.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key: String,
}

impl From<&Attached> for AttachedRecord {
    fn from(attached: &Attached) -> Self {
        Self {
            title: attached.title.clone(),
            ending: attached.ending.clone(),
            size: attached.size,
            hash: attached.hash.to_string(),
            key: attached.key.clone(),
        }
    }
}

impl TryFrom<AttachedRecord> for Attached {
    type Error = StoreError;

    fn try_from(record: AttachedRecord) -> Result<Self, StoreError> {
        Ok(Self {
            hash: code(&record.hash, ContentHash::parse)?,
            title: record.title,
            ending: record.ending,
            size: record.size,
            key: record.key,
        })
    }
}
