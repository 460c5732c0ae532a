//! What a clock counts, from when, for whom, and who may let it run longer.

use super::super::settings::{GoalStart, Settings};

codes! {
    /// What is counted.
    Unit {
        /// 分钟, from the moment on
        Minutes = "minutes",
        /// 小时, from the moment on
        Hours = "hours",
        /// 日: calendar days, the first one not counted (民法典 201)
        Days = "days",
        /// 工作日, the first day not counted
        WorkingDays = "working_days",
        /// 月: to the same day of a later month, else its last (民法典 202)
        Months = "months",
    }
}

codes! {
    /// What starts a clock.
    Start {
        /// 登记之日, or 受理之日: a setting
        Goal = "goal_start",
        /// 收到信访事项
        Receipt = "receipt",
        /// 收到转送、交办
        TransferReceipt = "transfer_receipt",
        /// 受理之日
        Acceptance = "acceptance",
        /// 收到书面处理意见
        DecisionDelivered = "decision_delivered",
        /// 收到复查请求
        ReviewRequested = "review_requested",
        /// 收到复查意见
        ReviewDelivered = "review_delivered",
        /// 收到复核请求
        RecheckRequested = "recheck_requested",
        /// 收到改进建议
        AdviceReceived = "advice_received",
        /// The matter became known as grave or urgent
        UrgentKnown = "urgent_known",
        /// 工单派发
        WorkOrder = "work_order",
        /// 来电报修、报险
        Call = "call",
        /// 吹哨
        Whistle = "whistle",
        /// 调解开始 (受理调解)
        MediationBegun = "mediation_begun",
        /// 调解协议生效
        AgreementInForce = "agreement_in_force",
        /// 法院收到申请
        CourtReceipt = "court_receipt",
        /// 法院受理
        CourtAcceptance = "court_acceptance",
        /// 收到法律援助申请
        AidRequested = "aid_requested",
        /// 决定给予法律援助
        AidGranted = "aid_granted",
        /// 知道或者应当知道权利被侵害
        Knowing = "knowing",
        /// 劳动关系终止
        EmploymentEnded = "employment_ended",
        /// 受理仲裁申请
        ArbitrationAccepted = "arbitration_accepted",
        /// 收到裁决书
        AwardDelivered = "award_delivered",
        /// 行政复议受理
        ReconsiderationAccepted = "reconsideration_accepted",
        /// 收到复议决定
        ReconsiderationDelivered = "reconsideration_delivered",
        /// 收到土地权属处理决定
        LandDecisionDelivered = "land_decision_delivered",
        /// 履行职责的期限届满
        DutyTermEnded = "duty_term_ended",
        /// 判决书送达
        JudgmentServed = "judgment_served",
        /// 裁定书送达
        RulingServed = "ruling_served",
        /// 判决、裁定发生法律效力
        JudgmentInForce = "judgment_in_force",
        /// 履行期间的最后一日
        PerformanceDue = "performance_due",
        /// The day that was set
        SetDay = "set_day",
    }
}

impl Start {
    /// Gives what the clock really starts with, where the town has set it.
    #[must_use]
    pub fn settled(self, settings: &Settings) -> Self {
        match (self, settings.town_goal_start) {
            (Self::Goal, GoalStart::Registration) => Self::Receipt,
            (Self::Goal, GoalStart::Acceptance) => Self::Acceptance,
            (other, GoalStart::Registration | GoalStart::Acceptance) => other,
        }
    }
}

codes! {
    /// Whose time runs.
    Bound {
        /// The centre and the units behind its counter
        Office = "office",
        /// The petitioner: what he misses is lost to him, and he must be told
        Petitioner = "petitioner",
        /// Another body: tracked only
        Other = "other",
    }
}

codes! {
    /// Where a clock belongs.
    Group {
        /// 信访工作条例
        Petition = "petition",
        /// 简易办理
        Simple = "simple",
        /// 12345 热线
        Hotline = "hotline",
        /// 供热、供气、供电
        Utility = "utility",
        /// 吹哨报到
        Whistle = "whistle",
        /// 人民调解、司法确认
        Mediation = "mediation",
        /// 法律援助
        LegalAid = "legal_aid",
        /// 诉访分流: limits of other roads, told to the visitor
        Road = "road",
    }
}

codes! {
    /// Who may let a clock run longer.
    Approver {
        /// 本机关、单位负责人
        HeadOfOrgan = "head_of_organ",
        /// 热线主管部门
        HotlineOffice = "hotline_office",
        /// 双方当事人同意
        BothParties = "both_parties",
        /// The body that decides
        DecidingBody = "deciding_body",
    }
}

/// How much longer a clock may run, once.
#[derive(Debug, Clone, Copy)]
pub struct Extension {
    /// The most, in the clock's own unit.
    pub most: Length,
    /// Who approves.
    pub by: Approver,
    /// Whether the person must be told, with the reason.
    pub informs: bool,
}

/// How long a clock runs.
#[derive(Debug, Clone, Copy)]
pub enum Length {
    /// The number stands in the text.
    Fixed(u16),
    /// The text gives none, or nobody verified it: a setting.
    Setting(fn(&Settings) -> u16),
}

impl Length {
    /// Gives the number.
    pub fn n(self, settings: &Settings) -> u16 {
        match self {
            Self::Fixed(n) => n,
            Self::Setting(read) => read(settings),
        }
    }

    /// Tells whether the number is a setting.
    pub fn is_setting(self) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Setting(_) => true,
        }
    }
}
