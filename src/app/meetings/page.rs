//! The pages of the meetings pane: the open tasks with the meetings, and one meeting.

use crate::app::case::para::Shade;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::codes::Class;
use crate::domain::item::Item;
use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::state::Topic;
use crate::domain::meeting::task::{GivenTask, Task, TaskRef};
use crate::domain::meeting::view::{MeetingHead, MeetingView, MeetingsView};
use crate::words::bundle::Words;

/// What the cursor stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A task.
    Task(TaskRef),
    /// A meeting.
    Meeting(MeetingId),
    /// Who came.
    Came,
    /// A matter on the agenda.
    Topic(Item),
    /// 纪要
    Minutes,
}

const TASKS: &[Column] = &[
    Column::text("col-about"),
    Column::text("col-by"),
    Column::text("col-holder").grouping(),
    Column::wrapped("col-task"),
];
const MEETINGS: &[Column] = &[
    Column::text("col-at"),
    Column::text("col-kind").grouping(),
    Column::long("col-place"),
    Column::text("col-convener").grouping(),
    Column::number("col-cases"),
    Column::number("col-tasks"),
    Column::number("col-open"),
    Column::text("col-state"),
];
const AGENDA: &[Column] = &[
    Column::text("col-about"),
    Column::text("col-by"),
    Column::text("col-holder"),
    Column::wrapped("col-content"),
];

/// Writes the list: the tasks that are open, then the meetings.
pub fn list(shared: &Shared, all: &MeetingsView) -> Page<Row> {
    let words = &shared.words;
    let today = shared.now.date();
    let late = all.open.iter().filter(|it| it.task.by < today).count();
    let args = [
        ("n", all.heads.len().into()),
        ("open", all.open.len().into()),
        ("late", late.into()),
    ];
    let mut page = Page::new(words.say_with("meeting-counts", &args));
    if !all.open.is_empty() {
        page.list(words.say("meeting-open-tasks"), TASKS);
    }
    for given in &all.open {
        page.row(Row::Task(given.id), given_task(shared, given));
    }
    if all.heads.is_empty() {
        let args = [("new", shared.keys(Command::MeetingNew).into())];
        page.note(words.say_with("meeting-none", &args), Shade::Dim);
        return page;
    }
    page.list(words.say("meeting-list"), MEETINGS);
    for head in &all.heads {
        page.row(Row::Meeting(head.id), meeting_line(shared, head));
    }
    page
}

fn meeting_line(shared: &Shared, head: &MeetingHead) -> [Cell; 8] {
    let words = &shared.words;
    let calling = &head.calling;
    let state = if head.closed {
        words.say("joint-over")
    } else {
        String::new()
    };
    [
        Cell::moment(shared, calling.at),
        words.code("meeting_kind", calling.kind.code()).into(),
        calling.place.as_str().into(),
        calling.convener.as_str().into(),
        head.topics.to_string().into(),
        head.tasks.to_string().into(),
        head.open.to_string().into(),
        Cell::toned(state, Shade::Dim),
    ]
}

fn given_task(shared: &Shared, given: &GivenTask) -> Vec<Cell> {
    let words = &shared.words;
    let about = given.task.item.map_or_else(
        || words.code("meeting_kind", given.kind.code()),
        |item| item.to_string(),
    );
    task(shared, about, &given.task, given.times, given.secret)
}

/// Writes a task: about what, by when, who does it, what is to be done or how it was done.
fn task(shared: &Shared, about: String, task: &Task, times: u32, secret: bool) -> Vec<Cell> {
    let words = &shared.words;
    let late = task.open_until().is_some_and(|by| by < shared.now.date());
    let by = Cell::day(shared, task.by).late(late);
    if secret {
        let secret = Cell::toned(words.say("queue-secret"), Shade::Dim);
        return vec![about.into(), by, "".into(), secret];
    }
    let text = words.task_content(task, times);
    let tone = if task.done.is_some() {
        Shade::Dim
    } else {
        Shade::Plain
    };
    vec![
        about.into(),
        by,
        task.holder.as_str().into(),
        Cell::toned(text, tone),
    ]
}

/// Writes a meeting: who, what came back, the agenda with what was judged, minutes.
pub fn meeting(shared: &Shared, view: &MeetingView) -> Page<Row> {
    let words = &shared.words;
    let meeting = &view.meeting;
    let mut heading = words.calling(&meeting.calling);
    if meeting.closed {
        heading = format!("{heading}  {}", words.say("joint-over"));
    }
    let mut page = Page::new(heading);
    let called = meeting.calling.called.join("、");
    page.fact(words.say("ask-called"), called, Shade::Plain);
    let (came, tone) = attendance(words, view);
    page.choice(Row::Came, words.say("ask-came"), came, tone);
    if !view.carried.is_empty() {
        page.sheet(words.say("meeting-carried"), TASKS);
    }
    for given in &view.carried {
        page.row(Row::Task(given.id), given_task(shared, given));
    }
    agenda(shared, &mut page, view);
    let mut general = tasks(view, None).peekable();
    if general.peek().is_some() {
        page.sheet(words.say("meeting-general-tasks"), TASKS);
    }
    for (id, it) in general {
        page.row(Row::Task(id), task(shared, id.no.to_string(), it, 0, false));
    }
    if meeting.left > 0 {
        let args = [("n", meeting.left.into())];
        page.note(words.say_with("meeting-left", &args), Shade::Warn);
    }
    let (minutes, tone) = if meeting.minutes.is_empty() {
        (words.say("joint-no-minutes"), Shade::Dim)
    } else {
        (meeting.minutes.clone(), Shade::Plain)
    };
    page.choice(Row::Minutes, words.say("ask-minutes"), minutes, tone);
    page
}

fn attendance(words: &Words, view: &MeetingView) -> (String, Shade) {
    let meeting = &view.meeting;
    if meeting.came.is_empty() {
        return (words.say("meeting-nobody-came"), Shade::Dim);
    }
    let mut came = meeting.came.join("、");
    if !meeting.absent.is_empty() {
        let args = [("names", meeting.absent.join("、").into())];
        came = format!("{came}  {}", words.say_with("meeting-absent", &args));
    }
    (came, Shade::Plain)
}

/// Writes the matters, what was judged on each, and the tasks that were given about it.
fn agenda(shared: &Shared, page: &mut Page<Row>, view: &MeetingView) {
    let words = &shared.words;
    if view.meeting.topics.is_empty() {
        let args = [
            ("add", shared.keys(Command::MeetingAdd).into()),
            ("gather", shared.keys(Command::MeetingGather).into()),
        ];
        page.note(words.say_with("meeting-no-topics", &args), Shade::Dim);
        return;
    }
    page.sheet(words.say("meeting-agenda"), AGENDA);
    for topic in &view.meeting.topics {
        page.row(Row::Topic(topic.item), topic_line(shared, view, topic));
        let secret = view.is_secret(topic.item);
        if let Some(judged) = topic.judged.as_ref().filter(|_| !secret) {
            let mut line = |key: &str, text: &str| {
                let label = format!("  {}", words.say(key));
                page.line([label.into(), "".into(), "".into(), text.into()]);
            };
            if !judged.risk.is_empty() {
                line("ask-risk", &judged.risk);
            }
            line("ask-decided", &judged.decision);
        }
        for (id, it) in tasks(view, Some(topic.item)) {
            let args = [("no", id.no.into())];
            let about = format!("  {}", words.say_with("meeting-task-no", &args));
            page.row(Row::Task(id), task(shared, about, it, 0, secret));
        }
    }
}

fn tasks(view: &MeetingView, item: Option<Item>) -> impl Iterator<Item = (TaskRef, &Task)> {
    let tasks = view.meeting.named_tasks(view.id);
    tasks.filter(move |(_, task)| task.item == item)
}

/// Writes what a matter is about, when it is due and who leads or holds it; an accusation stands by
/// its number and a lock, and what is not classed yet by its number.
fn topic_line(shared: &Shared, view: &MeetingView, topic: &Topic) -> [Cell; 4] {
    let words = &shared.words;
    let unclassed = view
        .row(topic.item)
        .is_some_and(|row| row.class == Class::Unclassed);
    let about = if view.is_secret(topic.item) {
        format!(
            "{} {}",
            words.say("queue-tag-lock"),
            words.say("queue-secret")
        )
    } else if unclassed {
        words.say("queue-unclassed")
    } else {
        topic.words.clone()
    };
    let args = [
        ("why", words.whys(&topic.why).into()),
        ("about", about.into()),
    ];
    let row = view.row(topic.item).filter(|row| !row.is_secret());
    let due = row.and_then(|row| row.due_raw);
    let who = row.and_then(|row| row.leader.as_ref().or(row.holder.as_ref()));
    [
        Cell::toned(topic.item.to_string(), Shade::Good),
        due.map_or("".into(), |day| Cell::day(shared, day)),
        who.map_or("", String::as_str).into(),
        Cell::toned(words.say_with("meeting-topic", &args), Shade::Good),
    ]
}
