//! The steps on the way before the decision: what the law allows and what they do.

use chrono::NaiveDate;

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::clock::starts::not_later;
use crate::domain::case::fact::matter::MAX_REPRESENTATIVES;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::transfer::{Manner, ObjectionAnswer, TransferKind, TransferStep};
use crate::domain::case::rule::check::{needed, within};
use crate::domain::case::rule::recusal::are_one;
use crate::domain::codes::{Channel, Class, Difficulty, Status, Urgency};
use crate::domain::deadline::compute::compute;
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;

impl Case {
    /// Tells whether a step before the decision is possible now.
    pub(in crate::domain::case) fn may_transfer(&self, kind: TransferKind) -> Result<(), Refusal> {
        let transfer = &self.transfer;
        let stands = |reason| Err(Refusal::new(reason));
        match kind {
            TransferKind::Forward => self.may_forward(),
            TransferKind::ReportBack if self.unit.is_none() && self.holder.is_none() => {
                stands(Reason::NotAssigned)
            }
            TransferKind::Receive if transfer.received().is_some() => stands(Reason::AlreadyKnown),
            TransferKind::Object => self.may_object(),
            TransferKind::ObjectionAnswered => match transfer.objected_on() {
                None => stands(Reason::NoObjection),
                Some(_) if transfer.objection_answer().is_some() => stands(Reason::AlreadyKnown),
                Some(_) => Ok(()),
            },
            TransferKind::ExcuseNotice if transfer.is_notice_excused() => {
                stands(Reason::AlreadyKnown)
            }
            TransferKind::ExcuseNotice => self.may_notify(),
            TransferKind::TellOrganisation if self.matter.class != Class::Accusation => {
                stands(Reason::NotAnAccusation)
            }
            TransferKind::AnswerSuggestion if self.matter.class != Class::Suggestion => {
                stands(Reason::NotASuggestion)
            }
            TransferKind::AnswerSuggestion if transfer.suggestion_answered_on().is_some() => {
                stands(Reason::AlreadyDecided)
            }
            TransferKind::Follow | TransferKind::GuidanceEnded if !self.awaits_guidance() => {
                stands(Reason::NotGuided)
            }
            TransferKind::Simple => self.may_take_simply(),
            TransferKind::ReportUrgent if self.matter.urgency == Urgency::Ordinary => {
                stands(Reason::NotGrave)
            }
            TransferKind::Represent if self.people_count() < 2 => stands(Reason::NoGroup),
            _ => Ok(()),
        }
    }

    fn may_forward(&self) -> Result<(), Refusal> {
        let ordinary = match self.matter.class {
            Class::Unclassed => return Err(Refusal::new(Reason::ClassFirst)),
            Class::Accusation | Class::Litigation => false,
            Class::Claim | Class::Suggestion => true,
        };
        if ordinary && self.accepted_on.is_some() {
            return Err(Refusal::new(Reason::AlreadyAccepted));
        }
        Ok(())
    }

    fn may_object(&self) -> Result<(), Refusal> {
        if self.transferred_on().is_none() {
            return Err(Refusal::new(Reason::NotTransferred));
        }
        if self.accepted_on.is_some() {
            return Err(Refusal::new(Reason::AlreadyAccepted));
        }
        if self.transfer.objected_on().is_some() {
            return Err(Refusal::new(Reason::AlreadyObjected));
        }
        Ok(())
    }

    /// 简易办理 is for first-time matters of ordinary difficulty that the town answers for alone.
    fn may_take_simply(&self) -> Result<(), Refusal> {
        let from_above = match self.transfer.received() {
            Some((_, manner)) => manner == Manner::Assigned,
            None => self.channel() == Some(Channel::Referral),
        };
        let against = match self.matter.class {
            Class::Unclassed => Some(Reason::ClassFirst),
            Class::Accusation => Some(Reason::AccusationsGoTheirOwnWay),
            Class::Litigation => Some(Reason::LitigationGoesToLaw),
            Class::Claim | Class::Suggestion if self.decision.is_some() => {
                Some(Reason::AlreadyDecided)
            }
            Class::Claim | Class::Suggestion if self.transfer.is_simple() => {
                Some(Reason::AlreadyKnown)
            }
            Class::Claim | Class::Suggestion if self.is_repeat() => Some(Reason::SimpleRepeat),
            Class::Claim | Class::Suggestion if from_above => Some(Reason::SimpleFromAbove),
            Class::Claim | Class::Suggestion
                if self.guided.is_some() || !self.diverted.is_empty() =>
            {
                Some(Reason::SimpleOtherRoad)
            }
            Class::Claim | Class::Suggestion
                if self.matter.difficulty == Difficulty::Hard || self.people_count() > 1 =>
            {
                Some(Reason::SimpleHard)
            }
            Class::Claim | Class::Suggestion => None,
        };
        against.map_or(Ok(()), |reason| Err(Refusal::new(reason)))
    }

    /// Gives the day on which another organ handed the matter over; for one that came by
    /// referral it is the day of its receipt unless another was written down.
    pub fn transferred_on(&self) -> Option<NaiveDate> {
        let is_referral = self.channel() == Some(Channel::Referral);
        let by_channel = self.received_at().filter(|_| is_referral).map(Moment::date);
        self.transfer.received().map(|(on, _)| on).or(by_channel)
    }

    /// Tells whether the matter was guided to another road and nobody knows yet what came of it.
    pub fn awaits_guidance(&self) -> bool {
        self.guided.is_some() && self.transfer.guidance_ended_on().is_none()
    }

    /// Decides on striking off what was guided, forwarded, returned or answered as a suggestion;
    /// `None` leaves it to the other rules.
    pub(in crate::domain::case) fn may_end_before_decision(&self) -> Option<Result<(), Refusal>> {
        let transfer = &self.transfer;
        if self.status != Status::Guided && self.status != Status::Declined {
            return None;
        }
        // 条例 20 ¶2: litigation is explained and guided; what the court does is not awaited.
        let forwarded = transfer.forwarded_on().is_some();
        let gone = match self.matter.class {
            Class::Accusation => forwarded,
            Class::Litigation => forwarded || self.guided.is_some(),
            Class::Claim | Class::Suggestion | Class::Unclassed => false,
        };
        if gone {
            return Some(Ok(()));
        }
        if self.notice.is_none()
            && !transfer.is_notice_excused()
            && transfer.returned_on().is_none()
            && self.order.ended_on().is_none()
        {
            return None;
        }
        if self.status == Status::Guided && self.awaits_guidance() {
            return Some(Err(Refusal::new(Reason::GuidanceOpen)));
        }
        Some(Ok(()))
    }

    /// Gives the day on which a suggestion was answered; one that was accepted afterwards is answered
    /// anew.
    pub(in crate::domain::case) fn suggestion_settled_on(&self) -> Option<NaiveDate> {
        let answered = self.transfer.suggestion_answered_on();
        answered.filter(|_| answered >= self.accepted_on)
    }

    pub(in crate::domain::case) fn check_transfer(
        &self,
        step: &TransferStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let first = self.since();
        match step {
            TransferStep::Forward { on, to, reason } => {
                needed("to", to)?;
                needed("reason", reason)?;
                self.check_given("to", to)?;
                within("on", *on, first, today)
            }
            TransferStep::ReportBack { report_by } => not_before("report_by", *report_by, today),
            TransferStep::Receive { on, sender, .. } => {
                needed("sender", sender)?;
                not_later(self.starts.handed_over, *on)?;
                self.check_receipt(*on, today)
            }
            TransferStep::Object { on, reason } => {
                needed("reason", reason)?;
                within("on", *on, self.transferred_on().unwrap_or(first), today)
            }
            TransferStep::ObjectionAnswered { on, .. } => within(
                "on",
                *on,
                self.transfer.objected_on().unwrap_or(first),
                today,
            ),
            TransferStep::Recuse {
                on,
                name,
                reason,
                approver,
            } => {
                needed("name", name)?;
                needed("reason", reason)?;
                needed("approver", approver)?;
                within("on", *on, first, today)?;
                self.check_stepping_aside(name, approver)
            }
            TransferStep::ExcuseNotice { on, reason } => {
                needed("reason", reason)?;
                within("on", *on, first, today)
            }
            TransferStep::TellOrganisation { on, to } => {
                needed("to", to)?;
                self.check_given("to", to)?;
                within("on", *on, first, today)
            }
            TransferStep::AnswerSuggestion { on, answer, .. } => {
                needed("answer", answer)?;
                within("on", *on, first, today)
            }
            TransferStep::Follow { ask_on } => not_before("ask_on", *ask_on, today),
            TransferStep::GuidanceEnded { on, outcome } => {
                needed("outcome", outcome)?;
                let guided = self.guided.as_ref().map_or(first, |it| it.on);
                within("on", *on, guided, today)
            }
            TransferStep::Simple { on } => within("on", *on, first, today),
            TransferStep::ReportUrgent { at, to, .. } => {
                needed("to", to)?;
                within("at", at.date(), first, today)
            }
            TransferStep::ReportMinor { at, outcome, .. } => {
                needed("outcome", outcome)?;
                within("at", at.date(), first, today)
            }
            TransferStep::Represent { representatives } => match representatives.len() {
                0 => Err(Refusal::about("representatives", Reason::Missing)),
                count if count > MAX_REPRESENTATIVES => Err(Refusal::about(
                    "representatives",
                    Reason::TooManyRepresentatives,
                )),
                _ => Ok(()),
            },
        }
    }

    /// A matter that came by referral was received before it was registered.
    fn check_receipt(&self, on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
        if self.channel() != Some(Channel::Referral) {
            return within("on", on, self.since(), today);
        }
        let registered = self.registered_at.date();
        if on > today {
            return Err(Refusal::about("on", Reason::InTheFuture));
        }
        if on > registered {
            return Err(Refusal::about("on", Reason::After(registered)));
        }
        Ok(())
    }

    /// Nobody decides on himself, and somebody is left who may see an accusation.
    fn check_stepping_aside(&self, name: &str, approver: &str) -> Result<(), Refusal> {
        if are_one(name, approver) {
            return Err(Refusal::about("approver", Reason::MustStepAside));
        }
        let left = self.named_staff.iter().any(|it| !are_one(it, name));
        if self.matter.class == Class::Accusation && !left {
            return Err(Refusal::about("name", Reason::LastNamed));
        }
        Ok(())
    }

    /// 条例 23 ¶3: an objection is made within five working days.
    pub(in crate::domain::case) fn check_objection(
        &self,
        on: NaiveDate,
        calendar: &WorkingCalendar,
    ) -> Result<(), Refusal> {
        let Some(received) = self.transferred_on().map(Moment::start_of) else {
            return Ok(());
        };
        let last = compute(
            RuleName::Objection,
            received,
            calendar,
            &Settings::default(),
        );
        let last = last.due.date();
        if on > last {
            return Err(Refusal::about("on", Reason::ObjectionTooLate(last)));
        }
        Ok(())
    }

    pub(in crate::domain::case) fn transfer(&mut self, step: &TransferStep) {
        match step {
            TransferStep::Forward { .. } => self.status = Status::Guided,
            TransferStep::ObjectionAnswered {
                objection: ObjectionAnswer::Returned,
                ..
            } => self.status = Status::Declined,
            TransferStep::AnswerSuggestion { .. } => self.status = Status::Delivered,
            TransferStep::Represent { representatives } => {
                self.matter.representatives.clone_from(representatives);
            }
            TransferStep::ObjectionAnswered {
                objection: ObjectionAnswer::Kept,
                ..
            }
            | TransferStep::ReportBack { .. }
            | TransferStep::Receive { .. }
            | TransferStep::Object { .. }
            | TransferStep::Recuse { .. }
            | TransferStep::ExcuseNotice { .. }
            | TransferStep::TellOrganisation { .. }
            | TransferStep::Follow { .. }
            | TransferStep::GuidanceEnded { .. }
            | TransferStep::Simple { .. }
            | TransferStep::ReportUrgent { .. }
            | TransferStep::ReportMinor { .. } => {}
        }
        self.transfer.taken.push(step.clone());
    }
}

fn not_before(field: &'static str, day: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day < today {
        return Err(Refusal::about(field, Reason::Before(today)));
    }
    Ok(())
}
