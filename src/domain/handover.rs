//! 交接班: what one shift leaves to the next; most of it writes itself.

use super::item::Item;
use super::moment::Moment;
use super::refusal::{Reason, Refusal};

/// The running number of a hand-over within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HandoverId(pub u32);

codes! {
    /// A part of the note that writes itself, in its order.
    HandoverPart {
        /// 登记
        Registered = "registered",
        /// 办过的
        Steps = "steps",
        /// 挂起的草稿
        Drafts = "drafts",
        /// 待回电
        CallBacks = "call_backs",
        /// 未应的哨
        Whistles = "whistles",
        /// 超期
        Overdue = "overdue",
        /// 今明到期
        Due = "due",
        /// 认领未办
        Pledges = "pledges",
        /// 会议任务
        Tasks = "tasks",
    }
}

/// A line of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverLine {
    /// About which matter, where it is about one.
    pub item: Option<Item>,
    /// What is to be known; empty for what stands by its number alone.
    pub words: String,
}

/// A part with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverSection {
    /// Which.
    pub part: HandoverPart,
    /// The lines, at most as many as a note shows.
    pub lines: Vec<HandoverLine>,
    /// How many more there are.
    pub more: u32,
}

/// The note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverNote {
    /// Who hands over.
    pub from: String,
    /// From when on it tells.
    pub since: Moment,
    /// When it was written.
    pub at: Moment,
    /// To whom; empty for whoever comes next.
    pub to: String,
    /// What wrote itself.
    pub sections: Vec<HandoverSection>,
    /// His own words.
    pub words: String,
}

/// A hand-over as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The note.
    pub note: HandoverNote,
    /// Who took over, and when.
    pub accepted: Option<(String, Moment)>,
}

/// What was done to a hand-over; its state follows from these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandoverFact {
    /// It was given.
    Given(Box<HandoverNote>),
    /// It was taken over.
    Accepted {
        /// By whom
        by: String,
        /// When
        at: Moment,
    },
}

impl Handover {
    /// Gives a hand-over.
    ///
    /// # Errors
    /// Refuses one to oneself.
    pub fn give(note: &HandoverNote) -> Result<Self, Refusal> {
        if note.to == note.from {
            return Err(Refusal::about("handed_to", Reason::ToOneself));
        }
        Ok(Self {
            note: note.clone(),
            accepted: None,
        })
    }

    /// Gives the cursor-over after all of its history; `None` when that does not begin with a note.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a HandoverFact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let Some(HandoverFact::Given(note)) = facts.next() else {
            return None;
        };
        let given = Self {
            note: (**note).clone(),
            accepted: None,
        };
        Some(facts.fold(given, |it, fact| it.evolve(fact)))
    }

    /// Decides what is done to it.
    ///
    /// # Errors
    /// It is taken over once, and not by him who gave it.
    pub fn apply(&self, fact: &HandoverFact) -> Result<Self, Refusal> {
        match fact {
            HandoverFact::Given(_) => return Err(Refusal::new(Reason::AlreadyKnown)),
            HandoverFact::Accepted { .. } if self.accepted.is_some() => {
                return Err(Refusal::new(Reason::TakenOver));
            }
            HandoverFact::Accepted { by, .. } if *by == self.note.from => {
                return Err(Refusal::new(Reason::ToOneself));
            }
            HandoverFact::Accepted { .. } => {}
        }
        Ok(self.evolve(fact))
    }

    /// Tells whether it waits for `who` to take it over.
    pub fn waits_for(&self, who: &str) -> bool {
        self.accepted.is_none()
            && self.note.from != who
            && (self.note.to.is_empty() || self.note.to == who)
    }

    fn evolve(&self, fact: &HandoverFact) -> Self {
        match fact {
            HandoverFact::Given(note) => Self {
                note: (**note).clone(),
                accepted: None,
            },
            HandoverFact::Accepted { by, at } => Self {
                note: self.note.clone(),
                accepted: Some((by.clone(), *at)),
            },
        }
    }
}

/// 交接班: the last hand-overs, and what one would say now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoversView {
    /// The last ones, the last first.
    pub last: Vec<HandoverView>,
    /// What the viewer would hand over now.
    pub note: HandoverNote,
}

/// A hand-over with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverView {
    /// Which.
    pub id: HandoverId,
    /// The hand-over.
    pub handover: Handover,
}
