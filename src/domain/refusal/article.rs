//! The article that stands behind each reason, where the law forbids.

use super::Reason;

impl Reason {
    /// Gives the article that it rests on, where one does.
    pub const fn article(&self) -> Option<&'static str> {
        match self {
            Self::ClassFirst => Some("条例 28–31"),
            Self::AccusationsGoTheirOwnWay => Some("条例 30"),
            Self::LitigationGoesToLaw => Some("条例 20 ¶2"),
            Self::NotAccepted
            | Self::AlreadyExtended
            | Self::TooLong
            | Self::ExtensionTooLate(_)
            | Self::ApprovesHimself => Some("条例 34"),
            Self::AgreementOpen(_) | Self::AgreementBroken => Some("调解法 31"),
            Self::NoSuchClock => Some("条例 31 (六), 34"),
            Self::MustStepAside => Some("条例 28 ¶3"),
            Self::NotForThisViewer => Some("条例 30 ¶3, 46 (五)"),
            Self::AccusationStaysApart => Some("条例 30 ¶3"),
            Self::NoticeOwed => Some("条例 23"),
            Self::RegistrationStays => Some("条例 22, 23"),
            Self::ConsentNeeded | Self::SideRefuses => Some("调解法 17"),
            Self::MediationOver => Some("调解法 26, 31"),
            Self::AgreementIncomplete => Some("调解法 29"),
            Self::OralNotNoted => Some("调解法 28"),
            Self::NotInForce => Some("调解法 29, 33"),
            Self::NotJointly | Self::ConfirmationTooLate(_) => Some("调解法 33"),
            Self::RoadsNotExplained => Some("调解法 26"),
            Self::AtTheTable | Self::NotNamed | Self::TaskNotNamed => Some("条例 30 ¶3"),
            Self::NotTransferred
            | Self::AlreadyObjected
            | Self::NoObjection
            | Self::ObjectionTooLate(_) => Some("条例 23 ¶3"),
            Self::NotAnAccusation => Some("条例 30"),
            Self::NotASuggestion => Some("条例 29"),
            Self::NotGuided | Self::GuidanceOpen => Some("条例 31 (一)–(五)"),
            Self::SimpleRepeat
            | Self::SimpleFromAbove
            | Self::SimpleOtherRoad
            | Self::SimpleHard => Some("简易办理办法"),
            Self::NotGrave => Some("条例 25"),
            Self::NoGroup | Self::TooManyRepresentatives => Some("条例 20 ¶3"),
            Self::LastNamed | Self::StillAccuses => Some("条例 30 ¶3"),
            Self::ClockStarted(_) => Some("条例 23, 34"),
            Self::DecisionPart | Self::NothingToCarryOut | Self::NotCarriedOut => Some("条例 32"),
            Self::NoHearing => Some("条例 31 (六)"),
            Self::AnswerNotDelivered => Some("条例 35, 36"),
            Self::ReviewTooLate(_) | Self::ReviewNotAnswered => Some("条例 35"),
            Self::RecheckTooLate(_)
            | Self::ReviewFirst
            | Self::RecheckOpen(_)
            | Self::RecheckNotAnswered => Some("条例 36"),
            Self::NoLongerAccepted | Self::NewMatter => Some("条例 36 ¶3"),
            Self::EndedByAgreement => Some("鲁信访 46 (一)"),
            Self::OrderAssigned => Some("潍12345 22"),
            Self::ReturnTooLate(_) => Some("山东省政务服务热线管理办法"),
            Self::OrderExtendedOnce => Some("山东省政务服务热线管理办法"),
            Self::OrderExtensionTooLong => Some("山东省政务服务热线管理办法"),
            Self::OrderExtensionTooLate(_) => Some("山东省政务服务热线管理办法"),
            Self::PlanMissing => Some("潍12345 20"),
            Self::CallerNotInformed => Some("潍12345 19"),
            Self::NotItsPetition => Some("潍12345 19"),
            Self::AccusationIsRegistered => Some("条例 22, 23, 30"),
            Self::AidPending | Self::AidDecided | Self::AidNotRefused | Self::AidNotGranted => {
                Some("法援法 43")
            }
            Self::AidGround => Some("法援法 42"),
            Self::AidNotUrgent => Some("法援法 44"),
            Self::WhistleOnAccusation => Some("条例 30 ¶3"),
            Self::WhistleToAccused => Some("条例 28 ¶3"),
            Self::Missing
            | Self::NotADate
            | Self::NotANumber
            | Self::NotAChoice
            | Self::NothingChanged
            | Self::PassphraseShort
            | Self::PinShort
            | Self::OperatorLeft
            | Self::TokenAdministrator
            | Self::FirstAdministrator
            | Self::LastAdministrator
            | Self::NotSignedIn
            | Self::RoleMayNot
            | Self::ChangedMeanwhile
            | Self::AlreadyKnown
            | Self::NotFound
            | Self::InTheFuture
            | Self::AheadOfNow
            | Self::Before(_)
            | Self::BeforeTime(_)
            | Self::AlreadyAccepted
            | Self::AlreadyNotified
            | Self::AlreadyDecided
            | Self::NotDecided
            | Self::Closed
            | Self::NothingToStrikeOff
            | Self::CalendarList(_)
            | Self::NotExtendable
            | Self::ExtensionTooLong { .. }
            | Self::GridUnknown
            | Self::GridCode
            | Self::GridLevel
            | Self::GridName
            | Self::GridWorker
            | Self::GridNotEmpty
            | Self::MergeWithItself
            | Self::OppositeMerge
            | Self::AlreadyMerged
            | Self::NotMerged
            | Self::MergedTakesNoStep
            | Self::SplitFirst
            | Self::MergeTakesBoth
            | Self::NotInMediation
            | Self::NothingAgreed
            | Self::NotAskedOfCourt
            | Self::NoSuchInstalment
            | Self::RowUnread(_)
            | Self::NotAssigned
            | Self::After(_)
            | Self::NotAMoment
            | Self::StillInTime(_)
            | Self::AlreadyAppealed
            | Self::NotAppealed
            | Self::WithdrawalNotWritten
            | Self::NotCalledBack
            | Self::NotDelivered
            | Self::ReviewRuns
            | Self::NotWithdrawn
            | Self::NotClosed
            | Self::NotIndependent
            | Self::AskedByHandler
            | Self::NotYetAnswered
            | Self::UndoStands
            | Self::AlreadyUndone
            | Self::RestsOn { .. }
            | Self::OneUnitAlone
            | Self::HeardAlready
            | Self::NotHard
            | Self::StruckOffByItsOwnStep
            | Self::TaskForceStands
            | Self::NoTaskForce
            | Self::PrintStands
            | Self::NotOnFastLane
            | Self::CompanyNotInformed
            | Self::AlreadyNoted
            | Self::KeyStands
            | Self::NotKey
            | Self::KeyTooLong(_)
            | Self::MeetingAhead(_)
            | Self::JudgedAlready
            | Self::ToOneself
            | Self::TakenOver
            | Self::NotAnOrder
            | Self::OrderOver
            | Self::OrderAnswered
            | Self::OrderNotAnswered
            | Self::NothingAsked
            | Self::AlreadyAsked
            | Self::NothingToRedo
            | Self::NoCallBack
            | Self::NobodyToCall
            | Self::RoundNotBegun
            | Self::AlreadyReported
            | Self::SignOver
            | Self::SignIsACase
            | Self::NotOfThisLevel
            | Self::AidNotAsked
            | Self::LawyerConflict
            | Self::NoSuchField
            | Self::NotWaiting
            | Self::WhistleNotApproved
            | Self::WhistleUpwards
            | Self::WhistleUnanswered
            | Self::WhistleOver => None,
        }
    }
}
