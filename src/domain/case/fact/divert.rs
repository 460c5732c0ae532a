//! 诉访分流: a legal road that the person was told of, with its last day.

use crate::domain::case::fact::kind::{Day, Line, Optional, Text};

facts! {
    /// A road that the person was told of.
    Diverted {
        /// On which day he was told.
        on: Day,
        /// 途径: where to go.
        road: Line,
        /// The day from which its limit runs, where one is known.
        from: Optional<Day>,
        /// The road's last day, rolled past rest days; `None` where it has none or nobody knows the
        /// start.
        until: Optional<Day>,
        /// What he was told, in words that he can take home.
        advice = "told": Text,
    } asks [road, told, from, until],
}
