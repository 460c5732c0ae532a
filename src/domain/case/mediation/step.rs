//! What is done in a mediation, and what is written down when it is.

use chrono::NaiveDate;

codes! {
    /// 调解意愿: what a side answered when it was asked for its consent (调解法 17).
    Consent {
        /// 同意
        Given = "given",
        /// 明确拒绝
        Refused = "refused",
        /// 还没有问到
        Unasked = "unasked",
    }
}

codes! {
    /// 协议形式 (调解法 28).
    AgreementForm {
        /// 书面: in force when all signed and the committee's seal is on it
        Written = "written",
        /// 口头: noted by the mediator, in force when agreed
        Oral = "oral",
    }
}

codes! {
    /// How much of the dispute an agreement settles.
    AgreementPart {
        /// 全部
        Whole = "whole",
        /// 部分: the rest stays in dispute
        Partial = "partial",
    }
}

codes! {
    /// What a court answered to a request for 司法确认.
    CourtRuling {
        /// 裁定有效
        Confirmed = "confirmed",
        /// 裁定驳回 or 不予受理
        Rejected = "rejected",
    }
}

/// One thing done in a mediation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediationStep {
    /// 征求意愿: both sides were asked.
    Consent(Consents),
    /// 访调对接: the matter went to mediators.
    Refer(Referral),
    /// A session was held.
    Session(Session),
    /// Both sides gave it more days.
    Extend(MoreDays),
    /// An agreement was reached.
    Agree(Box<Accord>),
    /// The written agreement was signed and sealed.
    Sign(Signing),
    /// A part of the performance with its day.
    Instalment(Promise),
    /// What became of one part.
    Performed(Performance),
    /// 司法确认 was asked for.
    AskCourt(CourtRequest),
    /// The court answered.
    Court(CourtAnswer),
    /// It ended without an agreement on the whole.
    End(Ending),
    /// A danger was reported to the police (调解法 25).
    Danger(Danger),
}

/// Who the other side is, and what each side answered on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consents {
    /// 对方当事人.
    pub other: String,
    /// The petitioner's answer.
    pub petitioner: Consent,
    /// On which day he gave it.
    pub petitioner_on: Option<NaiveDate>,
    /// The other side's answer.
    pub other_side: Consent,
    /// On which day it gave it.
    pub other_on: Option<NaiveDate>,
}

/// 访调对接.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// On which day; the 30 days run from it.
    pub on: NaiveDate,
    /// 调解员: one or several (调解法 19).
    pub mediators: Vec<String>,
}

/// 一次调解.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// On which day.
    pub on: NaiveDate,
    /// Who came.
    pub present: String,
    /// What was said.
    pub said: String,
    /// Whether it was held in the open; the parties choose (调解法 23).
    pub open: bool,
}

/// More days for the mediation, by both sides' consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoreDays {
    /// On which day both consented.
    pub on: NaiveDate,
    /// How many days more.
    pub days: u32,
    /// Whether the petitioner consents.
    pub petitioner: bool,
    /// Whether the other side consents.
    pub other_side: bool,
}

/// 调解协议 (调解法 28, 29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accord {
    /// On which day it was reached.
    pub on: NaiveDate,
    /// Written or oral.
    pub form: AgreementForm,
    /// Whole or partial.
    pub part: AgreementPart,
    /// 当事人的基本情况.
    pub parties: String,
    /// 主要事实、争议事项和各方责任.
    pub dispute: String,
    /// 协议的内容.
    pub content: String,
    /// 履行的方式和期限.
    pub performance: String,
    /// The mediator who noted an oral agreement.
    pub noted_by: String,
}

/// What a written agreement still needs to be in force (调解法 29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signing {
    /// 当事人签名: the day on which the last party signed.
    pub parties_on: Option<NaiveDate>,
    /// 调解员签名.
    pub mediator_on: Option<NaiveDate>,
    /// 加盖调解委员会印章.
    pub sealed_on: Option<NaiveDate>,
}

/// 分期: one part of the performance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// What is to be done.
    pub what: String,
    /// 金额, as written; empty for what is no money.
    pub amount: String,
    /// By which day.
    pub due: NaiveDate,
}

/// 履行情况 of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Performance {
    /// Which part, from 1.
    pub at: u32,
    /// On which day it was performed, or found not to be.
    pub on: NaiveDate,
    /// Whether it was performed.
    pub kept: bool,
    /// What was noted.
    pub note: String,
}

/// 申请司法确认 (调解法 33).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourtRequest {
    /// On which day.
    pub on: NaiveDate,
    /// Of which court.
    pub court: String,
    /// Whether both sides ask together.
    pub jointly: bool,
}

/// 法院的答复.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourtAnswer {
    /// On which day.
    pub on: NaiveDate,
    /// What it ruled.
    pub ruling: CourtRuling,
    /// Its number and what else to know.
    pub note: String,
}

/// 终止调解 (调解法 26).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// On which day.
    pub on: NaiveDate,
    /// Why it ended.
    pub reason: String,
    /// The other roads that the sides were told of.
    pub told: String,
    /// 无争议事实: facts that both sides agree on and signed.
    pub agreed_facts: String,
}

/// 险情: a danger that the mediator saw and reported (调解法 25).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Danger {
    /// On which day.
    pub on: NaiveDate,
    /// What was seen or heard.
    pub danger: String,
    /// To which police station it was reported.
    pub police: String,
}

impl Signing {
    /// Gives the day from which a written agreement is in force: that of the last of the three.
    pub fn complete_on(self) -> Option<NaiveDate> {
        Some(self.parties_on?.max(self.mediator_on?).max(self.sealed_on?))
    }

    /// Gives what is signed after `later` was added; a day that stands stays.
    #[must_use]
    pub fn with(self, later: Self) -> Self {
        Self {
            parties_on: self.parties_on.or(later.parties_on),
            mediator_on: self.mediator_on.or(later.mediator_on),
            sealed_on: self.sealed_on.or(later.sealed_on),
        }
    }
}
