//! 文书: what the papers of a case may say, which of them can be printed now, and what is missing
//! for the others.

use super::person::PersonField;
use crate::domain::case::fact::mediation::step::MediationKind;
use crate::domain::case::fact::printed::Paper;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{CaseField, StepKind};

codes! {
    /// A fact that a paper's template may name, `{number}`.
    Fact {
        /// 登记编号
        Number = "number",
        /// 来访编号
        Visit = "visit",
        /// 查询码
        Code = "code",
        /// 牟邻之家, with its town
        House = "house",
        /// 有权处理机关: the organ in whose name a paper is made out
        Organ = "organ",
        /// 复查机关
        ReviewBody = "review_body",
        /// 复核机关
        RecheckBody = "recheck_body",
        /// 牟邻热线
        Hotline = "hotline",
        /// The day on which the paper is made out
        Today = "today",
        /// 姓名
        Name = "name",
        /// 姓名, or that none was left
        Petitioner = "petitioner",
        /// 证件号
        IdNumber = "id_number",
        /// 电话
        Phones = "phones",
        /// 村
        Village = "village",
        /// 住址
        Address = "address",
        /// 信访人数, where more than one came
        People = "people",
        /// 代表
        Representatives = "representatives",
        /// 信访形式
        Channel = "channel",
        /// 牟邻驿站 that received it
        Station = "station",
        /// 收到时间
        Received = "received",
        /// 登记时间
        Registered = "registered",
        /// 登记人
        Registrar = "registrar",
        /// Other systems' numbers
        External = "external",
        /// 事项类别
        Class = "class",
        /// 镇内分类
        Category = "category",
        /// 状态
        Status = "status",
        /// 概况
        Summary = "summary",
        /// 问题属地
        Place = "place",
        /// 诉求
        Request = "request",
        /// 事实和理由
        Facts = "facts",
        /// 证据材料
        Evidence = "evidence",
        /// Stands for the content of an accusation
        Locked = "locked",
        /// Says nothing; missing where the 60 days and 复查 do not apply (建议意见, 检举控告,
        /// 涉法涉诉)
        Ordinary = "ordinary",
        /// 承办: the holder, else the unit, else the house
        Handler = "handler",
        /// 责任单位
        Unit = "unit",
        /// 包案领导
        Leader = "leader",
        /// The earliest open legal clock, with its day
        NextDue = "next_due",
        /// 受理之日
        AcceptedOn = "accepted_on",
        /// The law's last day of the decision
        DecideDue = "decide_due",
        /// 书面告知之日
        NoticeOn = "notice_on",
        /// 不予受理之日
        DeclinedOn = "declined_on",
        /// 不予受理的理由
        DeclineReason = "decline_reason",
        /// The road told on declining
        DeclineRoad = "decline_road",
        /// The last day before the extension
        SixtiethDay = "sixtieth_day",
        /// 批准延期之日
        ExtensionOn = "extension_on",
        /// 延长天数
        ExtensionDays = "extension_days",
        /// 延期理由
        ExtensionReason = "extension_reason",
        /// 批准人
        Approver = "approver",
        /// 作出处理意见之日
        DecidedOn = "decided_on",
        /// 结论
        Ruling = "ruling",
        /// 处理意见
        Opinion = "opinion",
        /// 法律依据
        Basis = "basis",
        /// 送达之日
        DeliveredOn = "delivered_on",
        /// The last day to ask for a review, once delivered
        ReviewDue = "review_due",
        /// 达成协议之日
        AgreedOn = "agreed_on",
        /// 对方当事人; a line to write on where he is not known
        Respondent = "respondent",
        /// 当事人的基本情况, as the agreement says them
        Parties = "parties",
        /// 主要事实、争议事项和各方责任: the agreement's, else the facts of the matter
        Dispute = "dispute",
        /// 履行的方式和期限
        Performance = "performance",
        /// 调解员
        Mediators = "mediators",
        /// 协议内容
        Terms = "terms",
        /// The last day to ask for judicial confirmation
        ConfirmDue = "confirm_due",
        /// 撤回
        WithdrawnOn = "withdrawn_on",
        /// 销号之日
        StruckOffOn = "struck_off_on",
        /// 销号的证明
        Proof = "proof",
    }
}

codes! {
    /// A list that a paper's template may name on a line of its own, `[clocks]`.
    Listing {
        /// The clocks that run, one line each
        Clocks = "clocks",
        /// Every clock as a table: rule, article, start, length, days skipped, raw, due, met
        Timeline = "timeline",
        /// The legal roads that the person was told of, one line each
        Roads = "roads",
        /// 卷内目录: what was done, as a table: day, step, who
        Steps = "steps",
        /// 二维码 of number and 查询码, as a scanner types them into the Finder
        Query = "query",
        /// 分期履行: what was promised by which day, one line each
        Instalments = "instalments",
    }
}

/// Where a missing fact is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// By a step of the case.
    Step(StepKind),
    /// By a correction of the matter.
    Case(CaseField),
    /// By a correction of the person's card.
    Person(PersonField),
    /// Nowhere: the case has no such thing.
    Nowhere,
}

impl Fact {
    /// Gives where the fact is filled in when it is missing.
    pub const fn fill(self) -> Fill {
        match self {
            Self::Name | Self::Petitioner => Fill::Person(PersonField::Name),
            Self::IdNumber => Fill::Person(PersonField::IdNumber),
            Self::Phones => Fill::Person(PersonField::Phones),
            Self::Village => Fill::Person(PersonField::Village),
            Self::Address => Fill::Person(PersonField::Address),
            Self::External => Fill::Step(StepKind::Number),
            Self::Class | Self::Category => Fill::Step(StepKind::Classify),
            Self::Summary => Fill::Case(CaseField::Summary),
            Self::Place => Fill::Case(CaseField::Village),
            Self::Request => Fill::Case(CaseField::Request),
            Self::Facts => Fill::Case(CaseField::Facts),
            Self::Evidence => Fill::Case(CaseField::Evidence),
            Self::Handler | Self::Unit | Self::Leader => Fill::Step(StepKind::Assign),
            Self::AcceptedOn | Self::DecideDue | Self::SixtiethDay => Fill::Step(StepKind::Accept),
            Self::NoticeOn => Fill::Step(StepKind::Notify),
            Self::DeclinedOn | Self::DeclineReason | Self::DeclineRoad => {
                Fill::Step(StepKind::Decline)
            }
            Self::ExtensionOn | Self::ExtensionDays | Self::ExtensionReason | Self::Approver => {
                Fill::Step(StepKind::Extend)
            }
            Self::DecidedOn | Self::Ruling | Self::Opinion | Self::Basis => {
                Fill::Step(StepKind::Decide)
            }
            Self::DeliveredOn | Self::ReviewDue => Fill::Step(StepKind::Deliver),
            Self::AgreedOn
            | Self::Terms
            | Self::Parties
            | Self::Dispute
            | Self::Performance
            | Self::ConfirmDue => Fill::Step(StepKind::Mediation(MediationKind::Agree)),
            Self::Respondent => Fill::Step(StepKind::Mediation(MediationKind::Consent)),
            Self::Mediators => Fill::Step(StepKind::Mediation(MediationKind::Refer)),
            Self::WithdrawnOn => Fill::Step(StepKind::Withdraw),
            Self::StruckOffOn | Self::Proof => Fill::Step(StepKind::StrikeOff),
            Self::House
            | Self::Organ
            | Self::ReviewBody
            | Self::RecheckBody
            | Self::Hotline
            | Self::Number
            | Self::Visit
            | Self::Code
            | Self::Today
            | Self::People
            | Self::Representatives
            | Self::Channel
            | Self::Station
            | Self::Received
            | Self::Registered
            | Self::Registrar
            | Self::Status
            | Self::Locked
            | Self::Ordinary
            | Self::NextDue => Fill::Nowhere,
        }
    }
}

impl Listing {
    /// Gives where the list is filled in when it is empty.
    pub const fn fill(self) -> Fill {
        match self {
            Self::Clocks | Self::Timeline | Self::Steps | Self::Query => Fill::Nowhere,
            Self::Roads => Fill::Step(StepKind::Divert),
            Self::Instalments => Fill::Step(StepKind::Mediation(MediationKind::Instalment)),
        }
    }
}

/// Gives the letter of which a step says that it was handed over.
pub fn letter(kind: StepKind, case: &Case) -> Option<Paper> {
    match kind {
        StepKind::Deliver => Some(Paper::Decision),
        StepKind::Notify if case.declined.is_some() => Some(Paper::Decline),
        StepKind::Notify if case.accepted_on.is_some() => Some(Paper::Acceptance),
        StepKind::Notify if case.guided.is_some() || !case.diverted.is_empty() => {
            Some(Paper::Guidance)
        }
        StepKind::Mediation(MediationKind::Sign) => Some(Paper::Agreement),
        _ => None,
    }
}

/// A fact or a list that a paper says and that the case does not hold yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Its name in templates; its words are `fact-{name}`.
    pub name: &'static str,
    /// Where it is filled in.
    pub fill: Fill,
}

/// A paper as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which paper.
    pub paper: Paper,
    /// Of which visit, for a receipt.
    pub visit: Option<u32>,
    /// How often it was printed before.
    pub copies: u32,
    /// What is missing; empty where it can be printed now.
    pub gaps: Vec<Gap>,
}
