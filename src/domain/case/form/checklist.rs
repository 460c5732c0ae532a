//! What is proposed in the steps on the list of what is to be done.

use crate::domain::case::fact::state::Case;

/// Gives what stands in a question before anything is typed: the first item that is still to be done.
pub(in crate::domain::case) fn proposal(field: &str, case: &Case) -> String {
    let point = case.checklist.first_open().filter(|_| field == "point");
    point.map_or(String::new(), |place| place.to_string())
}
