//! A whistle as it stands.

use super::super::deadline::rule::RuleName;
use super::super::moment::Moment;
use super::super::number::CaseNumber;
use super::fact::{Party, Raised, Rating, WhistleFact};

const SECONDS_A_MINUTE: i64 = 60;

/// Tells whether one time comes before another; screens know them to the minute alone.
pub const fn is_before(at: Moment, other: Moment) -> bool {
    at.unix() + SECONDS_A_MINUTE <= other.unix()
}

/// How a whistle came to a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// It was whistled there.
    Raised,
    /// The level below let a clock run out.
    Escalated {
        /// Which
        rule: RuleName,
        /// When that was
        due: Moment,
    },
    /// It was passed up by hand.
    PassedUp {
        /// Why
        why: String,
    },
    /// It was taken up again.
    Reopened {
        /// Why
        why: String,
    },
}

/// What a level did while it had the whistle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Whose turn.
    pub to: Party,
    /// Since when; its clocks run from here.
    pub since: Moment,
    /// How it came there.
    pub cause: Cause,
    /// Who signed in, and when.
    pub signed: Option<(String, Moment)>,
    /// When the one who whistled was spoken to.
    pub contacted: Option<Moment>,
    /// When somebody came to the spot.
    pub arrived: Option<Moment>,
}

/// Where a whistle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Somebody has to see to it.
    Open,
    /// It is over.
    Closed,
    /// It was whistled in error.
    Withdrawn,
}

/// 哨: a whistle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whistle {
    /// What was whistled.
    pub raised: Raised,
    /// Each level that had it; the last one has it now.
    pub turns: Vec<Turn>,
    /// The answer, and when it was given.
    pub answer: Option<(String, Moment)>,
    /// How the answer was rated, in what words.
    pub rating: Option<(Rating, String)>,
    /// The case that it is about or became.
    pub case: Option<CaseNumber>,
    /// Whether it became that case.
    pub made: bool,
    /// Where it stands.
    pub standing: Standing,
}

impl Turn {
    fn begun(to: Party, since: Moment, cause: Cause) -> Self {
        Self {
            to,
            since,
            cause,
            signed: None,
            contacted: None,
            arrived: None,
        }
    }

    /// Gives when somebody signed in.
    pub fn signed_at(&self) -> Option<Moment> {
        self.signed.as_ref().map(|(_, at)| *at)
    }
}

impl Whistle {
    /// Gives a whistle that was just raised.
    pub fn begun(raised: &Raised) -> Self {
        Self {
            turns: vec![Turn::begun(raised.to.clone(), raised.at, Cause::Raised)],
            answer: None,
            rating: None,
            case: raised.case,
            made: false,
            standing: Standing::Open,
            raised: raised.clone(),
        }
    }

    /// Gives the whistle after all of its history; `None` when that does not start with its
    /// raising.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a WhistleFact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let Some(WhistleFact::Raised(raised)) = facts.next() else {
            return None;
        };
        Some(facts.fold(Self::begun(raised), |it, fact| it.evolve(fact)))
    }

    /// Gives the turn of the level that has it now.
    pub fn turn(&self) -> Option<&Turn> {
        self.turns.last()
    }

    /// Gives the turn in which something happened, which may be told later: a level that let a clock
    /// run out, as far as was known, may have seen to it before. Behind a passing up by hand and a
    /// reopening nothing falls.
    pub fn turn_at(&self, at: Moment) -> Option<&Turn> {
        self.turns.get(self.place_at(at))
    }

    fn place_at(&self, at: Moment) -> usize {
        let last = self.turns.len().saturating_sub(1);
        let later = self.turns.iter().rev().take(last).take_while(|turn| {
            matches!(turn.cause, Cause::Escalated { .. }) && is_before(at, turn.since)
        });
        last.saturating_sub(later.count())
    }

    /// Gives who has it now.
    pub fn to(&self) -> &Party {
        self.turn().map_or(&self.raised.to, |turn| &turn.to)
    }

    /// Tells whether somebody still owes an answer.
    pub fn is_unanswered(&self) -> bool {
        self.standing == Standing::Open && self.answer.is_none() && !self.made
    }

    /// Gives the whistle after `fact`, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(&self, fact: &WhistleFact) -> Self {
        let mut next = self.clone();
        let during = |at: Moment| self.place_at(at);
        let again = |to: &Party, at: Moment, cause: Cause| Turn::begun(to.clone(), at, cause);
        match fact {
            WhistleFact::Raised(raised) => return Self::begun(raised),
            WhistleFact::SignedIn { who, at } => {
                if let Some(turn) = next.turns.get_mut(during(*at)) {
                    turn.signed = Some((who.clone(), *at));
                }
            }
            WhistleFact::Contacted { at } => {
                if let Some(turn) = next.turns.get_mut(during(*at)) {
                    turn.contacted = Some(*at);
                }
            }
            WhistleFact::Arrived { at } => {
                if let Some(turn) = next.turns.get_mut(during(*at)) {
                    turn.arrived = Some(*at);
                }
            }
            WhistleFact::Answered { text, at } => {
                next.answer = Some((text.clone(), *at));
                next.rating = None;
            }
            WhistleFact::Rated { rating, words } => next.rating = Some((*rating, words.clone())),
            WhistleFact::Escalated { to, rule, due, at } => {
                let cause = Cause::Escalated {
                    rule: *rule,
                    due: *due,
                };
                next.turns.push(again(to, *at, cause));
            }
            WhistleFact::PassedUp { to, why, at } => {
                let cause = Cause::PassedUp { why: why.clone() };
                next.turns.push(again(to, *at, cause));
            }
            WhistleFact::Closed { .. } => next.standing = Standing::Closed,
            WhistleFact::Withdrawn { .. } => next.standing = Standing::Withdrawn,
            WhistleFact::MadeCase(number) => {
                next.case = Some(*number);
                next.made = true;
            }
            WhistleFact::Reopened { why, at } => {
                let cause = Cause::Reopened { why: why.clone() };
                next.turns.push(again(self.to(), *at, cause));
                next.answer = None;
                next.rating = None;
                next.standing = Standing::Open;
            }
        }
        next
    }

    /// Gives the whistle as one may see it who may not see its case: kind, clocks and numbers stay,
    /// every word goes, and so does who whistled and who is whistled.
    #[must_use]
    pub fn without_words(&self) -> Self {
        let nobody = || Party::Unit(String::new());
        let mut seen = self.clone();
        seen.raised.about.clear();
        seen.raised.approver.clear();
        seen.raised.from = nobody();
        seen.raised.to = nobody();
        for turn in &mut seen.turns {
            turn.to = nobody();
            if let Some((who, _)) = &mut turn.signed {
                who.clear();
            }
            if let Cause::PassedUp { why } | Cause::Reopened { why } = &mut turn.cause {
                why.clear();
            }
        }
        if let Some((text, _)) = &mut seen.answer {
            text.clear();
        }
        if let Some((_, words)) = &mut seen.rating {
            words.clear();
        }
        seen
    }
}
