//! 路线图: the steps of the road that a matter went, each with the days that it stood there. It
//! follows from the history; a step that was withdrawn is none.

use chrono::NaiveDate;

use crate::domain::case::fact::kind::Shown;
use crate::domain::case::fact::mediation::state::Mediation;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::case::rule::undo::{Past, undone};
use crate::domain::codes::Status;
use crate::domain::moment::Moment;

/// 调解中, which is no state of the road by itself.
const MEDIATING: &str = "mediating";

/// A step of the road.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadStep {
    /// The code under which the state is worded, as `status-…`.
    pub state: &'static str,
    /// From which day it stood there.
    pub from: NaiveDate,
    /// Until which day; `None` while it stands there, and for the end of the road.
    pub until: Option<NaiveDate>,
    /// It stands there and goes on.
    pub runs: bool,
}

impl RoadStep {
    /// Gives the days that it took, or has taken by `today`; 0 for one that went on the same day,
    /// and nothing for the end of the road.
    pub fn days(&self, today: NaiveDate) -> Option<u32> {
        let until = self.until.or_else(|| self.runs.then_some(today))?;
        u32::try_from((until - self.from).num_days().max(0)).ok()
    }
}

/// Gives the road of a case after all of its history; empty for none. A matter whose day nobody
/// knows begins with its registration.
pub fn roadmap(case: &Case, history: &[Past<'_>]) -> Vec<RoadStep> {
    let Some((clerk, when, Step::Register(opening))) = history.first() else {
        return Vec::new();
    };
    let gone = undone(history.iter().map(|(_, _, step)| *step));
    let mut stands = Case::open(case.number, (**opening).clone(), clerk, *when);
    let begun = case.received_at().unwrap_or(*when).date();
    let mut road = vec![RoadStep {
        state: state(&stands),
        from: begun,
        until: None,
        runs: false,
    }];
    for (seq, (who, when, step)) in (1..).zip(history).skip(1) {
        if gone.contains_key(&seq) {
            continue;
        }
        stands = stands.evolve(step, who);
        let now = state(&stands);
        let Some(last) = road.last_mut().filter(|it| it.state != now) else {
            continue;
        };
        // What was noted later of an earlier day takes no day back.
        let on = day(&stands, step, *when).max(last.from);
        last.until = Some(on);
        road.push(RoadStep {
            state: now,
            from: on,
            until: None,
            runs: false,
        });
    }
    if let Some(last) = road.last_mut() {
        last.runs = case.is_running();
    }
    road
}

/// Gives the word of the state in which a case stands, mediation told apart.
fn state(case: &Case) -> &'static str {
    let current = case.mediation.current();
    if case.status.is_open() && current.as_ref().is_some_and(Mediation::is_running) {
        return MEDIATING;
    }
    case.status_word()
}

/// Gives the day on which a step changed the state: that on which an agreement came into force, the
/// one that the step says, else that on which it was written down.
fn day(case: &Case, step: &Step, when: Moment) -> NaiveDate {
    let agreed = case.agreement.as_ref().map(|it| it.on);
    if let Some(on) = agreed.filter(|_| case.status == Status::Agreed) {
        return on;
    }
    let statement = step
        .fields()
        .into_iter()
        .find_map(|(field, shown)| match shown {
            Shown::Day(day) if field == "on" => Some(day),
            Shown::Minute(at) if field == "at" => Some(at.date()),
            _ => None,
        });
    statement.unwrap_or_else(|| when.date())
}
