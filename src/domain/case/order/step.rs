//! The steps of a 12345 work order: what each writes down.

use chrono::NaiveDate;

use super::super::super::moment::Moment;
use super::super::super::number::CaseNumber;
use super::super::transfer::Said;

codes! {
    /// How the city office gave the order to the town.
    OrderManner {
        /// 派发
        Dispatched = "dispatched",
        /// 指定办理: after a dispute; it cannot be returned (潍12345 22)
        Assigned = "assigned",
    }
}

codes! {
    /// 退单理由.
    ReturnGround {
        /// 不属于职责范围 (潍12345 22)
        OutsideDuty = "outside_duty",
        /// 县级部门事项推给镇街 (潍12345 24)
        CountyItem = "county_item",
    }
}

codes! {
    /// What the city office answered to a return or a closing.
    OfficeAnswer {
        /// 同意
        Agreed = "agreed",
        /// 不同意; a return refused makes the order an assigned one
        Refused = "refused",
    }
}

codes! {
    /// What an answer brings (潍12345 20).
    OrderOutcome {
        /// 已办结
        Done = "done",
        /// 不能办结: explained, with a plan
        Explained = "explained",
    }
}

codes! {
    /// 满意度 in the city office's call-back; who was not rated is never satisfied.
    OrderRating {
        /// 满意
        Satisfied = "satisfied",
        /// 基本满意
        Basically = "basically",
        /// 不满意
        Dissatisfied = "dissatisfied",
        /// 未评价
        Unrated = "unrated",
    }
}

codes! {
    /// Whether the caller says that it is solved.
    Solved {
        /// 已解决
        Yes = "yes",
        /// 未解决
        No = "no",
        /// 未表态
        Unsaid = "unsaid",
    }
}

codes! {
    /// 督办情形 (潍12345 26).
    PressGround {
        /// 推诿、拒不办理
        Refused = "refused",
        /// 逾期未办结
        Overdue = "overdue",
        /// 应解决未解决
        Unsolved = "unsolved",
        /// 造成不良影响
        BadEffect = "bad_effect",
    }
}

codes! {
    /// What the hotline does not take up (潍12345 19).
    CloseGround {
        /// 已进入信访程序
        Petition = "petition",
        /// 诉讼
        Litigation = "litigation",
        /// 仲裁
        Arbitration = "arbitration",
        /// 纪检监察
        Discipline = "discipline",
        /// 行政复议
        Reconsideration = "reconsideration",
        /// 政府信息公开
        Disclosure = "disclosure",
        /// 国家秘密、商业秘密、个人隐私
        Secret = "secret",
        /// 已依法办结
        Concluded = "concluded",
    }
}

/// 已进入信访程序: of which case the caller was told, with its due date, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PetitionTold {
    /// The petition's number.
    pub number: CaseNumber,
    /// By when it is due, as the caller was told.
    pub due: NaiveDate,
    /// On which day he was told.
    pub on: NaiveDate,
    /// Who told him.
    pub by: String,
}

/// Asking the city office to close an order that the hotline does not take up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseAsked {
    /// On which day.
    pub on: NaiveDate,
    /// Of which kind it is.
    pub ground: CloseGround,
    /// What shows it.
    pub reason: String,
    /// The petition of which the caller was told; there for that ground alone.
    pub petition: Option<PetitionTold>,
}

/// 回访 by the city office (潍12345 25).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderCallBack {
    /// On which day.
    pub on: NaiveDate,
    /// Whether the caller says that he was contacted in time.
    pub contacted: bool,
    /// Whether he says that it is solved.
    pub solved: Solved,
    /// How content he is.
    pub rating: OrderRating,
    /// What he said.
    pub said: String,
}

/// A step of a work order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderStep {
    /// 签收.
    Sign {
        /// When
        at: Moment,
        /// How it was given to the town
        manner: OrderManner,
    },
    /// 联系: the caller was contacted, or it was tried.
    Contact {
        /// When
        at: Moment,
        /// Whether he was reached
        reached: bool,
        /// What was said
        said: String,
    },
    /// 申请退单.
    AskReturn {
        /// On which day
        on: NaiveDate,
        /// The ground
        ground: ReturnGround,
        /// What shows it
        reason: String,
    },
    /// 退单答复 by the city office.
    ReturnAnswered {
        /// On which day
        on: NaiveDate,
        /// What
        answer: OfficeAnswer,
    },
    /// 工单延期, agreed to by the city office.
    Extend {
        /// On which day
        on: NaiveDate,
        /// How many working days more
        days: u32,
        /// Why
        reason: String,
        /// On which day the caller was told
        told_on: NaiveDate,
    },
    /// 法定期限更长: the law of the matter gives longer (潍12345 20).
    Limit {
        /// On which day it was noted
        on: NaiveDate,
        /// Which law
        law: String,
        /// Its last day
        until: NaiveDate,
    },
    /// 工单答复: a result, or an explanation and a plan.
    Answer {
        /// On which day
        on: NaiveDate,
        /// Which of both
        outcome: OrderOutcome,
        /// The result or the explanation
        answer: String,
        /// The plan; empty for a result
        plan: String,
    },
    /// 市热线回访.
    CallBack(OrderCallBack),
    /// 重办: sent back after a bad call-back or pressing.
    Redo {
        /// On which day it came back
        on: NaiveDate,
        /// Why
        reason: String,
    },
    /// 督办 by the city office.
    Press {
        /// On which day
        on: NaiveDate,
        /// Why
        ground: PressGround,
        /// What it asks
        asks: String,
    },
    /// 申请按不予受理办结.
    AskClose(Box<CloseAsked>),
    /// The city office's answer to that (潍12345 21).
    CloseAnswered {
        /// On which day
        on: NaiveDate,
        /// What
        answer: OfficeAnswer,
    },
}

impl OrderStep {
    /// Gives what the step says, field by field, in the order in which it is told.
    pub fn parts(&self) -> Vec<(&'static str, Said)> {
        let text = |text: &String| Said::Text(text.clone());
        let code = |group, code| Said::Code { group, code };
        let mut parts = match self {
            Self::Sign { at, manner } => vec![
                ("at", Said::Minute(*at)),
                ("order_manner", code("order-manner", manner.code())),
            ],
            Self::Contact { at, reached, said } => vec![
                ("at", Said::Minute(*at)),
                ("reached", code("reached", yes_no(*reached))),
                ("said", text(said)),
            ],
            Self::AskReturn { on, ground, reason } => vec![
                ("on", Said::Day(*on)),
                ("return_ground", code("return-ground", ground.code())),
                ("reason", text(reason)),
            ],
            Self::ReturnAnswered { on, answer } | Self::CloseAnswered { on, answer } => vec![
                ("on", Said::Day(*on)),
                ("office_answer", code("office-answer", answer.code())),
            ],
            Self::Extend {
                on,
                days,
                reason,
                told_on,
            } => vec![
                ("on", Said::Day(*on)),
                ("working_days", Said::Text(days.to_string())),
                ("reason", text(reason)),
                ("told_on", Said::Day(*told_on)),
            ],
            Self::Limit { on, law, until } => vec![
                ("on", Said::Day(*on)),
                ("law", text(law)),
                ("until", Said::Day(*until)),
            ],
            Self::Answer {
                on,
                outcome,
                answer,
                plan,
            } => vec![
                ("on", Said::Day(*on)),
                ("order_outcome", code("order-outcome", outcome.code())),
                ("answer", text(answer)),
                ("order_plan", text(plan)),
            ],
            Self::CallBack(it) => vec![
                ("on", Said::Day(it.on)),
                ("contacted", code("contacted", yes_no(it.contacted))),
                ("solved", code("solved", it.solved.code())),
                ("order_rating", code("order-rating", it.rating.code())),
                ("said", text(&it.said)),
            ],
            Self::Redo { on, reason } => vec![("on", Said::Day(*on)), ("reason", text(reason))],
            Self::Press { on, ground, asks } => vec![
                ("on", Said::Day(*on)),
                ("press_ground", code("press-ground", ground.code())),
                ("asks", text(asks)),
            ],
            Self::AskClose(it) => {
                let mut parts = vec![
                    ("on", Said::Day(it.on)),
                    ("close_ground", code("close-ground", it.ground.code())),
                    ("reason", text(&it.reason)),
                ];
                if let Some(told) = &it.petition {
                    parts.push(("petition_number", Said::Text(told.number.to_string())));
                    parts.push(("petition_due", Said::Day(told.due)));
                    parts.push(("caller_told_on", Said::Day(told.on)));
                    parts.push(("told_by", text(&told.by)));
                }
                parts
            }
        };
        parts.retain(|(_, said)| !matches!(said, Said::Text(text) if text.is_empty()));
        parts
    }
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
