//! The list of what is to be done on a case, as JSON.

use serde::Serialize;

use crate::domain::case::fact::checklist::Checklist;

/// An item.
#[derive(Debug, Serialize)]
pub struct CheckItemJson {
    point: u32,
    text: String,
    by_day: Option<String>,
    done_on: Option<String>,
    done_by: Option<String>,
    dropped: bool,
}

/// Gives the items, in their order.
pub fn checklist_json(list: &Checklist) -> Vec<CheckItemJson> {
    let items = list.items();
    items
        .map(|(point, it)| CheckItemJson {
            point,
            text: it.text.clone(),
            by_day: it.by_day.map(|day| day.to_string()),
            done_on: it.ticked.as_ref().map(|(on, _)| on.to_string()),
            done_by: it.ticked.as_ref().map(|(_, who)| who.clone()),
            dropped: it.dropped,
        })
        .collect()
}
