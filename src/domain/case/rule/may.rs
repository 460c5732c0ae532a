//! Which steps the law allows a case now, whatever is typed into them.

use chrono::NaiveDate;

use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::fact::task_force::TaskForceKind;
use crate::domain::case::fact::transfer::TransferKind;
use crate::domain::codes::{Class, Status};
use crate::domain::deadline::rule::RuleName;
use crate::domain::refusal::{Reason, Refusal};

impl Case {
    /// Gives every step that `who` may be offered on `today`, those that are possible first, the
    /// others with what stands against them. The steps of a work order are those of orders alone.
    pub fn offers(&self, who: &str, today: NaiveDate) -> Vec<(StepKind, Option<Refusal>)> {
        let is_order = self.order_at().is_some();
        let mut offers: Vec<(StepKind, Option<Refusal>)> = StepKind::all()
            .filter(|kind| is_order || !matches!(kind, StepKind::Order(_)))
            .map(|kind| (kind, self.may_by(kind, who, today).err()))
            .collect();
        offers.sort_by_key(|(_, refusal)| refusal.is_some());
        offers
    }

    /// Tells whether a step of `kind` is possible on `today`; a declined matter still owes its
    /// written notice (条例 23 ¶2).
    ///
    /// # Errors
    /// The refusal names the rule that stands against it.
    pub fn may(&self, kind: StepKind, today: NaiveDate) -> Result<(), Refusal> {
        self.may_beside_merge(kind)?;
        match kind {
            // What a dispute is about may become known when it is over.
            StepKind::Note | StepKind::Number | StepKind::Dispute => return Ok(()),
            StepKind::StrikeOff => {
                return self
                    .may_strike_off_appealed(today)
                    .or_else(|| self.may_end_before_decision())
                    .unwrap_or_else(|| self.may_strike_off());
            }
            // A visitor is told of his roads also when the matter is over.
            StepKind::Divert => return self.may_divert(),
            StepKind::Withdraw => return self.may_withdraw(),
            StepKind::Closing(kind) => return self.may_close(kind),
            StepKind::Appeal(kind) => return self.may_appeal(kind),
            StepKind::Mediation(kind) => return self.may_mediate(kind),
            StepKind::LegalAid(kind) => return self.may_aid(kind),
            StepKind::TaskForce(TaskForceKind::End) => {
                return self.may_join_forces(TaskForceKind::End);
            }
            StepKind::Order(kind) => return self.may_order(kind),
            StepKind::Checklist(kind) => return self.may_list(kind),
            StepKind::Classify
            | StepKind::Accept
            | StepKind::Decline
            | StepKind::Guide
            | StepKind::Notify
            | StepKind::Assign
            | StepKind::Extend
            | StepKind::Decide
            | StepKind::Deliver
            | StepKind::Agree
            | StepKind::Track
            | StepKind::TaskForce(_)
            | StepKind::Transfer(_)
            | StepKind::FastLane(_)
            | StepKind::Key(_) => {}
        }
        let owes_notice = kind == StepKind::Notify && self.status == Status::Declined;
        if !self.status.is_open() && !owes_notice {
            return Err(Refusal::new(Reason::Closed));
        }
        self.unsettled(kind)?;
        match kind {
            StepKind::Accept | StepKind::Decline => self.may_accept(),
            StepKind::Notify => self.may_notify(),
            StepKind::Guide => match self.matter.class {
                Class::Unclassed => Err(Refusal::new(Reason::ClassFirst)),
                Class::Accusation => Err(Refusal::new(Reason::AccusationsGoTheirOwnWay)),
                Class::Claim | Class::Suggestion | Class::Litigation => self.undecided(),
            },
            StepKind::Extend => self.may_extend(),
            StepKind::Decide => {
                // It may have been classed anew after it was accepted (条例 20 ¶2, 30).
                match self.matter.class {
                    Class::Accusation => {
                        return Err(Refusal::new(Reason::AccusationsGoTheirOwnWay));
                    }
                    Class::Litigation => return Err(Refusal::new(Reason::LitigationGoesToLaw)),
                    Class::Claim | Class::Suggestion | Class::Unclassed => {}
                }
                self.accepted()?;
                self.undecided()
            }
            StepKind::Deliver => match (&self.decision, &self.delivered) {
                (None, _) => Err(Refusal::new(Reason::NotDecided)),
                (Some(_), Some(_)) => Err(Refusal::new(Reason::AlreadyNotified)),
                (Some(_), None) => Ok(()),
            },
            // 条例 30, 33: what may be agreed upon is what may be mediated.
            StepKind::Agree => self.is_mediable(),
            StepKind::TaskForce(kind) => self.may_join_forces(kind),
            StepKind::Transfer(kind) => self.may_transfer(kind),
            StepKind::FastLane(kind) => self.may_fast_lane(kind),
            StepKind::Key(kind) => self.may_key(kind, today),
            StepKind::Classify
            | StepKind::Assign
            | StepKind::Track
            | StepKind::Withdraw
            | StepKind::Note
            | StepKind::Number
            | StepKind::Dispute
            | StepKind::StrikeOff
            | StepKind::Divert
            | StepKind::Closing(_)
            | StepKind::Appeal(_)
            | StepKind::Mediation(_)
            | StepKind::LegalAid(_)
            | StepKind::Checklist(_)
            | StepKind::Order(_) => Ok(()),
        }
    }

    /// An agreement ends the matter, and so does an answer that was delivered: no road is opened
    /// behind them (鲁信访 46 (一)).
    fn unsettled(&self, kind: StepKind) -> Result<(), Refusal> {
        let opens = matches!(
            kind,
            StepKind::Accept
                | StepKind::Decline
                | StepKind::Guide
                | StepKind::Extend
                | StepKind::Decide
        );
        let passes_on = matches!(
            kind,
            StepKind::Agree | StepKind::Transfer(TransferKind::Forward | TransferKind::Simple)
        );
        match self.status {
            Status::Agreed if opens || passes_on => Err(Refusal::new(Reason::EndedByAgreement)),
            Status::Delivered | Status::InReview | Status::InRecheck if opens => {
                Err(Refusal::new(Reason::AlreadyDecided))
            }
            _ => Ok(()),
        }
    }

    fn may_accept(&self) -> Result<(), Refusal> {
        if self.accepted_on.is_some() {
            return Err(Refusal::new(Reason::AlreadyAccepted));
        }
        match self.matter.class {
            Class::Unclassed => Err(Refusal::new(Reason::ClassFirst)),
            Class::Accusation => Err(Refusal::new(Reason::AccusationsGoTheirOwnWay)),
            Class::Litigation => Err(Refusal::new(Reason::LitigationGoesToLaw)),
            Class::Claim | Class::Suggestion => Ok(()),
        }
    }

    pub(in crate::domain::case) fn may_notify(&self) -> Result<(), Refusal> {
        match self.matter.class {
            Class::Accusation => Err(Refusal::new(Reason::AccusationsGoTheirOwnWay)),
            Class::Litigation => Err(Refusal::new(Reason::LitigationGoesToLaw)),
            _ if self.notice.is_some() && !self.owes_absorbed_notice() => {
                Err(Refusal::new(Reason::AlreadyNotified))
            }
            Class::Claim | Class::Suggestion | Class::Unclassed => Ok(()),
        }
    }

    /// What was approved in time may be written down later (条例 34): the day of approval is checked
    /// with the step.
    fn may_extend(&self) -> Result<(), Refusal> {
        if self.matter.class != Class::Claim {
            return Err(Refusal::new(Reason::NoSuchClock));
        }
        self.accepted()?;
        self.undecided()?;
        if self.extension.is_some() {
            return Err(Refusal::new(Reason::AlreadyExtended));
        }
        Ok(())
    }

    fn accepted(&self) -> Result<(), Refusal> {
        self.accepted_on
            .map(|_| ())
            .ok_or(Refusal::new(Reason::NotAccepted))
    }

    fn undecided(&self) -> Result<(), Refusal> {
        if self.decision.is_some() {
            return Err(Refusal::new(Reason::AlreadyDecided));
        }
        Ok(())
    }

    /// Gives the raw last day of the 60, where they run.
    pub fn sixtieth_day(&self) -> Option<NaiveDate> {
        self.accepted_on
            .and_then(|day| RuleName::Decide.raw_last_day(day))
    }
}
