//! Law-education staff and trainings as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::education::staff::{Educator, EducatorId, LawLevel};
use crate::domain::education::training::{Lesson, Training, TrainingFact};
use crate::domain::grid::node::GridCode;

stored!(Educator as EducatorRecord);
stored!(TrainingFact as TrainingFactRecord);

/// A member of the staff.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct EducatorRecord {
    name: String,
    level: String,
    node: String,
    phone: String,
    active: bool,
}

/// What a training was.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LessonRecord {
    day: i32,
    topic: String,
    level: Option<String>,
    minutes: u16,
}

/// A training.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TrainingRecord {
    lesson: LessonRecord,
    attended: Vec<u32>,
}

/// What was done to a training.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum TrainingFactRecord {
    Held(LessonRecord),
    Corrected(LessonRecord),
    Attended(u32),
    Absent(u32),
}

impl From<&Educator> for EducatorRecord {
    fn from(card: &Educator) -> Self {
        Self {
            name: card.name.clone(),
            level: card.level.code().to_owned(),
            node: card.node.as_str().to_owned(),
            phone: card.phone.clone(),
            active: card.active,
        }
    }
}

impl TryFrom<EducatorRecord> for Educator {
    type Error = StoreError;

    fn try_from(record: EducatorRecord) -> Result<Self, StoreError> {
        Ok(Self {
            name: record.name,
            level: code(&record.level, LawLevel::parse)?,
            node: code(&record.node, GridCode::parse)?,
            phone: record.phone,
            active: record.active,
        })
    }
}

impl From<&Lesson> for LessonRecord {
    fn from(lesson: &Lesson) -> Self {
        Self {
            day: day(lesson.day),
            topic: lesson.topic.clone(),
            level: lesson.level.map(|level| level.code().to_owned()),
            minutes: lesson.minutes,
        }
    }
}

impl TryFrom<LessonRecord> for Lesson {
    type Error = StoreError;

    fn try_from(record: LessonRecord) -> Result<Self, StoreError> {
        let level = record.level.map(|level| code(&level, LawLevel::parse));
        Ok(Self {
            day: date(record.day)?,
            topic: record.topic,
            level: level.transpose()?,
            minutes: record.minutes,
        })
    }
}

impl From<&Training> for TrainingRecord {
    fn from(training: &Training) -> Self {
        Self {
            lesson: (&training.lesson).into(),
            attended: training.attended.iter().map(|id| id.0).collect(),
        }
    }
}

impl TryFrom<TrainingRecord> for Training {
    type Error = StoreError;

    fn try_from(record: TrainingRecord) -> Result<Self, StoreError> {
        Ok(Self {
            lesson: record.lesson.try_into()?,
            attended: record.attended.into_iter().map(EducatorId).collect(),
        })
    }
}

impl From<&TrainingFact> for TrainingFactRecord {
    fn from(fact: &TrainingFact) -> Self {
        match fact {
            TrainingFact::Held(lesson) => Self::Held(lesson.into()),
            TrainingFact::Corrected(lesson) => Self::Corrected(lesson.into()),
            TrainingFact::Attended(id) => Self::Attended(id.0),
            TrainingFact::Absent(id) => Self::Absent(id.0),
        }
    }
}

impl TryFrom<TrainingFactRecord> for TrainingFact {
    type Error = StoreError;

    fn try_from(record: TrainingFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            TrainingFactRecord::Held(lesson) => Self::Held(lesson.try_into()?),
            TrainingFactRecord::Corrected(lesson) => Self::Corrected(lesson.try_into()?),
            TrainingFactRecord::Attended(id) => Self::Attended(EducatorId(id)),
            TrainingFactRecord::Absent(id) => Self::Absent(EducatorId(id)),
        })
    }
}
