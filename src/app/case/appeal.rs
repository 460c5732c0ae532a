//! 处理意见以后: what the steps of review, recheck and carrying out say, in words.

use crate::domain::case::appeal::{AppealStep, Value};
use crate::words::say::Words;

/// Says a step part by part; days and codes that stand for something bear their name.
pub(super) fn told(words: &Words, step: &AppealStep) -> Vec<String> {
    step.values()
        .into_iter()
        .map(|(field, value)| match value {
            Value::Text(text) => text.to_owned(),
            Value::Day(day) if field == "on" => day.to_string(),
            Value::Day(day) => format!("{} {day}", words.code("ask", field)),
            Value::Code(list, code) => words.code(list, code),
        })
        .collect()
}
