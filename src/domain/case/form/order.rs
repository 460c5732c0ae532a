//! What is proposed in the steps of a work order.

use chrono::NaiveDate;

use crate::domain::case::fact::order::step::{OrderKind, OrderManner, OrderOutcome};
use crate::domain::case::fact::state::Case;

/// Gives what stands in a question before anything is typed. The petition of which a caller is told
/// is proposed by whoever knows the other cases; that he was told is never proposed.
pub(in crate::domain::case) fn proposal(
    kind: OrderKind,
    field: &str,
    case: &Case,
    today: NaiveDate,
) -> String {
    match (kind, field) {
        (OrderKind::Sign, "order_manner") => OrderManner::Dispatched.code().to_owned(),
        (OrderKind::Limit, "law") => match case.accepted_on {
            Some(_) => "条例 34".to_owned(),
            None => String::new(),
        },
        (OrderKind::Limit, "until") => {
            let last = case.sixtieth_day();
            last.map_or(String::new(), |day| day.to_string())
        }
        (OrderKind::Answer, "order_outcome") => OrderOutcome::Done.code().to_owned(),
        (_, "on" | "told_on") => today.to_string(),
        _ => String::new(),
    }
}
