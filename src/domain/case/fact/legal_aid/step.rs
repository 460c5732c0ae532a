//! The steps of legal aid, with what is written down in each.

use chrono::NaiveDate;

use crate::domain::case::fact::kind::{Choice, Day, Granted, Line, Optional, SpareLine, SpareText};

codes! {
    /// 援助事项 (法援法 31, 32): what the aid is asked for.
    AidMatter: "aid_matter" {
        /// 国家赔偿
        StateCompensation = "state_compensation",
        /// 社会保险待遇、社会救助
        SocialInsurance = "social_insurance",
        /// 抚恤金
        Pension = "pension",
        /// 赡养费、抚养费、扶养费
        Maintenance = "maintenance",
        /// 劳动关系、劳动报酬
        Labour = "labour",
        /// 认定民事行为能力
        Capacity = "capacity",
        /// 工伤、交通、食品药品、医疗的人身损害
        Injury = "injury",
        /// 环境污染、生态破坏
        Pollution = "pollution",
        /// 法律、法规、规章规定的其他情形
        Other = "other",
    }
}

codes! {
    /// 经济状况 (法援法 31, 32, 42): why the applicant may be helped without paying.
    AidGround: "aid_ground" {
        /// 经济困难, checked (41)
        Poor = "poor",
        /// 免查: no fixed income, as a minor, an old or a disabled person (42 一)
        NoIncome = "no_income",
        /// 免查: receives relief or preferential care (42 二)
        Relief = "relief",
        /// 免查: a migrant worker who claims pay or damages for a work injury (42 三)
        MigrantWorker = "migrant_worker",
        /// 不受经济条件限制: the honour of heroes and martyrs (32 一)
        Heroes = "heroes",
        /// 不受经济条件限制: 见义勇为 (32 二)
        Courage = "courage",
        /// 不受经济条件限制: acquitted in a retrial (32 三)
        Acquitted = "acquitted",
        /// 不受经济条件限制: abuse, desertion or domestic violence (32 四)
        Violence = "violence",
    }
}

codes! {
    /// 先行提供援助 (法援法 44): why help comes before the papers.
    HelpFirst: "help_first" {
        /// Fewer than seven days to a time limit
        Limit = "limit",
        /// 财产保全、证据保全、先予执行 needed at once
        Preservation = "preservation",
        /// Another case that the law names
        Other = "other",
    }
}

impl AidGround {
    /// Gives the article that it rests on.
    pub const fn article(self) -> &'static str {
        match self {
            Self::Poor => "法援法 31, 41",
            Self::NoIncome | Self::Relief | Self::MigrantWorker => "法援法 42",
            Self::Heroes | Self::Courage | Self::Acquitted | Self::Violence => "法援法 32",
        }
    }

    /// Tells whether it helps in `matter`: the check of a migrant worker's means is waived for pay
    /// and work injuries alone (42 三).
    pub const fn helps_in(self, matter: AidMatter) -> bool {
        !matches!(self, Self::MigrantWorker)
            || matches!(matter, AidMatter::Labour | AidMatter::Injury)
    }
}

facts! {
    /// 推荐律师: a specialist whom the Justice Office recommends for the matter's field.
    Recommendation {
        /// On which day.
        on: Day,
        /// 律师.
        lawyer: Line,
        /// 律师事务所; empty where nobody said.
        firm: SpareLine,
        /// 领域: why him.
        law_field: Line,
        /// Who of the Justice Office; empty where nobody said.
        by = "recommended_by": SpareLine,
    } shows [lawyer, firm, law_field, recommended_by],

    /// 法律援助申请.
    AidRequest {
        /// On which day it was received; the seven days run from it (43).
        on: Day,
        /// 法律援助机构.
        body: Line,
        /// For what.
        matter = "aid_matter": Choice<AidMatter>,
        /// On which ground.
        ground: Choice<AidGround>,
        /// The last day of a time limit that runs, where one does.
        limit: Optional<Day>,
    } shows [body, aid_matter, ground, limit],

    /// 先行提供援助.
    FirstHelp {
        /// On which day.
        on: Day,
        /// Why.
        why = "help_why": Choice<HelpFirst>,
        /// Who helps; empty where he is not named yet.
        lawyer: SpareLine,
    } shows [help_why, lawyer],

    /// 法律援助决定.
    AidDecision {
        /// On which day; a lawyer is named within three days of it (43).
        on: Day,
        /// Whether aid is given.
        granted: Granted,
        /// The reasons; needed when it is refused (43).
        reason: SpareText,
    } shows [granted, reason],

    /// 指派律师.
    Appointment {
        /// On which day.
        on: Day,
        /// Who.
        lawyer: Line,
    } shows [lawyer],
}

steps! {
    /// A step of legal aid.
    LegalAidStep: LegalAidKind {
        /// 推荐律师.
        Recommend(Recommendation) = "recommend_lawyer",
        /// 申请法律援助.
        Ask(AidRequest) = "aid_ask",
        /// 先行提供援助.
        Help(FirstHelp) = "aid_help",
        /// 法律援助决定.
        Decide(AidDecision) = "aid_decide",
        /// 书面告知不予援助的理由和异议权.
        Tell = "aid_tell" {
            /// On which day.
            on: Day,
        },
        /// 指派律师.
        Appoint(Appointment) = "aid_appoint",
    }
}

impl LegalAidStep {
    /// Gives the day on which it happened.
    pub const fn on(&self) -> NaiveDate {
        match self {
            Self::Recommend(it) => it.on,
            Self::Ask(it) => it.on,
            Self::Help(it) => it.on,
            Self::Decide(it) => it.on,
            Self::Tell { on } => *on,
            Self::Appoint(it) => it.on,
        }
    }
}
