//! Records as bytes: a version, then MessagePack.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::super::error::StoreError;
use super::pack;

/// The version of how every record is written; what stands in one is told by the store's format.
const VERSION: u8 = 1;

/// Writes a record.
pub(crate) fn encode(record: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    let mut bytes = vec![VERSION];
    rmp_serde::encode::write(&mut bytes, record)
        .map_err(|error| StoreError::System(error.to_string()))?;
    Ok(bytes)
}

/// Reads a record of table `what`.
pub(crate) fn decode<T: DeserializeOwned>(what: &str, bytes: &[u8]) -> Result<T, StoreError> {
    match bytes.split_first() {
        Some((&VERSION, rest)) => {
            pack::read(rest).map_err(|error| StoreError::Damaged(format!("{what}: {error}")))
        }
        // A newer store is refused as a whole, by its format: this is one record that went wrong.
        Some((version, _)) => Err(StoreError::Damaged(format!(
            "{what}: a record of version {version}, which there is none of"
        ))),
        None => Err(StoreError::Damaged(format!("{what}: empty record"))),
    }
}

/// Gives a day as days since 0001-01-01 (day 1).
pub(crate) fn day(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// Reads a day.
pub(crate) fn date(day: i32) -> Result<NaiveDate, StoreError> {
    NaiveDate::from_num_days_from_ce_opt(day)
        .ok_or_else(|| StoreError::Damaged(format!("day {day}")))
}

/// Reads a code of a closed list.
pub(crate) fn code<T>(code: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
    parse(code).ok_or_else(|| StoreError::Damaged(format!("code {code:?}")))
}
