//! 12345 工单: what its steps say, and the petition of the caller that is offered as a ground.

use crate::domain::case::form::proposed::petitions;
use crate::domain::queue::CaseRow;
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

/// Says the offer of the ground 已进入信访程序, where the caller has an open petition.
pub(super) fn offer(words: &Words, view: &CaseView) -> Option<String> {
    let row = petitions(view).first()?;
    let args = [
        ("number", row.number.to_string().into()),
        ("due", due(words, row).into()),
    ];
    Some(words.say_with("order-petition-offer", &args))
}

pub(super) fn due(words: &Words, row: &CaseRow) -> String {
    row.due
        .map_or_else(|| words.say("order-petition-no-due"), |day| day.to_string())
}
