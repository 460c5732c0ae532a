//! 联系: when the person first heard of his matter, or was spoken with about it.

use chrono::NaiveDate;

use crate::domain::case::fact::closing::Rating;
use crate::domain::case::fact::state::Case;

impl Case {
    /// Gives the first day on which the person was told something or spoken with about the matter; that
    /// it was opened again does not undo it.
    pub fn contacted_on(&self) -> Option<NaiveDate> {
        let rated = self.closing.first_rating();
        let rated = rated.filter(|it| Rating::is_reached(it));
        let days = [
            self.closing.contacted_first,
            self.notice.as_ref().map(|it| it.on),
            self.delivered.as_ref().map(|it| it.on),
            self.agreement.as_ref().map(|it| it.on),
            self.declined.as_ref().map(|it| it.on),
            self.guided.as_ref().map(|it| it.on),
            rated.map(|it| it.on),
        ];
        days.into_iter().flatten().min()
    }
}
