//! Under which kind the steps of each noun are offered, and which kinds are a noun's.

use super::StepKind;
use crate::domain::case::appeal::AppealStep;
use crate::domain::case::legal_aid::step::LegalAidStep;
use crate::domain::case::order::step::OrderStep;
use crate::domain::case::transfer::TransferStep;

impl TransferStep {
    /// Gives the kind under which the step is offered.
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Forward { .. } => StepKind::Forward,
            Self::ReportBack { .. } => StepKind::ReportBack,
            Self::Receive { .. } => StepKind::Receive,
            Self::Object { .. } => StepKind::Object,
            Self::ObjectionAnswered { .. } => StepKind::ObjectionAnswered,
            Self::Recuse { .. } => StepKind::Recuse,
            Self::ExcuseNotice { .. } => StepKind::ExcuseNotice,
            Self::TellOrganisation { .. } => StepKind::TellOrganisation,
            Self::AnswerSuggestion { .. } => StepKind::AnswerSuggestion,
            Self::Follow { .. } => StepKind::Follow,
            Self::GuidanceEnded { .. } => StepKind::GuidanceEnded,
            Self::Simple { .. } => StepKind::Simple,
            Self::ReportUrgent { .. } => StepKind::ReportUrgent,
            Self::Represent { .. } => StepKind::Represent,
        }
    }
}

impl OrderStep {
    /// Gives the kind under which the step is offered.
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Sign { .. } => StepKind::OrderSign,
            Self::Contact { .. } => StepKind::OrderContact,
            Self::AskReturn { .. } => StepKind::OrderReturn,
            Self::ReturnAnswered { .. } => StepKind::OrderReturnAnswered,
            Self::Extend { .. } => StepKind::OrderExtend,
            Self::Limit { .. } => StepKind::OrderLimit,
            Self::Answer { .. } => StepKind::OrderAnswer,
            Self::CallBack(_) => StepKind::OrderCallBack,
            Self::Redo { .. } => StepKind::OrderRedo,
            Self::Press { .. } => StepKind::OrderPress,
            Self::AskClose(_) => StepKind::OrderClose,
            Self::CloseAnswered { .. } => StepKind::OrderCloseAnswered,
        }
    }
}

impl LegalAidStep {
    /// Gives the kind under which the step is offered.
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Recommend(_) => StepKind::RecommendLawyer,
            Self::Ask(_) => StepKind::AidAsk,
            Self::Help(_) => StepKind::AidHelp,
            Self::Decide(_) => StepKind::AidDecide,
            Self::Tell { .. } => StepKind::AidTell,
            Self::Appoint(_) => StepKind::AidAppoint,
        }
    }
}

impl StepKind {
    /// Tells whether it is a step of 转送交办 and what goes with it.
    pub const fn is_of_transfer(self) -> bool {
        matches!(
            self,
            Self::Forward
                | Self::ReportBack
                | Self::Receive
                | Self::Object
                | Self::ObjectionAnswered
                | Self::Recuse
                | Self::ExcuseNotice
                | Self::TellOrganisation
                | Self::AnswerSuggestion
                | Self::Follow
                | Self::GuidanceEnded
                | Self::Simple
                | Self::ReportUrgent
                | Self::Represent
        )
    }

    /// Tells whether it is a step of a 12345 work order.
    pub const fn is_of_order(self) -> bool {
        matches!(
            self,
            Self::OrderSign
                | Self::OrderContact
                | Self::OrderReturn
                | Self::OrderReturnAnswered
                | Self::OrderExtend
                | Self::OrderLimit
                | Self::OrderAnswer
                | Self::OrderCallBack
                | Self::OrderRedo
                | Self::OrderPress
                | Self::OrderClose
                | Self::OrderCloseAnswered
        )
    }

    /// Tells whether it is a step of a mediation.
    pub const fn is_of_mediation(self) -> bool {
        matches!(
            self,
            Self::MediationConsent
                | Self::MediationRefer
                | Self::MediationSession
                | Self::MediationExtend
                | Self::MediationAgree
                | Self::MediationSign
                | Self::MediationInstalment
                | Self::MediationPerformed
                | Self::ConfirmationAsk
                | Self::ConfirmationAnswer
                | Self::MediationEnd
                | Self::MediationDanger
        )
    }

    /// Tells whether it is a step of legal aid.
    pub const fn is_of_legal_aid(self) -> bool {
        matches!(
            self,
            Self::RecommendLawyer
                | Self::AidAsk
                | Self::AidHelp
                | Self::AidDecide
                | Self::AidTell
                | Self::AidAppoint
        )
    }
}

impl AppealStep {
    /// Gives the kind under which the step is offered.
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Hear(_) => StepKind::Hear,
            Self::CarryOut(_) => StepKind::CarryOut,
            Self::Supervise(_) => StepKind::Supervise,
            Self::AskReview(_) => StepKind::AskReview,
            Self::AnswerReview(_) => StepKind::AnswerReview,
            Self::AskRecheck(_) => StepKind::AskRecheck,
            Self::HearRecheck(_) => StepKind::HearRecheck,
            Self::AnswerRecheck(_) => StepKind::AnswerRecheck,
            Self::LateRequest(_) => StepKind::LateRequest,
        }
    }
}
