//! Meetings, tasks and hand-overs, as `--json`.

use serde::Serialize;

use crate::domain::handover::HandoverView;
use crate::domain::meeting::state::Topic;
use crate::domain::meeting::task::{GivenTask, Task, TaskRef};
use crate::domain::meeting::view::{MeetingHead, MeetingView};

/// One row of `mulin meeting list --json`.
#[derive(Debug, Serialize)]
pub struct HeadJson {
    id: u32,
    kind: &'static str,
    at: String,
    place: String,
    convener: String,
    called: Vec<String>,
    topics: usize,
    tasks: usize,
    open_tasks: usize,
    closed: bool,
}

/// The answer of `mulin meeting show --json`.
#[derive(Debug, Serialize)]
pub struct MeetingJson {
    #[serde(flatten)]
    head: HeadJson,
    came: Vec<String>,
    absent: Vec<String>,
    agenda: Vec<TopicJson>,
    left: u32,
    given: Vec<TaskJson>,
    carried: Vec<TaskJson>,
    minutes: String,
}

/// A matter on the agenda.
#[derive(Debug, Serialize)]
struct TopicJson {
    item: String,
    why: Vec<&'static str>,
    words: String,
    locked: bool,
    risk: Option<String>,
    decision: Option<String>,
}

/// A task.
#[derive(Debug, Serialize)]
pub struct TaskJson {
    meeting: u32,
    no: u32,
    item: Option<String>,
    what: String,
    holder: String,
    by: String,
    times: u32,
    done_on: Option<String>,
    done_by: Option<String>,
    note: Option<String>,
}

/// One row of `mulin handover --json`.
#[derive(Debug, Serialize)]
pub struct HandoverJson {
    id: u32,
    from: String,
    to: Option<String>,
    since: String,
    at: String,
    sections: Vec<SectionJson>,
    words: String,
    accepted_by: Option<String>,
    accepted_at: Option<String>,
}

/// A part of a hand-over.
#[derive(Debug, Serialize)]
struct SectionJson {
    part: &'static str,
    lines: Vec<LineJson>,
    more: u32,
}

/// A line of a hand-over; a part that tells steps gives their codes.
#[derive(Debug, Serialize)]
struct LineJson {
    item: Option<String>,
    words: String,
}

impl HeadJson {
    /// Makes the row.
    pub fn of(head: &MeetingHead) -> Self {
        let calling = head.calling.clone();
        Self {
            id: head.id.0,
            kind: calling.kind.code(),
            at: calling.at.to_string(),
            place: calling.place,
            convener: calling.convener,
            called: calling.called,
            topics: head.topics,
            tasks: head.tasks,
            open_tasks: head.open,
            closed: head.closed,
        }
    }
}

impl MeetingJson {
    /// Makes the answer; what the viewer may not see is empty or `null`.
    pub fn of(view: &MeetingView) -> Self {
        let meeting = &view.meeting;
        let topic = |topic: &Topic| TopicJson {
            item: topic.item.to_string(),
            why: topic.why.iter().map(|it| it.code()).collect(),
            words: topic.words.clone(),
            locked: view.row(topic.item).is_some_and(|row| row.locked),
            risk: topic.judged.as_ref().map(|it| it.risk.clone()),
            decision: topic.judged.as_ref().map(|it| it.decision.clone()),
        };
        let given = meeting.named_tasks(view.id);
        Self {
            head: HeadJson::of(&MeetingHead::of(view.id, meeting)),
            came: meeting.came.clone(),
            absent: meeting.absent.clone(),
            agenda: meeting.topics.iter().map(topic).collect(),
            left: meeting.left,
            given: given.map(|(id, task)| TaskJson::new(id, task, 0)).collect(),
            carried: view.carried.iter().map(TaskJson::of).collect(),
            minutes: meeting.minutes.clone(),
        }
    }
}

impl TaskJson {
    /// Makes it of a task with the meeting that gave it.
    pub fn of(given: &GivenTask) -> Self {
        Self::new(given.id, &given.task, given.times)
    }

    fn new(id: TaskRef, task: &Task, times: u32) -> Self {
        let done = task.done.as_ref();
        Self {
            meeting: id.meeting.0,
            no: id.no,
            item: task.item.map(|item| item.to_string()),
            what: task.what.clone(),
            holder: task.holder.clone(),
            by: task.by.to_string(),
            times,
            done_on: done.map(|it| it.on.to_string()),
            done_by: done.map(|it| it.by.clone()),
            note: done.map(|it| it.note.clone()),
        }
    }
}

impl HandoverJson {
    /// Makes the row.
    pub fn of(view: &HandoverView) -> Self {
        let note = view.handover.note.clone();
        let accepted = view.handover.accepted.as_ref();
        let sections = note.sections.into_iter().map(|section| SectionJson {
            part: section.part.code(),
            lines: section
                .lines
                .into_iter()
                .map(|line| LineJson {
                    item: line.item.map(|item| item.to_string()),
                    words: line.words,
                })
                .collect(),
            more: section.more,
        });
        Self {
            id: view.id.0,
            from: note.from,
            to: Some(note.to).filter(|to| !to.is_empty()),
            since: note.since.to_string(),
            at: note.at.to_string(),
            sections: sections.collect(),
            words: note.words,
            accepted_by: accepted.map(|(by, _)| by.clone()),
            accepted_at: accepted.map(|(_, at)| at.to_string()),
        }
    }
}
