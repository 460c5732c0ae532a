//! Task forces as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{date, day};
use crate::domain::case::fact::kind::Kept;
use crate::domain::case::fact::task_force::{CrewField, Meeting, StoredCrew, TaskForce};

/// A task force.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TaskForceRecord {
    on: i32,
    crew: StoredCrew,
    meetings: Vec<Meeting>,
    ended: Option<(i32, String)>,
}

impl From<&TaskForce> for TaskForceRecord {
    fn from(force: &TaskForce) -> Self {
        let ended = force.ended.as_ref();
        Self {
            on: day(force.on),
            crew: CrewField::stored(&force.crew),
            meetings: force.meetings.clone(),
            ended: ended.map(|(on, outcome)| (day(*on), outcome.clone())),
        }
    }
}

impl TryFrom<TaskForceRecord> for TaskForce {
    type Error = StoreError;

    fn try_from(record: TaskForceRecord) -> Result<Self, StoreError> {
        let crew = CrewField::restored(record.crew);
        Ok(Self {
            on: date(record.on)?,
            crew: crew.ok_or_else(|| StoreError::Damaged("task force".to_owned()))?,
            meetings: record.meetings,
            ended: record
                .ended
                .map(|(on, outcome)| Ok::<_, StoreError>((date(on)?, outcome)))
                .transpose()?,
        })
    }
}
