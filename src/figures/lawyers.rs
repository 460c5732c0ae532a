//! 律师: how often lawyers came, how many of how many firms, in how many cases, and how many people
//! were aided.

use std::collections::BTreeSet;

use crate::domain::lawyer::{Booking, BookingId, BookingState, Lawyer, LawyerId};
use crate::domain::period::Period;
use crate::domain::sheet::{Base, Figure, Measure, Value};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Gives the figures of the lawyers' work in a period.
///
/// # Errors
/// The store could not be read.
pub fn figures(snapshot: &Snapshot<'_>, period: Period) -> Result<Vec<Figure>, StoreError> {
    let lawyers = snapshot.lawyers()?;
    let count = |period: Period| {
        let bookings = snapshot.bookings(period.from, period.to)?;
        Ok::<_, StoreError>(counted(&bookings, &lawyers))
    };
    let now = count(period)?;
    let (before, year_ago) = (count(period.previous())?, count(period.last_year())?);
    let all = now.into_iter().zip(before).zip(year_ago);
    Ok(all
        .map(
            |(((measure, value), (_, previous)), (_, last_year))| Figure {
                base: Base::All,
                measure,
                value: Value::Count(value),
                previous: Some(Value::Count(previous)),
                last_year: Some(Value::Count(last_year)),
                cases: Vec::new(),
                marked: Vec::new(),
            },
        )
        .collect())
}

/// Counts what took place: a lawyer's day at the counter is a visit, a matter without a number
/// counts as one of its own, and so does a person whom the store does not know.
pub fn counted(
    bookings: &[(BookingId, Booking)],
    lawyers: &[(LawyerId, Lawyer)],
) -> Vec<(Measure, u32)> {
    let done = bookings.iter().filter_map(|(id, it)| match &it.state {
        BookingState::Done { legal_aid, .. } => Some((*id, it, *legal_aid)),
        BookingState::Booked | BookingState::Cancelled { .. } => None,
    });
    let (mut visits, mut who, mut firms) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (mut cases, mut aided) = (BTreeSet::new(), BTreeSet::new());
    for (id, booking, legal_aid) in done {
        if let Some(lawyer) = booking.lawyer {
            who.insert(lawyer);
            if booking.meeting.is_at_counter() {
                visits.insert((booking.day, lawyer));
            }
            let card = lawyers.iter().find(|(known, _)| *known == lawyer);
            firms.extend(card.map(|(_, card)| card.firm.as_str()));
        }
        cases.insert(booking.case.ok_or(id));
        if legal_aid {
            aided.insert(booking.person.ok_or(id));
        }
    }
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    vec![
        (Measure::LawyerVisits, size(visits.len())),
        (Measure::Lawyers, size(who.len())),
        (Measure::Firms, size(firms.len())),
        (Measure::LawyerCases, size(cases.len())),
        (Measure::Aided, size(aided.len())),
    ]
}
