//! 统计: what the figures count of a case, without a word of its content.
//!
//! An accusation is counted, never named: its facts carry no village, unit, holder or leader, so
//! that no figure of a place or a person tells of it (条例 30 ¶3).

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::clock::clocks::{CaseClock, clocks};
use crate::domain::case::clock::counter::{Counter, Course, RaisedOn};
use crate::domain::case::fact::closing::{Rated, Satisfaction};
use crate::domain::case::fact::dispute::{Dispute, InPlace};
use crate::domain::case::fact::standing::Standing;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Category, Channel, Class, Status};
use crate::domain::deadline::compute::compute;
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::settings::Settings;

/// A date of the law with the day on which it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The law's last day.
    pub due: NaiveDate,
    /// When it was met; `None` while it is not.
    pub met: Option<NaiveDate>,
}

impl Term {
    /// Tells whether it was met in time.
    pub fn in_time(self) -> bool {
        self.met.is_some_and(|met| met <= self.due)
    }
}

/// What the figures count of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// Which case.
    pub number: CaseNumber,
    /// 收到; `None` where nobody knows: it counts among no day's receipts.
    pub received: Option<NaiveDate>,
    /// 信访形式 of the first time; `None` where nobody knows.
    pub channel: Option<Channel>,
    /// 事项类别.
    pub class: Class,
    /// 镇内分类.
    pub category: Option<Category>,
    /// 状态.
    pub status: Status,
    /// 问题属地.
    pub village: Option<String>,
    /// 责任单位.
    pub unit: Option<String>,
    /// 包案领导.
    pub leader: Option<String>,
    /// Every time that it was raised, the first first.
    pub raised: Vec<RaisedOn>,
    /// The final matter that it follows with new facts.
    pub follows: Option<CaseNumber>,
    /// 受理 within 15 days.
    pub accept: Option<Term>,
    /// 受理告知 within 15 days.
    pub notice: Option<Term>,
    /// 答复: the decision (60 days and its extension), or the work order's 5 working days.
    pub answer: Option<Term>,
    /// When the person was first told something or spoken with about it.
    pub contacted: Option<NaiveDate>,
    /// 办结: the answer was delivered, an agreement signed, it was withdrawn or lawfully passed on.
    pub ended: Option<NaiveDate>,
    /// It was answered before it came here, on a day that nobody wrote down.
    pub undated: bool,
    /// 应办结: by when it ought to be ended, the law's last day of the answer, else the town's goal.
    pub due: NaiveDate,
    /// 化解: the dispute itself ended.
    pub resolved: bool,
    /// 满意度 about the responsible unit: when it was asked and what was answered first; asking again
    /// repairs nothing.
    pub rating: Option<(NaiveDate, Satisfaction)>,
    /// 满意度 about the petition office, as answered first.
    pub office_rating: Option<Satisfaction>,
    /// 重点案件.
    pub key: bool,
    /// 12345 响应: whether the person was contacted in the set time, where the work order says so.
    pub contacted_in_time: Option<bool>,
    /// 12345 解决: what the call-back said, where there was one.
    pub solved: Option<bool>,
    /// What became of it at the counter that took it down.
    pub course: Course,
    /// 状态, more exactly than the step of the road that it stands at.
    pub standing: Option<Standing>,
    /// 法律援助: to whom aid was granted, and on which day.
    pub aided: Vec<(NaiveDate, PersonId)>,
    /// 纠纷要素; nothing of an accusation.
    pub dispute: Dispute,
    /// 转上级: on which day it went to another organ, or down a legal road, and ended here by that.
    pub above: Option<NaiveDate>,
    /// 三到位一处理: on which day it was struck off, and what was done.
    pub in_place: Option<(NaiveDate, Vec<InPlace>)>,
}

impl CaseFacts {
    /// Takes the facts of a case; `None` for one that is part of another and is counted there.
    pub fn of(case: &Case, calendar: &WorkingCalendar, settings: &Settings) -> Option<Self> {
        if case.merge.into.is_some() {
            return None;
        }
        let all = clocks(case, calendar, settings);
        let term = |wanted: &[RuleName]| {
            let found = all.iter().filter(|it| wanted.contains(&it.deadline.rule));
            found
                .map(of_clock)
                .min_by_key(|it| (it.due, it.met.is_none()))
        };
        let is_public = case.matter.class != Class::Accusation;
        let named = |name: &Option<String>| name.clone().filter(|it| is_public && !it.is_empty());
        let decide = || term(&[RuleName::Decide, RuleName::DecideExtended]);
        let answer = match case.channel() {
            Some(Channel::Hotline12345) => Some(case)
                .filter(|case| is_decided(case))
                .and_then(|_| decide())
                .or_else(|| term(&[RuleName::Hotline])),
            _ => decide(),
        };
        let ended = ended(case);
        let rating = case.closing.first_rating();
        let received = case.received_at();
        // A matter of an unknown day is counted in no period, so its goal is asked for by nobody.
        let from = received.unwrap_or(case.registered_at);
        let goal = compute(RuleName::TownGoal, from, calendar, settings);
        Some(Self {
            number: case.number,
            received: received.map(Moment::date),
            channel: case.channel(),
            class: case.matter.class,
            category: case.matter.category,
            status: case.status,
            village: named(&case.matter.village),
            unit: named(&case.unit),
            leader: named(&case.leader),
            raised: case.raised(),
            follows: case.matter.follows,
            accept: term(&[RuleName::Accept]),
            notice: term(&[RuleName::Notice, RuleName::NoticeTransferred]),
            answer,
            contacted: case.contacted_on(),
            ended,
            undated: case.status == Status::ImportedClosed && ended.is_none(),
            due: answer.map_or(goal.raw.date(), |it| it.due),
            resolved: case.resolved() == Some(true),
            rating: rating.and_then(|it| Some((it.on, it.about(Rated::Unit)?))),
            office_rating: rating.and_then(|it| it.about(Rated::Office)),
            key: !case.key.0.is_empty(),
            contacted_in_time: case.order.responded(),
            solved: case.order.solved(),
            course: case.course(),
            standing: case.standing_word(),
            aided: if is_public { aided(case) } else { Vec::new() },
            dispute: if is_public {
                case.matter.dispute.clone()
            } else {
                Dispute::default()
            },
            above: above(case),
            in_place: case
                .struck_off
                .as_ref()
                .map(|it| (it.on, it.in_place.clone())),
        })
    }

    /// Gives the counter that took it down first.
    pub fn counter(&self) -> Option<&Counter> {
        self.raised.first()?.counter.as_ref()
    }

    /// Tells whether it was ended by a day; what was answered before it came here was.
    pub fn is_ended_by(&self, day: NaiveDate) -> bool {
        self.undated || self.ended.is_some_and(|ended| ended <= day)
    }

    /// Tells whether its end is asked for by the end of a day, as seen on `today`: it is ended, or
    /// the day by which it ought to be is past.
    pub fn is_asked_by(&self, day: NaiveDate, today: NaiveDate) -> bool {
        self.is_ended_by(day) || (self.due <= day && self.due < today)
    }

    /// Tells whether it stood open at the end of a day.
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.received.is_none_or(|it| it <= day) && !self.is_ended_by(day)
    }

    /// Tells whether its answer was overdue at the end of a day.
    pub fn is_overdue_on(&self, day: NaiveDate) -> bool {
        self.overdue_on(day).is_some()
    }

    /// 参评: gives the day by which the person can rate it.
    pub fn rating_ends(&self, settings: &Settings) -> Option<NaiveDate> {
        self.after_end(settings.rating_days)
    }

    /// 一次性化解: gives the day until which it must not be raised again.
    pub fn watched_until(&self, settings: &Settings) -> Option<NaiveDate> {
        self.after_end(settings.watch_days)
    }

    fn after_end(&self, days: u16) -> Option<NaiveDate> {
        self.ended?.checked_add_days(Days::new(u64::from(days)))
    }

    /// Gives every day that a figure of a period may ask for.
    pub fn days(&self, settings: &Settings) -> BTreeSet<NaiveDate> {
        let terms = [self.accept, self.notice, self.answer];
        self.raised
            .iter()
            .map(|it| it.on)
            .chain(self.received)
            .chain(terms.iter().flatten().map(|it| it.due))
            .chain(self.ended)
            .chain(self.rating_ends(settings))
            .chain(self.watched_until(settings))
            .chain(self.aided.iter().map(|(on, _)| *on))
            .chain(self.in_place.iter().map(|(on, _)| *on))
            .collect()
    }

    /// 办结时长: gives the days from its receipt to its end; none while one of them is not known.
    pub fn duration(&self) -> Option<u32> {
        let days = (self.ended? - self.received?).num_days();
        u32::try_from(days.max(0)).ok()
    }

    /// 超期时长: gives by how many days it stood over a date of the law at the end of a day, the
    /// latest of them; none where it did not.
    pub fn overdue_on(&self, day: NaiveDate) -> Option<u32> {
        let terms = [self.accept, self.notice, self.answer];
        let late = |term: &Term| term.due < day && term.met.is_none_or(|met| met > day);
        let days = terms.iter().flatten().filter(|term| late(term));
        let days = days.filter_map(|term| u32::try_from((day - term.due).num_days()).ok());
        days.max().filter(|_| self.is_open_on(day))
    }

    /// Gives by how many days its answer came late; none where it came in time or not at all.
    pub fn answered_late(&self) -> Option<u32> {
        let term = self.answer?;
        let days = (term.met? - term.due).num_days();
        u32::try_from(days).ok().filter(|days| *days > 0)
    }
}

fn of_clock(clock: &CaseClock) -> Term {
    Term {
        due: clock.deadline.due.date(),
        met: clock.met_on,
    }
}

/// Tells whether the matter of an order is answered by a decision: the order was answered, and the
/// matter was raised anew as a petition since.
fn is_decided(case: &Case) -> bool {
    let answered = case.order.answered_on();
    answered.is_some() && case.accepted_on >= answered
}

/// 办结: the day on which the matter itself ended, which striking it off does not move. A decision
/// that was not delivered ends nothing, and what is open again is not ended.
fn ended(case: &Case) -> Option<NaiveDate> {
    let first = |days: &[Option<NaiveDate>]| days.iter().copied().flatten().min();
    let over = [
        case.delivered.as_ref().map(|it| it.on),
        case.suggestion_settled_on(),
        case.order_closed_on(),
        since_accepted(case, case.agreement.as_ref().map(|it| it.on)),
        since_accepted(case, case.withdrawn.as_ref().map(|it| it.on)),
        since_accepted(case, case.closing.withdrawn_first),
        since_accepted(case, case.declined.as_ref().map(|it| it.on)),
        since_reopened(case, case.transfer.returned_on()),
        passed_on(case),
    ];
    match case.status {
        Status::Registered
        | Status::Accepted
        | Status::InProgress
        | Status::Extended
        | Status::Decided => None,
        Status::Guided
        | Status::Delivered
        | Status::InReview
        | Status::InRecheck
        | Status::Final
        | Status::Agreed
        | Status::Declined
        | Status::Withdrawn => first(&over),
        Status::StruckOff => first(&over).or(case.struck_off.as_ref().map(|it| it.on)),
        Status::ImportedClosed => {
            let answer = case.imported_answer.as_ref();
            answer.and_then(|it| it.at).map(Moment::date)
        }
    }
}

/// The day on which the matter was passed on to another organ or road. Guidance ends with the other
/// road's answer; what a court does is not awaited (条例 20 ¶2).
fn passed_on(case: &Case) -> Option<NaiveDate> {
    let guided = case.guided.as_ref().map(|it| it.on);
    let away = guided >= case.accepted_on;
    let others = [
        case.transfer.guidance_ended_on().filter(|_| away),
        guided.filter(|_| case.matter.class == Class::Litigation),
    ];
    let days = case.transfer.forwarded().map(Some).chain(others);
    let days = days.filter_map(|day| since_reopened(case, day));
    days.filter_map(|day| since_accepted(case, Some(day))).min()
}

/// The day on which the matter ended by going elsewhere: it was passed on, went back to its sender,
/// or the order to the city office.
fn above(case: &Case) -> Option<NaiveDate> {
    let returned = since_reopened(case, case.transfer.returned_on());
    let order = since_reopened(case, case.order.ended_on());
    let order = order.filter(|_| case.is_order_only());
    passed_on(case).or(returned).or(order)
}

/// What stood before a matter was accepted ended nothing: from then on it is handled anew.
fn since_accepted(case: &Case, day: Option<NaiveDate>) -> Option<NaiveDate> {
    day.filter(|_| day >= case.accepted_on)
}

/// What was done before a matter was opened again ended nothing.
fn since_reopened(case: &Case, day: Option<NaiveDate>) -> Option<NaiveDate> {
    let reopened = case.closing.reopened.last().map(|it| it.on);
    let redone = case.order.redone_on().filter(|_| case.is_order_only());
    let reopened = reopened.max(redone);
    day.filter(|_| day >= reopened)
}

/// To whom legal aid was granted, with those of the cases that are part of it.
fn aided(case: &Case) -> Vec<(NaiveDate, PersonId)> {
    let own = case.legal_aid.applications().into_iter();
    let own = own.filter_map(|it| it.decision.filter(|it| it.granted));
    let own = own.map(|it| (it.on, case.petitioner));
    let is_public = |part: &&Case| part.matter.class != Class::Accusation;
    let parts = case.merge.absorbed.iter().filter(is_public).flat_map(aided);
    own.chain(parts).collect()
}
