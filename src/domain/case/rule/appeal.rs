//! The road after the decision: what stands against each of its steps, and what follows from it.

use chrono::{Days, NaiveDate};

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::fact::appeal::{
    AppealAnswer, AppealKind, AppealOutcome, AppealStep, Appealed, Hearing, Round,
};
use crate::domain::case::fact::matter::Visit;
use crate::domain::case::fact::state::Case;
use crate::domain::case::rule::check::{is_wordless, needed, within};
use crate::domain::codes::{Class, Difficulty, Ruling, Status, Urgency};
use crate::domain::deadline::compute::{Note, compute};
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;

/// Days by which a last day in a year without an official list may still be rolled: the longest
/// holiday that was ever given. A person does not lose his right to a list that is not here yet.
const LONGEST_HOLIDAY: u64 = 9;

impl Case {
    /// Gives the last day on which review may be asked (条例 35), rolled past rest days; `None`
    /// without a delivery, from which alone it runs. The calendar is the built-in one: an answer
    /// too many is refused by the body above, a right too few by nobody.
    pub fn review_ends(&self) -> Option<NaiveDate> {
        let delivered = self.delivered.as_ref()?.on;
        Some(last_day(RuleName::ReviewRequest, delivered))
    }

    /// Gives the last day on which recheck may be asked (条例 36), as [`Case::review_ends`].
    pub fn recheck_ends(&self) -> Option<NaiveDate> {
        let answer = self.appeal.review.as_ref()?.answer.as_ref()?;
        Some(last_day_of_recheck(answer.delivered_on?))
    }

    /// Tells whether the request is supported, wholly or by the body above, so that something must
    /// be carried out (条例 32).
    pub fn is_supported(&self) -> bool {
        let decided = self.decision.as_ref().map(|it| it.ruling);
        match self.appeal.last_answer().map(|it| it.outcome) {
            Some(AppealOutcome::Changed) => true,
            Some(AppealOutcome::Revoked) => decided != Some(Ruling::Support),
            Some(AppealOutcome::Upheld) | None => decided == Some(Ruling::Support),
        }
    }

    /// Tells whether what was supported is carried out; only then is it resolved.
    pub fn is_carried_out(&self) -> bool {
        self.appeal.carried.last().is_some_and(|it| it.done)
    }

    /// Gives the request as the decision restates it, else as the person told it.
    pub fn decided_request(&self) -> &str {
        let restated = self.decision.as_ref().map_or("", |it| it.request.as_str());
        either(restated, &self.matter.request)
    }

    /// Gives the facts and reasons as the decision restates them, else as the person told them.
    pub fn decided_facts(&self) -> &str {
        let restated = self.decision.as_ref().map_or("", |it| it.facts.as_str());
        either(restated, &self.matter.facts)
    }

    /// 条例 32: request, facts and reasons, opinion and legal basis; none may be missing.
    pub(in crate::domain::case) fn check_decision(
        &self,
        request: &str,
        facts: &str,
        opinion: &str,
        basis: &str,
    ) -> Result<(), Refusal> {
        let parts = [
            ("request", either(request, &self.matter.request)),
            ("facts", either(facts, &self.matter.facts)),
            ("opinion", opinion),
            ("basis", basis),
        ];
        match parts.iter().find(|(_, part)| is_wordless(part)) {
            Some((field, _)) => Err(Refusal::about(field, Reason::DecisionPart)),
            None => Ok(()),
        }
    }

    /// What the road after the decision says about striking off: `None` where it says nothing.
    pub(in crate::domain::case) fn may_strike_off_appealed(
        &self,
        today: NaiveDate,
    ) -> Option<Result<(), Refusal>> {
        let owed = || {
            if self.is_supported() && !self.is_carried_out() {
                return Err(Refusal::new(Reason::NotCarriedOut));
            }
            Ok(())
        };
        match self.status {
            // Handed on after it was decided, it is owed all the same.
            Status::Delivered | Status::Guided => owed().err().map(Err),
            Status::InReview => Some(match self.recheck_ends() {
                Some(last) if today > last => owed(),
                Some(last) => Err(Refusal::new(Reason::RecheckOpen(last))),
                None => Err(Refusal::new(Reason::ReviewNotAnswered)),
            }),
            Status::InRecheck => Some(Err(Refusal::new(Reason::RecheckNotAnswered))),
            Status::Registered
            | Status::Accepted
            | Status::Declined
            | Status::InProgress
            | Status::Extended
            | Status::Decided
            | Status::Agreed
            | Status::Withdrawn
            | Status::StruckOff
            | Status::Final
            | Status::ImportedClosed => None,
        }
    }

    /// A visit joins an open matter, and a final one too (whoever comes is registered); with new
    /// facts or reasons it is a new matter instead (条例 36 ¶3).
    pub(in crate::domain::case) fn may_join(&self, visit: &Visit) -> Result<(), Refusal> {
        match self.status {
            Status::Final if visit.new_facts.is_some() => {
                Err(Refusal::about("new_facts", Reason::NewMatter))
            }
            Status::Final => Ok(()),
            status if status.is_open() => Ok(()),
            _ => Err(Refusal::new(Reason::Closed)),
        }
    }

    pub(in crate::domain::case) fn may_appeal(&self, kind: AppealKind) -> Result<(), Refusal> {
        let refuse = |reason| Err(Refusal::new(reason));
        match kind {
            AppealKind::Hear => self.may_hear(),
            AppealKind::CarryOut => match (&self.decision, self.is_supported()) {
                (None, _) => refuse(Reason::NotDecided),
                (Some(_), false) => refuse(Reason::NothingToCarryOut),
                (Some(_), true) => match self.status {
                    // What turns out undone later reopens the matter.
                    Status::Withdrawn | Status::StruckOff => refuse(Reason::Closed),
                    _ => Ok(()),
                },
            },
            AppealKind::Supervise if self.status.is_open() => Ok(()),
            AppealKind::Supervise => refuse(Reason::Closed),
            AppealKind::AskReview => match (self.status, &self.delivered) {
                (Status::InReview | Status::InRecheck, _) => refuse(Reason::AlreadyAppealed),
                (Status::Final, _) => refuse(Reason::NoLongerAccepted),
                (Status::Agreed | Status::Withdrawn, _) => refuse(Reason::Closed),
                (_, None) => refuse(Reason::AnswerNotDelivered),
                (_, Some(_)) if self.appeal.review.is_some() => refuse(Reason::AlreadyAppealed),
                (_, Some(_)) => Ok(()),
            },
            AppealKind::AnswerReview => match (self.status, &self.appeal.review) {
                (Status::InReview, Some(review)) => awaits(review),
                _ => refuse(Reason::NotAppealed),
            },
            AppealKind::AskRecheck => match (self.status, &self.appeal.review) {
                (Status::InRecheck, _) => refuse(Reason::AlreadyAppealed),
                (Status::Final, _) => refuse(Reason::NoLongerAccepted),
                (Status::InReview | Status::StruckOff, Some(review)) => match &review.answer {
                    Some(answer) if answer.delivered_on.is_some() => Ok(()),
                    Some(_) => refuse(Reason::AnswerNotDelivered),
                    None => refuse(Reason::ReviewNotAnswered),
                },
                _ => refuse(Reason::ReviewFirst),
            },
            AppealKind::HearRecheck => match self.status {
                Status::InRecheck => Ok(()),
                _ => refuse(Reason::NotAppealed),
            },
            AppealKind::AnswerRecheck => match (self.status, &self.appeal.recheck) {
                (Status::InRecheck | Status::Final, Some(recheck)) => awaits(recheck),
                _ => refuse(Reason::NotAppealed),
            },
            AppealKind::LateRequest => match self.delivered {
                None => refuse(Reason::AnswerNotDelivered),
                Some(_) => Ok(()),
            },
        }
    }

    /// 听证 is for grave, complex and difficult matters, before their decision (条例 31 (六)).
    fn may_hear(&self) -> Result<(), Refusal> {
        if !self.status.is_open() || self.status == Status::Agreed {
            return Err(Refusal::new(Reason::Closed));
        }
        if self.accepted_on.is_none() {
            return Err(Refusal::new(Reason::NotAccepted));
        }
        if self.decision.is_some() {
            return Err(Refusal::new(Reason::AlreadyDecided));
        }
        let weighty =
            self.matter.urgency == Urgency::Grave || self.matter.difficulty == Difficulty::Hard;
        if self.matter.class == Class::Claim && weighty {
            Ok(())
        } else {
            Err(Refusal::new(Reason::NoHearing))
        }
    }

    pub(in crate::domain::case) fn check_appeal(
        &self,
        step: &AppealStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let first = self.since();
        let decided = self.decision.as_ref().map_or(first, |it| it.on);
        let delivered = self.delivered.as_ref().map_or(first, |it| it.on);
        let review = self.appeal.review.as_ref();
        let recheck = self.appeal.recheck.as_ref();
        match step {
            AppealStep::Hear(hearing) => {
                check_hearing(hearing, self.accepted_on.unwrap_or(first), today)
            }
            AppealStep::HearRecheck(hearing) => {
                check_hearing(hearing, recheck.map_or(first, |it| it.asked.on), today)
            }
            AppealStep::CarryOut(carried) => {
                needed("carried", &carried.what)?;
                within("on", carried.on, decided, today)
            }
            AppealStep::Supervise(supervised) => {
                needed("supervisor", &supervised.by)?;
                needed("reason", &supervised.reason)?;
                within("on", supervised.on, first, today)
            }
            AppealStep::AskReview(request) => {
                needed("words", &request.words)?;
                within("on", request.on, delivered, today)?;
                in_time(request.on, self.review_ends(), Reason::ReviewTooLate)
            }
            AppealStep::AskRecheck(request) => {
                needed("words", &request.words)?;
                let from = review.and_then(|it| it.answer.as_ref()?.delivered_on);
                within("on", request.on, from.unwrap_or(first), today)?;
                in_time(request.on, self.recheck_ends(), Reason::RecheckTooLate)
            }
            AppealStep::AnswerReview(answer) => check_answer(answer, review, first, today),
            AppealStep::AnswerRecheck(answer) => check_answer(answer, recheck, first, today),
            AppealStep::LateRequest(late) => {
                needed("words", &late.words)?;
                needed("told", &late.advice)?;
                let last = match late.round {
                    Round::Review if review.is_none() => self.review_ends(),
                    Round::Recheck if recheck.is_none() => self.recheck_ends(),
                    Round::Review | Round::Recheck => {
                        return Err(Refusal::about("round", Reason::AlreadyAppealed));
                    }
                };
                let Some(last) = last else {
                    return Err(Refusal::about("round", Reason::AnswerNotDelivered));
                };
                if late.on <= last {
                    return Err(Refusal::about("on", Reason::StillInTime(last)));
                }
                within("on", late.on, last, today)
            }
        }
    }

    pub(in crate::domain::case) fn appeal(&mut self, step: &AppealStep) {
        let state = &mut self.appeal;
        match step {
            AppealStep::Hear(hearing) => state.hearings.push(hearing.clone()),
            AppealStep::CarryOut(carried) => state.carried.push(carried.clone()),
            AppealStep::Supervise(supervised) => state.supervised.push(supervised.clone()),
            AppealStep::AskReview(request) => {
                state.review = Some(Appealed {
                    asked: request.clone(),
                    answer: None,
                });
                self.status = Status::InReview;
                self.struck_off = None;
                self.closing.struck_from = None;
            }
            AppealStep::AnswerReview(answer) => {
                if let Some(review) = &mut state.review {
                    review.answer = Some(answer.clone());
                }
            }
            AppealStep::AskRecheck(request) => {
                state.recheck = Some(Appealed {
                    asked: request.clone(),
                    answer: None,
                });
                self.status = Status::InRecheck;
                self.struck_off = None;
                self.closing.struck_from = None;
            }
            AppealStep::HearRecheck(hearing) => state.recheck_hearings.push(hearing.clone()),
            AppealStep::AnswerRecheck(answer) => {
                if let Some(recheck) = &mut state.recheck {
                    recheck.answer = Some(answer.clone());
                }
                self.status = Status::Final;
            }
            AppealStep::LateRequest(late) => state.late.push(late.clone()),
        }
    }
}

/// An answer is awaited until it stands with its delivery.
fn awaits(appealed: &Appealed) -> Result<(), Refusal> {
    match &appealed.answer {
        Some(answer) if answer.delivered_on.is_some() => Err(Refusal::new(Reason::AlreadyNotified)),
        Some(_) | None => Ok(()),
    }
}

fn check_hearing(hearing: &Hearing, first: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    needed("findings", &hearing.findings)?;
    within("began", hearing.began, first, today)?;
    within("ended", hearing.ended, hearing.began, today)
}

fn check_answer(
    answer: &AppealAnswer,
    appealed: Option<&Appealed>,
    first: NaiveDate,
    today: NaiveDate,
) -> Result<(), Refusal> {
    needed("opinion", &answer.opinion)?;
    within(
        "on",
        answer.on,
        appealed.map_or(first, |it| it.asked.on),
        today,
    )?;
    match answer.delivered_on {
        Some(delivered) => within("delivered_on", delivered, answer.on, today),
        None => Ok(()),
    }
}

fn in_time(
    on: NaiveDate,
    last: Option<NaiveDate>,
    late: fn(NaiveDate) -> Reason,
) -> Result<(), Refusal> {
    match last {
        Some(last) if on > last => Err(Refusal::about("on", late(last))),
        Some(_) => Ok(()),
        None => Err(Refusal::new(Reason::AnswerNotDelivered)),
    }
}

/// Gives the last day on which recheck may be asked of an answer that was delivered on a day.
pub(in crate::domain::case) fn last_day_of_recheck(delivered: NaiveDate) -> NaiveDate {
    last_day(RuleName::RecheckRequest, delivered)
}

fn last_day(rule: RuleName, from: NaiveDate) -> NaiveDate {
    let calendar = WorkingCalendar::built_in();
    let deadline = compute(
        rule,
        Moment::start_of(from),
        &calendar,
        &Settings::default(),
    );
    let due = deadline.due.date();
    let unknown = |note: &Note| matches!(note, Note::NoOfficialList(_));
    if deadline.notes.iter().any(unknown) {
        due.checked_add_days(Days::new(LONGEST_HOLIDAY))
            .unwrap_or(due)
    } else {
        due
    }
}

fn either<'a>(first: &'a str, second: &'a str) -> &'a str {
    if first.trim().is_empty() {
        second
    } else {
        first
    }
}
