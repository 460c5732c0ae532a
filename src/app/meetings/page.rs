//! What the meetings pane says, paragraph by paragraph, and what the hand can stand on.

use crate::app::case::para::{Para, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::codes::Class;
use crate::domain::item::Item;
use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::state::Topic;
use crate::domain::meeting::task::{GivenTask, Task, TaskRef};
use crate::domain::meeting::view::{MeetingHead, MeetingView, MeetingsView};
use crate::words::say::Words;

/// A thing that the hand can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
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

/// Gives what the hand can stand on in the list, in order.
pub fn list_spots(all: &MeetingsView) -> Vec<Spot> {
    let tasks = all.open.iter().map(|it| Spot::Task(it.id));
    let meetings = all.heads.iter().map(|it| Spot::Meeting(it.id));
    tasks.chain(meetings).collect()
}

/// Gives what the hand can stand on in a meeting, in order.
pub fn table_spots(view: &MeetingView) -> Vec<Spot> {
    let carried = view.carried.iter().map(|it| Spot::Task(it.id));
    let mut spots = vec![Spot::Came];
    spots.extend(carried);
    for topic in &view.meeting.topics {
        spots.push(Spot::Topic(topic.item));
        spots.extend(tasks(view, Some(topic.item)).map(|(id, _)| Spot::Task(id)));
    }
    spots.extend(tasks(view, None).map(|(id, _)| Spot::Task(id)));
    spots.push(Spot::Minutes);
    spots
}

fn tasks(view: &MeetingView, item: Option<Item>) -> impl Iterator<Item = (TaskRef, &Task)> {
    let tasks = view.meeting.named_tasks(view.id);
    tasks.filter(move |(_, task)| task.item == item)
}

/// A page being written; things are counted as they are added.
struct Page<'a> {
    shared: &'a Shared,
    paras: Vec<Para>,
    things: usize,
}

impl Page<'_> {
    fn plain(&mut self, label: String, text: String, tone: Tone) {
        self.paras.push(Para {
            label,
            text,
            tone,
            item: None,
        });
    }

    fn heading(&mut self, key: &str, tone: Tone) {
        let text = self.shared.words.say(key);
        self.plain(String::new(), text, tone);
    }

    fn thing(&mut self, label: String, text: String, tone: Tone) {
        self.paras.push(Para {
            label,
            text,
            tone,
            item: Some(self.things),
        });
        self.things += 1;
    }

    /// A task; a late one is marked by more than its colour.
    fn task(&mut self, label: String, task: &Task, times: u32, secret: bool) {
        let words = &self.shared.words;
        let late = task
            .open_until()
            .is_some_and(|by| by < self.shared.now.date());
        let text = if secret {
            words.say("queue-secret")
        } else {
            words.task(task, times)
        };
        let (text, tone) = if late {
            (format!("!! {text}"), Tone::Bad)
        } else if task.done.is_some() {
            (text, Tone::Dim)
        } else {
            (text, Tone::Warn)
        };
        self.thing(label, text, tone);
    }

    fn given(&mut self, given: &GivenTask) {
        let label = given.task.item.map_or_else(
            || self.shared.words.code("meeting_kind", given.kind.code()),
            |item| item.to_string(),
        );
        self.task(label, &given.task, given.times, given.secret);
    }
}

/// Writes the list: the tasks that are open, then the meetings.
pub fn list(shared: &Shared, all: &MeetingsView) -> Vec<Para> {
    let words = &shared.words;
    let mut page = Page {
        shared,
        paras: Vec::new(),
        things: 0,
    };
    if !all.open.is_empty() {
        page.heading("meeting-open-tasks", Tone::Warn);
    }
    for given in &all.open {
        page.given(given);
    }
    if all.heads.is_empty() {
        let args = [("new", shared.keys(Command::MeetingNew).into())];
        page.plain(
            String::new(),
            words.say_with("meeting-none", &args),
            Tone::Dim,
        );
    } else {
        page.heading("meeting-list", Tone::Dim);
    }
    for head in &all.heads {
        let text = head_line(words, head);
        page.thing(head.calling.at.date().to_string(), text, Tone::Plain);
    }
    page.paras
}

fn head_line(words: &Words, head: &MeetingHead) -> String {
    let calling = &head.calling;
    let args = [
        (
            "time",
            calling.at.local().format("%H:%M").to_string().into(),
        ),
        (
            "kind",
            words.code("meeting_kind", calling.kind.code()).into(),
        ),
        ("place", calling.place.as_str().into()),
        ("convener", calling.convener.as_str().into()),
        ("topics", head.topics.into()),
        ("tasks", head.tasks.into()),
        ("open", head.open.into()),
    ];
    let text = words.say_with("meeting-line", &args);
    if head.closed {
        format!("{text}  {}", words.say("joint-over"))
    } else {
        text
    }
}

/// Writes a meeting: who, what came back, the agenda with what was judged, minutes.
pub fn table(shared: &Shared, view: &MeetingView) -> Vec<Para> {
    let words = &shared.words;
    let meeting = &view.meeting;
    let mut page = Page {
        shared,
        paras: Vec::new(),
        things: 0,
    };
    let mut head = words.calling(&meeting.calling);
    if meeting.closed {
        head = format!("{head}  {}", words.say("joint-over"));
    }
    page.plain(words.say("meeting-section"), head, Tone::Plain);
    let called = meeting.calling.called.join("、");
    page.plain(words.say("ask-called"), called, Tone::Plain);
    let (came, tone) = if meeting.came.is_empty() {
        (words.say("meeting-nobody-came"), Tone::Dim)
    } else {
        let absent = if meeting.absent.is_empty() {
            String::new()
        } else {
            let args = [("names", meeting.absent.join("、").into())];
            words.say_with("meeting-absent", &args)
        };
        let came = format!("{}  {absent}", meeting.came.join("、"));
        (came.trim_end().to_owned(), Tone::Plain)
    };
    page.thing(words.say("ask-came"), came, tone);
    if !view.carried.is_empty() {
        page.heading("meeting-carried", Tone::Warn);
    }
    for given in &view.carried {
        page.given(given);
    }
    if meeting.topics.is_empty() {
        let args = [
            ("add", shared.keys(Command::MeetingAdd).into()),
            ("gather", shared.keys(Command::MeetingGather).into()),
        ];
        let text = words.say_with("meeting-no-topics", &args);
        page.plain(String::new(), text, Tone::Dim);
    } else {
        page.heading("meeting-agenda", Tone::Dim);
    }
    for topic in &meeting.topics {
        let label = topic.item.to_string();
        page.thing(label, topic_line(words, view, topic), Tone::Good);
        let secret = view.is_secret(topic.item);
        if let Some(judged) = topic.judged.as_ref().filter(|_| !secret) {
            if !judged.risk.is_empty() {
                page.plain(words.say("ask-risk"), judged.risk.clone(), Tone::Plain);
            }
            page.plain(
                words.say("ask-decided"),
                judged.decision.clone(),
                Tone::Plain,
            );
        }
        for (id, task) in tasks(view, Some(topic.item)) {
            page.task(format!("  {}", id.no), task, 0, secret);
        }
    }
    let mut general = tasks(view, None).peekable();
    if general.peek().is_some() {
        page.heading("meeting-general-tasks", Tone::Dim);
    }
    for (id, task) in general {
        page.task(format!("  {}", id.no), task, 0, false);
    }
    if meeting.left > 0 {
        let args = [("n", meeting.left.into())];
        page.plain(
            String::new(),
            words.say_with("meeting-left", &args),
            Tone::Warn,
        );
    }
    let (minutes, tone) = if meeting.minutes.is_empty() {
        (words.say("joint-no-minutes"), Tone::Dim)
    } else {
        (meeting.minutes.clone(), Tone::Plain)
    };
    page.thing(words.say("ask-minutes"), minutes, tone);
    page.paras
}

/// Says what a matter is about, when it is due and who leads or holds it; an accusation stands by its number and a lock, and what is not
/// classed yet by its number.
fn topic_line(words: &Words, view: &MeetingView, topic: &Topic) -> String {
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
    let mut text = words.say_with("meeting-topic", &args);
    let row = view.row(topic.item).filter(|row| !row.is_secret());
    if let Some(due) = row.and_then(|row| row.due_raw) {
        let args = [("day", due.to_string().into())];
        text = format!("{text}  {}", words.say_with("meeting-topic-due", &args));
    }
    if let Some(who) = row.and_then(|row| row.leader.as_ref().or(row.holder.as_ref())) {
        text = format!("{text}  {who}");
    }
    text
}
