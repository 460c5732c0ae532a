//! A legal road that the person was told of, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{date, day};
use crate::domain::case::divert::Diverted;

/// 诉访分流.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DivertedRecord {
    on: i32,
    road: String,
    from: Option<i32>,
    until: Option<i32>,
    told: String,
}

impl From<&Diverted> for DivertedRecord {
    fn from(diverted: &Diverted) -> Self {
        Self {
            on: day(diverted.on),
            road: diverted.road.clone(),
            from: diverted.from.map(day),
            until: diverted.until.map(day),
            told: diverted.told.clone(),
        }
    }
}

impl TryFrom<DivertedRecord> for Diverted {
    type Error = StoreError;

    fn try_from(record: DivertedRecord) -> Result<Self, StoreError> {
        Ok(Self {
            on: date(record.on)?,
            road: record.road,
            from: record.from.map(date).transpose()?,
            until: record.until.map(date).transpose()?,
            told: record.told,
        })
    }
}
