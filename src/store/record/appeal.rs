//! What the road after the decision left on a case, as stored.

use serde::{Deserialize, Serialize};

use crate::domain::case::fact::appeal::{
    AppealAnswer, AppealRequest, AppealState, Appealed, Carried, Hearing, LateRequest, Supervised,
};

/// A request with its answer.
type AppealedRecord = (AppealRequest, Option<AppealAnswer>);

/// What the road left on a case.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct AppealRecord {
    hearings: Vec<Hearing>,
    carried: Vec<Carried>,
    supervised: Vec<Supervised>,
    review: Option<AppealedRecord>,
    recheck: Option<AppealedRecord>,
    recheck_hearings: Vec<Hearing>,
    late: Vec<LateRequest>,
}

impl From<AppealState> for AppealRecord {
    fn from(state: AppealState) -> Self {
        let appealed = |it: Appealed| (it.asked, it.answer);
        Self {
            hearings: state.hearings,
            carried: state.carried,
            supervised: state.supervised,
            review: state.review.map(appealed),
            recheck: state.recheck.map(appealed),
            recheck_hearings: state.recheck_hearings,
            late: state.late,
        }
    }
}

impl From<AppealRecord> for AppealState {
    fn from(record: AppealRecord) -> Self {
        let appealed = |(asked, answer): AppealedRecord| Appealed { asked, answer };
        Self {
            hearings: record.hearings,
            carried: record.carried,
            supervised: record.supervised,
            review: record.review.map(appealed),
            recheck: record.recheck.map(appealed),
            recheck_hearings: record.recheck_hearings,
            late: record.late,
        }
    }
}
