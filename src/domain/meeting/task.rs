//! 任务: what a meeting gives somebody to do by a day; it comes back until it is done.

use chrono::NaiveDate;

use super::super::item::Item;
use super::kind::{MeetingId, MeetingKind};

/// A task among those of all meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskRef {
    /// The meeting that gave it.
    pub meeting: MeetingId,
    /// Its place there, from 1.
    pub no: u32,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// About which matter; `None` for one that is about none.
    pub item: Option<Item>,
    /// What.
    pub what: String,
    /// Who does it.
    pub holder: String,
    /// By which day.
    pub by: NaiveDate,
    /// How it was done.
    pub done: Option<TaskDone>,
}

/// How a task was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskDone {
    /// On which day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
    /// What came of it.
    pub note: String,
}

/// A task that a meeting took over from one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    /// Which.
    pub task: TaskRef,
    /// For the how-manieth time it comes back.
    pub times: u32,
}

/// A task with the meeting that gave it, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenTask {
    /// Which.
    pub id: TaskRef,
    /// The kind of that meeting.
    pub kind: MeetingKind,
    /// Its day.
    pub day: NaiveDate,
    /// The task.
    pub task: Task,
    /// How often it came back so far.
    pub times: u32,
    /// Whether it is about an accusation: on lists it stands by its number alone.
    pub secret: bool,
}

impl Task {
    /// Gives the day by which it is to be done, while it is not.
    pub fn open_until(&self) -> Option<NaiveDate> {
        self.done.is_none().then_some(self.by)
    }
}
