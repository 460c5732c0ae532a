//! The clocks of a whistle: each runs from when the level got it, by the town's settings.

use super::super::calendar::WorkingCalendar;
use super::super::deadline::compute::{Deadline, Limit, compute};
use super::super::deadline::rule::RuleName;
use super::super::moment::Moment;
use super::super::settings::Settings;
use super::fact::{Direction, WhistleKind};
use super::state::{Turn, Whistle};

/// A clock with whether it still runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhistleClock {
    /// The clock.
    pub deadline: Deadline,
    /// When what it asks for was done.
    pub kept: Option<Moment>,
}

impl WhistleClock {
    /// Tells whether it ran out: nobody did it in time.
    pub fn is_late(&self, now: Moment) -> bool {
        self.deadline.reminder().is_past(self.kept.unwrap_or(now))
    }
}

/// Gives the clocks of the level that has the whistle now.
pub fn clocks(
    whistle: &Whistle,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Vec<WhistleClock> {
    let Some(turn) = whistle.turn() else {
        return Vec::new();
    };
    let answered = whistle.answer.as_ref().map(|(_, at)| *at);
    rules(whistle.raised.kind)
        .into_iter()
        .map(|rule| WhistleClock {
            deadline: compute(rule, turn.since, calendar, settings),
            kept: done(rule, turn, answered),
        })
        .collect()
}

/// Gives the clocks that a kind runs: an early sign brings nobody to the spot.
fn rules(kind: WhistleKind) -> Vec<RuleName> {
    let mut rules = vec![RuleName::WhistleSign, RuleName::WhistleContact];
    match kind {
        WhistleKind::Sign => {}
        WhistleKind::Daily | WhistleKind::Hard => rules.push(RuleName::WhistleArrive),
        WhistleKind::Emergency => rules.push(RuleName::WhistleArriveEmergency),
    }
    rules.push(match kind {
        WhistleKind::Hard => RuleName::WhistleReportHard,
        WhistleKind::Sign | WhistleKind::Daily | WhistleKind::Emergency => RuleName::WhistleReport,
    });
    rules
}

/// Tells when what a clock asks for was done: whoever spoke, came or answered has signed in, and
/// an answer ends them all.
fn done(rule: RuleName, turn: &Turn, answered: Option<Moment>) -> Option<Moment> {
    let signed = turn.signed_at();
    let steps: &[Option<Moment>] = match rule {
        RuleName::WhistleSign => &[signed, turn.contacted, turn.arrived, answered],
        RuleName::WhistleContact => &[turn.contacted, turn.arrived, answered],
        RuleName::WhistleArrive | RuleName::WhistleArriveEmergency => &[turn.arrived, answered],
        _ => &[answered],
    };
    steps.iter().flatten().min().copied()
}

/// Gives the earliest clock that still runs.
pub fn due(clocks: &[WhistleClock], whistle: &Whistle) -> Option<(RuleName, Limit)> {
    if !whistle.is_unanswered() {
        return None;
    }
    let running = clocks.iter().filter(|clock| clock.kept.is_none());
    running
        .map(|clock| (clock.deadline.rule, clock.deadline.reminder()))
        .min_by_key(|(_, limit)| limit.last_moment())
}

/// Gives the clock that ran out first while nobody did what it asks for.
pub fn lapsed(
    clocks: &[WhistleClock],
    whistle: &Whistle,
    now: Moment,
) -> Option<(RuleName, Moment)> {
    due(clocks, whistle)
        .filter(|(_, limit)| limit.is_past(now))
        .map(|(rule, limit)| (rule, limit.last_moment()))
}

/// Tells which way a whistle goes.
pub const fn direction(whistle: &Whistle) -> Direction {
    whistle.raised.kind.direction()
}
