//! Meetings as stored; an item is written as it is shown.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::item::Item;
use crate::domain::meeting::kind::{MeetingId, MeetingKind};
use crate::domain::meeting::state::{Agenda, Calling, Judged, Meeting, MeetingFact, Topic, Why};
use crate::domain::meeting::task::{Carried, Task, TaskDone, TaskRef};
use crate::domain::moment::Moment;

stored!(MeetingFact as MeetingFactRecord);

/// When, where and who.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CallingRecord {
    kind: String,
    at: i64,
    place: String,
    convener: String,
    called: Vec<String>,
}

/// A matter with what was judged of it (risk, decision).
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TopicRecord {
    item: String,
    why: Vec<String>,
    words: String,
    judged: Option<(String, String)>,
}

/// A task that came back: meeting, place there, how often.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CarriedRecord(u32, u32, u32);

/// A task; how it was done is a day, who and what came of it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TaskRecord {
    item: Option<String>,
    what: String,
    holder: String,
    by: i32,
    done: Option<(i32, String, String)>,
}

/// A meeting.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MeetingRecord {
    calling: CallingRecord,
    topics: Vec<TopicRecord>,
    dropped: Vec<String>,
    left: u32,
    carried: Vec<CarriedRecord>,
    tasks: Vec<TaskRecord>,
    came: Vec<String>,
    absent: Vec<String>,
    minutes: String,
    closed: bool,
}

/// What was done to a meeting.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum MeetingFactRecord {
    Called(CallingRecord),
    Altered(CallingRecord),
    Gathered {
        topics: Vec<TopicRecord>,
        carried: Vec<CarriedRecord>,
        left: u32,
    },
    Added {
        item: String,
        words: String,
    },
    Dropped(String),
    Judged {
        item: String,
        risk: String,
        decision: String,
    },
    Tasked(TaskRecord),
    Done {
        no: u32,
        on: i32,
        by: String,
        note: String,
    },
    Attended {
        came: Vec<String>,
        absent: Vec<String>,
    },
    Minutes(String),
    Closed,
    Reopened {
        why: String,
    },
}

fn item(text: &str) -> Result<Item, StoreError> {
    code(text, Item::parse)
}

fn all<T, R>(records: Vec<R>) -> Result<Vec<T>, StoreError>
where
    T: TryFrom<R, Error = StoreError>,
{
    records.into_iter().map(T::try_from).collect()
}

impl From<&Calling> for CallingRecord {
    fn from(calling: &Calling) -> Self {
        let calling = calling.clone();
        Self {
            kind: calling.kind.code().to_owned(),
            at: calling.at.unix(),
            place: calling.place,
            convener: calling.convener,
            called: calling.called,
        }
    }
}

impl TryFrom<CallingRecord> for Calling {
    type Error = StoreError;

    fn try_from(record: CallingRecord) -> Result<Self, StoreError> {
        Ok(Self {
            kind: code(&record.kind, MeetingKind::parse)?,
            at: Moment::from_unix(record.at),
            place: record.place,
            convener: record.convener,
            called: record.called,
        })
    }
}

impl From<&Topic> for TopicRecord {
    fn from(topic: &Topic) -> Self {
        let judged = topic.judged.clone();
        Self {
            item: topic.item.to_string(),
            why: topic.why.iter().map(|it| it.code().to_owned()).collect(),
            words: topic.words.clone(),
            judged: judged.map(|it| (it.risk, it.decision)),
        }
    }
}

impl TryFrom<TopicRecord> for Topic {
    type Error = StoreError;

    fn try_from(record: TopicRecord) -> Result<Self, StoreError> {
        let why = record.why.iter().map(|it| code(it, Why::parse));
        Ok(Self {
            item: item(&record.item)?,
            why: why.collect::<Result<_, StoreError>>()?,
            words: record.words,
            judged: record
                .judged
                .map(|(risk, decision)| Judged { risk, decision }),
        })
    }
}

impl From<&Carried> for CarriedRecord {
    fn from(carried: &Carried) -> Self {
        Self(carried.task.meeting.0, carried.task.no, carried.times)
    }
}

impl From<CarriedRecord> for Carried {
    fn from(CarriedRecord(meeting, no, times): CarriedRecord) -> Self {
        Self {
            task: TaskRef {
                meeting: MeetingId(meeting),
                no,
            },
            times,
        }
    }
}

impl From<&Task> for TaskRecord {
    fn from(task: &Task) -> Self {
        let task = task.clone();
        Self {
            item: task.item.map(|it| it.to_string()),
            what: task.what,
            holder: task.holder,
            by: day(task.by),
            done: task.done.map(|it| (day(it.on), it.by, it.note)),
        }
    }
}

impl TryFrom<TaskRecord> for Task {
    type Error = StoreError;

    fn try_from(record: TaskRecord) -> Result<Self, StoreError> {
        let done = record.done.map(|(on, by, note)| {
            let on = date(on)?;
            Ok::<_, StoreError>(TaskDone { on, by, note })
        });
        Ok(Self {
            item: record.item.as_deref().map(item).transpose()?,
            what: record.what,
            holder: record.holder,
            by: date(record.by)?,
            done: done.transpose()?,
        })
    }
}

impl From<&Meeting> for MeetingRecord {
    fn from(meeting: &Meeting) -> Self {
        Self {
            calling: (&meeting.calling).into(),
            topics: meeting.topics.iter().map(Into::into).collect(),
            dropped: meeting.dropped.iter().map(Item::to_string).collect(),
            left: meeting.left,
            carried: meeting.carried.iter().map(Into::into).collect(),
            tasks: meeting.tasks.iter().map(Into::into).collect(),
            came: meeting.came.clone(),
            absent: meeting.absent.clone(),
            minutes: meeting.minutes.clone(),
            closed: meeting.closed,
        }
    }
}

impl TryFrom<MeetingRecord> for Meeting {
    type Error = StoreError;

    fn try_from(record: MeetingRecord) -> Result<Self, StoreError> {
        let dropped = record.dropped.iter().map(|it| item(it));
        Ok(Self {
            calling: record.calling.try_into()?,
            topics: all(record.topics)?,
            dropped: dropped.collect::<Result<_, StoreError>>()?,
            left: record.left,
            carried: record.carried.into_iter().map(Into::into).collect(),
            tasks: all(record.tasks)?,
            came: record.came,
            absent: record.absent,
            minutes: record.minutes,
            closed: record.closed,
        })
    }
}

impl From<&MeetingFact> for MeetingFactRecord {
    fn from(fact: &MeetingFact) -> Self {
        match fact.clone() {
            MeetingFact::Called(calling) => Self::Called((&*calling).into()),
            MeetingFact::Altered(calling) => Self::Altered((&*calling).into()),
            MeetingFact::Gathered(agenda) => Self::Gathered {
                topics: agenda.topics.iter().map(Into::into).collect(),
                carried: agenda.carried.iter().map(Into::into).collect(),
                left: agenda.left,
            },
            MeetingFact::Added { item, words } => Self::Added {
                item: item.to_string(),
                words,
            },
            MeetingFact::Dropped(item) => Self::Dropped(item.to_string()),
            MeetingFact::Judged { item, judged } => Self::Judged {
                item: item.to_string(),
                risk: judged.risk,
                decision: judged.decision,
            },
            MeetingFact::Tasked {
                item,
                what,
                holder,
                by,
            } => Self::Tasked(TaskRecord {
                item: item.map(|it| it.to_string()),
                what,
                holder,
                by: day(by),
                done: None,
            }),
            MeetingFact::Done { no, done } => Self::Done {
                no,
                on: day(done.on),
                by: done.by,
                note: done.note,
            },
            MeetingFact::Attended { came, absent } => Self::Attended { came, absent },
            MeetingFact::Minutes(text) => Self::Minutes(text),
            MeetingFact::Closed => Self::Closed,
            MeetingFact::Reopened { why } => Self::Reopened { why },
        }
    }
}

impl TryFrom<MeetingFactRecord> for MeetingFact {
    type Error = StoreError;

    fn try_from(record: MeetingFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            MeetingFactRecord::Called(calling) => Self::Called(Box::new(calling.try_into()?)),
            MeetingFactRecord::Altered(calling) => Self::Altered(Box::new(calling.try_into()?)),
            MeetingFactRecord::Gathered {
                topics,
                carried,
                left,
            } => Self::Gathered(Box::new(Agenda {
                topics: all(topics)?,
                carried: carried.into_iter().map(Into::into).collect(),
                left,
            })),
            MeetingFactRecord::Added { item: it, words } => Self::Added {
                item: item(&it)?,
                words,
            },
            MeetingFactRecord::Dropped(it) => Self::Dropped(item(&it)?),
            MeetingFactRecord::Judged {
                item: it,
                risk,
                decision,
            } => Self::Judged {
                item: item(&it)?,
                judged: Judged { risk, decision },
            },
            MeetingFactRecord::Tasked(task) => {
                let task = Task::try_from(task)?;
                Self::Tasked {
                    item: task.item,
                    what: task.what,
                    holder: task.holder,
                    by: task.by,
                }
            }
            MeetingFactRecord::Done { no, on, by, note } => {
                let on = date(on)?;
                Self::Done {
                    no,
                    done: TaskDone { on, by, note },
                }
            }
            MeetingFactRecord::Attended { came, absent } => Self::Attended { came, absent },
            MeetingFactRecord::Minutes(text) => Self::Minutes(text),
            MeetingFactRecord::Closed => Self::Closed,
            MeetingFactRecord::Reopened { why } => Self::Reopened { why },
        })
    }
}
