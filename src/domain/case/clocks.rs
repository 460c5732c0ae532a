//! Which clocks run on a case, and which of them is due first.

use chrono::NaiveDate;

use super::super::calendar::WorkingCalendar;
use super::super::codes::{Channel, Class, Status};
use super::super::deadline::compute::{Deadline, compute, compute_excluding, compute_extended};
use super::super::deadline::rule::RuleName;
use super::super::moment::Moment;
use super::super::settings::{GoalStart, Settings};
use super::mediation::state::Mediation;
use super::state::Case;

/// One clock of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseClock {
    /// When it ends, and why then.
    pub deadline: Deadline,
    /// The day on which it was met; `None` while it runs.
    pub met_on: Option<NaiveDate>,
    /// Whether it binds the centre by law: only these make a case due.
    pub binds: bool,
}

/// The earliest open legal clock of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What the office is reminded by.
    pub raw: NaiveDate,
    /// The law's last day.
    pub due: NaiveDate,
    /// The rule.
    pub rule: &'static str,
}

/// Gives every clock that runs or ran on a case, in the order of the law's road.
///
/// An imported matter that was answered before has none; mediation stops none (条例 has no pause).
pub fn clocks(case: &Case, calendar: &WorkingCalendar, settings: &Settings) -> Vec<CaseClock> {
    if case.status == Status::ImportedClosed {
        return Vec::new();
    }
    let mut clocks = Vec::new();
    let received = case.received_at();
    let closed = closed_on(case);
    let mut add = |rule, start, met_on, binds| {
        let deadline = compute(rule, start, calendar, settings);
        clocks.push(CaseClock {
            deadline,
            met_on,
            binds,
        });
    };
    let ordinary = !matches!(case.matter.class, Class::Accusation | Class::Litigation);
    if ordinary {
        let told = case.notice.as_ref().map(|notice| notice.on);
        let rule = match case.channel() {
            Channel::Referral => RuleName::NoticeTransferred,
            _ => RuleName::Notice,
        };
        add(
            rule,
            received,
            told.or(case.withdrawn.as_ref().map(|it| it.on)),
            true,
        );
    }
    let taken = case
        .accepted_on
        .or(case.declined.as_ref().map(|it| it.on))
        .or(closed);
    match case.channel() {
        Channel::Referral => add(RuleName::Objection, received, taken, false),
        Channel::Hotline12345 => {
            add(RuleName::HotlineReturn, received, taken, false);
            add(RuleName::Hotline, received, closed, true);
        }
        Channel::Visit
        | Channel::Letter
        | Channel::Phone
        | Channel::Web
        | Channel::Station
        | Channel::Whistle => {}
    }
    if let Some(accepted) = case.accepted_on.map(Moment::start_of)
        && case.matter.class == Class::Claim
    {
        let deadline = decide(case, accepted, calendar, settings);
        clocks.push(CaseClock {
            deadline,
            met_on: closed,
            binds: true,
        });
    }
    if ordinary {
        let start = match (settings.town_goal_start, case.accepted_on) {
            (GoalStart::Acceptance, Some(day)) => Moment::start_of(day),
            (GoalStart::Acceptance | GoalStart::Registration, _) => case.registered_at,
        };
        let deadline = compute(RuleName::TownGoal, start, calendar, settings);
        clocks.push(CaseClock {
            deadline,
            met_on: closed,
            binds: false,
        });
    }
    if let Some(mediation) = case.mediation.current() {
        clocks.extend(of_mediation(&mediation, calendar, settings));
    }
    if let Some(delivered) = &case.delivered {
        let start = Moment::start_of(delivered.on);
        let deadline = compute(RuleName::ReviewRequest, start, calendar, settings);
        clocks.push(CaseClock {
            deadline,
            met_on: case.appeal.review.as_ref().map(|it| it.asked.on),
            binds: false,
        });
    }
    clocks.extend(appeals(case, calendar, settings));
    clocks
}

/// The clocks of review and recheck; they bind the bodies above or run for the person alone.
fn appeals(case: &Case, calendar: &WorkingCalendar, settings: &Settings) -> Vec<CaseClock> {
    let mut clocks = Vec::new();
    let (review, recheck) = (case.appeal.review.as_ref(), case.appeal.recheck.as_ref());
    let mut add = |deadline, met_on| {
        clocks.push(CaseClock {
            deadline,
            met_on,
            binds: false,
        });
    };
    let from = Moment::start_of;
    if let Some(review) = review {
        let start = from(review.asked.on);
        let answer = review.answer.as_ref();
        add(
            compute(RuleName::Review, start, calendar, settings),
            answer.map(|it| it.on),
        );
        if let Some(delivered) = answer.and_then(|it| it.delivered_on) {
            add(
                compute(
                    RuleName::RecheckRequest,
                    from(delivered),
                    calendar,
                    settings,
                ),
                recheck.map(|it| it.asked.on),
            );
        }
    }
    if let Some(recheck) = recheck {
        let (start, hearing) = (from(recheck.asked.on), case.appeal.recheck_hearing_days());
        add(
            compute_excluding(RuleName::Recheck, start, &hearing, calendar, settings),
            recheck.answer.as_ref().map(|it| it.on),
        );
    }
    clocks
}

/// The 30 days of a mediation, longer by both sides' consent, and those in which a court may be
/// asked to confirm what was agreed (调解法 33); a 和解 without mediators is not confirmed.
fn of_mediation(
    mediation: &Mediation,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Vec<CaseClock> {
    let mut clocks = Vec::new();
    if let Some(referral) = &mediation.referral {
        let (rule, start) = (RuleName::Mediation, Moment::start_of(referral.on));
        let more = u16::try_from(mediation.more_days()).unwrap_or(u16::MAX);
        let ended = mediation.ended.as_ref().map(|it| it.on);
        clocks.push(CaseClock {
            deadline: compute_extended(rule, start, more, calendar, settings)
                .unwrap_or_else(|_| compute(rule, start, calendar, settings)),
            met_on: mediation.settled_on().or(ended),
            binds: false,
        });
    }
    if let Some(in_force) = mediation.in_force_on() {
        let start = Moment::start_of(in_force);
        clocks.push(CaseClock {
            deadline: compute(RuleName::JudicialConfirmation, start, calendar, settings),
            met_on: mediation.request.as_ref().map(|it| it.on),
            binds: false,
        });
    }
    clocks
}

fn decide(
    case: &Case,
    accepted: Moment,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Deadline {
    let extra = case
        .extension
        .as_ref()
        .and_then(|it| u16::try_from(it.days).ok());
    extra
        .and_then(|days| {
            compute_extended(RuleName::Decide, accepted, days, calendar, settings).ok()
        })
        .unwrap_or_else(|| compute(RuleName::Decide, accepted, calendar, settings))
}

/// The day on which the matter was answered or ended otherwise.
fn closed_on(case: &Case) -> Option<NaiveDate> {
    [
        case.decision.as_ref().map(|it| it.on),
        case.agreement.as_ref().map(|it| it.on),
        case.withdrawn.as_ref().map(|it| it.on),
        case.declined.as_ref().map(|it| it.on),
        case.guided.as_ref().map(|it| it.on),
        case.struck_off.as_ref().map(|it| it.on),
    ]
    .into_iter()
    .flatten()
    .min()
}

/// Gives the earliest open legal clock.
pub fn due(case: &Case, calendar: &WorkingCalendar, settings: &Settings) -> Option<Due> {
    if !case.status.is_open() && case.status != Status::Declined {
        return None;
    }
    clocks(case, calendar, settings)
        .into_iter()
        .filter(|clock| clock.binds && clock.met_on.is_none())
        .map(|clock| Due {
            raw: clock.deadline.raw.date(),
            due: clock.deadline.due.date(),
            rule: clock.deadline.rule.code(),
        })
        .min_by_key(|due| due.raw)
}

/// Gives the town's own goal of 30 days while the matter is not settled.
pub fn town_goal(
    case: &Case,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Option<NaiveDate> {
    if !case.status.is_open() {
        return None;
    }
    clocks(case, calendar, settings)
        .into_iter()
        .find(|clock| clock.deadline.rule == RuleName::TownGoal)
        .map(|clock| clock.deadline.raw.date())
}
