//! 利益冲突: whether a lawyer, or another of his firm, met or is booked by the other side of a matter.

use super::lawyer::{Booking, BookingId, BookingState, Conflict, Lawyer, LawyerId};
use super::viewer::Viewer;
use crate::domain::case::fact::state::Case;

/// What conflicts are looked for in: every lawyer and every booking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Book {
    /// The lawyers.
    pub lawyers: Vec<(LawyerId, Lawyer)>,
    /// The bookings.
    pub bookings: Vec<(BookingId, Booking)>,
}

/// A meeting that somebody wants.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// With whom.
    pub lawyer: LawyerId,
    /// Who wants it, by name.
    pub name: &'a str,
    /// About which case.
    pub case: Option<&'a Case>,
}

impl Book {
    /// Gives a lawyer's firm; `None` where none stands on his card.
    fn firm(&self, id: LawyerId) -> Option<&str> {
        let card = self.lawyers.iter().find(|(known, _)| *known == id);
        let firm = card.map(|(_, lawyer)| lawyer.firm.trim());
        firm.filter(|firm| !firm.is_empty())
    }

    /// Gives the firm of which both lawyers are.
    fn shared_firm(&self, one: LawyerId, other: LawyerId) -> Option<&str> {
        self.firm(one).filter(|firm| self.firm(other) == Some(firm))
    }

    /// Gives the bookings, other than `but`, that can stand against a meeting with `lawyer`: his
    /// own and those of others of his firm, unless they were cancelled.
    pub fn concerning(
        &self,
        lawyer: LawyerId,
        but: Option<BookingId>,
    ) -> impl Iterator<Item = &Booking> {
        let others = self.bookings.iter().filter(move |(id, _)| Some(*id) != but);
        others.map(|(_, met)| met).filter(move |met| {
            let his = |met: LawyerId| met == lawyer || self.shared_firm(lawyer, met).is_some();
            met.lawyer.is_some_and(his) && !matches!(met.state, BookingState::Cancelled { .. })
        })
    }

    /// Tells whether the lawyer, or another of his firm, met somebody of the other side: who came
    /// is complained of in the wanted case or is its other party, or the one who wants it is that
    /// in a case of who came. `met` is what [`concerning`](Self::concerning) gives, each with its
    /// case.
    ///
    /// A case that is not open to `viewer` counts for nothing: else whoever books could try out
    /// names and learn who accused whom (条例 30 ¶3).
    pub fn conflict(
        &self,
        wanted: &Wanted<'_>,
        met: &[(&Booking, Option<Case>)],
        viewer: &Viewer,
    ) -> Option<Conflict> {
        let case = wanted.case.filter(|case| case.is_open_to(viewer));
        let mut firm = None;
        for (met, about) in met {
            let about = about.as_ref().filter(|case| case.is_open_to(viewer));
            // Of a booking about a hidden matter nobody learns who came, not even by a warning.
            let Some(lawyer) = met.lawyer.filter(|_| met.case.is_none() || about.is_some()) else {
                continue;
            };
            let against_him = about.is_some_and(|case| case.opposes(wanted.name));
            let by_him = case.is_some_and(|case| case.opposes(&met.name));
            if !against_him && !by_him {
                continue;
            }
            if lawyer == wanted.lawyer {
                return Some(Conflict::Own);
            }
            firm = firm.or_else(|| self.shared_firm(wanted.lawyer, lawyer));
        }
        firm.map(|firm| Conflict::Firm(firm.to_owned()))
    }
}
