//! 领导包案: who is on duty on a day, and the ledger of what came in on it, each owned to the end.

use chrono::{NaiveDate, NaiveTime};

use super::item::Item;
use super::moment::Moment;
use super::refusal::{Reason, Refusal};

pub mod owning;
pub mod rota;

/// 带班领导: one of deputy-section rank or above who takes his turn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leader {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub post: String,
    /// 召集人: one of the two who call the joint meeting.
    pub convener: bool,
    /// Whether he still takes his turn; one who left stays in history.
    pub active: bool,
}

/// 带班领导名册: the leaders, in the order of their turn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster(pub Vec<Leader>);

impl Roster {
    /// Gives the roster after a leader's card was added, or put in place of his old one.
    #[must_use]
    pub fn with(&self, leader: &Leader) -> Self {
        let mut next = self.clone();
        match next.0.iter_mut().find(|it| it.name == leader.name) {
            Some(known) => known.clone_from(leader),
            None => next.0.push(leader.clone()),
        }
        next
    }
}

codes! {
    /// How a thing came onto the ledger.
    How {
        /// 来访, at the counter or at a station: what the rule of the backlog counts
        Visit = "visit",
        /// 来电, on the town's own hotline
        Call = "call",
        /// 吹哨
        Whistle = "whistle",
        /// 来件: a letter, the web, another body
        Letter = "letter",
        /// 存量热线: put there because too few came that day
        Backlog = "backlog",
    }
}

impl How {
    /// Gives how many visits a thing is as it comes onto the ledger.
    pub const fn visits(self) -> u32 {
        match self {
            Self::Visit => 1,
            Self::Call | Self::Whistle | Self::Letter | Self::Backlog => 0,
        }
    }
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub item: Item,
    /// 包案领导: who owns it to the end; `None` where nobody was named, or nobody may.
    pub owner: Option<String>,
    /// How it came here.
    pub how: How,
    /// Why, where it is no matter of the day itself: how many came, and how many were wanted.
    pub few: Option<(u32, u32)>,
    /// When it came here.
    pub since: Moment,
    /// 销号: when it was; what shows that it is done stands in its own history.
    pub struck: Option<Moment>,
    /// 来访批次: how often somebody came about it that day; each coming is one 批, whatever matter
    /// it joined.
    pub visits: u32,
}

impl Line {
    /// Keeps back whose it is and the minute at which it came and was struck off; the days stay.
    pub fn hold_back(&mut self) {
        self.owner = None;
        self.since = self.since.day_alone();
        self.struck = self.struck.map(Moment::day_alone);
    }
}

/// 代办: who acts on a line while the day's leader, who owns it, is away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Acting {
    /// Its owner himself; the same where it may not be told.
    #[default]
    Owner,
    /// Another: the stand-in, or a convener where the line is an accusation of the stand-in.
    For(String),
    /// Nobody: whoever could act is the one it is about.
    Nobody,
}

impl Acting {
    /// Gives who acts for the owner.
    pub fn who(&self) -> Option<&str> {
        match self {
            Self::For(who) => Some(who),
            Self::Owner | Self::Nobody => None,
        }
    }
}

/// A day's rota and ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DutyDay {
    /// 值班领导.
    pub leader: Option<String>,
    /// 代班: who acts for him while he is away, and why; what came in stays the leader's.
    pub stand_in: Option<(String, String)>,
    /// A note, such as that it is a holiday's duty.
    pub note: String,
    /// 到岗.
    pub arrived: Option<NaiveTime>,
    /// 离岗.
    pub left: Option<NaiveTime>,
    /// The lines, in the order in which they came.
    pub lines: Vec<Line>,
    /// 收班: when reception was closed, and the backlog asked after.
    pub closed: Option<Moment>,
}

/// What was done to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DutyFact {
    /// 排班: who is on duty.
    Named {
        /// Who; `None` for nobody
        leader: Option<String>,
        /// A note
        note: String,
    },
    /// 代班: who acts for him; `None` when he is back.
    StandIn {
        /// Who
        who: Option<String>,
        /// Why
        why: String,
    },
    /// 到岗.
    Arrived(NaiveTime),
    /// 离岗.
    Left(NaiveTime),
    /// A thing came onto the ledger.
    Fell(Box<Line>),
    /// 再次来访: somebody came, on the same day, about a thing that is on the ledger already.
    Came(Item),
    /// 转包: it is another's from now on.
    Passed {
        /// What
        item: Item,
        /// Whose; `None` where nobody may own it
        to: Option<String>,
        /// Why
        why: String,
    },
    /// 销号: it is over, by its own history: a case by its strike-off and proof, a call and a whistle
    /// by what came of them.
    Struck {
        /// What
        item: Item,
        /// When
        when: Moment,
    },
    /// Its strike-off was withdrawn.
    Opened(Item),
    /// 收班.
    Closed(Moment),
}

impl DutyDay {
    /// Gives who is there for the day as a whole: the stand-in while the leader is away, else the
    /// leader. Who acts on a line is asked of the line ([`Acting`]).
    pub fn acting(&self) -> Option<&str> {
        let stand_in = self.stand_in.as_ref().map(|(who, _)| who.as_str());
        stand_in.or(self.leader.as_deref())
    }

    /// 补录: gives the later day on which reception of `day` was closed, where that was not done on
    /// the day itself.
    pub fn closed_later(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.closed.map(Moment::date).filter(|on| *on > day)
    }

    /// 来访批次: gives how often somebody came that day, which the rule of the backlog counts; two
    /// visits about one matter are two.
    pub fn visits(&self) -> u32 {
        let came = self.lines.iter().map(|line| line.visits);
        came.fold(0, u32::saturating_add)
    }

    /// Gives the line of a thing.
    pub fn line(&self, item: Item) -> Option<&Line> {
        self.lines.iter().find(|line| line.item == item)
    }

    /// Tells whether anything on the ledger is not struck off.
    pub fn is_open(&self) -> bool {
        self.lines.iter().any(|line| line.struck.is_none())
    }

    /// Decides what is done to a day.
    ///
    /// # Errors
    /// Refuses what changes nothing, an absence and a handing over without a reason, a strike-off on
    /// the ledger (each thing is struck off in its own file), and a leaving before the coming.
    pub fn apply(&self, fact: &DutyFact) -> Result<Self, Refusal> {
        let open = |item: Item| match self.line(item) {
            Some(line) if line.struck.is_none() => Ok(line),
            Some(_) => Err(Refusal::about("item", Reason::Closed)),
            None => Err(Refusal::about("item", Reason::NotFound)),
        };
        match fact {
            DutyFact::Named { leader, note } if (leader, note) == (&self.leader, &self.note) => {
                Err(Refusal::about("leader", Reason::NothingChanged))
            }
            DutyFact::StandIn { who, .. }
                if who.as_ref() == self.stand_in.as_ref().map(|(who, _)| who)
                    || (who.is_some() && *who == self.leader) =>
            {
                Err(Refusal::about("stand_in", Reason::NothingChanged))
            }
            DutyFact::StandIn { who: Some(_), why } if why.trim().is_empty() => {
                Err(Refusal::about("why", Reason::Missing))
            }
            DutyFact::Left(time) if self.arrived.is_none_or(|arrived| *time < arrived) => {
                Err(Refusal::about("arrived", Reason::Missing))
            }
            DutyFact::Passed { item, to, why } => {
                let line = open(*item)?;
                if why.trim().is_empty() {
                    return Err(Refusal::about("why", Reason::Missing));
                }
                if *to == line.owner {
                    return Err(Refusal::about("to", Reason::NothingChanged));
                }
                Ok(())
            }
            DutyFact::Struck { item, .. } => {
                open(*item)?;
                Err(Refusal::about("item", Reason::StruckOffByItsOwnStep))
            }
            DutyFact::Fell(line) if self.line(line.item).is_some() => {
                Err(Refusal::about("item", Reason::AlreadyKnown))
            }
            DutyFact::Closed(_) if self.closed.is_some() => {
                Err(Refusal::new(Reason::NothingChanged))
            }
            DutyFact::Named { .. }
            | DutyFact::StandIn { .. }
            | DutyFact::Arrived(_)
            | DutyFact::Left(_)
            | DutyFact::Fell(_)
            | DutyFact::Came(_)
            | DutyFact::Opened(_)
            | DutyFact::Closed(_) => Ok(()),
        }?;
        Ok(self.clone().evolve(fact))
    }

    /// Gives the day after `fact`, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(mut self, fact: &DutyFact) -> Self {
        let line = |day: &mut Self, item: Item, change: &dyn Fn(&mut Line)| {
            day.lines
                .iter_mut()
                .filter(|line| line.item == item)
                .for_each(change);
        };
        match fact {
            DutyFact::Named { leader, note } => {
                self.leader.clone_from(leader);
                self.note.clone_from(note);
            }
            DutyFact::StandIn { who, why } => {
                self.stand_in = who.clone().map(|who| (who, why.clone()));
            }
            DutyFact::Arrived(time) => self.arrived = Some(*time),
            DutyFact::Left(time) => self.left = Some(*time),
            DutyFact::Fell(line) => self.lines.push((**line).clone()),
            DutyFact::Came(item) => line(&mut self, *item, &|line| {
                line.visits = line.visits.saturating_add(1);
            }),
            DutyFact::Passed { item, to, .. } => {
                line(&mut self, *item, &|line| line.owner.clone_from(to));
            }
            DutyFact::Struck { item, when } => {
                line(&mut self, *item, &|line| line.struck = Some(*when));
            }
            DutyFact::Opened(item) => line(&mut self, *item, &|line| line.struck = None),
            DutyFact::Closed(when) => self.closed = Some(*when),
        }
        self
    }

    /// Gives the day after all of its history.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a DutyFact>) -> Self {
        facts
            .into_iter()
            .fold(Self::default(), |day, fact| day.evolve(fact))
    }
}

/// 未收班: a day whose reception ought to have been closed and was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclosed {
    /// Which day.
    pub day: NaiveDate,
    /// 值班领导.
    pub leader: String,
    /// 来访批次 of the day.
    pub visits: u32,
}

/// Gives the last day whose reception ought to be closed by `now`: today from the hour on at which
/// it closes, the day before until then.
pub fn last_to_close(now: Moment, closes: NaiveTime) -> NaiveDate {
    let today = now.date();
    if now.local().time() >= closes {
        today
    } else {
        today.pred_opt().unwrap_or(today)
    }
}

/// 未销号: a line that is not struck off, with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// On which day's ledger.
    pub day: NaiveDate,
    /// The line.
    pub line: Line,
}

impl Owed {
    /// Gives for how many days it has stood.
    pub fn days(&self, today: NaiveDate) -> i64 {
        today.signed_duration_since(self.day).num_days()
    }
}
