//! 12345 工单 beside 信访: which petitions the caller of an order has, and that he is told of no other's
//! (潍12345 11, 19).

use crate::domain::case::fact::order::step::OrderStep;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::codes::Class;
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

/// Tells whether `case` is a petition that an order shows: it runs, came by another way and is open
/// to the viewer. `is_his` tells that the caller is a petitioner in it: of an accusation that
/// another brought nobody hears (条例 30 ¶3).
pub fn is_petition_beside(order: &Case, case: &Case, is_his: bool, viewer: &Viewer) -> bool {
    case.number != order.number
        && case.is_running()
        && !case.is_order_only()
        && case.is_open_to(viewer)
        && (is_his || case.matter.class != Class::Accusation)
}

/// Gives the petition of which the caller is told where an order is to be closed for it.
pub fn notified_petition(step: &Step) -> Option<CaseNumber> {
    match step {
        Step::Order(OrderStep::AskClose(asked)) => asked.petition.as_ref().map(|it| it.number),
        _ => None,
    }
}

/// Checks that the petition told is one of those that the order shows.
///
/// # Errors
/// Refuses any other.
pub fn check_notified(petition: CaseNumber, known: &[Case]) -> Result<(), Refusal> {
    if known.iter().any(|case| case.number == petition) {
        return Ok(());
    }
    Err(Refusal::about("petition_number", Reason::NotItsPetition))
}
