//! The law's and the desk's "no", as data: what was refused, by which rule, and what is possible
//! instead. Words in both languages come from `words/`.

use chrono::NaiveDate;

use super::calendar::ListError;
use super::moment::Moment;

mod article;
mod code;

/// Why something could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The rule that stands against it.
    pub reason: Reason,
    /// The field that it is about, where one is.
    pub field: Option<&'static str>,
}

impl Refusal {
    /// Refuses for `reason`, about no field in particular.
    pub const fn new(reason: Reason) -> Self {
        Self {
            reason,
            field: None,
        }
    }

    /// Refuses for `reason`, about `field`.
    pub const fn about(field: &'static str, reason: Reason) -> Self {
        Self {
            reason,
            field: Some(field),
        }
    }
}

/// The rules that can stand against something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The field is needed and is empty.
    Missing,
    /// The text is no date.
    NotADate,
    /// The text is no number in the range.
    NotANumber,
    /// The text is none of the choices.
    NotAChoice,
    /// Nothing would change.
    NothingChanged,
    /// The passphrase has too few characters.
    PassphraseShort,
    /// PIN: digits, and enough of them.
    PinShort,
    /// The operator works here no longer, or the token was taken back.
    OperatorLeft,
    /// A script's token lets nobody in.
    TokenAdministrator,
    /// The first operator lets the others in.
    FirstAdministrator,
    /// Somebody must be able to let others in.
    LastAdministrator,
    /// Whoever does this has not signed in.
    NotSignedIn,
    /// The role has not the right.
    RoleMayNot,
    /// The value is no longer what the screen showed.
    ChangedMeanwhile,
    /// The person or thing is already known.
    AlreadyKnown,
    /// There is no such thing in the store.
    NotFound,
    /// The day lies in the future.
    InTheFuture,
    /// The time lies ahead of now.
    AheadOfNow,
    /// The day lies before the one that it must follow.
    Before(NaiveDate),
    /// The time lies before the step that it must follow.
    BeforeTime(Moment),
    /// 条例 28–31: the matter must be classed first.
    ClassFirst,
    /// 条例 30: an accusation goes its own way; there is no ordinary acceptance or notice.
    AccusationsGoTheirOwnWay,
    /// 条例 20 ¶2: litigation leaves the petition road.
    LitigationGoesToLaw,
    /// The matter was accepted already.
    AlreadyAccepted,
    /// 条例 34: the matter must be accepted first.
    NotAccepted,
    /// The notice was given already.
    AlreadyNotified,
    /// 条例 34: extended once already.
    AlreadyExtended,
    /// 条例 34: at most 30 days.
    TooLong,
    /// 条例 34: an extension is approved before the 60 days are over.
    ExtensionTooLate(NaiveDate),
    /// Only a claim of the general kind carries the 60 days (条例 31 (六), 34).
    NoSuchClock,
    /// A decision stands already.
    AlreadyDecided,
    /// There is no decision to deliver.
    NotDecided,
    /// The matter is closed.
    Closed,
    /// Striking off needs an answer delivered, an agreement, a withdrawal or guidance.
    NothingToStrikeOff,
    /// 条例 28 ¶3: who has an interest steps aside.
    MustStepAside,
    /// 条例 30 ¶3, 46 (五): an accusation stays with named staff.
    NotForThisViewer,
    /// The list of holidays cannot be an official one.
    CalendarList(ListError),
    /// Nobody may extend the clock.
    NotExtendable,
    /// The clock may be extended by at least one and at most so many of its units.
    ExtensionTooLong {
        /// The most.
        most: u16,
    },
    /// No node of the grid has this code.
    GridUnknown,
    /// The code stands already, or none is free.
    GridCode,
    /// A node stands exactly one level below its parent, and the town alone has none.
    GridLevel,
    /// Another node bears the name.
    GridName,
    /// The node has no such worker, or has as many as it can.
    GridWorker,
    /// A node with others below it stays, and so does the town.
    GridNotEmpty,
    /// A thing is not merged with itself.
    MergeWithItself,
    /// The other is part of this one already: the merge would go round.
    OppositeMerge,
    /// One of both is part of another already; it is split from that first.
    AlreadyMerged,
    /// It is part of nothing.
    NotMerged,
    /// What is part of another takes no step but notes and the split.
    MergedTakesNoStep,
    /// What others are part of does not act in their name; they are split off first.
    SplitFirst,
    /// 条例 30 ¶3: an accusation is not merged with what others may read.
    AccusationStaysApart,
    /// A merge is written in both histories at once.
    MergeTakesBoth,
    /// 销号: an oral withdrawal is first given in writing.
    WithdrawalNotWritten,
    /// 销号: a withdrawal is first called back and confirmed.
    NotCalledBack,
    /// 销号: the written notice is still owed.
    NoticeOwed,
    /// 销号: the decision is first delivered.
    NotDelivered,
    /// 销号: the review is first answered.
    ReviewRuns,
    /// No withdrawal stands.
    NotWithdrawn,
    /// The matter is open.
    NotClosed,
    /// 回访: neither the handler nor who wrote the withdrawal down calls back.
    NotIndependent,
    /// 延期: nobody approves his own delay.
    ApprovesHimself,
    /// 销号: a part of the agreement is still to be performed on that day.
    AgreementOpen(NaiveDate),
    /// 销号: a part of the agreement was not performed.
    AgreementBroken,
    /// 满意度: the handler does not ask after his own work.
    AskedByHandler,
    /// 满意度: there is no answer yet.
    NotYetAnswered,
    /// 条例 22, 23: what was registered stays registered.
    RegistrationStays,
    /// A withdrawn step is taken again, the withdrawal itself stays.
    UndoStands,
    /// The step was withdrawn already.
    AlreadyUndone,
    /// A later step would not be lawful without this one.
    RestsOn {
        /// Its place in the history
        entry: u32,
        /// The code of the step
        step: &'static str,
    },
    /// 调解法 17: both sides consent before anything is mediated or extended.
    ConsentNeeded,
    /// 调解法 17: a side clearly refuses.
    SideRefuses,
    /// The matter was not handed over to mediators.
    NotInMediation,
    /// The mediation has ended, or settled the whole.
    MediationOver,
    /// No agreement was reached.
    NothingAgreed,
    /// 调解法 29: a part that the agreement must have is missing.
    AgreementIncomplete,
    /// 调解法 28: the mediator notes an oral agreement.
    OralNotNoted,
    /// 调解法 29, 33: not everybody signed, or the seal is missing.
    NotInForce,
    /// 调解法 33: both sides ask the court together.
    NotJointly,
    /// No court was asked, or it has answered.
    NotAskedOfCourt,
    /// 调解法 33: 30 days from coming into force are over.
    ConfirmationTooLate(NaiveDate),
    /// 调解法 26: the sides are told of the other roads.
    RoadsNotExplained,
    /// There is no such part of the performance.
    NoSuchInstalment,
    /// 分期履行: the row of the table does not read.
    RowUnread(u32),
    /// Joint reception needs at least two units at the table.
    OneUnitAlone,
    /// 条例 30 ¶3: an accusation is not heard where the one complained of sits.
    AtTheTable,
    /// A unit has spoken on the case already.
    HeardAlready,
    /// A task force is for hard cases: triage comes first.
    NotHard,
    /// A task force is at work already.
    TaskForceStands,
    /// No task force is at work.
    NoTaskForce,
    /// 条例 30 ¶3: who works on an accusation was named for it first.
    NotNamed,
    /// What was printed was given away; its entry stays, so that the next print is a copy.
    PrintStands,
    /// 交办: nobody holds the matter yet.
    NotAssigned,
    /// 条例 23 ¶3: 异议 is for what another organ handed over.
    NotTransferred,
    /// 条例 23 ¶3: An objection was made already.
    AlreadyObjected,
    /// 条例 23 ¶3: There is no objection to answer.
    NoObjection,
    /// 条例 23 ¶3: 异议 is made within five working days.
    ObjectionTooLate(NaiveDate),
    /// 条例 30: The organisation office is told about accusations alone.
    NotAnAccusation,
    /// 条例 29: Adopting is for suggestions alone.
    NotASuggestion,
    /// 条例 31 (一)–(五): No guidance waits for its outcome.
    NotGuided,
    /// 条例 31 (一)–(五): Nobody knows yet what came of the guidance.
    GuidanceOpen,
    /// 简易办理办法: 简易办理 is for first-time matters.
    SimpleRepeat,
    /// 简易办理办法: 简易办理 is not for what was assigned from above.
    SimpleFromAbove,
    /// 简易办理办法: 简易办理 is not for what has a legal procedure of its own.
    SimpleOtherRoad,
    /// 简易办理办法: 简易办理 is not for hard or joint matters.
    SimpleHard,
    /// 条例 25: Only an urgent or grave matter is reported.
    NotGrave,
    /// 条例 20 ¶3: One person needs no representatives.
    NoGroup,
    /// 条例 20 ¶3: At most five representatives.
    TooManyRepresentatives,
    /// 条例 30 ¶3: An accusation needs somebody who may see it.
    LastNamed,
    /// The day lies after the one that it must precede.
    After(NaiveDate),
    /// 条例 30 ¶3: an accusation that still names somebody stays one.
    StillAccuses,
    /// 条例 23, 34: a clock that was once started is not put off by withdrawing the step.
    ClockStarted(NaiveDate),
    /// The text is no day with a time.
    NotAMoment,
    /// The matter is not on the fast lane.
    NotOnFastLane,
    /// The company must be told before it can be on site.
    CompanyNotInformed,
    /// It was written down already.
    AlreadyNoted,
    /// 条例 32: request, facts and reasons, opinion or legal basis is missing in a decision.
    DecisionPart,
    /// 条例 31 (六): a hearing is for grave, complex and difficult claims.
    NoHearing,
    /// Nothing was supported that could be carried out.
    NothingToCarryOut,
    /// 条例 32: what was supported is carried out first.
    NotCarriedOut,
    /// 条例 35, 36: no period of the person runs before the answer reached him.
    AnswerNotDelivered,
    /// 条例 35: review is asked within 30 days.
    ReviewTooLate(NaiveDate),
    /// 条例 36: recheck is asked within 30 days.
    RecheckTooLate(NaiveDate),
    /// The period still runs: it is asked for, not late.
    StillInTime(NaiveDate),
    /// Review or recheck was asked already.
    AlreadyAppealed,
    /// Neither was asked.
    NotAppealed,
    /// 条例 36: recheck follows review.
    ReviewFirst,
    /// 条例 35: review is not answered yet.
    ReviewNotAnswered,
    /// 条例 36: recheck may still be asked.
    RecheckOpen(NaiveDate),
    /// 条例 36: recheck is not answered yet.
    RecheckNotAnswered,
    /// 条例 36 ¶3: the matter is final.
    NoLongerAccepted,
    /// 条例 36 ¶3: new facts or reasons make a new matter.
    NewMatter,
    /// 鲁信访 46 (一): an agreement ended the matter.
    EndedByAgreement,
    /// 销号: a case is struck off by its own step, not on the ledger.
    StruckOffByItsOwnStep,
    /// It is a key case already.
    KeyStands,
    /// It is no key case now.
    NotKey,
    /// A key case is one until a day that is not too far.
    KeyTooLong(NaiveDate),
    /// The meeting has not begun.
    MeetingAhead(NaiveDate),
    /// A matter was judged or given to somebody in a meeting.
    JudgedAlready,
    /// 条例 30 ¶3: a task on an accusation is for those who were named before.
    TaskNotNamed,
    /// Nobody hands over to himself.
    ToOneself,
    /// The hand-over was taken over already.
    TakenOver,
    /// The matter did not come by 12345.
    NotAnOrder,
    /// The order has left the town: returned, or closed with the city office's consent.
    OrderOver,
    /// The order is answered.
    OrderAnswered,
    /// The order is not answered yet.
    OrderNotAnswered,
    /// The city office was asked nothing that it could answer.
    NothingAsked,
    /// The city office was asked already.
    AlreadyAsked,
    /// 潍12345 22: an assigned order cannot be returned.
    OrderAssigned,
    /// 山东省政务服务热线管理办法: an order is returned within two working days.
    ReturnTooLate(NaiveDate),
    /// 山东省政务服务热线管理办法: an order is extended once.
    OrderExtendedOnce,
    /// 山东省政务服务热线管理办法: an order is extended by so many working days at the most.
    OrderExtensionTooLong,
    /// 山东省政务服务热线管理办法: an order is extended before its own days are over.
    OrderExtensionTooLate(NaiveDate),
    /// 潍12345 20: what cannot be solved is explained, with a plan.
    PlanMissing,
    /// Nothing was found wrong with the answer.
    NothingToRedo,
    /// 潍12345 19: the caller is first told of the petition's number and due date.
    CallerNotInformed,
    /// 潍12345 19: the case is no open petition of this caller.
    NotItsPetition,
    /// No call-back is owed.
    NoCallBack,
    /// A call-back needs somebody to call.
    NobodyToCall,
    /// 治未病: the round has not begun.
    RoundNotBegun,
    /// 治未病: the node reported already in this round.
    AlreadyReported,
    /// 苗头: it is settled.
    SignOver,
    /// 苗头: it became a case.
    SignIsACase,
    /// 条例 22, 23, 30: what complains of somebody is registered, not settled below.
    AccusationIsRegistered,
    /// 法治教育: the place, or the training, is for another level.
    NotOfThisLevel,
    /// 法援法 43: an application runs already.
    AidPending,
    /// No legal aid was asked for yet.
    AidNotAsked,
    /// 法援法 43: the application was decided on already.
    AidDecided,
    /// 法援法 43: only who was refused is told of the reasons and of the right to object.
    AidNotRefused,
    /// 法援法 43: a lawyer is named after aid was granted.
    AidNotGranted,
    /// 法援法 42 (三): the check is waived for a migrant worker's pay and work injury alone.
    AidGround,
    /// 法援法 44: help comes first with fewer than seven days to a limit.
    AidNotUrgent,
    /// 利益冲突: the lawyer met the other side.
    LawyerConflict,
    /// The field of law does not stand on the town's list.
    NoSuchField,
    /// Only who came without an appointment waits in the queue.
    NotWaiting,
    /// 条例 30 ¶3: nobody is whistled about an accusation.
    WhistleOnAccusation,
    /// 条例 28 ¶3: whom the case complains of is not whistled about it.
    WhistleToAccused,
    /// 镇吹哨: the head of the town approves.
    WhistleNotApproved,
    /// An early sign goes from a node to one above it.
    WhistleUpwards,
    /// The whistle is not answered yet.
    WhistleUnanswered,
    /// The whistle is closed or withdrawn.
    WhistleOver,
}

impl Reason {
    /// Gives the entry or row that the sentence names, with the code of its step, where it names one.
    pub const fn entry(&self) -> Option<(u32, &'static str)> {
        match self {
            Self::RestsOn { entry, step } => Some((*entry, step)),
            Self::RowUnread(row) => Some((*row, "")),
            _ => None,
        }
    }

    /// Gives the time that the sentence names, where it names one.
    pub const fn moment(&self) -> Option<Moment> {
        match self {
            Self::BeforeTime(moment) => Some(*moment),
            _ => None,
        }
    }

    /// Gives the day that the sentence names, where it names one.
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Before(day)
            | Self::ExtensionTooLate(day)
            | Self::ObjectionTooLate(day)
            | Self::After(day)
            | Self::ClockStarted(day)
            | Self::ConfirmationTooLate(day)
            | Self::ReviewTooLate(day)
            | Self::RecheckTooLate(day)
            | Self::StillInTime(day)
            | Self::RecheckOpen(day)
            | Self::KeyTooLong(day)
            | Self::AgreementOpen(day)
            | Self::MeetingAhead(day) => Some(*day),
            Self::ReturnTooLate(day) | Self::OrderExtensionTooLate(day) => Some(*day),
            _ => None,
        }
    }
}
