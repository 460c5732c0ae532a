//! What is proposed in the steps of the fast lane.

use crate::domain::case::fact::fast_lane::Site;
use crate::domain::case::fact::state::Case;

/// Gives what stands in a question before anything is typed.
pub(in crate::domain::case) fn proposal(field: &str, case: &Case) -> String {
    let call = case.fast_lane.as_ref();
    match field {
        "utility" => call.map_or("", |call| call.utility.code()),
        "fault" => call.map_or("", |call| call.fault.code()),
        "site" => call.map_or(Site::Village, |call| call.site).code(),
        _ => "",
    }
    .to_owned()
}
