//! 值班: who is there for a day, and its ledger with the rota around it.

use chrono::NaiveDate;

use crate::domain::view::{LedgerView, RotaView};
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Gives the leader of the day: the stand-in while the leader is away; `None` where nobody is named.
///
/// # Errors
/// The store cannot be read.
pub fn leader_of_the_day(
    it: &Snapshot<'_>,
    day: NaiveDate,
    viewer: &Viewer,
) -> Result<Option<String>, StoreError> {
    Ok(it.duty(day, viewer)?.day.acting().map(str::to_owned))
}

/// Gives a day's ledger, what is not struck off on any, and the rota from one day to another.
///
/// # Errors
/// The store cannot be read.
pub fn ledger(
    it: &Snapshot<'_>,
    day: NaiveDate,
    (from, to): (NaiveDate, NaiveDate),
    viewer: &Viewer,
) -> Result<LedgerView, StoreError> {
    Ok(LedgerView {
        duty: it.duty(day, viewer)?,
        owed: it.owed(viewer)?,
        rota: it.rota(from, to)?,
        leaders: it.leaders()?,
    })
}

/// Gives the rota from one day to another, and whether anything is owed; no matter is read for it.
///
/// # Errors
/// The store cannot be read.
pub fn rota(it: &Snapshot<'_>, (from, to): (NaiveDate, NaiveDate)) -> Result<RotaView, StoreError> {
    Ok(RotaView {
        days: it.rota(from, to)?,
        leaders: it.leaders()?,
        is_owing: it.is_owing()?,
    })
}
