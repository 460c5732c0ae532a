//! 12345 工单: what its steps say, and the petition of the caller that is offered as a ground.

use crate::domain::case::fact::order::close::CloseGround;
use crate::domain::queue::CaseRow;
use crate::domain::view::CaseView;
use crate::words::say::Words;

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
pub(super) fn offered(view: &CaseView) -> &[CaseRow] {
    let order = &view.case.order;
    let asked = order.asked_close().is_some_and(|it| it.answer.is_none());
    let over = order.ended_on().is_some() || order.answered_on().is_some();
    if asked || over || !view.case.is_order_only() {
        return &[];
    }
    &view.petitions
}

pub(super) fn due(words: &Words, row: &CaseRow) -> String {
    row.due
        .map_or_else(|| words.say("order-petition-no-due"), |day| day.to_string())
}
