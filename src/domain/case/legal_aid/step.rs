//! The steps of legal aid, with what is written down in each.

use chrono::NaiveDate;

codes! {
    /// 援助事项 (法援法 31, 32): what the aid is asked for.
    AidMatter {
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
    AidGround {
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
    HelpFirst {
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

/// A step of legal aid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LegalAidStep {
    /// 推荐律师.
    Recommend(Recommendation),
    /// 申请法律援助.
    Ask(AidRequest),
    /// 先行提供援助.
    Help(FirstHelp),
    /// 法律援助决定.
    Decide(AidDecision),
    /// 书面告知不予援助的理由和异议权.
    Tell {
        /// On which day
        on: NaiveDate,
    },
    /// 指派律师.
    Appoint(Appointment),
}

/// 推荐律师: a specialist whom the Justice Office recommends for the matter's field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// On which day.
    pub on: NaiveDate,
    /// 律师.
    pub lawyer: String,
    /// 律师事务所; empty where nobody said.
    pub firm: String,
    /// 领域: why him.
    pub law_field: String,
    /// Who of the Justice Office; empty where nobody said.
    pub by: String,
}

/// 法律援助申请.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidRequest {
    /// On which day it was received; the seven days run from it (43).
    pub on: NaiveDate,
    /// 法律援助机构.
    pub body: String,
    /// For what.
    pub matter: AidMatter,
    /// On which ground.
    pub ground: AidGround,
    /// The last day of a time limit that runs, where one does.
    pub limit: Option<NaiveDate>,
}

/// 先行提供援助.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstHelp {
    /// On which day.
    pub on: NaiveDate,
    /// Why.
    pub why: HelpFirst,
    /// Who helps; empty where he is not named yet.
    pub lawyer: String,
}

/// 法律援助决定.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidDecision {
    /// On which day; a lawyer is named within three days of it (43).
    pub on: NaiveDate,
    /// Whether aid is given.
    pub granted: bool,
    /// The reasons; needed when it is refused (43).
    pub reason: String,
}

/// 指派律师.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// On which day.
    pub on: NaiveDate,
    /// Who.
    pub lawyer: String,
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

/// A part of a step as lists, papers and JSON tell it, under the name of its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// A text as it stands.
    Text(&'static str, &'a str),
    /// A code with its group of words.
    Code(&'static str, &'static str, &'static str),
    /// A day.
    Day(&'static str, NaiveDate),
}

impl LegalAidStep {
    /// Gives what the step says, in the order of its questions; what nobody said is left out.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = match self {
            Self::Recommend(it) => vec![
                Part::Text("lawyer", &it.lawyer),
                Part::Text("firm", &it.firm),
                Part::Text("law_field", &it.law_field),
                Part::Text("recommended_by", &it.by),
            ],
            Self::Ask(it) => {
                let mut parts = vec![
                    Part::Text("body", &it.body),
                    Part::Code("aid_matter", "aid_matter", it.matter.code()),
                    Part::Code("ground", "aid_ground", it.ground.code()),
                ];
                parts.extend(it.limit.map(|day| Part::Day("limit", day)));
                parts
            }
            Self::Help(it) => vec![
                Part::Code("help_why", "help_first", it.why.code()),
                Part::Text("lawyer", &it.lawyer),
            ],
            Self::Decide(it) => {
                let granted = if it.granted { "granted" } else { "refused" };
                vec![
                    Part::Code("granted", "aid", granted),
                    Part::Text("reason", &it.reason),
                ]
            }
            Self::Tell { .. } => Vec::new(),
            Self::Appoint(it) => vec![Part::Text("lawyer", &it.lawyer)],
        };
        parts.retain(|part| !matches!(part, Part::Text(_, text) if text.is_empty()));
        parts.push(Part::Day("on", self.on()));
        parts
    }
}
