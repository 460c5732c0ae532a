//! What may be done to a whistle.

use super::super::calendar::WorkingCalendar;
use super::super::codes::Class;
use super::super::grid::tree::GridTree;
use super::super::moment::Moment;
use super::super::refusal::{Reason, Refusal};
use super::super::settings::Settings;
use super::clocks::{clocks, lapsed};
use super::fact::{Direction, Party, Raised, WhistleFact};
use super::route::above;
use super::state::{Standing, Turn, Whistle, is_before};
use crate::domain::case::fact::state::Case;

/// What a decision about a whistle rests on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// What time it is.
    pub now: Moment,
    /// The grid.
    pub tree: &'a GridTree,
    /// The working calendar.
    pub calendar: &'a WorkingCalendar,
    /// The town's settings.
    pub settings: &'a Settings,
    /// The case that the whistle is about, or that it is to be.
    pub case: Option<&'a Case>,
}

impl Whistle {
    /// Raises a whistle.
    ///
    /// # Errors
    /// Refuses one about nothing, from or to nobody, one that goes down without the approval of the
    /// town's head, an early sign that does not go up, and one about an accusation or to whom its
    /// case complains of (条例 30 ¶3, 28 ¶3).
    pub fn raise(raised: &Raised, ground: &Ground<'_>) -> Result<Self, Refusal> {
        if raised.about.trim().is_empty() {
            return Err(Refusal::about("about", Reason::Missing));
        }
        if raised.at > ground.now {
            return Err(Refusal::about("at", Reason::AheadOfNow));
        }
        for (field, party) in [("from", &raised.from), ("to", &raised.to)] {
            known(field, party, ground.tree)?;
        }
        if raised.from == raised.to {
            return Err(Refusal::about("to", Reason::WhistleUpwards));
        }
        match raised.kind.direction() {
            Direction::Up => goes_up(raised, ground.tree)?,
            Direction::Down if raised.approver.trim().is_empty() => {
                return Err(Refusal::about("approver", Reason::WhistleNotApproved));
            }
            Direction::Down if raised.to == Party::Convener => {
                return Err(Refusal::about("to", Reason::WhistleUpwards));
            }
            Direction::Down => {}
        }
        if let Some(number) = raised.case {
            let case = ground.case.filter(|case| case.number == number);
            let case = case.ok_or(Refusal::about("case", Reason::NotFound))?;
            stays_out(case)?;
            for (field, party) in [("from", &raised.from), ("to", &raised.to)] {
                steps_aside(field, party, case, ground.tree)?;
            }
            if !raised.approver.is_empty() && case.complains_of(&raised.approver) {
                return Err(Refusal::about("approver", Reason::WhistleToAccused));
            }
        }
        Ok(Self::begun(raised))
    }

    /// Decides what is done to a whistle.
    ///
    /// # Errors
    /// Refuses what comes before the whistle, before the step before it or after now, what was done already, an escalation of
    /// which no clock ran out or that was written already, and everything but its end once its case
    /// is an accusation (条例 30 ¶3).
    pub fn apply(&self, fact: &WhistleFact, ground: &Ground<'_>) -> Result<Self, Refusal> {
        self.check(fact, ground)?;
        Ok(self.evolve(fact))
    }

    fn check(&self, fact: &WhistleFact, ground: &Ground<'_>) -> Result<(), Refusal> {
        if let Some(case) = ground.case
            && !matches!(fact, WhistleFact::Closed { .. } | WhistleFact::MadeCase(_))
        {
            stays_out(case)?;
        }
        let open = self.standing == Standing::Open;
        if !open && !matches!(fact, WhistleFact::Reopened { .. }) {
            return Err(Refusal::new(Reason::WhistleOver));
        }
        match fact {
            WhistleFact::Raised(_) => Err(Refusal::new(Reason::AlreadyKnown)),
            WhistleFact::SignedIn { who, at } => {
                needed("who", who)?;
                once(self.turn_at(*at).is_some_and(|turn| turn.signed.is_some()))?;
                self.unanswered()?;
                if ground.case.is_some_and(|case| case.complains_of(who)) {
                    return Err(Refusal::about("who", Reason::WhistleToAccused));
                }
                self.follows(*at, ground.now, |_| [None; 3])
            }
            WhistleFact::Contacted { at } => {
                once(
                    self.turn_at(*at)
                        .is_some_and(|turn| turn.contacted.is_some()),
                )?;
                self.unanswered()?;
                self.follows(*at, ground.now, |turn| [turn.signed_at(), None, None])
            }
            WhistleFact::Arrived { at } => {
                once(self.turn_at(*at).is_some_and(|turn| turn.arrived.is_some()))?;
                self.unanswered()?;
                self.follows(*at, ground.now, |turn| {
                    [turn.signed_at(), turn.contacted, None]
                })
            }
            WhistleFact::Answered { text, at } => {
                needed("answer", text)?;
                self.unanswered()?;
                self.follows(*at, ground.now, |turn| {
                    [turn.signed_at(), turn.contacted, turn.arrived]
                })
            }
            WhistleFact::Rated { .. } if self.answer.is_none() => {
                Err(Refusal::new(Reason::WhistleUnanswered))
            }
            WhistleFact::Rated { rating, words } => {
                let same = self.rating.as_ref() == Some(&(*rating, words.clone()));
                once(same)
            }
            WhistleFact::Escalated { to, rule, due, at } => {
                let running = clocks(self, ground.calendar, ground.settings);
                if lapsed(&running, self, *at) != Some((*rule, *due)) {
                    return Err(Refusal::new(Reason::NothingChanged));
                }
                if above(self.to(), ground.tree, ground.case).as_ref() != Some(to) {
                    return Err(Refusal::about("to", Reason::ChangedMeanwhile));
                }
                self.at(*at, ground.now)
            }
            WhistleFact::PassedUp { to, why, at } => {
                needed("why", why)?;
                self.unanswered()?;
                known("to", to, ground.tree)?;
                if to == self.to() {
                    return Err(Refusal::about("to", Reason::NothingChanged));
                }
                if let Some(case) = ground.case {
                    steps_aside("to", to, case, ground.tree)?;
                }
                self.at(*at, ground.now)
            }
            WhistleFact::Closed { at } => {
                let accused = ground.case.is_some_and(|case| stays_out(case).is_err());
                if self.is_unanswered() && !accused {
                    return Err(Refusal::new(Reason::WhistleUnanswered));
                }
                self.at(*at, ground.now)
            }
            WhistleFact::Withdrawn { why } => {
                self.unanswered()?;
                needed("why", why)
            }
            WhistleFact::MadeCase(number) => {
                if ground.case.is_none_or(|case| case.number != *number) {
                    return Err(Refusal::about("case", Reason::NotFound));
                }
                once(self.case.is_some())
            }
            WhistleFact::Reopened { .. } if open && self.answer.is_none() => {
                Err(Refusal::new(Reason::NothingChanged))
            }
            WhistleFact::Reopened { why, at } => {
                needed("why", why)?;
                self.at(*at, ground.now)
            }
        }
    }

    fn unanswered(&self) -> Result<(), Refusal> {
        once(!self.is_unanswered())
    }

    fn at(&self, at: Moment, now: Moment) -> Result<(), Refusal> {
        in_order(
            at,
            now,
            self.turn().map_or(self.raised.at, |turn| turn.since),
        )
    }

    /// Tells whether a step may have been taken at `at`: not after now, nor before the level got the
    /// whistle, nor before those of its steps that come `before` this one.
    fn follows(
        &self,
        at: Moment,
        now: Moment,
        before: impl Fn(&Turn) -> [Option<Moment>; 3],
    ) -> Result<(), Refusal> {
        let last = self.turn_at(at).map(|turn| {
            let steps = before(turn).into_iter().flatten();
            steps.fold(turn.since, Moment::max)
        });
        in_order(at, now, last.unwrap_or(self.raised.at))
    }
}

fn in_order(at: Moment, now: Moment, last: Moment) -> Result<(), Refusal> {
    if at > now {
        return Err(Refusal::about("at", Reason::AheadOfNow));
    }
    if is_before(at, last) {
        return Err(Refusal::about("at", Reason::BeforeTime(last)));
    }
    Ok(())
}

fn needed(field: &'static str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::about(field, Reason::Missing));
    }
    Ok(())
}

fn known(field: &'static str, party: &Party, tree: &GridTree) -> Result<(), Refusal> {
    match party {
        Party::Node(code) if tree.get(code).is_none() => {
            Err(Refusal::about(field, Reason::GridUnknown))
        }
        Party::Unit(unit) if unit.trim().is_empty() => Err(Refusal::about(field, Reason::Missing)),
        Party::Node(_) | Party::Unit(_) | Party::Convener => Ok(()),
    }
}

/// An early sign comes from a node and goes to one above it, or to a unit of the town.
fn goes_up(raised: &Raised, tree: &GridTree) -> Result<(), Refusal> {
    let Party::Node(from) = &raised.from else {
        return Err(Refusal::about("from", Reason::WhistleUpwards));
    };
    match &raised.to {
        Party::Node(to) if !tree.chain(from).iter().any(|node| node.code == *to) => {
            Err(Refusal::about("to", Reason::WhistleUpwards))
        }
        Party::Node(_) | Party::Unit(_) | Party::Convener => Ok(()),
    }
}

/// 条例 30 ¶3: nobody is whistled about an accusation.
fn stays_out(case: &Case) -> Result<(), Refusal> {
    if case.matter.class == Class::Accusation {
        return Err(Refusal::about("case", Reason::WhistleOnAccusation));
    }
    Ok(())
}

/// 条例 28 ¶3: whom the case complains of is not whistled about it.
fn steps_aside(
    field: &'static str,
    party: &Party,
    case: &Case,
    tree: &GridTree,
) -> Result<(), Refusal> {
    if party.is_complained_of(case, tree) {
        return Err(Refusal::about(field, Reason::WhistleToAccused));
    }
    Ok(())
}

/// Refuses what was done already.
fn once(done: bool) -> Result<(), Refusal> {
    if done {
        return Err(Refusal::new(Reason::NothingChanged));
    }
    Ok(())
}
