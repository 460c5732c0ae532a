//! Which clocks run on a case, and which of them is due first.

use chrono::{Days, NaiveDate};

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::fact::fast_lane::UtilityCall;
use crate::domain::case::fact::mediation::state::Mediation;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Channel, Class, Status, Urgency};
use crate::domain::deadline::compute::{
    Deadline, Limit, compute, compute_excluding, compute_extended,
};
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::settings::{GoalStart, Settings};

/// One clock of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseClock {
    /// When it ends, and why then.
    pub deadline: Deadline,
    /// The day on which it was met; `None` while it runs.
    pub met_on: Option<NaiveDate>,
    /// Whether it makes a case due: what binds the centre by law, and the hours of the fast lane,
    /// in which it must know whether the company came.
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
    /// The moment, where the clock counts hours.
    pub hour: Option<Moment>,
}

impl CaseClock {
    /// Tells whether it is worth a line on `today`: the provisional date of a decision stands only
    /// once acceptance is overdue.
    pub fn stands_on(&self, today: NaiveDate) -> bool {
        let received = self.deadline.from.date();
        let last = RuleName::Accept.raw_last_day(received);
        self.deadline.rule != RuleName::DecideProvisional || last.is_some_and(|last| today > last)
    }

    /// 书面告知: tells whether it ends with a written notice to the person.
    pub const fn is_notice(&self) -> bool {
        matches!(
            self.deadline.rule,
            RuleName::Notice | RuleName::NoticeTransferred
        )
    }

    /// Tells whether the visitor is told of it: not of what the desk only reminds itself of.
    pub fn is_for_the_visitor(&self) -> bool {
        !matches!(
            self.deadline.rule,
            RuleName::Accept
                | RuleName::DecideProvisional
                | RuleName::ReportBack
                | RuleName::GuidanceAsk
                | RuleName::UrgentReport
                | RuleName::UrgentReportWritten
                | RuleName::MinorReport
        )
    }
}

/// Gives every clock that runs or ran on a case, in the order of the law's road.
///
/// A case that is part of another has none, and the other has them beside its own. An imported
/// matter that was answered before has none; mediation stops none (条例 has no pause). A work order
/// of 12345 that is no petition has the hotline's clocks instead of the petition's. Where nobody
/// knows when the matter was received, none runs from its receipt: a date is not invented.
pub fn clocks(case: &Case, calendar: &WorkingCalendar, settings: &Settings) -> Vec<CaseClock> {
    // The dates of a case that is part of another run there.
    if case.status == Status::ImportedClosed || case.merge.into.is_some() {
        return Vec::new();
    }
    let mut all = of_itself(case, calendar, settings);
    for part in &case.merge.absorbed {
        for clock in clocks(part, calendar, settings) {
            if !all.contains(&clock) {
                all.push(clock);
            }
        }
    }
    all
}

fn of_itself(case: &Case, calendar: &WorkingCalendar, settings: &Settings) -> Vec<CaseClock> {
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
    let petition = case.petition_since();
    let ordinary = !matches!(case.matter.class, Class::Accusation | Class::Litigation);
    let transfer = &case.transfer;
    let handed = case
        .transferred_on()
        .and_then(|on| match transfer.received() {
            Some(_) => Some(Moment::start_of(on)),
            None => received,
        });
    if case.matter.urgency == Urgency::Grave
        && let Some(received) = received
    {
        let (any, paper) = transfer.reported_at();
        let day = |at: Option<Moment>| at.map(Moment::date);
        add(RuleName::UrgentReport, received, day(any), false);
        add(RuleName::UrgentReportWritten, received, day(paper), false);
    }
    if ordinary && !transfer.is_notice_excused() {
        let notified_on = case.notice.as_ref().map(|notice| notice.on);
        // An answer in hand or an agreement signed tells more than the notice would; late stays
        // late.
        let met = notified_on
            .or(case.delivered.as_ref().map(|it| it.on))
            .or(case.agreement.as_ref().map(|it| it.on))
            .or(transfer.suggestion_answered_on())
            .or(case.withdrawn.as_ref().map(|it| it.on))
            .or(transfer.returned_on())
            .or(case.order_closed_on());
        if let Some(since) = petition
            && case.channel() != Some(Channel::Referral)
        {
            add(RuleName::Notice, since, met, true);
        }
        if let Some(handed) = handed {
            add(RuleName::NoticeTransferred, handed, met, true);
        }
    }
    let taken = case
        .accepted_on
        .or(case.declined.as_ref().map(|it| it.on))
        .or(closed);
    if let Some(handed) = handed {
        add(
            RuleName::Objection,
            handed,
            transfer.objected_on().or(taken),
            false,
        );
    }
    if let Some(since) = petition
        && let Class::Claim | Class::Unclassed = case.matter.class
    {
        add(RuleName::Accept, since, taken, true);
        if taken.is_none() {
            add(RuleName::DecideProvisional, since, None, false);
        }
    }
    if transfer.is_simple()
        && let Some(received) = received
    {
        add(RuleName::SimpleAccept, received, taken, false);
        add(RuleName::SimpleDecide, received, closed, false);
    }
    let mut set = |rule, day: NaiveDate, met_on| add(rule, Moment::start_of(day), met_on, false);
    if let Some(by) = transfer.report_by() {
        set(RuleName::ReportBack, by, closed);
    }
    if let Some(guided) = &case.guided {
        let proposed = guided
            .on
            .checked_add_days(Days::new(u64::from(settings.town_goal_days)));
        let ask_on = transfer.ask_on().or(proposed).unwrap_or(guided.on);
        let ended = case.struck_off.as_ref().map(|it| it.on);
        set(
            RuleName::GuidanceAsk,
            ask_on,
            transfer.guidance_ended_on().or(ended),
        );
    }
    clocks.extend(case.order_clocks(closed, calendar, settings));
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
    if ordinary && (received.is_some() || case.accepted_on.is_some()) {
        let start = match (settings.town_goal_start, case.accepted_on) {
            (GoalStart::Acceptance, Some(day)) => Moment::start_of(day),
            // What a sheet brings was received long before it was written down here.
            (GoalStart::Acceptance | GoalStart::Registration, _) => {
                received.unwrap_or(case.registered_at)
            }
        };
        let deadline = compute(RuleName::TownGoal, start, calendar, settings);
        clocks.push(CaseClock {
            deadline,
            met_on: closed,
            binds: false,
        });
    }
    if let Some((rule, called)) = case.fast_lane_clock(settings) {
        let met = case.fast_lane.as_ref().and_then(UtilityCall::met_at);
        clocks.push(CaseClock {
            deadline: compute(rule, called, calendar, settings),
            met_on: met.map(Moment::date).or(closed),
            binds: true,
        });
    }
    clocks.extend(of_a_minor(case, calendar, settings));
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
    clocks.extend(of_legal_aid(case, calendar, settings));
    clocks
}

/// 未成年人保护法 11: harm to a minor is reported at once; the clock stands until somebody wrote down to
/// whom, or that there was none.
fn of_a_minor(case: &Case, calendar: &WorkingCalendar, settings: &Settings) -> Option<CaseClock> {
    let reported = case.transfer.minor_reported_at();
    if reported.is_none() && !case.tells_of_a_harmed_minor() {
        return None;
    }
    let known = case.received_at().unwrap_or(case.registered_at);
    Some(CaseClock {
        deadline: compute(RuleName::MinorReport, known, calendar, settings),
        met_on: reported.map(Moment::date),
        binds: true,
    })
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

/// 法援法 43: seven days to decide on an application, three to name a lawyer. Another body decides;
/// the desk watches, as with the fast lane. Of an accusation nothing is told by a clock (条例 30 ¶3).
fn of_legal_aid(case: &Case, calendar: &WorkingCalendar, settings: &Settings) -> Vec<CaseClock> {
    if case.matter.class == Class::Accusation {
        return Vec::new();
    }
    let clock = |rule, on, met_on| CaseClock {
        deadline: compute(rule, Moment::start_of(on), calendar, settings),
        met_on,
        binds: true,
    };
    let mut clocks = Vec::new();
    for it in case.legal_aid.applications() {
        let decided = it.decision.as_ref().map(|it| it.on);
        clocks.push(clock(RuleName::LegalAid, it.request.on, decided));
        if let Some(decision) = it.decision.filter(|it| it.granted) {
            let named = it.lawyers.first().map(|it| it.on);
            clocks.push(clock(RuleName::LegalAidLawyer, decision.on, named));
        }
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
        case.transfer.forwarded_on(),
        case.transfer.returned_on(),
        case.suggestion_settled_on(),
        case.order_closed_on(),
    ]
    .into_iter()
    .flatten()
    .min()
}

/// Gives the earliest open legal clock; once none runs, the next part of an agreement that is to be
/// performed.
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
            hour: match clock.deadline.raw {
                Limit::Instant(moment) => Some(moment),
                Limit::Day(_) => None,
            },
        })
        // Hours come before the end of the same day.
        .min_by_key(|due| (due.raw, due.hour.is_none(), due.hour))
        .or_else(|| promised(case))
}

/// 调解法 31: gives the earliest part of an agreement that is still to be performed, which the desk
/// watches while no clock of the law runs.
fn promised(case: &Case) -> Option<Due> {
    let day = case.next_instalment()?;
    Some(Due {
        raw: day,
        due: day,
        rule: "instalment",
        hour: None,
    })
}

/// Gives the town's own goal of 30 days while the matter is not settled.
pub fn town_goal(
    case: &Case,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> Option<NaiveDate> {
    if !case.is_running() {
        return None;
    }
    clocks(case, calendar, settings)
        .into_iter()
        .filter(|clock| clock.deadline.rule == RuleName::TownGoal)
        .map(|clock| clock.deadline.raw.date())
        .min()
}
