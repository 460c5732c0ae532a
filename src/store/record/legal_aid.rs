//! The steps of legal aid as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::case::legal_aid::step::{
    AidDecision, AidGround, AidMatter, AidRequest, Appointment, FirstHelp, HelpFirst, LegalAidStep,
    Recommendation,
};

/// A step of legal aid.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum LegalAidRecord {
    Recommend {
        on: i32,
        lawyer: String,
        firm: String,
        law_field: String,
        by: String,
    },
    Ask {
        on: i32,
        body: String,
        matter: String,
        ground: String,
        limit: Option<i32>,
    },
    Help {
        on: i32,
        why: String,
        lawyer: String,
    },
    Decide {
        on: i32,
        granted: bool,
        reason: String,
    },
    Tell {
        on: i32,
    },
    Appoint {
        on: i32,
        lawyer: String,
    },
}

impl From<&LegalAidStep> for LegalAidRecord {
    fn from(step: &LegalAidStep) -> Self {
        match step {
            LegalAidStep::Recommend(it) => Self::Recommend {
                on: day(it.on),
                lawyer: it.lawyer.clone(),
                firm: it.firm.clone(),
                law_field: it.law_field.clone(),
                by: it.by.clone(),
            },
            LegalAidStep::Ask(it) => Self::Ask {
                on: day(it.on),
                body: it.body.clone(),
                matter: it.matter.code().to_owned(),
                ground: it.ground.code().to_owned(),
                limit: it.limit.map(day),
            },
            LegalAidStep::Help(it) => Self::Help {
                on: day(it.on),
                why: it.why.code().to_owned(),
                lawyer: it.lawyer.clone(),
            },
            LegalAidStep::Decide(it) => Self::Decide {
                on: day(it.on),
                granted: it.granted,
                reason: it.reason.clone(),
            },
            LegalAidStep::Tell { on } => Self::Tell { on: day(*on) },
            LegalAidStep::Appoint(it) => Self::Appoint {
                on: day(it.on),
                lawyer: it.lawyer.clone(),
            },
        }
    }
}

impl TryFrom<LegalAidRecord> for LegalAidStep {
    type Error = StoreError;

    fn try_from(record: LegalAidRecord) -> Result<Self, StoreError> {
        Ok(match record {
            LegalAidRecord::Recommend {
                on,
                lawyer,
                firm,
                law_field,
                by,
            } => Self::Recommend(Recommendation {
                on: date(on)?,
                lawyer,
                firm,
                law_field,
                by,
            }),
            LegalAidRecord::Ask {
                on,
                body,
                matter,
                ground,
                limit,
            } => Self::Ask(AidRequest {
                on: date(on)?,
                body,
                matter: code(&matter, AidMatter::parse)?,
                ground: code(&ground, AidGround::parse)?,
                limit: limit.map(date).transpose()?,
            }),
            LegalAidRecord::Help { on, why, lawyer } => Self::Help(FirstHelp {
                on: date(on)?,
                why: code(&why, HelpFirst::parse)?,
                lawyer,
            }),
            LegalAidRecord::Decide {
                on,
                granted,
                reason,
            } => Self::Decide(AidDecision {
                on: date(on)?,
                granted,
                reason,
            }),
            LegalAidRecord::Tell { on } => Self::Tell { on: date(on)? },
            LegalAidRecord::Appoint { on, lawyer } => Self::Appoint(Appointment {
                on: date(on)?,
                lawyer,
            }),
        })
    }
}
