//! 利益冲突: whether a lawyer met, or is booked by, the other side of a matter.

use super::super::error::StoreError;
use super::super::tables::ReadTables;
use super::{bookings, rows};
use crate::domain::lawyer::{BookingId, BookingState, LawyerId};
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;

/// A meeting that somebody wants.
pub(crate) struct Wanted<'a> {
    /// With whom.
    pub lawyer: LawyerId,
    /// Who wants it, by name.
    pub name: &'a str,
    /// About which case.
    pub case: Option<CaseNumber>,
}

/// Tells whether the lawyer met somebody of the other side: who came is complained of in the wanted
/// case or is its other party, or the one who wants it is that in a case of who came.
///
/// A case that is not open to `viewer` counts for nothing: else whoever books could try out names
/// and learn who accused whom (条例 30 ¶3).
pub(crate) fn stands(
    tables: &impl ReadTables,
    wanted: &Wanted<'_>,
    but: Option<BookingId>,
    viewer: &Viewer,
) -> Result<bool, StoreError> {
    let open = |number: Option<CaseNumber>| -> Result<_, StoreError> {
        let Some(number) = number else {
            return Ok(None);
        };
        let case = rows::case(tables, number)?;
        Ok(case.filter(|case| case.is_open_to(viewer)))
    };
    let case = open(wanted.case)?;
    for (id, met) in bookings::every(tables)? {
        let other = Some(id) != but && met.lawyer == Some(wanted.lawyer);
        if !other || matches!(met.state, BookingState::Cancelled { .. }) {
            continue;
        }
        // Of a booking about a hidden matter nobody learns who came, not even by a warning.
        let about = open(met.case)?;
        if met.case.is_some() && about.is_none() {
            continue;
        }
        let against_him = about.is_some_and(|case| case.opposes(wanted.name));
        let by_him = case.as_ref().is_some_and(|case| case.opposes(&met.name));
        if against_him || by_him {
            return Ok(true);
        }
    }
    Ok(false)
}
