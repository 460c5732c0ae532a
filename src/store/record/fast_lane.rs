//! What is known of a call on the fast lane, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::case::fact::fast_lane::{Fault, Site, Utility, UtilityCall};
use crate::domain::moment::Moment;

/// A call about a utility.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct UtilityCallRecord {
    utility: String,
    fault: String,
    site: String,
    informed: Option<(i64, String)>,
    arrived_at: Option<i64>,
    fixed_at: Option<i64>,
}

impl From<&UtilityCall> for UtilityCallRecord {
    fn from(call: &UtilityCall) -> Self {
        Self {
            utility: call.utility.code().to_owned(),
            fault: call.fault.code().to_owned(),
            site: call.site.code().to_owned(),
            informed: call
                .informed
                .as_ref()
                .map(|(at, whom)| (at.unix(), whom.clone())),
            arrived_at: call.arrived_at.map(Moment::unix),
            fixed_at: call.fixed_at.map(Moment::unix),
        }
    }
}

impl TryFrom<UtilityCallRecord> for UtilityCall {
    type Error = StoreError;

    fn try_from(record: UtilityCallRecord) -> Result<Self, StoreError> {
        Ok(Self {
            utility: code(&record.utility, Utility::parse)?,
            fault: code(&record.fault, Fault::parse)?,
            site: code(&record.site, Site::parse)?,
            informed: record
                .informed
                .map(|(at, whom)| (Moment::from_unix(at), whom)),
            arrived_at: record.arrived_at.map(Moment::from_unix),
            fixed_at: record.fixed_at.map(Moment::from_unix),
        })
    }
}
