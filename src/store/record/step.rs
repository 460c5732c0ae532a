//! A step as stored in an entry: what is offered is stored by its own table of fields, and what is
//! written down beside it by the records here.

use serde::de::{EnumAccess, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::error::StoreError;
use super::attached::AttachedRecord;
use super::bytes::code;
use super::matter::{AnswerRecord, MatterRecord, VisitRecord};
use super::merge::MergeRecord;
use super::printed::PrintedRecord;
use crate::domain::case::fact::step::{CaseField, Opening, Step};
use crate::domain::person::id::PersonId;

/// A step of a case.
#[derive(Debug)]
pub(crate) enum StepRecord {
    /// One that is offered as a step.
    Offered(Step),
    /// What is written down beside them.
    Written(Written),
}

/// What is written down without being offered as a step.
#[derive(Debug, Serialize)]
pub(crate) enum Written {
    Register(Box<OpeningRecord>),
    Join(VisitRecord),
    Correct(CorrectionRecord),
    Undo(UndoRecord),
    Printed(PrintedRecord),
    Attached(AttachedRecord),
    Merge(MergeRecord),
}

/// 登记.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct OpeningRecord {
    petitioner: u64,
    matter: MatterRecord,
    visit: VisitRecord,
    answer: Option<AnswerRecord>,
}

/// 更正.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CorrectionRecord {
    field: String,
    old: String,
    new: String,
}

/// 撤销一步.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct UndoRecord {
    of: u32,
    reason: String,
}

impl From<&Step> for StepRecord {
    fn from(step: &Step) -> Self {
        Self::Written(match step {
            Step::Register(opening) => Written::Register(Box::new(OpeningRecord {
                petitioner: opening.petitioner.0,
                matter: (&opening.matter).into(),
                visit: (&opening.visit).into(),
                answer: opening.imported_answer.as_ref().map(AnswerRecord::from),
            })),
            Step::Join(visit) => Written::Join(visit.into()),
            Step::Correct { field, old, new } => Written::Correct(CorrectionRecord {
                field: field.code().to_owned(),
                old: old.clone(),
                new: new.clone(),
            }),
            Step::Merge(step) => Written::Merge(step.into()),
            Step::Undo { of, reason } => Written::Undo(UndoRecord {
                of: *of,
                reason: reason.clone(),
            }),
            Step::Printed(printed) => Written::Printed(printed.into()),
            Step::Attached(attached) => Written::Attached(attached.into()),
            offered => return Self::Offered(offered.clone()),
        })
    }
}

impl TryFrom<StepRecord> for Step {
    type Error = StoreError;

    fn try_from(record: StepRecord) -> Result<Self, StoreError> {
        let written = match record {
            StepRecord::Offered(step) => return Ok(step),
            StepRecord::Written(written) => written,
        };
        Ok(match written {
            Written::Register(it) => Self::Register(Box::new(Opening {
                petitioner: PersonId(it.petitioner),
                matter: it.matter.try_into()?,
                visit: it.visit.try_into()?,
                imported_answer: it.answer.map(Into::into),
            })),
            Written::Join(visit) => Self::Join(visit.try_into()?),
            Written::Correct(it) => Self::Correct {
                field: code(&it.field, CaseField::parse)?,
                old: it.old,
                new: it.new,
            },
            Written::Merge(step) => Self::Merge(step.try_into()?),
            Written::Undo(it) => Self::Undo {
                of: it.of,
                reason: it.reason,
            },
            Written::Printed(printed) => Self::Printed(printed.try_into()?),
            Written::Attached(attached) => Self::Attached(attached.try_into()?),
        })
    }
}

impl Serialize for StepRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Offered(step) => step.stored(serializer),
            Self::Written(written) => written.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for StepRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Steps;
        impl<'de> Visitor<'de> for Steps {
            type Value = StepRecord;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a step of a case")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<StepRecord, A::Error> {
                let (name, content): (String, _) = data.variant()?;
                Written::named(&name, content)
            }
        }
        deserializer.deserialize_enum("Step", &[], Steps)
    }
}

impl Written {
    /// Reads what is named `name`; every other name is that of a step that is offered.
    fn named<'de, A: VariantAccess<'de>>(name: &str, content: A) -> Result<StepRecord, A::Error> {
        Ok(StepRecord::Written(match name {
            "Register" => Self::Register(content.newtype_variant()?),
            "Join" => Self::Join(content.newtype_variant()?),
            "Correct" => Self::Correct(content.newtype_variant()?),
            "Undo" => Self::Undo(content.newtype_variant()?),
            "Printed" => Self::Printed(content.newtype_variant()?),
            "Attached" => Self::Attached(content.newtype_variant()?),
            "Merge" => Self::Merge(content.newtype_variant()?),
            offered => return Step::restored(offered, content).map(StepRecord::Offered),
        }))
    }
}
