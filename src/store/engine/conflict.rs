//! Reads what a lawyer's conflict of interest is decided on.

use super::super::error::StoreError;
use super::super::tables::ReadTables;
use super::bookings::read;
use super::rows;
use crate::domain::lawyer::{BookingId, Conflict, LawyerId};
use crate::domain::lawyer_conflict;
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

/// Every lawyer and every booking.
pub(crate) struct Book(lawyer_conflict::Book);

impl Book {
    /// Reads it.
    pub(crate) fn read(tables: &dyn ReadTables) -> Result<Self, StoreError> {
        Ok(Self(lawyer_conflict::Book {
            lawyers: read::lawyers(tables)?,
            bookings: read::every(tables)?,
        }))
    }

    /// Gives the conflict of a wanted meeting with what else is booked, `but` apart.
    pub(crate) fn conflict(
        &self,
        tables: &dyn ReadTables,
        wanted: &Wanted<'_>,
        but: Option<BookingId>,
        viewer: &Viewer,
    ) -> Result<Option<Conflict>, StoreError> {
        let case = |number: Option<CaseNumber>| match number {
            Some(number) => rows::case(tables, number),
            None => Ok(None),
        };
        let concerning = self.0.concerning(wanted.lawyer, but);
        let met = concerning.map(|met| Ok((met, case(met.case)?)));
        let met = met.collect::<Result<Vec<_>, StoreError>>()?;
        let about = case(wanted.case)?;
        let wanted = lawyer_conflict::Wanted {
            lawyer: wanted.lawyer,
            name: wanted.name,
            case: about.as_ref(),
        };
        Ok(self.0.conflict(&wanted, &met, viewer))
    }
}
