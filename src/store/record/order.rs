//! The steps of a 12345 work order, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::case::order::step::{
    CloseAsked, CloseGround, OfficeAnswer, OrderCallBack, OrderManner, OrderOutcome, OrderRating,
    OrderStep, PetitionTold, PressGround, ReturnGround, Solved,
};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;

/// A step of a work order.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum OrderRecord {
    Sign {
        at: i64,
        manner: String,
    },
    Contact {
        at: i64,
        reached: bool,
        said: String,
    },
    AskReturn {
        on: i32,
        ground: String,
        reason: String,
    },
    ReturnAnswered {
        on: i32,
        answer: String,
    },
    Extend {
        on: i32,
        days: u32,
        reason: String,
        told_on: i32,
    },
    Limit {
        on: i32,
        law: String,
        until: i32,
    },
    Answer {
        on: i32,
        outcome: String,
        answer: String,
        plan: String,
    },
    CallBack {
        on: i32,
        contacted: bool,
        solved: String,
        rating: String,
        said: String,
    },
    Redo {
        on: i32,
        reason: String,
    },
    Press {
        on: i32,
        ground: String,
        asks: String,
    },
    AskClose {
        on: i32,
        ground: String,
        reason: String,
        petition: Option<PetitionRecord>,
    },
    CloseAnswered {
        on: i32,
        answer: String,
    },
}

/// The petition of which a caller was told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PetitionRecord {
    year: u16,
    run: u32,
    due: i32,
    on: i32,
    by: String,
}

impl From<PetitionTold> for PetitionRecord {
    fn from(told: PetitionTold) -> Self {
        Self {
            year: told.number.year,
            run: told.number.run,
            due: day(told.due),
            on: day(told.on),
            by: told.by,
        }
    }
}

impl TryFrom<PetitionRecord> for PetitionTold {
    type Error = StoreError;

    fn try_from(record: PetitionRecord) -> Result<Self, StoreError> {
        Ok(Self {
            number: CaseNumber {
                year: record.year,
                run: record.run,
            },
            due: date(record.due)?,
            on: date(record.on)?,
            by: record.by,
        })
    }
}

impl From<&OrderStep> for OrderRecord {
    fn from(step: &OrderStep) -> Self {
        match step.clone() {
            OrderStep::Sign { at, manner } => Self::Sign {
                at: at.unix(),
                manner: manner.code().to_owned(),
            },
            OrderStep::Contact { at, reached, said } => Self::Contact {
                at: at.unix(),
                reached,
                said,
            },
            OrderStep::AskReturn { on, ground, reason } => Self::AskReturn {
                on: day(on),
                ground: ground.code().to_owned(),
                reason,
            },
            OrderStep::ReturnAnswered { on, answer } => Self::ReturnAnswered {
                on: day(on),
                answer: answer.code().to_owned(),
            },
            OrderStep::Extend {
                on,
                days,
                reason,
                told_on,
            } => Self::Extend {
                on: day(on),
                days,
                reason,
                told_on: day(told_on),
            },
            OrderStep::Limit { on, law, until } => Self::Limit {
                on: day(on),
                law,
                until: day(until),
            },
            OrderStep::Answer {
                on,
                outcome,
                answer,
                plan,
            } => Self::Answer {
                on: day(on),
                outcome: outcome.code().to_owned(),
                answer,
                plan,
            },
            OrderStep::CallBack(it) => Self::CallBack {
                on: day(it.on),
                contacted: it.contacted,
                solved: it.solved.code().to_owned(),
                rating: it.rating.code().to_owned(),
                said: it.said,
            },
            OrderStep::Redo { on, reason } => Self::Redo {
                on: day(on),
                reason,
            },
            OrderStep::Press { on, ground, asks } => Self::Press {
                on: day(on),
                ground: ground.code().to_owned(),
                asks,
            },
            OrderStep::AskClose(it) => Self::AskClose {
                on: day(it.on),
                ground: it.ground.code().to_owned(),
                reason: it.reason,
                petition: it.petition.map(PetitionRecord::from),
            },
            OrderStep::CloseAnswered { on, answer } => Self::CloseAnswered {
                on: day(on),
                answer: answer.code().to_owned(),
            },
        }
    }
}

impl TryFrom<OrderRecord> for OrderStep {
    type Error = StoreError;

    fn try_from(record: OrderRecord) -> Result<Self, StoreError> {
        Ok(match record {
            OrderRecord::Sign { at, manner } => Self::Sign {
                at: Moment::from_unix(at),
                manner: code(&manner, OrderManner::parse)?,
            },
            OrderRecord::Contact { at, reached, said } => Self::Contact {
                at: Moment::from_unix(at),
                reached,
                said,
            },
            OrderRecord::AskReturn { on, ground, reason } => Self::AskReturn {
                on: date(on)?,
                ground: code(&ground, ReturnGround::parse)?,
                reason,
            },
            OrderRecord::ReturnAnswered { on, answer } => Self::ReturnAnswered {
                on: date(on)?,
                answer: code(&answer, OfficeAnswer::parse)?,
            },
            OrderRecord::Extend {
                on,
                days,
                reason,
                told_on,
            } => Self::Extend {
                on: date(on)?,
                days,
                reason,
                told_on: date(told_on)?,
            },
            OrderRecord::Limit { on, law, until } => Self::Limit {
                on: date(on)?,
                law,
                until: date(until)?,
            },
            OrderRecord::Answer {
                on,
                outcome,
                answer,
                plan,
            } => Self::Answer {
                on: date(on)?,
                outcome: code(&outcome, OrderOutcome::parse)?,
                answer,
                plan,
            },
            OrderRecord::CallBack {
                on,
                contacted,
                solved,
                rating,
                said,
            } => Self::CallBack(OrderCallBack {
                on: date(on)?,
                contacted,
                solved: code(&solved, Solved::parse)?,
                rating: code(&rating, OrderRating::parse)?,
                said,
            }),
            OrderRecord::Redo { on, reason } => Self::Redo {
                on: date(on)?,
                reason,
            },
            OrderRecord::Press { on, ground, asks } => Self::Press {
                on: date(on)?,
                ground: code(&ground, PressGround::parse)?,
                asks,
            },
            OrderRecord::AskClose {
                on,
                ground,
                reason,
                petition,
            } => Self::AskClose(Box::new(CloseAsked {
                on: date(on)?,
                ground: code(&ground, CloseGround::parse)?,
                reason,
                petition: petition.map(TryInto::try_into).transpose()?,
            })),
            OrderRecord::CloseAnswered { on, answer } => Self::CloseAnswered {
                on: date(on)?,
                answer: code(&answer, OfficeAnswer::parse)?,
            },
        })
    }
}
