//! The steps of a 12345 work order: what each writes down.

use crate::domain::case::fact::kind::{
    Choice, Contacted, Count, Day, Line, Minute, Reached, SpareText, Text,
};
use crate::domain::case::fact::order::close::CloseAsked;

codes! {
    /// How the city office gave the order to the town.
    OrderManner: "order-manner" {
        /// 派发
        Dispatched = "dispatched",
        /// 指定办理: after a dispute; it cannot be returned (潍12345 22)
        Assigned = "assigned",
    }
}

codes! {
    /// 退单理由.
    ReturnGround: "return-ground" {
        /// 不属于职责范围 (潍12345 22)
        OutsideDuty = "outside_duty",
        /// 县级部门事项推给镇街 (潍12345 24)
        CountyItem = "county_item",
    }
}

codes! {
    /// What the city office answered to a return or a closing.
    OfficeAnswer: "office-answer" {
        /// 同意
        Agreed = "agreed",
        /// 不同意; a return refused makes the order an assigned one
        Refused = "refused",
    }
}

codes! {
    /// What an answer brings (潍12345 20).
    OrderOutcome: "order-outcome" {
        /// 已办结
        Done = "done",
        /// 不能办结: explained, with a plan
        Explained = "explained",
    }
}

codes! {
    /// 满意度 in the city office's call-back; who was not rated is never satisfied.
    OrderRating: "order-rating" {
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
    Solved: "solved" {
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
    PressGround: "press-ground" {
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

facts! {
    /// 回访 by the city office (潍12345 25).
    OrderCallBack {
        /// On which day.
        on: Day,
        /// Whether the caller says that he was contacted in time.
        contacted: Contacted,
        /// Whether he says that it is solved.
        solved: Choice<Solved>,
        /// How content he is.
        rating = "order_rating": Choice<OrderRating>,
        /// What he said.
        statement = "said": SpareText,
    },
}

steps! {
    /// A step of a work order.
    OrderStep: OrderKind {
        /// 工单签收.
        Sign = "order_sign" {
            /// When.
            at: Minute,
            /// How it was given to the town.
            manner = "order_manner": Choice<OrderManner>,
        } asks [at],
        /// 联系来电人: the caller was contacted, or it was tried.
        Contact = "order_contact" {
            /// When.
            at: Minute,
            /// Whether he was reached.
            reached: Reached,
            /// What was said.
            statement = "said": SpareText,
        },
        /// 申请退单.
        AskReturn = "order_return" {
            /// On which day.
            on: Day,
            /// The ground.
            ground = "return_ground": Choice<ReturnGround>,
            /// What shows it.
            reason: Text,
        },
        /// 退单答复 by the city office.
        ReturnAnswered = "order_return_answered" {
            /// On which day.
            on: Day,
            /// What.
            answer = "office_answer": Choice<OfficeAnswer>,
        },
        /// 工单延期, agreed to by the city office.
        Extend = "order_extend" {
            /// On which day.
            on: Day,
            /// How many working days more.
            days = "working_days": Count,
            /// Why.
            reason: Text,
            /// On which day the caller was told.
            informed_on = "told_on": Day,
        } asks [working_days, reason, on],
        /// 法定期限更长: the law of the matter gives longer (潍12345 20).
        Limit = "order_limit" {
            /// On which day it was noted.
            on: Day,
            /// Which law.
            law: Line,
            /// Its last day.
            until: Day,
        },
        /// 工单答复: a result, or an explanation and a plan.
        Answer = "order_answer" {
            /// On which day.
            on: Day,
            /// Which of both.
            outcome = "order_outcome": Choice<OrderOutcome>,
            /// The result or the explanation.
            answer: Text,
            /// The plan; empty for a result.
            plan = "order_plan": SpareText,
        },
        /// 市热线回访.
        CallBack(OrderCallBack) = "order_call_back",
        /// 工单重办: sent back after a bad call-back or pressing.
        Redo = "order_redo" {
            /// On which day it came back.
            on: Day,
            /// Why.
            reason: Text,
        },
        /// 市热线督办.
        Press = "order_press" {
            /// On which day.
            on: Day,
            /// Why.
            ground = "press_ground": Choice<PressGround>,
            /// What it asks.
            asks: Text,
        },
        /// 申请按不予受理办结.
        AskClose(Box<CloseAsked>) = "order_close",
        /// 不予受理答复: the city office's answer to that (潍12345 21).
        CloseAnswered = "order_close_answered" {
            /// On which day.
            on: Day,
            /// What.
            answer = "office_answer": Choice<OfficeAnswer>,
        },
    }
}
