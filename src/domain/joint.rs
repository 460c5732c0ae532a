//! 联合接访: several units at one table hear cases one after the other, and each takes on its part.

use chrono::NaiveDate;

use super::number::CaseNumber;
use super::refusal::{Reason, Refusal};
use super::viewer::Viewer;
use crate::domain::case::fact::state::Case;
use crate::domain::case::rule::hearing::open_case;

/// The running number of a session within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JointId(pub u32);

/// A unit at the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// 单位.
    pub unit: String,
    /// Who sits for it; several with 、 between them.
    pub who: String,
}

/// When and where the units sit, and who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// On which day.
    pub day: NaiveDate,
    /// Where.
    pub place: String,
    /// 召集人.
    pub convener: String,
    /// The units, in the order of the table.
    pub seats: Vec<Seat>,
}

/// What a unit said on a case, and what it took on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Which unit.
    pub unit: String,
    /// What it said.
    pub text: String,
    /// What it took on; empty for nothing.
    pub took_on: String,
    /// By which day.
    pub by: Option<NaiveDate>,
    /// On which day it was done.
    pub kept_on: Option<NaiveDate>,
}

/// A case on the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Which case.
    pub case: CaseNumber,
    /// What each unit said, in the order in which it spoke.
    pub statements: Vec<Statement>,
}

/// 联合接访: a session as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    /// When, where, who.
    pub sitting: Sitting,
    /// The cases in order.
    pub heard: Vec<Heard>,
    /// 纪要.
    pub minutes: String,
    /// Whether it is over.
    pub closed: bool,
}

/// What was done to a session; its state follows from these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JointFact {
    /// It was called.
    Opened(Box<Sitting>),
    /// Day, place, convener or table were corrected.
    Table(Box<Sitting>),
    /// A case was put on the list, behind the others.
    Hear(CaseNumber),
    /// A case was taken off the list before anybody spoke on it.
    Drop(CaseNumber),
    /// A unit spoke on a case; this stands in place of what it said before.
    Statement {
        /// On which case
        case: CaseNumber,
        /// Which unit
        unit: String,
        /// What it said
        text: String,
        /// What it took on
        took_on: String,
        /// By which day
        by: Option<NaiveDate>,
    },
    /// A unit did what it had taken on.
    Kept {
        /// In which case
        case: CaseNumber,
        /// Which unit
        unit: String,
        /// On which day
        on: NaiveDate,
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

/// 认领事项: what a unit said and took on in a session, as it stands on the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pledge {
    /// In which session.
    pub joint: JointId,
    /// On which day that was.
    pub day: NaiveDate,
    /// Where.
    pub place: String,
    /// On which case.
    pub case: CaseNumber,
    /// Who sat for the unit.
    pub who: String,
    /// What it said and took on.
    pub statement: Statement,
}

impl Seat {
    /// Reads a line such as `司法所 李强`: the unit, then who sits for it; `None` for an empty one.
    pub fn read(line: &str) -> Option<Self> {
        let line = line.trim();
        let (unit, who) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        (!unit.is_empty()).then(|| Self {
            unit: unit.to_owned(),
            who: who.trim().to_owned(),
        })
    }

    /// Writes it as it is read.
    pub fn line(&self) -> String {
        format!("{} {}", self.unit, self.who).trim_end().to_owned()
    }
}

impl Sitting {
    fn check(&self) -> Result<(), Refusal> {
        for (field, text) in [("place", &self.place), ("convener", &self.convener)] {
            if text.trim().is_empty() {
                return Err(Refusal::about(field, Reason::Missing));
            }
        }
        let mut units: Vec<&str> = self.seats.iter().map(|seat| seat.unit.as_str()).collect();
        units.sort_unstable();
        if units.windows(2).any(|two| two.first() == two.last()) {
            return Err(Refusal::about("seats", Reason::AlreadyKnown));
        }
        if units.len() < 2 {
            return Err(Refusal::about("seats", Reason::OneUnitAlone));
        }
        Ok(())
    }

    /// 条例 30 ¶3: an accusation is not heard where the one complained of sits.
    fn may_hear(&self, case: &Case) -> Result<(), Refusal> {
        let seats = self.seats.iter().flat_map(|seat| [&seat.unit, &seat.who]);
        let names = seats.chain([&self.convener]).map(String::as_str);
        if case.is_accusation_of_any(names) {
            return Err(Refusal::about("seats", Reason::AtTheTable));
        }
        Ok(())
    }
}

impl Joint {
    /// Opens a session.
    ///
    /// # Errors
    /// Refuses one without place or convener, and one with fewer than two units.
    pub fn open(sitting: &Sitting) -> Result<Self, Refusal> {
        sitting.check()?;
        Ok(Self::begun(sitting))
    }

    fn begun(sitting: &Sitting) -> Self {
        Self {
            sitting: sitting.clone(),
            heard: Vec::new(),
            minutes: String::new(),
            closed: false,
        }
    }

    /// Gives the session after all of its history; `None` when that does not start with its
    /// opening.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a JointFact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let Some(JointFact::Opened(sitting)) = facts.next() else {
            return None;
        };
        Some(facts.fold(Self::begun(sitting), |joint, fact| joint.evolve(fact)))
    }

    /// Decides what is done to a session. `cases` are those on its list and the one that the fact
    /// is about, as far as they are known.
    ///
    /// # Errors
    /// Refuses what touches an accusation that `viewer` may not see or whose accused sits at the
    /// table (条例 30 ¶3), what is said by a unit that is not there, what is taken on without a
    /// day, and everything but its keeping once the session is over.
    pub fn apply(
        &self,
        fact: &JointFact,
        viewer: &Viewer,
        today: NaiveDate,
        cases: &[Case],
    ) -> Result<Self, Refusal> {
        self.check(fact, viewer, today, cases)?;
        Ok(self.evolve(fact))
    }

    fn check(
        &self,
        fact: &JointFact,
        viewer: &Viewer,
        today: NaiveDate,
        cases: &[Case],
    ) -> Result<(), Refusal> {
        let stays = matches!(fact, JointFact::Kept { .. } | JointFact::Reopened { .. });
        if self.closed && !stays {
            return Err(Refusal::new(Reason::Closed));
        }
        let of = |number: CaseNumber| open_case(cases, number, viewer);
        match fact {
            JointFact::Opened(_) => Err(Refusal::new(Reason::AlreadyKnown)),
            JointFact::Table(sitting) => {
                sitting.check()?;
                if **sitting == self.sitting {
                    return Err(Refusal::new(Reason::NothingChanged));
                }
                let spoken = self.heard.iter().flat_map(|heard| &heard.statements);
                for statement in spoken {
                    if !sitting.seats.iter().any(|seat| seat.unit == statement.unit) {
                        return Err(Refusal::about("seats", Reason::HeardAlready));
                    }
                }
                self.heard
                    .iter()
                    .try_for_each(|heard| sitting.may_hear(of(heard.case)?))
            }
            JointFact::Hear(number) => {
                let case = of(*number)?;
                if self.heard.iter().any(|heard| heard.case == *number) {
                    return Err(Refusal::about("case", Reason::AlreadyKnown));
                }
                self.sitting.may_hear(case)
            }
            JointFact::Drop(number) => {
                of(*number)?;
                if self.heard_of(*number)?.statements.is_empty() {
                    Ok(())
                } else {
                    Err(Refusal::about("case", Reason::HeardAlready))
                }
            }
            JointFact::Statement {
                case,
                unit,
                text,
                took_on,
                by,
            } => {
                let case = of(*case)?;
                self.heard_of(case.number)?;
                self.sitting.may_hear(case)?;
                self.check_statement(unit, text, took_on, *by, today)
            }
            JointFact::Kept { case, unit, on } => {
                let heard = self.heard_of(of(*case)?.number)?;
                let statement = heard
                    .statements
                    .iter()
                    .find(|statement| statement.unit == *unit);
                match statement {
                    Some(statement) if statement.kept_on.is_some() => {
                        Err(Refusal::about("unit", Reason::NothingChanged))
                    }
                    Some(statement) if !statement.took_on.is_empty() => self.since(*on, today),
                    Some(_) | None => Err(Refusal::about("unit", Reason::NotFound)),
                }
            }
            JointFact::Minutes(text) => {
                self.heard
                    .iter()
                    .try_for_each(|heard| of(heard.case).map(|_| ()))?;
                if text.trim().is_empty() {
                    return Err(Refusal::about("minutes", Reason::Missing));
                }
                Ok(())
            }
            JointFact::Closed if self.minutes.trim().is_empty() => {
                Err(Refusal::about("minutes", Reason::Missing))
            }
            JointFact::Closed => Ok(()),
            JointFact::Reopened { .. } if !self.closed => Err(Refusal::new(Reason::NothingChanged)),
            JointFact::Reopened { why } if why.trim().is_empty() => {
                Err(Refusal::about("why", Reason::Missing))
            }
            JointFact::Reopened { .. } => Ok(()),
        }
    }

    fn check_statement(
        &self,
        unit: &str,
        text: &str,
        took_on: &str,
        by: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        if !self.sitting.seats.iter().any(|seat| seat.unit == unit) {
            return Err(Refusal::about("unit", Reason::NotAChoice));
        }
        if self.sitting.day > today {
            return Err(Refusal::about("day", Reason::InTheFuture));
        }
        match (took_on.trim().is_empty(), by) {
            (true, None) if text.trim().is_empty() => Err(Refusal::about("said", Reason::Missing)),
            (true, Some(_)) => Err(Refusal::about("took_on", Reason::Missing)),
            (false, None) => Err(Refusal::about("by", Reason::Missing)),
            (false, Some(by)) if by < self.sitting.day => {
                Err(Refusal::about("by", Reason::Before(self.sitting.day)))
            }
            (true, None) | (false, Some(_)) => Ok(()),
        }
    }

    fn since(&self, on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
        if on > today {
            return Err(Refusal::about("on", Reason::InTheFuture));
        }
        if on < self.sitting.day {
            return Err(Refusal::about("on", Reason::Before(self.sitting.day)));
        }
        Ok(())
    }

    fn heard_of(&self, number: CaseNumber) -> Result<&Heard, Refusal> {
        let heard = self.heard.iter().find(|heard| heard.case == number);
        heard.ok_or(Refusal::about("case", Reason::NotFound))
    }

    /// Gives the session after `fact`, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(&self, fact: &JointFact) -> Self {
        let mut next = self.clone();
        let of = |heard: &&mut Heard, number: &CaseNumber| heard.case == *number;
        match fact {
            JointFact::Opened(sitting) => return Self::begun(sitting),
            JointFact::Table(sitting) => next.sitting = (**sitting).clone(),
            JointFact::Hear(case) => next.heard.push(Heard {
                case: *case,
                statements: Vec::new(),
            }),
            JointFact::Drop(case) => next.heard.retain(|heard| heard.case != *case),
            JointFact::Statement {
                case,
                unit,
                text,
                took_on,
                by,
            } => {
                let statement = Statement {
                    unit: unit.clone(),
                    text: text.clone(),
                    took_on: took_on.clone(),
                    by: *by,
                    kept_on: None,
                };
                if let Some(heard) = next.heard.iter_mut().find(|heard| of(heard, case)) {
                    match heard
                        .statements
                        .iter_mut()
                        .find(|known| known.unit == *unit)
                    {
                        Some(known) => *known = statement,
                        None => heard.statements.push(statement),
                    }
                }
            }
            JointFact::Kept { case, unit, on } => {
                let statement = next
                    .heard
                    .iter_mut()
                    .find(|heard| of(heard, case))
                    .and_then(|heard| {
                        heard
                            .statements
                            .iter_mut()
                            .find(|statement| statement.unit == *unit)
                    });
                if let Some(statement) = statement {
                    statement.kept_on = Some(*on);
                }
            }
            JointFact::Minutes(text) => next.minutes.clone_from(text),
            JointFact::Closed => next.closed = true,
            JointFact::Reopened { .. } => next.closed = false,
        }
        next
    }

    /// Gives the session as one may see it who may not see the `locked` cases: their numbers stay,
    /// what was said on them goes, and so do the minutes, which may tell it.
    #[must_use]
    pub fn without(&self, locked: &[CaseNumber]) -> Self {
        let mut seen = self.clone();
        let mut held = false;
        for heard in &mut seen.heard {
            if locked.contains(&heard.case) {
                heard.statements.clear();
                held = true;
            }
        }
        if held {
            seen.minutes.clear();
        }
        seen
    }

    /// Gives what was said and taken on, case by case.
    pub fn pledges(&self, id: JointId) -> Vec<Pledge> {
        let sitting = &self.sitting;
        let who = |unit: &str| {
            let seat = sitting.seats.iter().find(|seat| seat.unit == unit);
            seat.map_or(String::new(), |seat| seat.who.clone())
        };
        self.heard
            .iter()
            .flat_map(|heard| {
                heard
                    .statements
                    .iter()
                    .map(move |statement| (heard.case, statement))
            })
            .map(|(case, statement)| Pledge {
                joint: id,
                day: sitting.day,
                place: sitting.place.clone(),
                case,
                who: who(&statement.unit),
                statement: statement.clone(),
            })
            .collect()
    }
}

impl JointFact {
    /// Tells whether it tells more of one of these cases than its number.
    pub fn tells_of(&self, cases: &[CaseNumber]) -> bool {
        match self {
            Self::Statement { case, .. } | Self::Kept { case, .. } => cases.contains(case),
            Self::Minutes(_) => !cases.is_empty(),
            Self::Opened(_)
            | Self::Table(_)
            | Self::Hear(_)
            | Self::Drop(_)
            | Self::Closed
            | Self::Reopened { .. } => false,
        }
    }
}

impl Statement {
    /// Gives the day by which it is to be done, while it is not.
    pub fn open_until(&self) -> Option<NaiveDate> {
        self.by.filter(|_| self.kept_on.is_none())
    }
}
