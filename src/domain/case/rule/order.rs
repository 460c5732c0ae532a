//! Which steps of a work order are possible now, and what they do to the case.

use chrono::NaiveDate;

use crate::domain::case::fact::closing::ClosingStep;
use crate::domain::case::fact::order::step::{OfficeAnswer, OrderKind, OrderStep};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::codes::{Channel, Class, Status};
use crate::domain::moment::Moment;
use crate::domain::refusal::{Reason, Refusal};

impl Case {
    /// Tells whether a step of the order is possible.
    pub(in crate::domain::case) fn may_order(&self, kind: OrderKind) -> Result<(), Refusal> {
        if self.order_at().is_none() {
            return Err(Refusal::new(Reason::NotAnOrder));
        }
        let order = &self.order;
        let answered = order.answered_on().is_some();
        let closed = (!self.status.is_open()).then_some(Reason::Closed);
        let against = match kind {
            OrderKind::Press => None,
            OrderKind::CallBack if order.is_called_back() => Some(Reason::AlreadyNoted),
            OrderKind::CallBack
                if answered
                    || order.ended_on().is_some()
                    || self.status == Status::ImportedClosed =>
            {
                None
            }
            OrderKind::CallBack => Some(Reason::OrderNotAnswered),
            OrderKind::Redo => self.against_redo(answered),
            _ if order.ended_on().is_some() => Some(Reason::OrderOver),
            _ if closed.is_some() => closed,
            OrderKind::Sign => order.signed().map(|_| Reason::AlreadyNoted),
            OrderKind::Contact => None,
            OrderKind::ReturnAnswered => match order.asked_return() {
                Some(asked) if asked.answer.is_none() && !answered => None,
                Some(_) | None => Some(Reason::NothingAsked),
            },
            OrderKind::CloseAnswered => match order.asked_close() {
                Some(asked) if asked.answer.is_none() && !answered => None,
                Some(_) | None => Some(Reason::NothingAsked),
            },
            _ if answered => Some(Reason::OrderAnswered),
            OrderKind::AskReturn => self.against_return(),
            OrderKind::Extend => order.extended_by().map(|_| Reason::OrderExtendedOnce),
            OrderKind::Limit => None,
            OrderKind::Answer => match self.matter.class {
                Class::Unclassed => Some(Reason::ClassFirst),
                Class::Accusation => Some(Reason::AccusationsGoTheirOwnWay),
                Class::Litigation | Class::Claim | Class::Suggestion => None,
            },
            OrderKind::AskClose => match order.asked_close() {
                Some(asked) if asked.answer.is_none() => Some(Reason::AlreadyAsked),
                _ if self.accepted_on.is_some() => Some(Reason::AlreadyAccepted),
                Some(_) | None => None,
            },
        };
        against.map_or(Ok(()), |reason| Err(Refusal::new(reason)))
    }

    /// 潍12345 22: what was assigned stays; what was taken on stays too.
    fn against_return(&self) -> Option<Reason> {
        if self.order.is_assigned() {
            Some(Reason::OrderAssigned)
        } else if self.order.asked_return().is_some() {
            Some(Reason::AlreadyAsked)
        } else if self.accepted_on.is_some() {
            Some(Reason::AlreadyAccepted)
        } else {
            None
        }
    }

    /// An order comes back after a bad call-back or after pressing; what an agreement or a
    /// withdrawal ended is reopened first.
    fn against_redo(&self, answered: bool) -> Option<Reason> {
        let settled = self.agreement.is_some() || self.withdrawn.is_some();
        if !answered || !self.order.is_bad() {
            Some(Reason::NothingToRedo)
        } else if !self.status.is_open() && (self.status != Status::StruckOff || settled) {
            Some(Reason::Closed)
        } else {
            None
        }
    }

    /// Tells whether the order's answer answers the matter itself: it came by 12345 and was not
    /// accepted as a petition, which is answered by a decision (条例 32).
    pub fn is_order_only(&self) -> bool {
        self.channel() == Some(Channel::Hotline12345) && self.accepted_on.is_none()
    }

    /// Gives since when the matter is a petition (信访事项). What came by 12345 alone is a work order:
    /// the hotline is a procedure of its own, with its own clocks (潍12345 19, 20), and the days of
    /// 条例 22 and 23 do not run on it. They run from when it is raised in another form (条例 17), or
    /// from when the town itself treats it as a petition.
    pub fn petition_since(&self) -> Option<Moment> {
        if self.channel() != Some(Channel::Hotline12345) {
            // Where its receipt is unknown, the days run from when it is known to have been raised.
            return self.received_at().or_else(|| self.known_receipt());
        }
        let raised = self
            .visits
            .iter()
            .filter(|visit| visit.channel != Some(Channel::Hotline12345))
            .filter_map(|visit| visit.received_at);
        let treated = [
            self.notice.as_ref().map(|it| it.on),
            self.accepted_on,
            self.declined.as_ref().map(|it| it.on),
        ];
        let treated = treated.into_iter().flatten().map(Moment::start_of);
        raised.chain(treated).min()
    }

    /// Gives the day on which the order's answer, or its leaving the town, ended the matter itself;
    /// `None` where it was raised as a petition afterwards, which that answer does not answer.
    pub fn order_closed_on(&self) -> Option<NaiveDate> {
        let closed = self.order_ended_on()?;
        let reopened = self.closing.reopened.iter().any(|it| it.on >= closed);
        let raised = self
            .raised_on()
            .is_some_and(|on| on > closed || (on == closed && reopened));
        // Opened again after it was closed for another ground than an answer, it runs on.
        let runs_on = reopened && self.order.answered_on().is_none();
        (!raised && !runs_on).then_some(closed)
    }

    /// The day on which the order itself was answered or left the town.
    fn order_ended_on(&self) -> Option<NaiveDate> {
        let order = &self.order;
        (self.is_order_only())
            .then(|| order.ended_on().or(order.answered_on()))
            .flatten()
    }

    /// The day on which the matter of an order was raised last in another form (条例 17).
    fn raised_on(&self) -> Option<NaiveDate> {
        let raised = self.visits.iter();
        raised
            .filter(|visit| {
                let channel = visit.channel;
                channel.is_some_and(|channel| channel != Channel::Hotline12345)
            })
            .filter_map(|visit| visit.received_at)
            .map(Moment::date)
            .max()
    }

    /// Tells whether the matter of an answered order was raised anew since, by a visit or a letter.
    pub(in crate::domain::case) fn is_raised_after_order(&self) -> bool {
        let ended = self.order_ended_on();
        ended
            .zip(self.raised_on())
            .is_some_and(|(ended, on)| on >= ended)
    }

    /// Gives the step that a visit entails by rule: an answered order that is raised as a petition is
    /// taken up again, with clocks of its own from that day (条例 17, 22, 23).
    pub fn follows_from_visit(&self, on: NaiveDate) -> Option<Step> {
        let anew = self.status == Status::Delivered && self.is_raised_after_order();
        anew.then(|| {
            let reason = "工单已答复，再次反映，按信访事项办理".to_owned();
            Step::Closing(ClosingStep::Reopen { on, reason })
        })
    }

    /// Follows a step of the order.
    pub(in crate::domain::case) fn follow_order(&mut self, step: &OrderStep) {
        self.order.taken.push(step.clone());
        if !self.is_order_only() {
            return;
        }
        match step {
            OrderStep::Answer { .. } if self.status == Status::Registered => {
                self.status = Status::Delivered;
            }
            OrderStep::ReturnAnswered {
                answer: OfficeAnswer::Agreed,
                ..
            }
            | OrderStep::CloseAnswered {
                answer: OfficeAnswer::Agreed,
                ..
            } if matches!(self.status, Status::Registered | Status::Guided) => {
                self.status = Status::Declined;
            }
            OrderStep::Redo { .. } => self.take_up_again(),
            OrderStep::Sign { .. }
            | OrderStep::Contact { .. }
            | OrderStep::AskReturn { .. }
            | OrderStep::ReturnAnswered { .. }
            | OrderStep::Extend { .. }
            | OrderStep::Limit { .. }
            | OrderStep::Answer { .. }
            | OrderStep::CallBack(_)
            | OrderStep::Press { .. }
            | OrderStep::AskClose(_)
            | OrderStep::CloseAnswered { .. } => {}
        }
    }
}
