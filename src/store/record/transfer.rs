//! The steps on the way before the decision, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::case::transfer::{Adoption, Manner, ObjectionAnswer, ReportWay, TransferStep};
use crate::domain::codes::DeliveryWay;
use crate::domain::moment::Moment;

/// A step before the decision.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum TransferRecord {
    Forward {
        on: i32,
        to: String,
        reason: String,
    },
    ReportBack {
        by: i32,
    },
    Receive {
        on: i32,
        sender: String,
        manner: String,
    },
    Object {
        on: i32,
        reason: String,
    },
    ObjectionAnswered {
        on: i32,
        answer: String,
    },
    Recuse {
        on: i32,
        name: String,
        reason: String,
        approver: String,
    },
    ExcuseNotice {
        on: i32,
        reason: String,
    },
    TellOrganisation {
        on: i32,
        to: String,
    },
    AnswerSuggestion {
        on: i32,
        adoption: String,
        answer: String,
        way: String,
    },
    Follow {
        ask_on: i32,
    },
    GuidanceEnded {
        on: i32,
        outcome: String,
    },
    Simple {
        on: i32,
    },
    ReportUrgent {
        at: i64,
        to: String,
        way: String,
    },
    Represent {
        names: Vec<String>,
    },
}

impl From<&TransferStep> for TransferRecord {
    fn from(step: &TransferStep) -> Self {
        match step.clone() {
            TransferStep::Forward { on, to, reason } => Self::Forward {
                on: day(on),
                to,
                reason,
            },
            TransferStep::ReportBack { by } => Self::ReportBack { by: day(by) },
            TransferStep::Receive { on, sender, manner } => Self::Receive {
                on: day(on),
                sender,
                manner: manner.code().to_owned(),
            },
            TransferStep::Object { on, reason } => Self::Object {
                on: day(on),
                reason,
            },
            TransferStep::ObjectionAnswered { on, answer } => Self::ObjectionAnswered {
                on: day(on),
                answer: answer.code().to_owned(),
            },
            TransferStep::Recuse {
                on,
                name,
                reason,
                approver,
            } => Self::Recuse {
                on: day(on),
                name,
                reason,
                approver,
            },
            TransferStep::ExcuseNotice { on, reason } => Self::ExcuseNotice {
                on: day(on),
                reason,
            },
            TransferStep::TellOrganisation { on, to } => Self::TellOrganisation { on: day(on), to },
            TransferStep::AnswerSuggestion {
                on,
                adoption,
                answer,
                way,
            } => Self::AnswerSuggestion {
                on: day(on),
                adoption: adoption.code().to_owned(),
                answer,
                way: way.code().to_owned(),
            },
            TransferStep::Follow { ask_on } => Self::Follow {
                ask_on: day(ask_on),
            },
            TransferStep::GuidanceEnded { on, outcome } => Self::GuidanceEnded {
                on: day(on),
                outcome,
            },
            TransferStep::Simple { on } => Self::Simple { on: day(on) },
            TransferStep::ReportUrgent { at, to, way } => Self::ReportUrgent {
                at: at.unix(),
                to,
                way: way.code().to_owned(),
            },
            TransferStep::Represent { names } => Self::Represent { names },
        }
    }
}

impl TryFrom<TransferRecord> for TransferStep {
    type Error = StoreError;

    fn try_from(record: TransferRecord) -> Result<Self, StoreError> {
        Ok(match record {
            TransferRecord::Forward { on, to, reason } => Self::Forward {
                on: date(on)?,
                to,
                reason,
            },
            TransferRecord::ReportBack { by } => Self::ReportBack { by: date(by)? },
            TransferRecord::Receive { on, sender, manner } => Self::Receive {
                on: date(on)?,
                sender,
                manner: code(&manner, Manner::parse)?,
            },
            TransferRecord::Object { on, reason } => Self::Object {
                on: date(on)?,
                reason,
            },
            TransferRecord::ObjectionAnswered { on, answer } => Self::ObjectionAnswered {
                on: date(on)?,
                answer: code(&answer, ObjectionAnswer::parse)?,
            },
            TransferRecord::Recuse {
                on,
                name,
                reason,
                approver,
            } => Self::Recuse {
                on: date(on)?,
                name,
                reason,
                approver,
            },
            TransferRecord::ExcuseNotice { on, reason } => Self::ExcuseNotice {
                on: date(on)?,
                reason,
            },
            TransferRecord::TellOrganisation { on, to } => {
                Self::TellOrganisation { on: date(on)?, to }
            }
            TransferRecord::AnswerSuggestion {
                on,
                adoption,
                answer,
                way,
            } => Self::AnswerSuggestion {
                on: date(on)?,
                adoption: code(&adoption, Adoption::parse)?,
                answer,
                way: code(&way, DeliveryWay::parse)?,
            },
            TransferRecord::Follow { ask_on } => Self::Follow {
                ask_on: date(ask_on)?,
            },
            TransferRecord::GuidanceEnded { on, outcome } => Self::GuidanceEnded {
                on: date(on)?,
                outcome,
            },
            TransferRecord::Simple { on } => Self::Simple { on: date(on)? },
            TransferRecord::ReportUrgent { at, to, way } => Self::ReportUrgent {
                at: Moment::from_unix(at),
                to,
                way: code(&way, ReportWay::parse)?,
            },
            TransferRecord::Represent { names } => Self::Represent { names },
        })
    }
}
