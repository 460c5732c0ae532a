//! 12345 工单 on the page of a case: what was done on it, and the petition that the caller may have.

use crate::app::case::para::{Para, Tone};
use crate::app::case::row::row_line;
use crate::domain::case::order::step::{CloseGround, OrderStep};
use crate::domain::case::step::Step;
use crate::domain::case::transfer::Said;
use crate::domain::queue::CaseRow;
use crate::domain::view::CaseView;
use crate::words::say::Words;

/// Says the parts of a step, the first day bare.
pub(super) fn told(words: &Words, parts: Vec<(&'static str, Said)>) -> Vec<String> {
    let named = |field: &str, text: &str| format!("{} {text}", words.say(&format!("ask-{field}")));
    parts
        .into_iter()
        .map(|(field, part)| match part {
            Said::Day(day) if field == "on" => day.to_string(),
            Said::Day(day) => named(field, &day.to_string()),
            Said::Minute(at) => at.minute(),
            Said::Text(text) => named(field, &text),
            Said::Code { group, code } => words.code(group, code),
        })
        .collect()
}

/// Tells what was done on the order, step by step, from its dispatch on.
pub(super) fn order(words: &Words, view: &CaseView) -> Vec<Para> {
    let Some(dispatched) = view.case.order_at() else {
        return Vec::new();
    };
    let para = |label: String, text: String| Para {
        label,
        text,
        tone: Tone::Plain,
        item: None,
    };
    let mut paras = vec![para(words.say("order-dispatched"), dispatched.minute())];
    paras.extend(view.case.order.taken.iter().map(|step: &OrderStep| {
        let text = told(words, step.parts()).join("  ");
        let step = Step::Order(step.clone());
        para(words.code("step", step.code()), text)
    }));
    paras
}

/// Tells of the caller's open petitions, while the order can still be closed on their ground.
pub(super) fn petitions(words: &Words, view: &CaseView) -> Vec<Para> {
    offered(view)
        .iter()
        .map(|row| {
            let (_, what) = row_line(words, row);
            let args = [("what", what.into()), ("due", due(words, row).into())];
            Para {
                label: words.say("order-petition"),
                text: words.say_with("order-petition-line", &args),
                tone: Tone::Warn,
                item: None,
            }
        })
        .collect()
}

/// Says the offer of the ground 已进入信访程序, where the caller has an open petition.
pub(super) fn offer(words: &Words, view: &CaseView) -> Option<String> {
    let row = offered(view).first()?;
    let args = [
        ("number", row.number.to_string().into()),
        ("due", due(words, row).into()),
    ];
    Some(words.say_with("order-petition-offer", &args))
}

/// Gives what the form of closing is filled in with: the ground, the petition and its due date. On
/// which day and by whom the caller was told is for whoever told him to write.
pub(super) fn proposal(view: &CaseView) -> Vec<(&'static str, String)> {
    let Some(row) = offered(view).first() else {
        return Vec::new();
    };
    let mut filled = vec![
        ("close_ground", CloseGround::Petition.code().to_owned()),
        ("petition_number", row.number.to_string()),
    ];
    filled.extend(row.due.map(|day| ("petition_due", day.to_string())));
    filled
}

/// Gives the petitions on whose ground the order can be closed.
fn offered(view: &CaseView) -> &[CaseRow] {
    let order = &view.case.order;
    let asked = order.asked_close().is_some_and(|it| it.answer.is_none());
    let over = order.ended_on().is_some() || order.answered_on().is_some();
    if asked || over || !view.case.is_order_only() {
        return &[];
    }
    &view.petitions
}

fn due(words: &Words, row: &CaseRow) -> String {
    row.due
        .map_or_else(|| words.say("order-petition-no-due"), |day| day.to_string())
}
