//! Task forces as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::case::task_force::{Crew, Meeting, Member, Side, TaskForce, TaskForceStep};

/// Leader, members (side, name, unit) and plan.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CrewRecord {
    leader: String,
    members: Vec<(String, String, String)>,
    plan: String,
}

/// A task force.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TaskForceRecord {
    on: i32,
    crew: CrewRecord,
    meetings: Vec<(i32, String, String)>,
    ended: Option<(i32, String)>,
}

/// What was done to a task force.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum TaskForceStepRecord {
    Form {
        on: i32,
        crew: CrewRecord,
    },
    Change {
        on: i32,
        crew: CrewRecord,
    },
    Meet {
        on: i32,
        came: String,
        decided: String,
    },
    End {
        on: i32,
        outcome: String,
    },
}

impl From<&Crew> for CrewRecord {
    fn from(crew: &Crew) -> Self {
        let member = |it: &Member| (it.side.code().to_owned(), it.name.clone(), it.unit.clone());
        Self {
            leader: crew.leader.clone(),
            members: crew.members.iter().map(member).collect(),
            plan: crew.plan.clone(),
        }
    }
}

impl TryFrom<CrewRecord> for Crew {
    type Error = StoreError;

    fn try_from(record: CrewRecord) -> Result<Self, StoreError> {
        let member = |(side, name, unit): (String, String, String)| {
            let side = code(&side, Side::parse)?;
            Ok(Member { side, name, unit })
        };
        Ok(Self {
            leader: record.leader,
            members: record
                .members
                .into_iter()
                .map(member)
                .collect::<Result<_, StoreError>>()?,
            plan: record.plan,
        })
    }
}

impl From<&TaskForce> for TaskForceRecord {
    fn from(force: &TaskForce) -> Self {
        let meetings = force.meetings.iter();
        Self {
            on: day(force.on),
            crew: (&force.crew).into(),
            meetings: meetings
                .map(|it| (day(it.on), it.came.clone(), it.decided.clone()))
                .collect(),
            ended: force
                .ended
                .as_ref()
                .map(|(on, outcome)| (day(*on), outcome.clone())),
        }
    }
}

impl TryFrom<TaskForceRecord> for TaskForce {
    type Error = StoreError;

    fn try_from(record: TaskForceRecord) -> Result<Self, StoreError> {
        let meetings = record.meetings.into_iter();
        Ok(Self {
            on: date(record.on)?,
            crew: record.crew.try_into()?,
            meetings: meetings
                .map(|(on, came, decided)| meeting(on, came, decided))
                .collect::<Result<_, StoreError>>()?,
            ended: record
                .ended
                .map(|(on, outcome)| Ok::<_, StoreError>((date(on)?, outcome)))
                .transpose()?,
        })
    }
}

impl From<&TaskForceStep> for TaskForceStepRecord {
    fn from(step: &TaskForceStep) -> Self {
        match step {
            TaskForceStep::Form { on, crew } => Self::Form {
                on: day(*on),
                crew: crew.into(),
            },
            TaskForceStep::Change { on, crew } => Self::Change {
                on: day(*on),
                crew: crew.into(),
            },
            TaskForceStep::Meet(it) => Self::Meet {
                on: day(it.on),
                came: it.came.clone(),
                decided: it.decided.clone(),
            },
            TaskForceStep::End { on, outcome } => Self::End {
                on: day(*on),
                outcome: outcome.clone(),
            },
        }
    }
}

impl TryFrom<TaskForceStepRecord> for TaskForceStep {
    type Error = StoreError;

    fn try_from(record: TaskForceStepRecord) -> Result<Self, StoreError> {
        Ok(match record {
            TaskForceStepRecord::Form { on, crew } => Self::Form {
                on: date(on)?,
                crew: crew.try_into()?,
            },
            TaskForceStepRecord::Change { on, crew } => Self::Change {
                on: date(on)?,
                crew: crew.try_into()?,
            },
            TaskForceStepRecord::Meet { on, came, decided } => {
                Self::Meet(meeting(on, came, decided)?)
            }
            TaskForceStepRecord::End { on, outcome } => Self::End {
                on: date(on)?,
                outcome,
            },
        })
    }
}

fn meeting(on: i32, came: String, decided: String) -> Result<Meeting, StoreError> {
    Ok(Meeting {
        on: date(on)?,
        came,
        decided,
    })
}
