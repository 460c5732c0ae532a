//! The end of a matter as stored: steps, and what they left.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::case::closing::{
    CallBack, ClosingState, ClosingStep, Rating, Reopened, Satisfaction, WithdrawalForm, Withdrew,
};
use crate::domain::codes::Status;

/// A step about the end.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum ClosingStepRecord {
    CallBack {
        on: i32,
        confirmed: bool,
        said: String,
    },
    Reopen {
        on: i32,
        reason: String,
    },
    Satisfaction {
        on: i32,
        answer: String,
        said: String,
    },
}

impl From<ClosingStep> for ClosingStepRecord {
    fn from(step: ClosingStep) -> Self {
        match step {
            ClosingStep::CallBack {
                on,
                confirmed,
                said,
            } => Self::CallBack {
                on: day(on),
                confirmed,
                said,
            },
            ClosingStep::Reopen { on, reason } => Self::Reopen {
                on: day(on),
                reason,
            },
            ClosingStep::Satisfaction { on, answer, said } => Self::Satisfaction {
                on: day(on),
                answer: answer.code().to_owned(),
                said,
            },
        }
    }
}

impl TryFrom<ClosingStepRecord> for ClosingStep {
    type Error = StoreError;

    fn try_from(record: ClosingStepRecord) -> Result<Self, StoreError> {
        Ok(match record {
            ClosingStepRecord::CallBack {
                on,
                confirmed,
                said,
            } => Self::CallBack {
                on: date(on)?,
                confirmed,
                said,
            },
            ClosingStepRecord::Reopen { on, reason } => Self::Reopen {
                on: date(on)?,
                reason,
            },
            ClosingStepRecord::Satisfaction { on, answer, said } => Self::Satisfaction {
                on: date(on)?,
                answer: code(&answer, Satisfaction::parse)?,
                said,
            },
        })
    }
}

/// What the end left.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct ClosingRecord {
    /// Form, who wrote it down, the state before.
    withdrawal: Option<(String, String, String)>,
    struck_from: Option<String>,
    /// Day, who, confirmed, what was said.
    call_back: Option<(i32, String, bool, String)>,
    /// Day, who, why.
    reopened: Vec<(i32, String, String)>,
    /// Day, who, answer, what was said.
    rating: Option<(i32, String, String, String)>,
}

impl From<ClosingState> for ClosingRecord {
    fn from(state: ClosingState) -> Self {
        Self {
            withdrawal: state.withdrawal.map(|it| {
                let form = it.form.code().to_owned();
                (form, it.by, it.before.code().to_owned())
            }),
            struck_from: state.struck_from.map(|it| it.code().to_owned()),
            call_back: state
                .call_back
                .map(|it| (day(it.on), it.by, it.confirmed, it.said)),
            reopened: state
                .reopened
                .into_iter()
                .map(|it| (day(it.on), it.by, it.reason))
                .collect(),
            rating: state
                .rating
                .map(|it| (day(it.on), it.by, it.answer.code().to_owned(), it.said)),
        }
    }
}

impl TryFrom<ClosingRecord> for ClosingState {
    type Error = StoreError;

    fn try_from(record: ClosingRecord) -> Result<Self, StoreError> {
        let withdrawal = match record.withdrawal {
            Some((form, by, before)) => Some(Withdrew {
                form: code(&form, WithdrawalForm::parse)?,
                by,
                before: code(&before, Status::parse)?,
            }),
            None => None,
        };
        let call_back = match record.call_back {
            Some((on, by, confirmed, said)) => Some(CallBack {
                on: date(on)?,
                by,
                confirmed,
                said,
            }),
            None => None,
        };
        let rating = match record.rating {
            Some((on, by, answer, said)) => Some(Rating {
                on: date(on)?,
                by,
                answer: code(&answer, Satisfaction::parse)?,
                said,
            }),
            None => None,
        };
        let reopened = record
            .reopened
            .into_iter()
            .map(|(on, by, reason)| {
                Ok(Reopened {
                    on: date(on)?,
                    by,
                    reason,
                })
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Self {
            withdrawal,
            struck_from: record
                .struck_from
                .map(|text| code(&text, Status::parse))
                .transpose()?,
            call_back,
            reopened,
            rating,
        })
    }
}
