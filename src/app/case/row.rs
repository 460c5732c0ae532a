//! A case of a list as one line of a page.

use crate::domain::codes::Class;
use crate::domain::queue::CaseRow;
use crate::words::say::Words;

/// Gives a case of a list in words: its state, and its number with what it is about.
pub fn row_line(words: &Words, row: &CaseRow) -> (String, String) {
    let number = row.number.to_string();
    let state = if row.is_secret() {
        String::new()
    } else {
        words.code("status", row.status.code())
    };
    let what = if row.is_secret() {
        words.say("queue-secret")
    } else if row.class == Class::Unclassed {
        words.say("queue-unclassed")
    } else {
        row.summary.replace('\n', " ")
    };
    let received = row.received_at.date();
    (state, format!("{number}  {received}  {what}"))
}
