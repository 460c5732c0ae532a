//! What the steps of a work order ask, and reading what was answered.

use chrono::NaiveDate;

use super::super::super::number::CaseNumber;
use super::super::super::refusal::Reason;
use super::super::ask::{Answer, Ask, ON, Reader, line, text};
use super::super::state::Case;
use super::super::step::StepKind;
use super::step::{
    CloseAsked, CloseGround, OfficeAnswer, OrderCallBack, OrderManner, OrderOutcome, OrderRating,
    OrderStep, PetitionTold, PressGround, ReturnGround, Solved,
};

const AT: Ask = Ask {
    field: "at",
    answer: Answer::Moment,
};

const fn day(field: &'static str) -> Ask {
    Ask {
        field,
        answer: Answer::Day,
    }
}

const fn choice(field: &'static str, group: &'static str, codes: fn() -> Vec<&'static str>) -> Ask {
    Ask {
        field,
        answer: Answer::Choice { group, codes },
    }
}

const fn yes_no(field: &'static str, group: &'static str) -> Ask {
    choice(field, group, || vec!["yes", "no"])
}

const OFFICE_ANSWER: Ask = choice("office_answer", "office-answer", || {
    OfficeAnswer::ALL.iter().map(|it| it.code()).collect()
});

/// Gives what a step asks; empty for a kind that is none of these.
pub(in super::super) const fn asks(kind: StepKind) -> &'static [Ask] {
    match kind {
        StepKind::OrderSign => {
            const {
                &[
                    AT,
                    choice("order_manner", "order-manner", || {
                        OrderManner::ALL.iter().map(|it| it.code()).collect()
                    }),
                ]
            }
        }
        StepKind::OrderContact => const { &[yes_no("reached", "reached"), text("said"), AT] },
        StepKind::OrderReturn => {
            const {
                &[
                    choice("return_ground", "return-ground", || {
                        ReturnGround::ALL.iter().map(|it| it.code()).collect()
                    }),
                    text("reason"),
                    ON,
                ]
            }
        }
        StepKind::OrderReturnAnswered | StepKind::OrderCloseAnswered => {
            const { &[OFFICE_ANSWER, ON] }
        }
        StepKind::OrderExtend => {
            const {
                &[
                    Ask {
                        field: "working_days",
                        answer: Answer::Number,
                    },
                    text("reason"),
                    ON,
                    day("told_on"),
                ]
            }
        }
        StepKind::OrderLimit => const { &[line("law"), day("until"), ON] },
        StepKind::OrderAnswer => {
            const {
                &[
                    choice("order_outcome", "order-outcome", || {
                        OrderOutcome::ALL.iter().map(|it| it.code()).collect()
                    }),
                    text("answer"),
                    text("order_plan"),
                    ON,
                ]
            }
        }
        StepKind::OrderCallBack => {
            const {
                &[
                    yes_no("contacted", "contacted"),
                    choice("solved", "solved", || {
                        Solved::ALL.iter().map(|it| it.code()).collect()
                    }),
                    choice("order_rating", "order-rating", || {
                        OrderRating::ALL.iter().map(|it| it.code()).collect()
                    }),
                    text("said"),
                    ON,
                ]
            }
        }
        StepKind::OrderRedo => const { &[text("reason"), ON] },
        StepKind::OrderPress => {
            const {
                &[
                    choice("press_ground", "press-ground", || {
                        PressGround::ALL.iter().map(|it| it.code()).collect()
                    }),
                    text("asks"),
                    ON,
                ]
            }
        }
        StepKind::OrderClose => {
            const {
                &[
                    choice("close_ground", "close-ground", || {
                        CloseGround::ALL.iter().map(|it| it.code()).collect()
                    }),
                    text("reason"),
                    line("petition_number"),
                    day("petition_due"),
                    day("caller_told_on"),
                    line("told_by"),
                    ON,
                ]
            }
        }
        _ => &[],
    }
}

/// Gives what stands in a question before anything is typed. The petition of which a caller is told
/// is proposed by whoever knows the other cases; that he was told is never proposed.
pub(in super::super) fn proposal(
    kind: StepKind,
    field: &str,
    case: &Case,
    today: NaiveDate,
) -> String {
    match (kind, field) {
        (StepKind::OrderSign, "order_manner") => OrderManner::Dispatched.code().to_owned(),
        (StepKind::OrderLimit, "law") => match case.accepted_on {
            Some(_) => "条例 34".to_owned(),
            None => String::new(),
        },
        (StepKind::OrderLimit, "until") => {
            let last = case.sixtieth_day();
            last.map_or(String::new(), |day| day.to_string())
        }
        (StepKind::OrderAnswer, "order_outcome") => OrderOutcome::Done.code().to_owned(),
        (_, "on" | "told_on") => today.to_string(),
        _ => String::new(),
    }
}

/// Reads the answers; `None` where one does not read, or for a kind that is none of these.
pub(in super::super) fn read(kind: StepKind, from: &mut Reader<'_>) -> Option<OrderStep> {
    Some(match kind {
        StepKind::OrderSign => {
            let manner = from.code("order_manner", OrderManner::parse);
            let at = from.moment("at");
            OrderStep::Sign {
                at: at?,
                manner: manner?,
            }
        }
        StepKind::OrderContact => {
            let reached = from.code("reached", yes);
            let said = from.optional("said").unwrap_or_default();
            let at = from.moment("at");
            OrderStep::Contact {
                at: at?,
                reached: reached?,
                said,
            }
        }
        StepKind::OrderReturn => {
            let ground = from.code("return_ground", ReturnGround::parse);
            let (reason, on) = (from.text("reason"), from.day("on"));
            OrderStep::AskReturn {
                on: on?,
                ground: ground?,
                reason: reason?,
            }
        }
        StepKind::OrderReturnAnswered => {
            let answer = from.code("office_answer", OfficeAnswer::parse);
            let on = from.day("on");
            OrderStep::ReturnAnswered {
                on: on?,
                answer: answer?,
            }
        }
        StepKind::OrderCloseAnswered => {
            let answer = from.code("office_answer", OfficeAnswer::parse);
            let on = from.day("on");
            OrderStep::CloseAnswered {
                on: on?,
                answer: answer?,
            }
        }
        StepKind::OrderExtend => {
            let (days, reason) = (from.number("working_days"), from.text("reason"));
            let (on, told_on) = (from.day("on"), from.day("told_on"));
            OrderStep::Extend {
                on: on?,
                days: days?,
                reason: reason?,
                told_on: told_on?,
            }
        }
        StepKind::OrderLimit => {
            let (law, until, on) = (from.text("law"), from.day("until"), from.day("on"));
            OrderStep::Limit {
                on: on?,
                law: law?,
                until: until?,
            }
        }
        StepKind::OrderAnswer => {
            let outcome = from.code("order_outcome", OrderOutcome::parse);
            let answer = from.text("answer");
            let plan = from.optional("order_plan").unwrap_or_default();
            let on = from.day("on");
            OrderStep::Answer {
                on: on?,
                outcome: outcome?,
                answer: answer?,
                plan,
            }
        }
        StepKind::OrderCallBack => OrderStep::CallBack(call_back(from)?),
        StepKind::OrderRedo => {
            let (reason, on) = (from.text("reason"), from.day("on"));
            OrderStep::Redo {
                on: on?,
                reason: reason?,
            }
        }
        StepKind::OrderPress => {
            let ground = from.code("press_ground", PressGround::parse);
            let (asks, on) = (from.text("asks"), from.day("on"));
            OrderStep::Press {
                on: on?,
                ground: ground?,
                asks: asks?,
            }
        }
        StepKind::OrderClose => OrderStep::AskClose(Box::new(close(from)?)),
        _ => return None,
    })
}

fn call_back(from: &mut Reader<'_>) -> Option<OrderCallBack> {
    let contacted = from.code("contacted", yes);
    let solved = from.code("solved", Solved::parse);
    let rating = from.code("order_rating", OrderRating::parse);
    let said = from.optional("said").unwrap_or_default();
    let on = from.day("on");
    Some(OrderCallBack {
        on: on?,
        contacted: contacted?,
        solved: solved?,
        rating: rating?,
        said,
    })
}

/// The petition and its telling are asked for that ground alone; there each part is needed.
fn close(from: &mut Reader<'_>) -> Option<CloseAsked> {
    let ground = from.code("close_ground", CloseGround::parse);
    let (reason, on) = (from.text("reason"), from.day("on"));
    let petition = match ground {
        Some(CloseGround::Petition) => Some(told(from)?),
        Some(_) | None => None,
    };
    Some(CloseAsked {
        on: on?,
        ground: ground?,
        reason: reason?,
        petition,
    })
}

fn told(from: &mut Reader<'_>) -> Option<PetitionTold> {
    let parts = [
        "petition_number",
        "petition_due",
        "caller_told_on",
        "told_by",
    ];
    let mut missing = false;
    for field in parts {
        if from.optional(field).is_none() {
            missing = true;
            let _: Option<()> = from.refuse(field, Reason::CallerNotTold);
        }
    }
    if missing {
        return None;
    }
    let typed = from.text("petition_number")?;
    let number = match CaseNumber::parse_lenient(&typed) {
        Some(number) => Some(number),
        None => from.refuse("petition_number", Reason::NotFound),
    };
    let (due, on) = (from.day("petition_due"), from.day("caller_told_on"));
    Some(PetitionTold {
        number: number?,
        due: due?,
        on: on?,
        by: from.text("told_by")?,
    })
}

fn yes(code: &str) -> Option<bool> {
    match code {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
