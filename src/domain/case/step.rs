//! The steps of a case: what can be done to a matter, and what is written down when it is.

use chrono::NaiveDate;

use super::super::codes::{Category, Class, DeliveryWay, Difficulty, Exit, Ruling, Track, Urgency};
use super::super::number::ExternalNumber;
use super::super::person::PersonId;
use super::appeal::AppealStep;
use super::closing::{ClosingStep, WithdrawalForm};
use super::divert::Diverted;
use super::key_case::KeyStep;
use super::legal_aid::step::LegalAidStep;
use super::matter::{ImportedAnswer, Matter, Visit};
use super::mediation::step::MediationStep;
use super::merge::MergeStep;
use super::order::step::OrderStep;
use super::printed::Printed;
use super::task_force::TaskForceStep;
use super::track::{TrackNote, TrackStage};
use super::transfer::TransferStep;
use super::utility::FastLaneStep;

mod kinds;

codes! {
    /// A part of a case that can be corrected.
    CaseField {
        /// 概况
        Summary = "summary",
        /// 诉求
        Request = "request",
        /// 事实和理由
        Facts = "facts",
        /// 问题属地
        Village = "village",
        /// 证据材料
        Evidence = "evidence",
        /// 被反映人或单位
        Accused = "accused",
    }
}

codes! {
    /// The kinds of step, as they are offered.
    StepKind {
        /// 分类分级
        Classify = "classify",
        /// 受理
        Accept = "accept",
        /// 不予受理
        Decline = "decline",
        /// 引导 (诉访分流)
        Guide = "guide",
        /// 书面告知
        Notify = "notify",
        /// 交办
        Assign = "assign",
        /// 延期
        Extend = "extend",
        /// 处理意见
        Decide = "decide",
        /// 送达
        Deliver = "deliver",
        /// 达成协议
        Agree = "agree",
        /// 撤回
        Withdraw = "withdraw",
        /// 销号
        StrikeOff = "strike_off",
        /// 服务
        Track = "track",
        /// 记事
        Note = "note",
        /// 外部编号
        Number = "number",
        /// 诉访分流
        Divert = "divert",
        /// 撤回后的回访
        CallBack = "call_back",
        /// 重新办理
        Reopen = "reopen",
        /// 满意度回访
        Satisfaction = "satisfaction",
        /// 征求调解意愿
        MediationConsent = "mediation_consent",
        /// 访调对接
        MediationRefer = "refer_to_mediation",
        /// 调解记录
        MediationSession = "mediation_session",
        /// 调解延长
        MediationExtend = "mediation_extend",
        /// 调解协议
        MediationAgree = "mediation_agree",
        /// 协议签名盖章
        MediationSign = "mediation_sign",
        /// 分期履行
        MediationInstalment = "mediation_instalment",
        /// 履行情况
        MediationPerformed = "mediation_performed",
        /// 申请司法确认
        ConfirmationAsk = "confirmation_ask",
        /// 法院答复
        ConfirmationAnswer = "confirmation_answer",
        /// 终止调解
        MediationEnd = "mediation_end",
        /// 险情报警
        MediationDanger = "mediation_danger",
        /// 成立工作专班
        TaskForceForm = "task_force_form",
        /// 调整工作专班
        TaskForceChange = "task_force_change",
        /// 专班会商
        TaskForceMeet = "task_force_meet",
        /// 撤销工作专班
        TaskForceEnd = "task_force_end",
        /// 转送
        Forward = "forward",
        /// 交办反馈期限
        ReportBack = "report_back",
        /// 收到转送、交办
        Receive = "receive",
        /// 异议
        Object = "object",
        /// 异议答复
        ObjectionAnswered = "objection_answered",
        /// 回避
        Recuse = "recuse",
        /// 无法书面告知
        ExcuseNotice = "excuse_notice",
        /// 向组织部门通报
        TellOrganisation = "tell_organisation",
        /// 建议答复
        AnswerSuggestion = "answer_suggestion",
        /// 引导后回问
        Follow = "follow",
        /// 引导的结果
        GuidanceEnded = "guidance_ended",
        /// 简易办理
        Simple = "simple",
        /// 重大紧急报告
        ReportUrgent = "report_urgent",
        /// 推选代表
        Represent = "represent",
        /// 转快速处置
        FastLanePut = "fast_lane_put",
        /// 通知企业
        FastLaneInform = "fast_lane_inform",
        /// 企业到场
        FastLaneArrive = "fast_lane_arrive",
        /// 修复
        FastLaneFix = "fast_lane_fix",
        /// 听证
        Hear = "hear",
        /// 办理落实
        CarryOut = "carry_out",
        /// 督办
        Supervise = "supervise",
        /// 申请复查
        AskReview = "ask_review",
        /// 复查意见
        AnswerReview = "answer_review",
        /// 申请复核
        AskRecheck = "ask_recheck",
        /// 复核听证
        HearRecheck = "hear_recheck",
        /// 复核意见
        AnswerRecheck = "answer_recheck",
        /// 逾期申请
        LateRequest = "late_request",
        /// 列为重点案件
        KeyMark = "key_mark",
        /// 延长重点案件
        KeyExtend = "key_extend",
        /// 取消重点案件
        KeyLift = "key_lift",
        /// 工单签收
        OrderSign = "order_sign",
        /// 联系来电人
        OrderContact = "order_contact",
        /// 申请退单
        OrderReturn = "order_return",
        /// 退单答复
        OrderReturnAnswered = "order_return_answered",
        /// 工单延期
        OrderExtend = "order_extend",
        /// 法定期限更长
        OrderLimit = "order_limit",
        /// 工单答复
        OrderAnswer = "order_answer",
        /// 市热线回访
        OrderCallBack = "order_call_back",
        /// 工单重办
        OrderRedo = "order_redo",
        /// 市热线督办
        OrderPress = "order_press",
        /// 申请按不予受理办结
        OrderClose = "order_close",
        /// 不予受理答复
        OrderCloseAnswered = "order_close_answered",
        /// 推荐律师
        RecommendLawyer = "recommend_lawyer",
        /// 申请法律援助
        AidAsk = "aid_ask",
        /// 先行提供援助
        AidHelp = "aid_help",
        /// 法律援助决定
        AidDecide = "aid_decide",
        /// 告知异议权
        AidTell = "aid_tell",
        /// 指派律师
        AidAppoint = "aid_appoint",
    }
}

/// What was done to a case; an entry keeps it, and the state follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// 登记: the matter was taken down; this opens the case.
    Register(Box<Opening>),
    /// 再次来访: the matter was raised again and joins the open case.
    Join(Visit),
    /// 分类分级.
    Classify {
        /// 事项类别
        class: Class,
        /// 镇内分类
        category: Option<Category>,
        /// 紧急程度
        urgency: Urgency,
        /// 难易程度
        difficulty: Difficulty,
    },
    /// 受理.
    Accept {
        /// 受理之日
        on: NaiveDate,
    },
    /// 不予受理.
    Decline {
        /// On which day
        on: NaiveDate,
        /// Why
        reason: String,
        /// The road told
        road: String,
    },
    /// 引导 to another procedure.
    Guide {
        /// On which day
        on: NaiveDate,
        /// Which exit of 条例 31
        exit: Exit,
        /// What the person was told, with its limit
        told: String,
    },
    /// 书面告知.
    Notify {
        /// On which day
        on: NaiveDate,
        /// How
        way: DeliveryWay,
    },
    /// 交办.
    Assign {
        /// 责任单位
        unit: Option<String>,
        /// 承办人
        holder: Option<String>,
        /// 包案领导
        leader: Option<String>,
    },
    /// 延期.
    Extend {
        /// On which day it was approved
        on: NaiveDate,
        /// How many days more
        days: u32,
        /// 批准人
        approver: String,
        /// Why
        reason: String,
        /// On which day the person was told
        told_on: NaiveDate,
    },
    /// 处理意见.
    Decide {
        /// On which day
        on: NaiveDate,
        /// The outcome
        ruling: Ruling,
        /// The opinion
        opinion: String,
        /// The legal basis
        basis: String,
        /// The request as restated; empty where it stands as the person told it
        request: String,
        /// Facts and reasons as restated; empty where they stand as told
        facts: String,
    },
    /// 送达.
    Deliver {
        /// On which day
        on: NaiveDate,
        /// How
        way: DeliveryWay,
    },
    /// 达成协议.
    Agree {
        /// On which day
        on: NaiveDate,
        /// What was agreed
        terms: String,
    },
    /// 撤回.
    Withdraw {
        /// On which day
        on: NaiveDate,
        /// The person's own words
        words: String,
        /// Written or oral; `None` in an old store, where nobody wrote it down
        form: Option<WithdrawalForm>,
    },
    /// 销号.
    StrikeOff {
        /// On which day
        on: NaiveDate,
        /// The proof
        proof: String,
    },
    /// 八项服务之一.
    Track {
        /// Which service
        track: Track,
        /// Who holds it
        holder: String,
        /// How far it is
        stage: TrackStage,
        /// What was noted
        note: TrackNote,
    },
    /// 记事.
    Note {
        /// What was noted
        text: String,
    },
    /// A number of another system.
    Number(ExternalNumber),
    /// 更正: a part was corrected; the old value stays here.
    Correct {
        /// Which part
        field: CaseField,
        /// What stood before
        old: String,
        /// What stands now
        new: String,
    },
    /// 诉访分流: the person was told of a legal road.
    Divert(Box<Diverted>),
    /// 并案 and 拆分.
    Merge(MergeStep),
    /// 办结之后: called back, reopened, asked how content the person is.
    Closing(ClosingStep),
    /// 撤销一步: a step taken by mistake no longer counts; both entries stay.
    Undo {
        /// Its place in the history, from 1
        of: u32,
        /// Why
        reason: String,
    },
    /// 人民调解.
    Mediation(MediationStep),
    /// 工作专班.
    TaskForce(Box<TaskForceStep>),
    /// 打印: a paper was printed.
    Printed(Printed),
    /// A step on the way before the decision.
    Transfer(TransferStep),
    /// 快速处置: power, water, heating, gas.
    FastLane(FastLaneStep),
    /// The road after the decision: hearing, carrying out, supervision, review, recheck.
    Appeal(Box<AppealStep>),
    /// 重点案件: marked, extended, lifted.
    Key(KeyStep),
    /// 12345 工单.
    Order(OrderStep),
    /// 法律援助, and whom the Justice Office recommends.
    LegalAid(Box<LegalAidStep>),
}

/// What opens a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// 信访人.
    pub petitioner: PersonId,
    /// What is raised.
    pub matter: Matter,
    /// The first visit.
    pub visit: Visit,
    /// The answer that an imported sheet carries.
    pub imported_answer: Option<ImportedAnswer>,
}

impl Step {
    /// Gives the code of the step, as history and word keys name it.
    pub fn code(&self) -> &'static str {
        match (self, self.kind()) {
            (_, Some(kind)) => kind.code(),
            (Self::Join(_), None) => "join",
            (Self::Correct { .. }, None) => "correct",
            (Self::Merge(step), None) => step.code(),
            (Self::Undo { .. }, None) => "undo",
            (Self::Printed(_), None) => "print",
            (_, None) => "register",
        }
    }

    /// Gives the kind under which the step is offered; registering, joining, correcting, merging,
    /// withdrawing a step and printing are not offered as steps.
    pub fn kind(&self) -> Option<StepKind> {
        Some(match self {
            Self::Register(_)
            | Self::Join(_)
            | Self::Correct { .. }
            | Self::Merge(_)
            | Self::Undo { .. }
            | Self::Printed(_) => {
                return None;
            }
            Self::Classify { .. } => StepKind::Classify,
            Self::Accept { .. } => StepKind::Accept,
            Self::Decline { .. } => StepKind::Decline,
            Self::Guide { .. } => StepKind::Guide,
            Self::Notify { .. } => StepKind::Notify,
            Self::Assign { .. } => StepKind::Assign,
            Self::Extend { .. } => StepKind::Extend,
            Self::Decide { .. } => StepKind::Decide,
            Self::Deliver { .. } => StepKind::Deliver,
            Self::Agree { .. } => StepKind::Agree,
            Self::Withdraw { .. } => StepKind::Withdraw,
            Self::StrikeOff { .. } => StepKind::StrikeOff,
            Self::Track { .. } => StepKind::Track,
            Self::Note { .. } => StepKind::Note,
            Self::Number(_) => StepKind::Number,
            Self::Divert(_) => StepKind::Divert,
            Self::Closing(ClosingStep::CallBack { .. }) => StepKind::CallBack,
            Self::Closing(ClosingStep::Reopen { .. }) => StepKind::Reopen,
            Self::Closing(ClosingStep::Satisfaction { .. }) => StepKind::Satisfaction,
            Self::Mediation(step) => match step {
                MediationStep::Consent(_) => StepKind::MediationConsent,
                MediationStep::Refer(_) => StepKind::MediationRefer,
                MediationStep::Session(_) => StepKind::MediationSession,
                MediationStep::Extend(_) => StepKind::MediationExtend,
                MediationStep::Agree(_) => StepKind::MediationAgree,
                MediationStep::Sign(_) => StepKind::MediationSign,
                MediationStep::Instalment(_) => StepKind::MediationInstalment,
                MediationStep::Performed(_) => StepKind::MediationPerformed,
                MediationStep::AskCourt(_) => StepKind::ConfirmationAsk,
                MediationStep::Court(_) => StepKind::ConfirmationAnswer,
                MediationStep::End(_) => StepKind::MediationEnd,
                MediationStep::Danger(_) => StepKind::MediationDanger,
            },
            Self::TaskForce(step) => match &**step {
                TaskForceStep::Form { .. } => StepKind::TaskForceForm,
                TaskForceStep::Change { .. } => StepKind::TaskForceChange,
                TaskForceStep::Meet(_) => StepKind::TaskForceMeet,
                TaskForceStep::End { .. } => StepKind::TaskForceEnd,
            },
            Self::Transfer(step) => step.kind(),
            Self::FastLane(step) => match step {
                FastLaneStep::Put { .. } => StepKind::FastLanePut,
                FastLaneStep::Inform { .. } => StepKind::FastLaneInform,
                FastLaneStep::Arrive { .. } => StepKind::FastLaneArrive,
                FastLaneStep::Fix { .. } => StepKind::FastLaneFix,
            },
            Self::Appeal(step) => step.kind(),
            Self::Key(KeyStep::Mark(_)) => StepKind::KeyMark,
            Self::Key(KeyStep::Extend(_)) => StepKind::KeyExtend,
            Self::Key(KeyStep::Lift { .. }) => StepKind::KeyLift,
            Self::Order(step) => step.kind(),
            Self::LegalAid(step) => step.kind(),
        })
    }
}
