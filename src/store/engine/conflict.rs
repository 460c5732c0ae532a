//! 利益冲突: whether a lawyer, or another of his firm, met or is booked by the other side of a matter.

use super::super::error::StoreError;
use super::super::tables::ReadTables;
use super::bookings::read;
use super::rows;
use crate::domain::lawyer::{Booking, BookingId, BookingState, Conflict, Lawyer, LawyerId};
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

/// What conflicts are looked for in: every lawyer and every booking.
pub(crate) struct Book {
    lawyers: Vec<(LawyerId, Lawyer)>,
    bookings: Vec<(BookingId, Booking)>,
}

impl Book {
    /// Reads it.
    pub(crate) fn read(tables: &dyn ReadTables) -> Result<Self, StoreError> {
        Ok(Self {
            lawyers: read::lawyers(tables)?,
            bookings: read::every(tables)?,
        })
    }

    /// Gives a lawyer's firm; `None` where none stands on his card.
    fn firm(&self, id: LawyerId) -> Option<&str> {
        let card = self.lawyers.iter().find(|(known, _)| *known == id);
        let firm = card.map(|(_, lawyer)| lawyer.firm.trim());
        firm.filter(|firm| !firm.is_empty())
    }

    /// Tells whether the lawyer, or another of his firm, met somebody of the other side: who came is
    /// complained of in the wanted case or is its other party, or the one who wants it is that in a
    /// case of who came.
    ///
    /// A case that is not open to `viewer` counts for nothing: else whoever books could try out names
    /// and learn who accused whom (条例 30 ¶3).
    pub(crate) fn conflict(
        &self,
        tables: &dyn ReadTables,
        wanted: &Wanted<'_>,
        but: Option<BookingId>,
        viewer: &Viewer,
    ) -> Result<Option<Conflict>, StoreError> {
        let open = |number: Option<CaseNumber>| -> Result<_, StoreError> {
            let Some(number) = number else {
                return Ok(None);
            };
            let case = rows::case(tables, number)?;
            Ok(case.filter(|case| case.is_open_to(viewer)))
        };
        let case = open(wanted.case)?;
        let firm = self.firm(wanted.lawyer);
        let mut found = None;
        for (id, met) in &self.bookings {
            let Some(lawyer) = met.lawyer.filter(|_| Some(*id) != but) else {
                continue;
            };
            let own = lawyer == wanted.lawyer;
            let colleague = firm.filter(|_| !own && self.firm(lawyer) == firm);
            let over = matches!(met.state, BookingState::Cancelled { .. });
            if over || (!own && (colleague.is_none() || found.is_some())) {
                continue;
            }
            // Of a booking about a hidden matter nobody learns who came, not even by a warning.
            let about = open(met.case)?;
            if met.case.is_some() && about.is_none() {
                continue;
            }
            let against_him = about.is_some_and(|case| case.opposes(wanted.name));
            let by_him = case.as_ref().is_some_and(|case| case.opposes(&met.name));
            if !against_him && !by_him {
                continue;
            }
            match colleague {
                Some(firm) => found = Some(Conflict::Firm(firm.to_owned())),
                None => return Ok(Some(Conflict::Own)),
            }
        }
        Ok(found)
    }
}
