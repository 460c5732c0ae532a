//! Meetings: by number, by day, by case, by the day until which a task is open, and by the tasks
//! that came back to them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::mask::hidden;
use super::super::record::meeting::MeetingRecord;
use super::super::tables::{ReadTables, Table};
use super::about;
use super::aggregates::{self, Aggregate};
use super::tied::Secret;
use crate::domain::entry::{Stream, What};
use crate::domain::item::Item;
use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::state::{Judged, Meeting, MeetingFact};
use crate::domain::meeting::task::{GivenTask, Task, TaskDone, TaskRef};
use crate::domain::number::CaseNumber;

const BY_DAY: u8 = b'd';
const BY_CASE: u8 = b'c';
const OPEN: u8 = b'o';
const CARRIED: u8 = b'x';

impl Aggregate for Meeting {
    type Fact = MeetingFact;

    const TABLE: Table = Table::Meetings;
    const NAME: &'static str = "meeting";

    fn stream(number: u32) -> Stream {
        Stream::Meeting(MeetingId(number))
    }

    entry!(Meeting(MeetingFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a MeetingFact>) -> Option<Self> {
        Self::replay(facts)
    }

    record!(MeetingRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        let cases = self.cases().into_iter().map(key::case);
        let open = self.tasks.iter().filter_map(Task::open_until);
        let carried = self.carried.iter().map(|it| carried_head(it.task));
        std::iter::once(aggregates::head(BY_DAY, &key::date(self.day())))
            .chain(cases.map(|case| aggregates::head(BY_CASE, &case)))
            .chain(open.map(|day| aggregates::head(OPEN, &key::date(day))))
            .chain(carried)
            .collect()
    }

    fn secret(&self, tables: &dyn ReadTables) -> Result<Vec<Secret>, StoreError> {
        let tasks = self.tasks.iter().filter_map(|task| task.item);
        about::secret(tables, self.items().into_iter().chain(tasks))
    }

    /// A task's place does not say what it is about, and minutes may tell of anything.
    fn bare(fact: &MeetingFact, tells: &dyn Fn(Item) -> bool) -> Option<MeetingFact> {
        Some(match fact {
            MeetingFact::Gathered(agenda) => {
                let mut agenda = agenda.clone();
                let topics = agenda.topics.iter_mut();
                let mut named = topics.filter(|it| tells(it.item)).peekable();
                named.peek()?;
                named.for_each(|topic| topic.words = hidden(&topic.words));
                MeetingFact::Gathered(agenda)
            }
            MeetingFact::Added { item, words } if tells(*item) => MeetingFact::Added {
                item: *item,
                words: hidden(words),
            },
            MeetingFact::Judged { item, judged } if tells(*item) => MeetingFact::Judged {
                item: *item,
                judged: Judged {
                    risk: hidden(&judged.risk),
                    decision: hidden(&judged.decision),
                },
            },
            MeetingFact::Tasked {
                item: Some(item),
                what,
                holder,
                by,
            } if tells(*item) => MeetingFact::Tasked {
                item: Some(*item),
                what: hidden(what),
                holder: holder.clone(),
                by: *by,
            },
            MeetingFact::Done { no, done } => MeetingFact::Done {
                no: *no,
                done: TaskDone {
                    note: hidden(&done.note),
                    ..done.clone()
                },
            },
            MeetingFact::Minutes(text) => MeetingFact::Minutes(hidden(text)),
            MeetingFact::Reopened { why } => MeetingFact::Reopened { why: hidden(why) },
            MeetingFact::Called(_)
            | MeetingFact::Altered(_)
            | MeetingFact::Added { .. }
            | MeetingFact::Dropped(_)
            | MeetingFact::Judged { .. }
            | MeetingFact::Tasked { .. }
            | MeetingFact::Attended { .. }
            | MeetingFact::Closed => return None,
        })
    }

    fn telling(tables: &dyn ReadTables, _case: CaseNumber) -> Result<Vec<u32>, StoreError> {
        aggregates::under::<Self>(tables, &[Self::ROW])
    }
}

fn carried_head(task: TaskRef) -> Vec<u8> {
    let (meeting, no) = (task.meeting.0.to_be_bytes(), task.no.to_be_bytes());
    aggregates::head(CARRIED, &[meeting, no].concat())
}

/// Gives a meeting, whole.
pub(crate) fn meeting(
    tables: &dyn ReadTables,
    id: MeetingId,
) -> Result<Option<Meeting>, StoreError> {
    aggregates::get(tables, id.0)
}

/// Gives the meetings from one day (the first of all, for `None`) to another, both included, the
/// last first.
pub(crate) fn span(
    tables: &dyn ReadTables,
    from: Option<NaiveDate>,
    to: NaiveDate,
) -> Result<Vec<MeetingId>, StoreError> {
    let found = aggregates::between::<Meeting>(tables, BY_DAY, from, to, true)?;
    Ok(found.into_iter().map(MeetingId).collect())
}

/// Gives the meetings that came back to a task.
pub(crate) fn carrying(
    tables: &dyn ReadTables,
    task: TaskRef,
) -> Result<Vec<MeetingId>, StoreError> {
    let found = aggregates::under::<Meeting>(tables, &carried_head(task))?;
    Ok(found.into_iter().map(MeetingId).collect())
}

/// Gives a task, whole, with the meeting that gave it.
pub(crate) fn task(tables: &dyn ReadTables, id: TaskRef) -> Result<Option<GivenTask>, StoreError> {
    let Some(meeting) = meeting(tables, id.meeting)? else {
        return Ok(None);
    };
    let Some(task) = meeting.task(id.no) else {
        return Ok(None);
    };
    given(tables, &meeting, id, task).map(Some)
}

fn given(
    tables: &dyn ReadTables,
    meeting: &Meeting,
    id: TaskRef,
    task: &Task,
) -> Result<GivenTask, StoreError> {
    let times = carrying(tables, id)?.len();
    Ok(GivenTask {
        id,
        kind: meeting.calling.kind,
        day: meeting.day(),
        task: task.clone(),
        times: u32::try_from(times).unwrap_or(u32::MAX),
        secret: false,
    })
}

/// Gives the tasks that are to be done by a day (whenever, for `None`) and are not, whole, the
/// earliest first.
pub(crate) fn open(
    tables: &dyn ReadTables,
    until: Option<NaiveDate>,
) -> Result<Vec<GivenTask>, StoreError> {
    let meetings = match until {
        Some(until) => aggregates::between::<Meeting>(tables, OPEN, None, until, false)?,
        None => aggregates::under::<Meeting>(tables, &[OPEN])?,
    };
    let mut found = Vec::new();
    for id in meetings.into_iter().collect::<BTreeSet<_>>() {
        let id = MeetingId(id);
        let Some(meeting) = meeting(tables, id)? else {
            continue;
        };
        for (name, task) in meeting.named_tasks(id) {
            let late = |day: NaiveDate| until.is_none_or(|until| day <= until);
            if task.open_until().is_some_and(late) {
                found.push(given(tables, &meeting, name, task)?);
            }
        }
    }
    found.sort_by_key(|it| (it.task.by, it.id));
    Ok(found)
}

/// Gives the tasks about a case, whole, in the order in which they were given.
pub(crate) fn of_case(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Vec<GivenTask>, StoreError> {
    let item = Some(Item::Case(number));
    let head = aggregates::head(BY_CASE, &key::case(number));
    let mut found = Vec::new();
    for id in aggregates::under::<Meeting>(tables, &head)? {
        let id = MeetingId(id);
        let Some(meeting) = meeting(tables, id)? else {
            continue;
        };
        for (name, task) in meeting.named_tasks(id).filter(|(_, it)| it.item == item) {
            found.push(given(tables, &meeting, name, task)?);
        }
    }
    Ok(found)
}
