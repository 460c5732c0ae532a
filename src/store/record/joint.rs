//! Joint sessions as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{date, day};
use crate::domain::joint::{Heard, Joint, JointFact, Seat, Sitting, Statement};
use crate::domain::number::CaseNumber;

stored!(JointFact as JointFactRecord);

/// When, where and who (unit, who sits for it).
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SittingRecord {
    day: i32,
    place: String,
    convener: String,
    seats: Vec<(String, String)>,
}

/// What a unit said.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct StatementRecord {
    unit: String,
    #[serde(rename = "said")]
    text: String,
    took_on: String,
    by: Option<i32>,
    kept_on: Option<i32>,
}

/// A session.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct JointRecord {
    sitting: SittingRecord,
    heard: Vec<(u16, u32, Vec<StatementRecord>)>,
    minutes: String,
    closed: bool,
}

/// What was done to a session.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum JointFactRecord {
    Opened(SittingRecord),
    Table(SittingRecord),
    Hear {
        year: u16,
        run: u32,
    },
    Drop {
        year: u16,
        run: u32,
    },
    #[serde(rename = "Said")]
    Statement {
        year: u16,
        run: u32,
        #[serde(rename = "said")]
        statement: StatementRecord,
    },
    Kept {
        year: u16,
        run: u32,
        unit: String,
        on: i32,
    },
    Minutes(String),
    Closed,
    Reopened {
        why: String,
    },
}

impl From<&Sitting> for SittingRecord {
    fn from(sitting: &Sitting) -> Self {
        let seats = sitting.seats.iter();
        Self {
            day: day(sitting.day),
            place: sitting.place.clone(),
            convener: sitting.convener.clone(),
            seats: seats.map(|it| (it.unit.clone(), it.who.clone())).collect(),
        }
    }
}

impl TryFrom<SittingRecord> for Sitting {
    type Error = StoreError;

    fn try_from(record: SittingRecord) -> Result<Self, StoreError> {
        let seats = record.seats.into_iter();
        Ok(Self {
            day: date(record.day)?,
            place: record.place,
            convener: record.convener,
            seats: seats.map(|(unit, who)| Seat { unit, who }).collect(),
        })
    }
}

impl From<&Statement> for StatementRecord {
    fn from(statement: &Statement) -> Self {
        Self {
            unit: statement.unit.clone(),
            text: statement.text.clone(),
            took_on: statement.took_on.clone(),
            by: statement.by.map(day),
            kept_on: statement.kept_on.map(day),
        }
    }
}

impl TryFrom<StatementRecord> for Statement {
    type Error = StoreError;

    fn try_from(record: StatementRecord) -> Result<Self, StoreError> {
        Ok(Self {
            unit: record.unit,
            text: record.text,
            took_on: record.took_on,
            by: record.by.map(date).transpose()?,
            kept_on: record.kept_on.map(date).transpose()?,
        })
    }
}

impl From<&Joint> for JointRecord {
    fn from(joint: &Joint) -> Self {
        let heard = joint.heard.iter().map(|it| {
            let statement = it.statements.iter().map(StatementRecord::from).collect();
            (it.case.year, it.case.run, statement)
        });
        Self {
            sitting: (&joint.sitting).into(),
            heard: heard.collect(),
            minutes: joint.minutes.clone(),
            closed: joint.closed,
        }
    }
}

impl TryFrom<JointRecord> for Joint {
    type Error = StoreError;

    fn try_from(record: JointRecord) -> Result<Self, StoreError> {
        let heard = record.heard.into_iter().map(|(year, run, statements)| {
            let statements = statements.into_iter().map(TryInto::try_into);
            Ok(Heard {
                case: CaseNumber { year, run },
                statements: statements.collect::<Result<_, StoreError>>()?,
            })
        });
        Ok(Self {
            sitting: record.sitting.try_into()?,
            heard: heard.collect::<Result<_, StoreError>>()?,
            minutes: record.minutes,
            closed: record.closed,
        })
    }
}

impl From<&JointFact> for JointFactRecord {
    fn from(fact: &JointFact) -> Self {
        match fact.clone() {
            JointFact::Opened(sitting) => Self::Opened((&*sitting).into()),
            JointFact::Table(sitting) => Self::Table((&*sitting).into()),
            JointFact::Hear(CaseNumber { year, run }) => Self::Hear { year, run },
            JointFact::Drop(CaseNumber { year, run }) => Self::Drop { year, run },
            JointFact::Statement {
                case: CaseNumber { year, run },
                unit,
                text: statement,
                took_on,
                by,
            } => Self::Statement {
                year,
                run,
                statement: StatementRecord {
                    unit,
                    text: statement,
                    took_on,
                    by: by.map(day),
                    kept_on: None,
                },
            },
            JointFact::Kept {
                case: CaseNumber { year, run },
                unit,
                on,
            } => Self::Kept {
                year,
                run,
                unit,
                on: day(on),
            },
            JointFact::Minutes(text) => Self::Minutes(text),
            JointFact::Closed => Self::Closed,
            JointFact::Reopened { why } => Self::Reopened { why },
        }
    }
}

impl TryFrom<JointFactRecord> for JointFact {
    type Error = StoreError;

    fn try_from(record: JointFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            JointFactRecord::Opened(sitting) => Self::Opened(Box::new(sitting.try_into()?)),
            JointFactRecord::Table(sitting) => Self::Table(Box::new(sitting.try_into()?)),
            JointFactRecord::Hear { year, run } => Self::Hear(CaseNumber { year, run }),
            JointFactRecord::Drop { year, run } => Self::Drop(CaseNumber { year, run }),
            JointFactRecord::Statement {
                year,
                run,
                statement,
            } => Self::Statement {
                case: CaseNumber { year, run },
                unit: statement.unit,
                text: statement.text,
                took_on: statement.took_on,
                by: statement.by.map(date).transpose()?,
            },
            JointFactRecord::Kept {
                year,
                run,
                unit,
                on,
            } => Self::Kept {
                case: CaseNumber { year, run },
                unit,
                on: date(on)?,
            },
            JointFactRecord::Minutes(text) => Self::Minutes(text),
            JointFactRecord::Closed => Self::Closed,
            JointFactRecord::Reopened { why } => Self::Reopened { why },
        })
    }
}
