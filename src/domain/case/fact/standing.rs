//! 状态, more exactly: what was done with a matter where the step of the road alone would mislead.

use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::transfer::Adoption;
use crate::domain::codes::Status;

codes! {
    /// What a state of the road stands for, where there is a better word for it.
    Standing {
        /// 已采纳: a suggestion was adopted
        Adopted = "adopted",
        /// 部分采纳
        PartlyAdopted = "partly_adopted",
        /// 未采纳: it was answered and not adopted
        NotAdopted = "not_adopted",
        /// 已转送: it went to the organ that has the power
        Forwarded = "forwarded",
        /// 已退回: it went back to its sender
        Returned = "returned",
        /// 已退单: the city office took a work order back, or closed it as none of the hotline's
        OrderReturned = "order_returned",
        /// 工单已答复
        OrderAnswered = "order_answered",
        /// 复查已答复: the body above answered the review
        ReviewAnswered = "review_answered",
    }
}

impl Standing {
    const fn of(adoption: Adoption) -> Self {
        match adoption {
            Adoption::Adopted => Self::Adopted,
            Adoption::Partly => Self::PartlyAdopted,
            Adoption::NotAdopted => Self::NotAdopted,
        }
    }
}

impl Case {
    /// Gives the better word for its state; `None` where the state says it.
    pub fn standing_word(&self) -> Option<Standing> {
        match self.status {
            Status::Guided => {
                let forwarded = self.transfer.forwarded_on();
                let guided = self.guided.as_ref().map(|it| it.on);
                (forwarded.is_some() && forwarded >= guided).then_some(Standing::Forwarded)
            }
            Status::Delivered if self.is_answered_suggestion() => {
                self.transfer.adoption().map(Standing::of)
            }
            Status::Delivered if self.order_closed_on().is_some() => Some(Standing::OrderAnswered),
            Status::Declined if self.declined.is_some() => None,
            Status::Declined if self.order.ended_on().is_some() => Some(Standing::OrderReturned),
            Status::Declined => self.transfer.returned_on().map(|_| Standing::Returned),
            Status::InReview => {
                let review = self.appeal.review.as_ref();
                let answered = review.is_some_and(|it| it.answer.is_some());
                answered.then_some(Standing::ReviewAnswered)
            }
            Status::Registered
            | Status::Accepted
            | Status::InProgress
            | Status::Extended
            | Status::Decided
            | Status::Delivered
            | Status::InRecheck
            | Status::Agreed
            | Status::Withdrawn
            | Status::StruckOff
            | Status::Final
            | Status::ImportedClosed => None,
        }
    }

    /// Gives the code of what became of a suggestion, or of a matter that was not this centre's to
    /// resolve: it went to another organ, was guided to its lawful way, or was not accepted; also after
    /// it was struck off. `None` where it is asked whether the dispute was resolved.
    pub fn outcome_word(&self) -> Option<&'static str> {
        let over = matches!(self.status, Status::StruckOff | Status::Delivered);
        if over && self.is_answered_suggestion() {
            return self.transfer.adoption().map(|it| Standing::of(it).code());
        }
        if !matches!(self.status, Status::StruckOff | Status::Declined) {
            return None;
        }
        if self.is_out_of_hand() && self.resolved().is_none() {
            let word = if self.order.ended_on().is_some() {
                Standing::OrderReturned
            } else if self.transfer.returned_on().is_some() {
                Standing::Returned
            } else {
                Standing::Forwarded
            };
            return Some(word.code());
        }
        if self.declined.is_some() {
            return Some(Status::Declined.code());
        }
        let was_taken_on =
            self.accepted_on.is_some() || self.agreement.is_some() || self.withdrawn.is_some();
        (self.guided.is_some() && !was_taken_on).then(|| Status::Guided.code())
    }

    /// Gives the code under which its state is worded.
    pub fn status_word(&self) -> &'static str {
        let better = self.standing_word().map(Standing::code);
        better.unwrap_or_else(|| self.status.code())
    }
}
