//! 来电: a call as it was taken down, what came of it, and what was done to it.

use super::super::moment::Moment;
use super::super::number::CaseNumber;
use super::super::person::id::PersonId;

/// Who called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caller {
    /// 来电号码, as it is stored and searched; empty where it was not shown.
    pub number: String,
    /// 姓名; empty where he gave none.
    pub name: String,
    /// The known person that was taken over.
    pub person: Option<PersonId>,
    /// 村居.
    pub village: String,
}

/// 处理结果: what came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallOutcome {
    /// 当场答复
    Answered,
    /// 约定回电
    CallBack {
        /// Until when
        by: Moment,
        /// What for
        what: String,
    },
    /// 转为信访事项; `None` until it is registered
    Case(Option<CaseNumber>),
    /// 转交
    PassedOn {
        /// To whom
        to: String,
    },
}

codes! {
    /// 处理结果, as it is chosen.
    OutcomeKind {
        /// 当场答复
        Answered = "answered",
        /// 约定回电
        CallBack = "call_back",
        /// 转为信访事项
        Case = "case",
        /// 转交
        PassedOn = "passed_on",
    }
}

/// A call as it was taken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallCard {
    /// Who called.
    pub caller: Caller,
    /// When the pad was opened.
    pub started_at: Moment,
    /// When it was over.
    pub ended_at: Moment,
    /// 记录.
    pub note: String,
    /// What came of it.
    pub outcome: CallOutcome,
}

/// 回电: a call back that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// When.
    pub at: Moment,
    /// Whether the person was reached.
    pub reached: bool,
    /// What came of it.
    pub statement: String,
}

/// 来电: a call as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// As it was taken down, with what was corrected and noted later.
    pub card: CallCard,
    /// The call-backs that were tried.
    pub tries: Vec<Try>,
    /// How the call-back ended; `None` while it is owed.
    pub done: Option<String>,
}

/// What was done to a call; its state follows from these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallFact {
    /// It was taken down.
    Opened(Box<CallCard>),
    /// More was noted.
    Noted(String),
    /// What comes of it from now on.
    Ended(CallOutcome),
    /// 回电: it was tried. Whoever was reached has been called back.
    CallBackTried {
        /// When
        at: Moment,
        /// Whether the person was reached
        reached: bool,
        /// What came of it
        statement: String,
        /// Until when it is tried again; `None` leaves it at what was promised
        again: Option<Moment>,
    },
    /// The call-back is no longer owed.
    Done(String),
    /// Who called and what was noted, as they read from now on.
    Corrected {
        /// Who called
        caller: Box<Caller>,
        /// 记录
        note: String,
    },
    /// 登记: it became a case, or was joined to one.
    Registered(CaseNumber),
}

impl CallOutcome {
    /// Gives which of the choices it is.
    pub const fn kind(&self) -> OutcomeKind {
        match self {
            Self::Answered => OutcomeKind::Answered,
            Self::CallBack { .. } => OutcomeKind::CallBack,
            Self::Case(_) => OutcomeKind::Case,
            Self::PassedOn { .. } => OutcomeKind::PassedOn,
        }
    }
}

impl Call {
    /// Gives until when a call-back is owed.
    pub fn call_back_due(&self) -> Option<Moment> {
        match &self.card.outcome {
            CallOutcome::CallBack { by, .. } if self.done.is_none() => Some(*by),
            CallOutcome::CallBack { .. }
            | CallOutcome::Answered
            | CallOutcome::Case(_)
            | CallOutcome::PassedOn { .. } => None,
        }
    }

    /// Gives the case that it became or was about.
    pub const fn case(&self) -> Option<CaseNumber> {
        match self.card.outcome {
            CallOutcome::Case(case) => case,
            CallOutcome::Answered | CallOutcome::CallBack { .. } | CallOutcome::PassedOn { .. } => {
                None
            }
        }
    }

    /// Tells whether it is to become a case and is not registered yet.
    pub const fn awaits_case(&self) -> bool {
        matches!(self.card.outcome, CallOutcome::Case(None))
    }

    /// Tells whether something is still to be done.
    pub fn is_open(&self) -> bool {
        self.call_back_due().is_some() || self.awaits_case()
    }

    /// Gives how long it took, in seconds.
    pub fn seconds(&self) -> u64 {
        let took = self.card.ended_at.unix() - self.card.started_at.unix();
        u64::try_from(took).unwrap_or(0)
    }
}
