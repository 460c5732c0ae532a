//! A paper that was printed, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::case::fact::printed::{Paper, Printed};

/// 打印.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PrintedRecord {
    paper: String,
    visit: Option<u32>,
    copy: u32,
}

impl From<&Printed> for PrintedRecord {
    fn from(printed: &Printed) -> Self {
        Self {
            paper: printed.paper.code().to_owned(),
            visit: printed.visit,
            copy: printed.copy,
        }
    }
}

impl TryFrom<PrintedRecord> for Printed {
    type Error = StoreError;

    fn try_from(record: PrintedRecord) -> Result<Self, StoreError> {
        Ok(Self {
            paper: code(&record.paper, Paper::parse)?,
            visit: record.visit,
            copy: record.copy,
        })
    }
}
