//! Ending a matter: what must be there before it is struck off, who calls back, reopening.
//!
//! Closed is not resolved: a matter is resolved when it was agreed, when a supported decision was
//! carried out, or when the person confirmed that he withdrew of his own will.

use chrono::NaiveDate;

use crate::domain::case::fact::closing::{
    CallBack, ClosingKind, ClosingStep, Rated, Rating, Reopened, Satisfaction, WithdrawalForm,
    Withdrew,
};
use crate::domain::case::fact::state::{Case, Delivery, StrikeOff};
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::fact::transfer::Adoption;
use crate::domain::case::rule::check::{needed, within};
use crate::domain::case::rule::recusal::are_one;
use crate::domain::codes::{Category, Class, DeliveryWay, Difficulty, Status, Urgency};
use crate::domain::refusal::{Reason, Refusal};

impl Case {
    /// Tells whether the matter was resolved, which is more than closed; `None` while nobody can
    /// tell: it is open, what was agreed is still to be performed, its withdrawal was not called
    /// back, a question was answered on the spot, it went to another organ, or an old answer was
    /// imported. A suggestion is no dispute: it is resolved by being adopted.
    pub fn resolved(&self) -> Option<bool> {
        match self.status {
            Status::StruckOff | Status::Declined if self.is_out_of_hand() => None,
            // 潍12345 25: what the caller said counts, not that he was answered.
            Status::StruckOff | Status::Delivered
                if self.order_closed_on().is_some() && self.agreement.is_none() =>
            {
                self.order.solved()
            }
            Status::StruckOff | Status::Delivered if self.is_answered_suggestion() => {
                (self.transfer.adoption() == Some(Adoption::Adopted)).then_some(true)
            }
            Status::Delivered | Status::InReview | Status::InRecheck
                if self.agreement.is_some() =>
            {
                self.kept()
            }
            Status::Delivered | Status::InReview | Status::InRecheck => {
                (self.is_supported() && self.is_carried_out()).then_some(true)
            }
            Status::Agreed => self.kept(),
            Status::Withdrawn => self.confirmed().then_some(true),
            Status::StruckOff | Status::Final if self.agreement.is_some() => self.kept(),
            Status::StruckOff if self.answered_on_the_spot().is_some() => None,
            Status::StruckOff | Status::Final => {
                Some(self.confirmed() || (self.is_supported() && self.is_carried_out()))
            }
            Status::Declined => Some(false),
            Status::Registered
            | Status::Accepted
            | Status::Guided
            | Status::InProgress
            | Status::Extended
            | Status::Decided
            | Status::ImportedClosed => None,
        }
    }

    /// Tells whether an answer to a suggestion ended the matter (条例 29).
    pub(in crate::domain::case) fn is_answered_suggestion(&self) -> bool {
        self.transfer.suggestion_answered_on().is_some()
            && self.decision.is_none()
            && self.agreement.is_none()
            && self.withdrawn.is_none()
    }

    /// Tells whether the matter left the centre for the organ that has the power: it went back to
    /// its sender, or was transferred and never accepted here.
    pub(in crate::domain::case) fn is_out_of_hand(&self) -> bool {
        let left = self.transfer.forwarded_on().is_some()
            || self.transfer.returned_on().is_some()
            || self.order.ended_on().is_some();
        left && self.accepted_on.is_none() && self.agreement.is_none() && self.withdrawn.is_none()
    }

    /// Tells whether what was agreed was kept (调解法 31); `None` while parts of it are still to come.
    fn kept(&self) -> Option<bool> {
        let current = self.mediation.current();
        let parts: Vec<_> = current.iter().flat_map(|it| &it.instalments).collect();
        if parts.iter().all(|part| part.is_kept()) {
            Some(true)
        } else if parts
            .iter()
            .any(|part| part.performance.is_some() && !part.is_kept())
        {
            Some(false)
        } else {
            None
        }
    }

    /// Gives the code of what the person answered about the responsible unit; one who was not asked
    /// is `unrated`.
    pub fn rated(&self) -> &'static str {
        self.rated_about(Rated::Unit)
    }

    /// Gives the code of what he answered about one of the two.
    pub fn rated_about(&self, whom: Rated) -> &'static str {
        let rating = self.closing.rating.as_ref();
        let answer = rating.and_then(|it| it.about(whom));
        answer.map_or("unrated", Satisfaction::code)
    }

    /// Tells whether the withdrawal that stands was confirmed by the person.
    fn confirmed(&self) -> bool {
        self.withdrawn.is_some()
            && self
                .closing
                .call_back
                .as_ref()
                .is_some_and(|it| it.confirmed)
    }

    /// 销号: the answer delivered, an agreement, a written and confirmed withdrawal, or the notice
    /// of declining or guidance. The refusal names what is missing.
    pub(in crate::domain::case) fn may_strike_off(&self) -> Result<(), Refusal> {
        let lack = match self.status {
            Status::Delivered => return Ok(()),
            Status::Agreed => return self.performed(),
            Status::StruckOff | Status::Final | Status::ImportedClosed => Reason::Closed,
            Status::Withdrawn if !self.is_written() => Reason::WithdrawalNotWritten,
            Status::Withdrawn if !self.confirmed() => Reason::NotCalledBack,
            // 条例 20 ¶2: litigation is guided and gets no ordinary notice.
            Status::Guided if self.matter.class == Class::Litigation => return Ok(()),
            Status::Guided | Status::Declined if self.notice.is_none() => Reason::NoticeOwed,
            Status::Withdrawn | Status::Guided | Status::Declined => return Ok(()),
            Status::Decided => Reason::NotDelivered,
            Status::InReview | Status::InRecheck => Reason::ReviewRuns,
            Status::Registered | Status::Accepted | Status::InProgress | Status::Extended => {
                Reason::NothingToStrikeOff
            }
        };
        Err(Refusal::new(lack))
    }

    /// 调解法 31: what was agreed is first performed, and the desk watches it until then.
    fn performed(&self) -> Result<(), Refusal> {
        match self.kept() {
            Some(true) => Ok(()),
            Some(false) => Err(Refusal::new(Reason::AgreementBroken)),
            None => {
                let next = self.next_instalment();
                let open = next.map_or(Reason::AgreementBroken, Reason::AgreementOpen);
                Err(Refusal::new(open))
            }
        }
    }

    /// Gives the day of the earliest part of an agreement that is still to be performed.
    pub(in crate::domain::case) fn next_instalment(&self) -> Option<NaiveDate> {
        let current = self.mediation.current()?;
        let open = current.instalments.iter().filter(|part| !part.is_kept());
        open.map(|part| part.promise.due).min()
    }

    /// An oral withdrawal can be given once more, in writing.
    pub(in crate::domain::case) fn may_withdraw(&self) -> Result<(), Refusal> {
        if self.status.is_open() || (self.status == Status::Withdrawn && !self.is_written()) {
            return Ok(());
        }
        Err(Refusal::new(Reason::Closed))
    }

    fn is_written(&self) -> bool {
        let withdrawal = self.closing.withdrawal.as_ref();
        withdrawal.is_some_and(|it| it.form == WithdrawalForm::Written)
    }

    /// Tells whether a step about the end is possible.
    pub(in crate::domain::case) fn may_close(&self, kind: ClosingKind) -> Result<(), Refusal> {
        match kind {
            ClosingKind::OnTheSpot => self.may_answer_on_the_spot(),
            ClosingKind::CallBack => self.may_call_back(),
            ClosingKind::Reopen => self.may_reopen(),
            ClosingKind::Satisfaction => self.may_ask_satisfaction(),
        }
    }

    /// 当场答复 is for what one person asks and is easily answered, before anything else was done with
    /// it. Land, wages, cadres and what is hard are accepted and decided, and a work order has an
    /// answer of its own.
    fn may_answer_on_the_spot(&self) -> Result<(), Refusal> {
        let against = match self.matter.class {
            Class::Accusation => Some(Reason::AccusationsGoTheirOwnWay),
            Class::Litigation => Some(Reason::LitigationGoesToLaw),
            Class::Claim | Class::Suggestion | Class::Unclassed => None,
        };
        let general = matches!(self.matter.category, None | Some(Category::General));
        let easy = self.matter.difficulty == Difficulty::Ordinary
            && self.matter.urgency == Urgency::Ordinary
            && self.people_count() == 1;
        let against = against.or_else(|| match self.status {
            _ if !self.status.is_open() => Some(Reason::Closed),
            _ if self.order_at().is_some() => Some(Reason::OrderNotAnswered),
            Status::Registered if !general => Some(Reason::NotAccepted),
            Status::Registered if !easy => Some(Reason::SimpleHard),
            Status::Registered => None,
            Status::Guided => Some(Reason::SimpleOtherRoad),
            _ if self.accepted_on.is_some() => Some(Reason::AlreadyAccepted),
            _ => Some(Reason::AlreadyDecided),
        });
        against.map_or(Ok(()), |reason| Err(Refusal::new(reason)))
    }

    /// Gives the day on which it was answered at the counter and ended by that: it was struck off
    /// with nothing else behind it.
    pub fn answered_on_the_spot(&self) -> Option<NaiveDate> {
        let other_end = self.agreement.is_some()
            || self.withdrawn.is_some()
            || self.declined.is_some()
            || self.transfer.returned_on().is_some()
            || self.order_at().is_some()
            || self.standing() != Status::Registered;
        let struck_off = self.struck_off.as_ref().filter(|_| !other_end);
        struck_off.map(|it| it.on)
    }

    fn may_call_back(&self) -> Result<(), Refusal> {
        if self.withdrawn.is_none() {
            return Err(Refusal::new(Reason::NotWithdrawn));
        }
        if self.closing.call_back.is_some() {
            return Err(Refusal::new(Reason::AlreadyKnown));
        }
        Ok(())
    }

    /// Withdrawn, struck off, or ended by an agreement that does not hold.
    fn may_reopen(&self) -> Result<(), Refusal> {
        match self.status {
            Status::Withdrawn | Status::StruckOff | Status::Agreed => Ok(()),
            Status::Delivered if self.is_raised_after_order() => Ok(()),
            Status::Final | Status::ImportedClosed | Status::Declined => {
                Err(Refusal::new(Reason::Closed))
            }
            Status::Registered
            | Status::Accepted
            | Status::Guided
            | Status::InProgress
            | Status::Extended
            | Status::Decided
            | Status::Delivered
            | Status::InReview
            | Status::InRecheck => Err(Refusal::new(Reason::NotClosed)),
        }
    }

    /// Whoever has no answer yet is not asked how content he is.
    ///
    /// # Errors
    /// The matter has no answer yet.
    pub fn may_ask_satisfaction(&self) -> Result<(), Refusal> {
        match self.status {
            Status::Registered
            | Status::Accepted
            | Status::InProgress
            | Status::Extended
            | Status::Decided => Err(Refusal::new(Reason::NotYetAnswered)),
            Status::Declined
            | Status::Guided
            | Status::Delivered
            | Status::InReview
            | Status::InRecheck
            | Status::Agreed
            | Status::Withdrawn
            | Status::StruckOff
            | Status::Final
            | Status::ImportedClosed => Ok(()),
        }
    }

    pub(in crate::domain::case) fn check_closing(
        &self,
        step: &ClosingStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let first = self.since();
        let withdrawn = self.withdrawn.as_ref().map_or(first, |it| it.on);
        match step {
            ClosingStep::OnTheSpot { on, answer } => {
                needed("answer", answer)?;
                within("on", *on, first, today)
            }
            ClosingStep::CallBack { on, statement, .. } => {
                needed("said", statement)?;
                within("on", *on, withdrawn, today)
            }
            ClosingStep::Reopen { on, reason } => {
                needed("reason", reason)?;
                let agreed = self.agreement.as_ref().map_or(withdrawn, |it| it.on);
                let closed = self.struck_off.as_ref().map_or(agreed, |it| it.on);
                within("on", *on, closed, today)
            }
            ClosingStep::Satisfaction {
                on,
                satisfaction,
                office,
                ..
            } => {
                if satisfaction.is_none() && office.is_none() {
                    return Err(Refusal::about("satisfaction", Reason::Missing));
                }
                within("on", *on, first, today)
            }
        }
    }

    /// Tells whether `who` may take a step now.
    ///
    /// # Errors
    /// What the law forbids, and who must not ask.
    pub fn may_by(&self, kind: StepKind, who: &str, today: NaiveDate) -> Result<(), Refusal> {
        self.may(kind, today)?;
        self.check_asker(kind, who)
    }

    /// Who asks the person is neither the handler nor, after a withdrawal, who wrote it down.
    pub(in crate::domain::case) fn check_asker(
        &self,
        kind: StepKind,
        who: &str,
    ) -> Result<(), Refusal> {
        let handles = self.handler().is_some_and(|it| are_one(it, who));
        let wrote = self
            .closing
            .withdrawal
            .as_ref()
            .is_some_and(|it| are_one(&it.by, who));
        match kind {
            StepKind::Closing(ClosingKind::CallBack) if handles || wrote => {
                Err(Refusal::new(Reason::NotIndependent))
            }
            StepKind::Closing(ClosingKind::Satisfaction) if handles => {
                Err(Refusal::new(Reason::AskedByHandler))
            }
            _ => Ok(()),
        }
    }

    /// 承办人; while nobody was given the matter, who registered it.
    pub(in crate::domain::case) fn handler(&self) -> Option<&str> {
        self.holder
            .as_ref()
            .or(self.named_staff.first())
            .map(String::as_str)
    }

    pub(in crate::domain::case) fn withdraw_as(
        &mut self,
        form: WithdrawalForm,
        who: &str,
        before: Status,
    ) {
        let standing = self.closing.withdrawal.as_ref().map(|it| it.before);
        let given = self
            .withdrawn
            .as_ref()
            .filter(|_| before == Status::Withdrawn);
        let given = given.map(|it| it.on);
        self.closing.withdrawn_first = self
            .closing
            .withdrawn_first
            .filter(|_| given.is_some())
            .or(given);
        if before != Status::Withdrawn {
            self.closing.call_back = None;
        }
        self.closing.withdrawal = Some(Withdrew {
            form,
            by: who.to_owned(),
            before: match before {
                Status::Withdrawn => standing.unwrap_or_else(|| self.standing()),
                other => other,
            },
        });
    }

    pub(in crate::domain::case) fn close(&mut self, step: &ClosingStep, who: &str) {
        match step {
            ClosingStep::OnTheSpot { on, answer } => {
                // Who has his answer needs no notice that there will be one.
                self.notice.get_or_insert(Delivery {
                    on: *on,
                    way: DeliveryWay::Hand,
                });
                self.struck_off = Some(StrikeOff {
                    on: *on,
                    proof: answer.clone(),
                    in_place: Vec::new(),
                });
                self.status = Status::StruckOff;
            }
            ClosingStep::CallBack {
                on,
                confirmed,
                statement,
            } => {
                self.closing.call_back = Some(CallBack {
                    on: *on,
                    by: who.to_owned(),
                    confirmed: *confirmed,
                    statement: statement.clone(),
                });
                if !confirmed {
                    self.reopen();
                }
            }
            ClosingStep::Reopen { on, reason } => {
                self.closing.reopened.push(Reopened {
                    on: *on,
                    by: who.to_owned(),
                    reason: reason.clone(),
                });
                self.reopen();
            }
            ClosingStep::Satisfaction {
                on,
                satisfaction,
                statement,
                office,
            } => self.closing.rate(&Rating {
                on: *on,
                by: who.to_owned(),
                answer: *satisfaction,
                office: *office,
                statement: statement.clone(),
            }),
        }
    }

    /// Opens the matter as if it had never been closed: no clock starts anew. An agreement that
    /// did not hold settles it no longer; the history keeps it.
    fn reopen(&mut self) {
        self.closing.contacted_first = self.contacted_on();
        let answered = self.answered_on_the_spot();
        self.notice = self.notice.take().filter(|it| Some(it.on) != answered);
        let withdrawn_from = self.closing.withdrawal.take().map(|it| it.before);
        let struck_from = self.closing.struck_from.take();
        self.withdrawn = None;
        self.struck_off = None;
        self.declined = None;
        self.agreement = None;
        // It is asked anew when it ends again; what was answered first stays the one that counts.
        let rated = self.closing.rating.take();
        self.closing.keep_first(rated);
        self.closing.withdrawn_first = None;
        self.status = withdrawn_from
            .or(struck_from)
            .filter(|status| status.is_open() && *status != Status::Agreed)
            .unwrap_or_else(|| self.standing());
    }

    /// Takes an order up again that came back: as if its answer had not been given.
    pub(in crate::domain::case) fn take_up_again(&mut self) {
        match self.status {
            Status::StruckOff => self.reopen(),
            Status::Delivered => self.status = self.standing(),
            _ => {}
        }
    }

    /// Gives the state that follows from what was done, closing and agreement left aside.
    fn standing(&self) -> Status {
        let guided = self.guided.as_ref().map(|it| it.on);
        let guided = guided.max(self.transfer.forwarded_on());
        let answered = self.transfer.suggestion_answered_on();
        let order = self.order_closed_on().and(self.order.answered_on());
        let answered = answered.or(order);
        if self.delivered.is_some() || answered.is_some() {
            Status::Delivered
        } else if self.decision.is_some() {
            Status::Decided
        } else if guided.is_some() && guided >= self.accepted_on {
            Status::Guided
        } else if self.extension.is_some() {
            Status::Extended
        } else if self.accepted_on.is_some() && self.holder.is_some() {
            Status::InProgress
        } else if self.accepted_on.is_some() {
            Status::Accepted
        } else {
            Status::Registered
        }
    }

    /// Remembers a review in which the matter stood when it was struck off.
    pub(in crate::domain::case) fn struck_from(&mut self, before: Status) {
        if matches!(before, Status::InReview | Status::InRecheck) {
            self.closing.struck_from = Some(before);
        }
    }
}
