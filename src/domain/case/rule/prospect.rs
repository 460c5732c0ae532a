//! 何时可以销号: what is to be done so that a matter can be struck off, and the earliest day on which
//! that will be, with what it is computed from. The rules themselves stand where striking off is decided.

use chrono::NaiveDate;

use crate::domain::case::fact::appeal::AppealKind;
use crate::domain::case::fact::closing::ClosingKind;
use crate::domain::case::fact::mediation::step::MediationKind;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::fact::transfer::TransferKind;
use crate::domain::case::rule::appeal::last_day_of_recheck;
use crate::domain::codes::Class;
use crate::domain::refusal::Reason;

codes! {
    /// What the earliest day is computed from.
    Ground {
        /// 复查意见 was delivered: recheck may be asked for 30 days (条例 36)
        Recheck = "recheck",
        /// 复查意见 is still to be delivered: the same 30 days, were it delivered today
        Review = "review",
        /// The last part of the performance is due then (调解法 31)
        Instalment = "instalment",
        /// The desk asks then what came of the guidance (条例 31)
        Guidance = "guidance",
    }
}

/// The earliest day on which a matter can be struck off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earliest {
    /// The day.
    pub day: NaiveDate,
    /// What it is computed from.
    pub ground: Ground,
    /// The day from which it is counted.
    pub from: NaiveDate,
}

/// What leads to striking off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospect {
    /// The steps that may be taken now, the usual first.
    pub steps: Vec<StepKind>,
    /// The earliest day, where one must be waited for.
    pub earliest: Option<Earliest>,
    /// Whether the person may end it before that by a written withdrawal, of his own will.
    pub by_withdrawal: bool,
}

impl Case {
    /// Gives what leads to striking the matter off; `None` where that is possible for `who`, or where
    /// no step of its own leads there: it is over, or part of another.
    pub fn prospect(&self, who: &str, today: NaiveDate) -> Option<Prospect> {
        let reason = self.may_by(StepKind::StrikeOff, who, today).err()?.reason;
        let withdraw = [StepKind::Withdraw, StepKind::Closing(ClosingKind::CallBack)];
        let road: Vec<StepKind> = match reason {
            Reason::NothingToStrikeOff => [
                StepKind::Classify,
                StepKind::Closing(ClosingKind::OnTheSpot),
                StepKind::Transfer(TransferKind::Forward),
                StepKind::Guide,
                StepKind::Accept,
                StepKind::Transfer(TransferKind::AnswerSuggestion),
                StepKind::Decide,
                StepKind::Mediation(MediationKind::Consent),
            ]
            .into_iter()
            .filter(|kind| self.leads_on(*kind))
            .collect(),
            Reason::NotDelivered => vec![StepKind::Deliver],
            Reason::NoticeOwed => vec![StepKind::Notify],
            Reason::WithdrawalNotWritten | Reason::NotCalledBack => withdraw.into(),
            Reason::NotCarriedOut => vec![StepKind::Appeal(AppealKind::CarryOut)],
            Reason::ReviewNotAnswered => {
                vec![
                    StepKind::Appeal(AppealKind::AnswerReview),
                    StepKind::Withdraw,
                ]
            }
            Reason::RecheckOpen(_) => vec![StepKind::Withdraw],
            Reason::RecheckNotAnswered => vec![StepKind::Appeal(AppealKind::AnswerRecheck)],
            Reason::AgreementOpen(_) => vec![StepKind::Mediation(MediationKind::Performed)],
            Reason::AgreementBroken => vec![
                StepKind::Mediation(MediationKind::Performed),
                StepKind::Closing(ClosingKind::Reopen),
            ],
            Reason::GuidanceOpen => vec![StepKind::Transfer(TransferKind::GuidanceEnded)],
            _ => return None,
        };
        let may = |kind: &StepKind| self.may(*kind, today).is_ok();
        let steps: Vec<StepKind> = road.into_iter().filter(may).collect();
        let by_withdrawal = matches!(reason, Reason::ReviewNotAnswered | Reason::RecheckOpen(_))
            && steps.contains(&StepKind::Withdraw);
        Some(Prospect {
            steps,
            earliest: self.earliest(&reason, today),
            by_withdrawal,
        })
    }

    /// Tells whether a step is of the matter's own road: a suggestion is answered, not decided.
    fn leads_on(&self, kind: StepKind) -> bool {
        match kind {
            StepKind::Classify => self.matter.class == Class::Unclassed,
            StepKind::Transfer(TransferKind::Forward) => self.matter.class == Class::Accusation,
            StepKind::Guide => self.matter.class == Class::Litigation,
            StepKind::Decide => self.matter.class != Class::Suggestion,
            _ => true,
        }
    }

    fn earliest(&self, reason: &Reason, today: NaiveDate) -> Option<Earliest> {
        let behind = |last: NaiveDate, ground, from| {
            let day = last.succ_opt()?;
            Some(Earliest { day, ground, from })
        };
        match reason {
            Reason::RecheckOpen(last) => {
                let answer = self.appeal.review.as_ref()?.answer.as_ref()?;
                behind(*last, Ground::Recheck, answer.delivered_on?)
            }
            Reason::ReviewNotAnswered => behind(last_day_of_recheck(today), Ground::Review, today),
            Reason::AgreementOpen(_) => {
                let current = self.mediation.current()?;
                let open = current.instalments.iter().filter(|part| !part.is_kept());
                let last = open.map(|part| part.promise.due).max()?;
                Some(Earliest {
                    day: last.max(today),
                    ground: Ground::Instalment,
                    from: last,
                })
            }
            Reason::GuidanceOpen => {
                let ask_on = self.transfer.ask_on()?;
                Some(Earliest {
                    day: ask_on.max(today),
                    ground: Ground::Guidance,
                    from: ask_on,
                })
            }
            _ => None,
        }
    }
}
