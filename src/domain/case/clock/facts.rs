//! 统计: what the figures count of a case, without a word of its content.
//!
//! An accusation is counted, never named: its facts carry no village, unit, holder or leader, so
//! that no figure of a place or a person tells of it (条例 30 ¶3).

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::clock::clocks::{CaseClock, clocks};
use crate::domain::case::clock::counter::{Counter, Course, RaisedOn};
use crate::domain::case::fact::closing::Satisfaction;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Category, Channel, Class, Ruling, Status};
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
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
    /// 化解: the dispute itself ended.
    pub resolved: bool,
    /// 满意度: when it was asked and what was answered.
    pub rating: Option<(NaiveDate, Satisfaction)>,
    /// 重点案件.
    pub key: bool,
    /// 12345 响应: whether the person was contacted in the set time, where the work order says so.
    pub contacted_in_time: Option<bool>,
    /// 12345 解决: what the call-back said, where there was one.
    pub solved: Option<bool>,
    /// What became of it at the counter that took it down.
    pub course: Course,
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
        let told = case.matter.class != Class::Accusation;
        let named = |name: &Option<String>| name.clone().filter(|it| told && !it.is_empty());
        let answer = match case.channel() {
            Some(Channel::Hotline12345) => term(&[RuleName::Hotline]),
            _ => term(&[RuleName::Decide]),
        };
        Some(Self {
            number: case.number,
            received: case.received_at().map(Moment::date),
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
            contacted: contacted(case),
            ended: ended(case),
            resolved: is_resolved(case),
            rating: case.closing.rating.as_ref().map(|it| (it.on, it.answer)),
            key: !case.key.0.is_empty(),
            contacted_in_time: case.order.responded(),
            solved: case.order.solved(),
            course: case.course(),
        })
    }

    /// Gives the counter that took it down first.
    pub fn counter(&self) -> Option<&Counter> {
        self.raised.first()?.counter.as_ref()
    }

    /// Tells whether it was ended by a day.
    pub fn is_ended_by(&self, day: NaiveDate) -> bool {
        self.ended.is_some_and(|ended| ended <= day)
    }

    /// Tells whether it stood open at the end of a day.
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.received.is_none_or(|it| it <= day) && !self.is_ended_by(day)
    }

    /// Tells whether its answer was overdue at the end of a day.
    pub fn is_overdue_on(&self, day: NaiveDate) -> bool {
        let late = |term: &Term| term.due < day && term.met.is_none_or(|met| met > day);
        self.is_open_on(day)
            && [self.accept, self.notice, self.answer]
                .iter()
                .flatten()
                .any(late)
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
            .collect()
    }
}

fn of_clock(clock: &CaseClock) -> Term {
    Term {
        due: clock.deadline.due.date(),
        met: clock.met_on,
    }
}

fn contacted(case: &Case) -> Option<NaiveDate> {
    let days = [
        case.notice.as_ref().map(|it| it.on),
        case.delivered.as_ref().map(|it| it.on),
        case.agreement.as_ref().map(|it| it.on),
        case.declined.as_ref().map(|it| it.on),
        case.guided.as_ref().map(|it| it.on),
        case.closing
            .rating
            .as_ref()
            .filter(|it| it.answer != Satisfaction::NotReached)
            .map(|it| it.on),
    ];
    days.into_iter().flatten().min()
}

/// A decision that was not delivered ends nothing, and guidance ends with the other road's answer.
fn ended(case: &Case) -> Option<NaiveDate> {
    let delivered = case.delivered.as_ref().map(|it| it.on);
    let agreed = case.agreement.as_ref().map(|it| it.on);
    let transfer = &case.transfer;
    let days = match case.status {
        Status::Registered
        | Status::Accepted
        | Status::Guided
        | Status::InProgress
        | Status::Extended
        | Status::Decided => [
            transfer.returned_on(),
            transfer.forwarded_on(),
            transfer.suggestion_answered_on(),
            transfer.guidance_ended_on(),
        ],
        Status::Delivered | Status::InReview | Status::InRecheck | Status::Final => {
            [delivered, None, None, None]
        }
        Status::Agreed => [agreed, delivered, None, None],
        Status::Declined => [case.declined.as_ref().map(|it| it.on), None, None, None],
        Status::Withdrawn => [case.withdrawn.as_ref().map(|it| it.on), None, None, None],
        Status::StruckOff => [
            delivered,
            agreed,
            case.struck_off.as_ref().map(|it| it.on),
            None,
        ],
        Status::ImportedClosed => {
            let at = case.imported_answer.as_ref().and_then(|it| it.at);
            [
                Some(at.unwrap_or(case.registered_at).date()),
                None,
                None,
                None,
            ]
        }
    };
    days.into_iter().flatten().min()
}

fn is_resolved(case: &Case) -> bool {
    let supported = case
        .decision
        .as_ref()
        .is_some_and(|it| it.ruling == Ruling::Support);
    case.agreement.is_some()
        || case.status == Status::Withdrawn
        || (supported && case.appeal.carried.iter().any(|it| it.done))
}
