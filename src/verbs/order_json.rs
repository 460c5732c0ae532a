//! 12345 工单 of a case, in words and as JSON.

use serde_json::{Value, json};

use crate::domain::case::fact::order::close::PetitionNotice;
use crate::domain::case::fact::order::step::OrderStep;
use crate::domain::case::fact::step::Step;
use crate::domain::moment::Moment;
use crate::domain::view::CaseView;
use crate::verbs::step_fields::fields;
use crate::words::bundle::Words;

/// Tells what was done on the order, a line each, and which open petitions the caller has.
pub fn render(words: &Words, view: &CaseView) -> Vec<String> {
    let Some(dispatched) = view.case.order_at() else {
        return Vec::new();
    };
    let mut lines = vec![format!(
        "{} {}",
        words.say("order-dispatched"),
        dispatched.minute()
    )];
    lines.extend(view.case.order.taken.iter().map(|step: &OrderStep| {
        let step = Step::Order(step.clone());
        let parts: Vec<String> = fields(words, &step)
            .into_iter()
            .map(|field| field.text.replace('\n', " "))
            .collect();
        format!("{} {}", words.code("step", step.code()), parts.join("，"))
    }));
    lines.extend(view.petitions.iter().map(|row| {
        let due = row
            .due
            .map_or_else(|| words.say("order-petition-no-due"), |day| day.to_string());
        let what = format!("{} {}", row.number, row.summary.replace('\n', " "));
        let args = [("what", what.into()), ("due", due.into())];
        words.say_with("order-petition-line", &args)
    }));
    lines
}

/// Gives the order as JSON; `null` for a case that has none.
pub fn order_json(view: &CaseView, now: Moment) -> Value {
    let case = &view.case;
    let Some(dispatched) = case.order_at().filter(|_| !view.row.locked) else {
        return Value::Null;
    };
    let order = &case.order;
    let signed = order.signed();
    let answer = order.answer();
    json!({
        "dispatched_at": dispatched.to_string(),
        "signed_at": signed.map(|(at, _)| at.to_string()),
        "assigned": order.is_assigned(),
        "contacted_at": order.contacted_at().map(|at| at.to_string()),
        "contacted_in_time": case.contacted_in_time(&view.calendar, &view.settings, now),
        "return": order.asked_return().map(|it| json!({
            "on": it.what.to_string(),
            "answered_on": it.answer.map(|(on, _)| on.to_string()),
            "answer": it.answer.map(|(_, answer)| answer.code()),
        })),
        "extended_by": order.extended_by(),
        "longer_limit": order.longer_limit().map(|day| day.to_string()),
        "answer": answer.map(|it| json!({
            "on": it.on.to_string(),
            "outcome": it.outcome.code(),
            "answer": it.answer,
            "plan": it.plan,
        })),
        "call_back": order.call_back().map(|it| json!({
            "on": it.on.to_string(),
            "contacted": it.contacted,
            "solved": it.solved.code(),
            "rating": it.rating.code(),
            "said": it.statement,
        })),
        "solved": order.solved(),
        "satisfied": order.satisfied(),
        "pressed": order.pressed(),
        "redone_on": order.redone_on().map(|day| day.to_string()),
        "close": order.asked_close().map(|it| json!({
            "on": it.what.on.to_string(),
            "ground": it.what.ground.code(),
            "reason": it.what.reason,
            "petition": it.what.petition.as_ref().map(petition),
            "answered_on": it.answer.map(|(on, _)| on.to_string()),
            "answer": it.answer.map(|(_, answer)| answer.code()),
        })),
        "ended_on": order.ended_on().map(|day| day.to_string()),
        "petitions": view.petitions.iter().map(|row| json!({
            "number": row.number.to_string(),
            "due": row.due.map(|day| day.to_string()),
        })).collect::<Vec<_>>(),
    })
}

fn petition(render: &PetitionNotice) -> Value {
    json!({
        "number": render.number.to_string(),
        "due": render.due.to_string(),
        "told_on": render.on.to_string(),
        "told_by": render.by,
    })
}
