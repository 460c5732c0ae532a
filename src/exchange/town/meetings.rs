//! 会议 in the made-up town: the joint meeting of the week before, and the dispatch meeting of its
//! last working day with a task that is due today.

use serde::Deserialize;

use crate::domain::act::{Act, Action};
use crate::domain::item::Item;
use crate::domain::meeting::kind::{MeetingId, MeetingKind};
use crate::domain::meeting::state::{Calling, Judged, MeetingAction, MeetingFact};
use crate::domain::meeting::task::TaskDone;
use crate::domain::moment::Moment;
use crate::exchange::town::context::{At, TownContext, act};
use crate::exchange::town::data;

table!("meetings.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    meeting: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(deserialize_with = "data::meeting_kind")]
    kind: MeetingKind,
    at: At,
    place: String,
    convener: String,
    called: Vec<String>,
    absent: Vec<String>,
    /// Risk and decision of each topic.
    judged: Vec<(String, String)>,
    task: Vec<Given>,
    minutes: String,
}

/// A task: about which of the topics that are judged, what, who, by which day and how it was done.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    topic: Option<usize>,
    what: String,
    holder: String,
    by: usize,
    done: Option<How>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct How {
    at: At,
    note: String,
}

/// One that is held.
pub struct Held<'a> {
    /// Its number, from its place among them.
    pub id: MeetingId,
    context: &'a TownContext<'a>,
    at: Moment,
    row: &'static Row,
}

/// Gives the meetings in the order in which they are held.
pub fn held<'a>(context: &'a TownContext<'a>) -> impl Iterator<Item = Held<'a>> {
    let rows = TABLE.meeting.iter().zip(1..);
    rows.map(move |(row, id)| Held {
        id: MeetingId(id),
        context,
        at: context.moment(row.at),
        row,
    })
}

fn does(id: MeetingId, when: Moment, fact: MeetingFact) -> Act {
    let action = MeetingAction::Do(fact);
    act(
        0,
        when,
        Action::Meeting {
            id: Some(id),
            fact: action,
        },
    )
}

impl Held<'_> {
    /// Tells whether the units sit down together after it.
    pub fn is_joint(&self) -> bool {
        self.row.kind == MeetingKind::Joint
    }

    /// Gives the call, which makes the agenda.
    pub fn called(&self) -> Act {
        let calling = Calling {
            kind: self.row.kind,
            at: self.at,
            place: self.row.place.clone(),
            convener: self.row.convener.clone(),
            called: self.row.called.clone(),
        };
        let action = MeetingAction::Call(Box::new(calling));
        let when = self.at.plus_seconds(-20 * 60);
        act(
            0,
            when,
            Action::Meeting {
                id: None,
                fact: action,
            },
        )
    }

    /// Gives what is done in it about the topics of its agenda.
    pub fn acts(&self, topics: &[Item]) -> Vec<Act> {
        let mut facts = vec![MeetingFact::Attended {
            came: self
                .row
                .called
                .iter()
                .filter(|name| !self.row.absent.contains(name))
                .cloned()
                .collect(),
            absent: self.row.absent.clone(),
        }];
        for (item, (risk, decision)) in topics.iter().zip(&self.row.judged) {
            let judged = Judged {
                risk: risk.clone(),
                decision: decision.clone(),
            };
            facts.push(MeetingFact::Judged {
                item: *item,
                judged,
            });
        }
        facts.extend(self.row.task.iter().map(|task| MeetingFact::Tasked {
            item: task.topic.and_then(|at| topics.get(at)).copied(),
            what: task.what.clone(),
            holder: task.holder.clone(),
            by: self.context.due(task.by),
        }));
        facts.push(MeetingFact::Minutes(self.row.minutes.clone()));
        facts.push(MeetingFact::Closed);
        let minutes = (1..).map(|minute| self.at.plus_seconds(minute * 120));
        let acts = facts.into_iter().zip(minutes);
        acts.map(|(fact, when)| does(self.id, when, fact)).collect()
    }

    /// Gives how its tasks were done.
    pub fn done(&self) -> Vec<Act> {
        let tasks = self.row.task.iter().zip(1..);
        let done = tasks.filter_map(|(task, no)| {
            let how = task.done.as_ref()?;
            let when = self.context.moment(how.at);
            let done = TaskDone {
                on: when.date(),
                by: task.holder.clone(),
                note: how.note.clone(),
            };
            Some(does(self.id, when, MeetingFact::Done { no, done }))
        });
        done.collect()
    }
}
