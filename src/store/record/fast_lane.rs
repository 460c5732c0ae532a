//! The fast lane as stored: its steps, and what is known of the call.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::case::utility::{FastLaneStep, Fault, Site, Utility, UtilityCall};
use crate::domain::moment::Moment;

/// A step on the fast lane.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum FastLaneRecord {
    Put {
        utility: String,
        fault: String,
        site: String,
    },
    Inform {
        at: i64,
        whom: String,
    },
    Arrive {
        at: i64,
    },
    Fix {
        at: i64,
    },
}

impl From<&FastLaneStep> for FastLaneRecord {
    fn from(step: &FastLaneStep) -> Self {
        match step {
            FastLaneStep::Put {
                utility,
                fault,
                site,
            } => Self::Put {
                utility: utility.code().to_owned(),
                fault: fault.code().to_owned(),
                site: site.code().to_owned(),
            },
            FastLaneStep::Inform { at, whom } => Self::Inform {
                at: at.unix(),
                whom: whom.clone(),
            },
            FastLaneStep::Arrive { at } => Self::Arrive { at: at.unix() },
            FastLaneStep::Fix { at } => Self::Fix { at: at.unix() },
        }
    }
}

impl TryFrom<FastLaneRecord> for FastLaneStep {
    type Error = StoreError;

    fn try_from(record: FastLaneRecord) -> Result<Self, StoreError> {
        Ok(match record {
            FastLaneRecord::Put {
                utility,
                fault,
                site,
            } => Self::Put {
                utility: code(&utility, Utility::parse)?,
                fault: code(&fault, Fault::parse)?,
                site: code(&site, Site::parse)?,
            },
            FastLaneRecord::Inform { at, whom } => Self::Inform {
                at: Moment::from_unix(at),
                whom,
            },
            FastLaneRecord::Arrive { at } => Self::Arrive {
                at: Moment::from_unix(at),
            },
            FastLaneRecord::Fix { at } => Self::Fix {
                at: Moment::from_unix(at),
            },
        })
    }
}

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
