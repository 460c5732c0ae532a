//! A meeting as it stands: who, the agenda, what was judged of each matter, tasks, minutes.

use super::super::item::Item;
use super::super::moment::Moment;
use super::super::number::CaseNumber;
use super::kind::{MeetingId, MeetingKind};
use super::task::{Carried, Task, TaskDone, TaskRef};
use chrono::NaiveDate;

codes! {
    /// Why a matter stands on an agenda.
    Why {
        /// 新登记
        Registered = "registered",
        /// 超期
        Overdue = "overdue",
        /// 到期
        Due = "due",
        /// 重点案件
        Key = "key_case",
        /// 吹哨未应
        Whistle = "whistle",
        /// 苗头
        Sign = "sign",
        /// 会上提出
        Added = "added",
    }
}

/// When and where, and who is called by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calling {
    /// Which meeting.
    pub kind: MeetingKind,
    /// When it begins.
    pub at: Moment,
    /// Where.
    pub place: String,
    /// 召集人.
    pub convener: String,
    /// Who is called, each with his unit where one is written.
    pub called: Vec<String>,
}

/// 研判: what was judged of a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The risk, in words.
    pub risk: String,
    /// What was decided.
    pub decision: String,
}

/// A matter on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Which.
    pub item: Item,
    /// Why it stands there.
    pub why: Vec<Why>,
    /// What it is about, as it stood when the agenda was made; empty for what stands by its number
    /// alone.
    pub words: String,
    /// What was judged of it.
    pub judged: Option<Judged>,
}

/// What an agenda is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// The matters, the most pressing first.
    pub topics: Vec<Topic>,
    /// The tasks of meetings before this one that are not done.
    pub carried: Vec<Carried>,
    /// How many matters more there would have been.
    pub left: u32,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// When, where, who.
    pub calling: Calling,
    /// The matters in order.
    pub topics: Vec<Topic>,
    /// The matters that were taken off the agenda; they do not come back by themselves.
    pub dropped: Vec<Item>,
    /// How many more there were than an agenda takes.
    pub left: u32,
    /// What came back from meetings before.
    pub carried: Vec<Carried>,
    /// The tasks given here, in order.
    pub tasks: Vec<Task>,
    /// Who came.
    pub came: Vec<String>,
    /// Who was called and did not come, each with the reason where one is written.
    pub absent: Vec<String>,
    /// 纪要.
    pub minutes: String,
    /// Whether it is over.
    pub closed: bool,
}

/// What was done to a meeting; its state follows from these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingFact {
    /// It was called.
    Called(Box<Calling>),
    /// Time, place, convener or who is called were corrected.
    Altered(Box<Calling>),
    /// The agenda was made of what stands now.
    Gathered(Box<Agenda>),
    /// A matter was put on the agenda by hand.
    Added {
        /// Which
        item: Item,
        /// What it is about
        words: String,
    },
    /// A matter was taken off before anybody judged it.
    Dropped(Item),
    /// 研判; this stands in place of what was judged before.
    Judged {
        /// Which matter
        item: Item,
        /// What was judged
        judged: Judged,
    },
    /// A task was given.
    Tasked {
        /// About which matter
        item: Option<Item>,
        /// What
        what: String,
        /// Who does it
        holder: String,
        /// By which day
        by: NaiveDate,
    },
    /// A task was done.
    Done {
        /// Its place, from 1
        no: u32,
        /// How
        done: TaskDone,
    },
    /// Who came and who did not.
    Attended {
        /// Who came
        came: Vec<String>,
        /// Who did not
        absent: Vec<String>,
    },
    /// 纪要, as they read from now on.
    Minutes(String),
    /// It is over.
    Closed,
    /// It is taken up again.
    Reopened {
        /// Why
        why: String,
    },
}

/// What is asked of a meeting: the agenda is made by the store, of what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingAction {
    /// It is called, and its agenda made.
    Call(Box<Calling>),
    /// Its agenda is made anew; what was judged stays.
    Gather,
    /// Anything else.
    Do(MeetingFact),
}

impl Calling {
    /// Gives everybody who hears what is told there.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let called = self.called.iter();
        called.chain([&self.convener]).map(String::as_str)
    }
}

/// Reads names as they are typed: one a line, or with 、 between them.
pub fn read_names(text: &str) -> Vec<String> {
    text.split(['\n', '、', '，', ',', ';', '；'])
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|name| !name.is_empty())
        .collect()
}

impl Meeting {
    pub(super) fn begun(calling: &Calling) -> Self {
        Self {
            calling: calling.clone(),
            topics: Vec::new(),
            dropped: Vec::new(),
            left: 0,
            carried: Vec::new(),
            tasks: Vec::new(),
            came: Vec::new(),
            absent: Vec::new(),
            minutes: String::new(),
            closed: false,
        }
    }

    /// Gives its day.
    pub fn day(&self) -> NaiveDate {
        self.calling.at.date()
    }

    /// Gives everybody who hears what is told there.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let came = self.came.iter().map(String::as_str);
        self.calling.names().chain(came)
    }

    /// Gives the matters that stood on its agenda, those that were taken off too.
    pub fn items(&self) -> Vec<Item> {
        let topics = self.topics.iter().map(|topic| topic.item);
        topics.chain(self.dropped.iter().copied()).collect()
    }

    /// Gives the cases that it tells of.
    pub fn cases(&self) -> Vec<CaseNumber> {
        let topics = self.topics.iter().map(|topic| topic.item);
        let tasks = self.tasks.iter().filter_map(|task| task.item);
        let mut cases: Vec<CaseNumber> = topics.chain(tasks).filter_map(case_of).collect();
        cases.sort_unstable();
        cases.dedup();
        cases
    }

    /// Gives the meeting after all of its history; `None` when that does not start with its calling.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a MeetingFact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let Some(MeetingFact::Called(calling)) = facts.next() else {
            return None;
        };
        Some(facts.fold(Self::begun(calling), |it, fact| it.evolve(fact)))
    }

    /// Gives the meeting after one more fact, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(&self, fact: &MeetingFact) -> Self {
        let mut next = self.clone();
        match fact {
            MeetingFact::Called(calling) => return Self::begun(calling),
            MeetingFact::Altered(calling) => next.calling = (**calling).clone(),
            MeetingFact::Gathered(agenda) => next.gather(agenda),
            MeetingFact::Added { item, words } => {
                next.dropped.retain(|it| it != item);
                next.topics.push(Topic {
                    item: *item,
                    why: vec![Why::Added],
                    words: words.clone(),
                    judged: None,
                });
            }
            MeetingFact::Dropped(item) => {
                next.topics.retain(|topic| topic.item != *item);
                next.dropped.push(*item);
            }
            MeetingFact::Judged { item, judged } => {
                if let Some(topic) = next.topics.iter_mut().find(|it| it.item == *item) {
                    topic.judged = Some(judged.clone());
                }
            }
            MeetingFact::Tasked {
                item,
                what,
                holder,
                by,
            } => next.tasks.push(Task {
                item: *item,
                what: what.clone(),
                holder: holder.clone(),
                by: *by,
                done: None,
            }),
            MeetingFact::Done { no, done } => {
                if let Some(task) = next.task_mut(*no) {
                    task.done = Some(done.clone());
                }
            }
            MeetingFact::Attended { came, absent } => {
                next.came.clone_from(came);
                next.absent.clone_from(absent);
            }
            MeetingFact::Minutes(text) => next.minutes.clone_from(text),
            MeetingFact::Closed => next.closed = true,
            MeetingFact::Reopened { .. } => next.closed = false,
        }
        next
    }

    /// Takes over an agenda; what stands on it already keeps its place and what was judged of it.
    fn gather(&mut self, agenda: &Agenda) {
        for topic in &agenda.topics {
            match self.topics.iter_mut().find(|it| it.item == topic.item) {
                Some(known) => {
                    known.words.clone_from(&topic.words);
                    known.why.clone_from(&topic.why);
                }
                None => self.topics.push(topic.clone()),
            }
        }
        for carried in &agenda.carried {
            if !self.carried.iter().any(|it| it.task == carried.task) {
                self.carried.push(*carried);
            }
        }
        self.left = agenda.left;
    }

    /// Gives a task by its place, from 1.
    pub fn task(&self, no: u32) -> Option<&Task> {
        let at = usize::try_from(no).ok()?.checked_sub(1)?;
        self.tasks.get(at)
    }

    fn task_mut(&mut self, no: u32) -> Option<&mut Task> {
        let at = usize::try_from(no).ok()?.checked_sub(1)?;
        self.tasks.get_mut(at)
    }

    /// Gives the tasks with their names among those of all meetings.
    pub fn named_tasks(&self, id: MeetingId) -> impl Iterator<Item = (TaskRef, &Task)> {
        (1..).zip(&self.tasks).map(move |(no, task)| {
            let name = TaskRef { meeting: id, no };
            (name, task)
        })
    }

    /// Gives the meeting as one may see it who may not see the `locked` cases: their numbers stay,
    /// what was judged, given to do and decided on them goes, and so do the minutes, which may tell
    /// it.
    #[must_use]
    pub fn without(&self, locked: &[CaseNumber]) -> Self {
        let held = |item: Item| case_of(item).is_some_and(|case| locked.contains(&case));
        let mut seen = self.clone();
        for topic in seen.topics.iter_mut().filter(|topic| held(topic.item)) {
            topic.words.clear();
            topic.judged = None;
            seen.minutes.clear();
        }
        for task in &mut seen.tasks {
            if task.item.is_some_and(held) {
                task.what.clear();
                task.holder.clear();
                if let Some(done) = &mut task.done {
                    done.by.clear();
                    done.note.clear();
                }
                seen.minutes.clear();
            }
        }
        seen
    }
}

impl MeetingFact {
    /// Gives the fact as one may read it who may not see the `locked` cases; `None` for one that
    /// tells of them.
    pub fn without(&self, locked: &[CaseNumber]) -> Option<Self> {
        let held = |item: Item| case_of(item).is_some_and(|case| locked.contains(&case));
        match self {
            Self::Gathered(agenda) => {
                let mut agenda = agenda.clone();
                for topic in agenda.topics.iter_mut().filter(|it| held(it.item)) {
                    topic.words.clear();
                }
                Some(Self::Gathered(agenda))
            }
            Self::Added { item, .. } | Self::Judged { item, .. } if held(*item) => None,
            Self::Tasked {
                item: Some(item), ..
            } if held(*item) => None,
            // A task's place does not say what it is about.
            Self::Done { .. } | Self::Minutes(_) if !locked.is_empty() => None,
            other => Some(other.clone()),
        }
    }
}

/// Gives the case that an item is.
pub const fn case_of(item: Item) -> Option<CaseNumber> {
    match item {
        Item::Case(number) => Some(number),
        Item::Call(_) | Item::Whistle(_) | Item::Sign(_) => None,
    }
}
