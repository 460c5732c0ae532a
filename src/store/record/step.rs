//! A step as stored in an entry.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::appeal::AppealStepRecord;
use super::bytes::{code, date, day};
use super::closing::ClosingStepRecord;
use super::divert::DivertedRecord;
use super::fast_lane::FastLaneRecord;
use super::key_case::KeyStepRecord;
use super::legal_aid::LegalAidRecord;
use super::matter::{AnswerRecord, MatterRecord, VisitRecord, external, pair};
use super::mediation::MediationRecord;
use super::merge::MergeRecord;
use super::order::OrderRecord;
use super::printed::PrintedRecord;
use super::task_force::TaskForceStepRecord;
use super::track::track_stage;
use super::transfer::TransferRecord;
use crate::domain::case::closing::WithdrawalForm;
use crate::domain::case::step::{CaseField, Opening, Step};
use crate::domain::case::track::{TrackNote, TrackStage};
use crate::domain::codes::{
    Category, Class, DeliveryWay, Difficulty, Exit, Ruling, Track, Urgency,
};
use crate::domain::person::PersonId;

/// A step of a case.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum StepRecord {
    Register {
        petitioner: u64,
        matter: Box<MatterRecord>,
        visit: VisitRecord,
        answer: Option<AnswerRecord>,
    },
    Join(VisitRecord),
    Classify {
        class: String,
        category: Option<String>,
        urgency: String,
        difficulty: String,
    },
    Accept {
        on: i32,
    },
    Decline {
        on: i32,
        reason: String,
        road: String,
    },
    Guide {
        on: i32,
        exit: String,
        told: String,
    },
    Notify {
        on: i32,
        way: String,
    },
    Assign {
        unit: Option<String>,
        holder: Option<String>,
        leader: Option<String>,
    },
    Extend {
        on: i32,
        days: u32,
        approver: String,
        reason: String,
        told_on: i32,
    },
    Decide {
        on: i32,
        ruling: String,
        opinion: String,
        basis: String,
        #[serde(default)]
        request: String,
        #[serde(default)]
        facts: String,
    },
    Deliver {
        on: i32,
        way: String,
    },
    Agree {
        on: i32,
        terms: String,
    },
    Withdraw {
        on: i32,
        words: String,
        #[serde(default)]
        form: Option<String>,
    },
    StrikeOff {
        on: i32,
        proof: String,
    },
    Track {
        track: String,
        holder: String,
        /// What was written before stages were told apart.
        done: bool,
        note: String,
        #[serde(default)]
        stage: Option<String>,
    },
    Note {
        text: String,
    },
    Number {
        kind: String,
        value: String,
    },
    Correct {
        field: String,
        old: String,
        new: String,
    },
    Divert(Box<DivertedRecord>),
    Closing(ClosingStepRecord),
    Undo {
        of: u32,
        reason: String,
    },
    Mediation(Box<MediationRecord>),
    TaskForce(Box<TaskForceStepRecord>),
    Printed(PrintedRecord),
    Transfer(TransferRecord),
    Merge(MergeRecord),
    FastLane(FastLaneRecord),
    Appeal(Box<AppealStepRecord>),
    Key(KeyStepRecord),
    Order(OrderRecord),
    LegalAid(Box<LegalAidRecord>),
}

impl From<&Step> for StepRecord {
    fn from(step: &Step) -> Self {
        match step.clone() {
            Step::Register(opening) => Self::Register {
                petitioner: opening.petitioner.0,
                matter: Box::new((&opening.matter).into()),
                visit: (&opening.visit).into(),
                answer: opening.imported_answer.as_ref().map(AnswerRecord::from),
            },
            Step::Join(visit) => Self::Join((&visit).into()),
            Step::Classify {
                class,
                category,
                urgency,
                difficulty,
            } => Self::Classify {
                class: class.code().to_owned(),
                category: category.map(|category| category.code().to_owned()),
                urgency: urgency.code().to_owned(),
                difficulty: difficulty.code().to_owned(),
            },
            Step::Accept { on } => Self::Accept { on: day(on) },
            Step::Decline { on, reason, road } => Self::Decline {
                on: day(on),
                reason,
                road,
            },
            Step::Guide { on, exit, told } => Self::Guide {
                on: day(on),
                exit: exit.code().to_owned(),
                told,
            },
            Step::Notify { on, way } => Self::Notify {
                on: day(on),
                way: way.code().to_owned(),
            },
            Step::Assign {
                unit,
                holder,
                leader,
            } => Self::Assign {
                unit,
                holder,
                leader,
            },
            Step::Extend {
                on,
                days,
                approver,
                reason,
                told_on,
            } => Self::Extend {
                on: day(on),
                days,
                approver,
                reason,
                told_on: day(told_on),
            },
            Step::Decide {
                on,
                ruling,
                opinion,
                basis,
                request,
                facts,
            } => Self::Decide {
                on: day(on),
                ruling: ruling.code().to_owned(),
                opinion,
                basis,
                request,
                facts,
            },
            Step::Deliver { on, way } => Self::Deliver {
                on: day(on),
                way: way.code().to_owned(),
            },
            Step::Agree { on, terms } => Self::Agree { on: day(on), terms },
            Step::Withdraw { on, words, form } => Self::Withdraw {
                on: day(on),
                words,
                form: form.map(|form| form.code().to_owned()),
            },
            Step::StrikeOff { on, proof } => Self::StrikeOff { on: day(on), proof },
            Step::Track {
                track,
                holder,
                stage,
                note,
            } => Self::Track {
                track: track.code().to_owned(),
                holder,
                done: stage == TrackStage::Done,
                note: note.text().to_owned(),
                stage: Some(stage.code().to_owned()),
            },
            Step::Note { text } => Self::Note { text },
            Step::Number(number) => {
                let (kind, value) = pair(&number);
                Self::Number { kind, value }
            }
            Step::Correct { field, old, new } => Self::Correct {
                field: field.code().to_owned(),
                old,
                new,
            },
            Step::Transfer(step) => Self::Transfer((&step).into()),
            Step::Divert(diverted) => Self::Divert(Box::new((&*diverted).into())),
            Step::Merge(step) => Self::Merge((&step).into()),
            Step::Closing(closing) => Self::Closing(closing.into()),
            Step::Undo { of, reason } => Self::Undo { of, reason },
            Step::Mediation(step) => Self::Mediation(Box::new((&step).into())),
            Step::TaskForce(step) => Self::TaskForce(Box::new((&*step).into())),
            Step::Printed(printed) => Self::Printed((&printed).into()),
            Step::FastLane(step) => Self::FastLane((&step).into()),
            Step::Appeal(step) => Self::Appeal(Box::new((&*step).into())),
            Step::Key(step) => Self::Key((&step).into()),
            Step::Order(step) => Self::Order((&step).into()),
            Step::LegalAid(step) => Self::LegalAid(Box::new((&*step).into())),
        }
    }
}

impl TryFrom<StepRecord> for Step {
    type Error = StoreError;

    fn try_from(record: StepRecord) -> Result<Self, StoreError> {
        Ok(match record {
            StepRecord::Register {
                petitioner,
                matter,
                visit,
                answer,
            } => Self::Register(Box::new(Opening {
                petitioner: PersonId(petitioner),
                matter: (*matter).try_into()?,
                visit: visit.try_into()?,
                imported_answer: answer.map(Into::into),
            })),
            StepRecord::Join(visit) => Self::Join(visit.try_into()?),
            StepRecord::Classify {
                class,
                category,
                urgency,
                difficulty,
            } => Self::Classify {
                class: code(&class, Class::parse)?,
                category: category
                    .map(|text| code(&text, Category::parse))
                    .transpose()?,
                urgency: code(&urgency, Urgency::parse)?,
                difficulty: code(&difficulty, Difficulty::parse)?,
            },
            StepRecord::Accept { on } => Self::Accept { on: date(on)? },
            StepRecord::Decline { on, reason, road } => Self::Decline {
                on: date(on)?,
                reason,
                road,
            },
            StepRecord::Guide { on, exit, told } => Self::Guide {
                on: date(on)?,
                exit: code(&exit, Exit::parse)?,
                told,
            },
            StepRecord::Notify { on, way } => Self::Notify {
                on: date(on)?,
                way: code(&way, DeliveryWay::parse)?,
            },
            StepRecord::Assign {
                unit,
                holder,
                leader,
            } => Self::Assign {
                unit,
                holder,
                leader,
            },
            StepRecord::Extend {
                on,
                days,
                approver,
                reason,
                told_on,
            } => Self::Extend {
                on: date(on)?,
                days,
                approver,
                reason,
                told_on: date(told_on)?,
            },
            StepRecord::Decide {
                on,
                ruling,
                opinion,
                basis,
                request,
                facts,
            } => Self::Decide {
                on: date(on)?,
                ruling: code(&ruling, Ruling::parse)?,
                opinion,
                basis,
                request,
                facts,
            },
            StepRecord::Deliver { on, way } => Self::Deliver {
                on: date(on)?,
                way: code(&way, DeliveryWay::parse)?,
            },
            StepRecord::Agree { on, terms } => Self::Agree {
                on: date(on)?,
                terms,
            },
            StepRecord::Withdraw { on, words, form } => Self::Withdraw {
                on: date(on)?,
                words,
                form: form
                    .map(|text| code(&text, WithdrawalForm::parse))
                    .transpose()?,
            },
            StepRecord::StrikeOff { on, proof } => Self::StrikeOff {
                on: date(on)?,
                proof,
            },
            StepRecord::Track {
                track,
                holder,
                done,
                note,
                stage,
            } => Self::Track {
                track: code(&track, Track::parse)?,
                holder,
                stage: track_stage(stage.as_deref(), done)?,
                note: TrackNote::Said(note),
            },
            StepRecord::Note { text } => Self::Note { text },
            StepRecord::Number { kind, value } => Self::Number(external((kind, value))?),
            StepRecord::Correct { field, old, new } => Self::Correct {
                field: code(&field, CaseField::parse)?,
                old,
                new,
            },
            StepRecord::Transfer(step) => Self::Transfer(step.try_into()?),
            StepRecord::Divert(diverted) => Self::Divert(Box::new((*diverted).try_into()?)),
            StepRecord::Merge(step) => Self::Merge(step.try_into()?),
            StepRecord::Closing(closing) => Self::Closing(closing.try_into()?),
            StepRecord::Undo { of, reason } => Self::Undo { of, reason },
            StepRecord::Mediation(step) => Self::Mediation((*step).try_into()?),
            StepRecord::TaskForce(step) => Self::TaskForce(Box::new((*step).try_into()?)),
            StepRecord::Printed(printed) => Self::Printed(printed.try_into()?),
            StepRecord::FastLane(step) => Self::FastLane(step.try_into()?),
            StepRecord::Appeal(step) => Self::Appeal(Box::new((*step).try_into()?)),
            StepRecord::Key(step) => Self::Key(step.try_into()?),
            StepRecord::Order(step) => Self::Order(step.try_into()?),
            StepRecord::LegalAid(step) => Self::LegalAid(Box::new((*step).try_into()?)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The step as the first version wrote it.
    #[derive(Serialize)]
    enum Before {
        Withdraw { on: i32, words: String },
    }

    #[test]
    fn a_withdrawal_of_an_old_store_has_no_form() {
        let before = Before::Withdraw {
            on: 739_000,
            words: "不反映了".to_owned(),
        };
        let bytes = rmp_serde::to_vec(&before).unwrap();
        let record: StepRecord = rmp_serde::from_slice(&bytes).unwrap();
        let step: Step = record.try_into().unwrap();
        assert!(matches!(step, Step::Withdraw { form: None, .. }));
    }
}
