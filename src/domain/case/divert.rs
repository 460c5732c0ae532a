//! 诉访分流: a legal road that the person was told of, with its last day.

use chrono::NaiveDate;

/// A road that the person was told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diverted {
    /// On which day he was told.
    pub on: NaiveDate,
    /// 途径: where to go.
    pub road: String,
    /// The day from which its limit runs, where one is known.
    pub from: Option<NaiveDate>,
    /// The road's last day, rolled past rest days; `None` where it has none or nobody knows the
    /// start.
    pub until: Option<NaiveDate>,
    /// What he was told, in words that he can take home.
    pub told: String,
}
