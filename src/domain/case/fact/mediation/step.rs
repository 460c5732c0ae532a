//! What is done in a mediation, and what is written down when it is.

use chrono::NaiveDate;

use crate::domain::case::fact::kind::several::Names;
use crate::domain::case::fact::kind::{
    Choice, Day, Flag, Line, LooseLine, LooseText, Nullable, Number, QuietFlag, Text,
};
use crate::domain::case::fact::mediation::consents::Consents;

codes! {
    /// 协议形式 (调解法 28).
    AgreementForm: "agreement" {
        /// 书面: in force when all signed and the committee's seal is on it
        Written = "written",
        /// 口头: noted by the mediator, in force when agreed
        Oral = "oral",
    }
}

codes! {
    /// How much of the dispute an agreement settles.
    AgreementPart: "settles" {
        /// 全部
        Whole = "whole",
        /// 部分: the rest stays in dispute
        Partial = "partial",
    }
}

codes! {
    /// What a court answered to a request for 司法确认.
    CourtRuling: "court" {
        /// 裁定有效
        Confirmed = "confirmed",
        /// 裁定驳回 or 不予受理
        Rejected = "rejected",
    }
}

facts! {
    /// 访调对接.
    Referral {
        /// On which day; the 30 days run from it.
        on: Day,
        /// 调解员: one or several (调解法 19).
        mediators: Names,
    },

    /// 一次调解.
    Session {
        /// On which day.
        on: Day,
        /// Who came.
        present: Line,
        /// What was said.
        proceedings  : Text,
        /// Whether it was held in the open; the parties choose (调解法 23).
        open = "in_the_open": Flag,
    },

    /// More days for the mediation, by both sides' consent.
    MoreDays {
        /// On which day both consented.
        on: Day,
        /// How many days more.
        days: Number,
        /// Whether the petitioner consents.
        petitioner = "petitioner_agrees": QuietFlag,
        /// Whether the other side consents.
        other_side = "other_agrees": QuietFlag,
    },

    /// 调解协议 (调解法 28, 29).
    Accord {
        /// On which day it was reached.
        on: Day,
        /// Written or oral.
        form = "agreement_form": Choice<AgreementForm>,
        /// Whole or partial.
        part = "settles": Choice<AgreementPart>,
        /// 当事人的基本情况.
        parties: LooseLine,
        /// 主要事实、争议事项和各方责任.
        dispute: LooseText,
        /// 协议的内容.
        content: LooseText,
        /// 履行的方式和期限.
        performance: LooseLine,
        /// The mediator who noted an oral agreement.
        noted_by: LooseLine,
    },

    /// 分期: one part of the performance.
    Promise {
        /// What is to be done.
        what: Line,
        /// 金额, as written; empty for what is no money.
        amount: LooseLine,
        /// By which day.
        due: Day,
    },

    /// 履行情况 of one part.
    Performance {
        /// Which part, from 1.
        at = "instalment": Number,
        /// On which day it was performed, or found not to be.
        on: Day,
        /// Whether it was performed.
        kept = "performed": Flag,
        /// What was noted.
        note: LooseLine,
    } shows [on],

    /// 申请司法确认 (调解法 33).
    CourtRequest {
        /// On which day.
        on: Day,
        /// Of which court.
        court: Line,
        /// Whether both sides ask together.
        jointly: Flag,
    },

    /// 法院的答复.
    CourtAnswer {
        /// On which day.
        on: Day,
        /// What it ruled.
        ruling = "court_ruling": Choice<CourtRuling>,
        /// Its number and what else to know.
        note: LooseLine,
    },

    /// 终止调解 (调解法 26).
    Ending {
        /// On which day.
        on: Day,
        /// Why it ended.
        reason: Text,
        /// The other roads that the sides were told of.
        advice = "told": LooseText,
        /// 无争议事实: facts that both sides agree on and signed.
        agreed_facts: LooseText,
    },

    /// 险情: a danger that the mediator saw and reported (调解法 25).
    Danger {
        /// On which day.
        on: Day,
        /// What was seen or heard.
        danger: Text,
        /// To which police station it was reported.
        police: Line,
    },

    /// 签名盖章: what a written agreement still needs to be in force (调解法 29).
    #[derive(Copy, Default)]
    Signing {
        /// 当事人签名: the day on which the last party signed.
        parties_on: Nullable<Day>,
        /// 调解员签名.
        mediator_on: Nullable<Day>,
        /// 加盖调解委员会印章.
        sealed_on: Nullable<Day>,
    },
}

steps! {
    /// One thing done in a mediation.
    MediationStep: MediationKind {
        /// 征求意愿: both sides were asked.
        Consent(Consents) = "mediation_consent",
        /// 访调对接: the matter went to mediators.
        Refer(Referral) = "refer_to_mediation",
        /// 调解记录: a session was held.
        Session(Session) = "mediation_session",
        /// 调解延长: both sides gave it more days.
        Extend(MoreDays) = "mediation_extend",
        /// 调解协议: an agreement was reached.
        Agree(Box<Accord>) = "mediation_agree",
        /// 协议签名盖章: the written agreement was signed and sealed.
        Sign(Signing) = "mediation_sign",
        /// 分期履行: a part of the performance with its day.
        Instalment(Promise) = "mediation_instalment",
        /// 履行情况: what became of one part.
        Performed(Performance) = "mediation_performed",
        /// 申请司法确认.
        AskCourt(CourtRequest) = "confirmation_ask",
        /// 法院答复.
        Court(CourtAnswer) = "confirmation_answer",
        /// 终止调解: it ended without an agreement on the whole.
        End(Ending) = "mediation_end",
        /// 险情报警: a danger was reported to the police (调解法 25).
        Danger(Danger) = "mediation_danger",
    }
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
