//! What is read of the rota and the ledgers.

use chrono::NaiveDate;

use crate::domain::duty::{DutyDay, Roster, Unclosed};
use crate::domain::moment::Moment;
use crate::domain::view::{DutyView, OwedView};
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;

/// 领导包案: reads rota and ledgers.
pub trait ReadDuty {
    /// Gives the leaders.
    fn leaders(&self) -> Result<Roster, StoreError>;

    /// Gives a day's rota and ledger; a case in it stands as a row of a list.
    fn duty(&self, day: NaiveDate, viewer: &Viewer) -> Result<DutyView, StoreError>;

    /// Gives the days of a span, both included, on which anything was written down.
    fn rota(&self, from: NaiveDate, to: NaiveDate)
    -> Result<Vec<(NaiveDate, DutyDay)>, StoreError>;

    /// 未收班: gives the days with a leader on duty whose reception ought to have been closed by
    /// `now` and was not, the oldest first.
    fn unclosed(&self, now: Moment) -> Result<Vec<Unclosed>, StoreError>;

    /// Gives what is not struck off, the oldest first.
    fn owed(&self, viewer: &Viewer) -> Result<Vec<OwedView>, StoreError>;
}
