//! Lawyers, lawyer days and bookings: what is kept of them.

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::encode;
use super::super::record::lawyer::{BookingRecord, LawyerDayRecord, LawyerRecord};
use super::super::record::mask::hidden;
use super::super::tables::{ReadTables, Table, WriteTables, insert};
use super::batch::By;
use super::bookings::read::{BOOKING, DAY, LAWYER, booked, bookings, by_day, card, every, row};
use super::law::Law;
use super::tied::{self, Secret};
use super::{about, chain, conflict, meta, rows};
use crate::domain::act::{CommitResult, Done};
use crate::domain::entry::{Stream, What};
use crate::domain::item::Item;
use crate::domain::law_field;
use crate::domain::lawyer::{
    Booking, BookingFact, BookingId, Conflict, Lawyer, LawyerDay, LawyerId, NewLawyers,
};
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

pub(crate) mod proof;
pub(crate) mod read;

/// Adds a lawyer or replaces his card.
pub(crate) fn lawyer(
    tables: &mut dyn WriteTables,
    law: &Law,
    by: By<'_>,
    id: Option<LawyerId>,
    lawyer: &Lawyer,
) -> Result<CommitResult, StoreError> {
    if lawyer.name.trim().is_empty() {
        return Ok(CommitResult::Refused(Refusal::about(
            "name",
            Reason::Missing,
        )));
    }
    let before = match id {
        Some(id) => card(tables, id)?,
        None => None,
    };
    if id.is_some() && before.is_none() {
        return Ok(CommitResult::Refused(Refusal::about(
            "lawyer",
            Reason::NotFound,
        )));
    }
    let stood = before.map(|card| card.fields).unwrap_or_default();
    if law_field::unknown(&law.settings.law_fields, &lawyer.fields, &stood).is_some() {
        let refusal = Refusal::about("fields", Reason::NoSuchField);
        return Ok(CommitResult::Refused(refusal));
    }
    let what = What::Lawyer(Box::new(lawyer.clone()));
    let record = encode(&LawyerRecord::from(lawyer))?;
    let id = if let Some(id) = id {
        chain::append(tables, Stream::Lawyer(id), by.who, by.when, what)?;
        tables.put(Table::Lawyers, &row(LAWYER, &id.0.to_be_bytes()), &record)?;
        id
    } else {
        let id = LawyerId(u32::try_from(meta::next_lawyer(tables)?).unwrap_or(u32::MAX));
        chain::begin(tables, Stream::Lawyer(id), by.who, by.when, what)?;
        insert(
            tables,
            Table::Lawyers,
            &row(LAWYER, &id.0.to_be_bytes()),
            &record,
        )?;
        id
    };
    Ok(CommitResult::Done(Done::Lawyer(id)))
}

/// Adds lawyers and gives them their days; refused where another one got a number meanwhile on which
/// the days were given. Whoever calls drops what was written where anything is refused.
pub(crate) fn newcomers(
    tables: &mut dyn WriteTables,
    law: &Law,
    by: By<'_>,
    come: &NewLawyers,
) -> Result<CommitResult, StoreError> {
    let mut done = CommitResult::Done(Done::Kept);
    for (number, lawyer) in (come.first.0..).zip(&come.lawyers) {
        done = self::lawyer(tables, law, by, None, lawyer)?;
        match &done {
            CommitResult::Done(Done::Lawyer(LawyerId(it))) if *it == number => {}
            CommitResult::Done(_) => {
                let refusal = Refusal::new(Reason::ChangedMeanwhile);
                return Ok(CommitResult::Refused(refusal));
            }
            _ => return Ok(done),
        }
    }
    for set in &come.days {
        day(tables, by, set)?;
    }
    for (id, fact) in &come.moved {
        let moved = booking(tables, by, Some(*id), fact)?;
        if !matches!(moved, CommitResult::Done(_)) {
            return Ok(moved);
        }
    }
    Ok(done)
}

/// Sets who comes on a day.
pub(crate) fn day(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    day: &LawyerDay,
) -> Result<CommitResult, StoreError> {
    let what = What::LawyerDay(day.clone());
    chain::append(tables, Stream::LawyerDays, by.who, by.when, what)?;
    let record = encode(&LawyerDayRecord::from(day))?;
    tables.put(Table::Lawyers, &row(DAY, &key::date(day.day)), &record)?;
    Ok(CommitResult::Done(Done::Kept))
}

/// Makes or changes a booking.
pub(crate) fn booking(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    id: Option<BookingId>,
    fact: &BookingFact,
) -> Result<CommitResult, StoreError> {
    let (id, old, next) = match (id, fact) {
        (None, BookingFact::Booked(booking)) => {
            if let Some(number) = booking.case
                && rows::case(tables, number)?.is_none()
            {
                let refusal = Refusal::about("case", Reason::NotFound);
                return Ok(CommitResult::Refused(refusal));
            }
            if let Err(refusal) = free(tables, booking, None)? {
                return Ok(CommitResult::Refused(refusal));
            }
            if conflicts(tables, by, booking, None)? {
                return Ok(CommitResult::Refused(conflict_refused()));
            }
            (
                BookingId(meta::next_booking(tables)?),
                None,
                (**booking).clone(),
            )
        }
        (Some(id), fact) => {
            let Some(old) = booked(tables, id)? else {
                return Ok(CommitResult::Refused(Refusal::about(
                    "booking",
                    Reason::NotFound,
                )));
            };
            let next = match old.apply(fact, by.when.date()) {
                Ok(next) => next,
                Err(refusal) => return Ok(CommitResult::Refused(refusal)),
            };
            if let (BookingFact::Moved { .. }, Err(refusal)) =
                (fact, free(tables, &next, Some(id))?)
            {
                return Ok(CommitResult::Refused(refusal));
            }
            if next.lawyer != old.lawyer && conflicts(tables, by, &next, Some(id))? {
                return Ok(CommitResult::Refused(conflict_refused()));
            }
            (id, Some(old), next)
        }
        (None, _) => {
            return Ok(CommitResult::Refused(Refusal::about(
                "booking",
                Reason::NotFound,
            )));
        }
    };
    let (stream, what) = (Stream::Booking(id), What::Booking(fact.clone()));
    let key = row(BOOKING, &id.0.to_be_bytes());
    let secret = about::secret(tables, next.case.map(Item::Case))?;
    let kept = tied::kept(tables, &secret, &what, &bare)?;
    if old.is_some() {
        chain::append_kept(tables, stream, by.who, by.when, what, kept.as_ref())?;
    } else {
        chain::begin_kept(tables, stream, by.who, by.when, what, kept.as_ref())?;
    }
    let stood = tables.get(Table::Lawyers, &key)?.unwrap_or_default();
    let record = if secret.is_empty() && !tied::parted(&stood).0 {
        encode(&BookingRecord::from(&next))?
    } else {
        settled(tables, id, &secret)?
    };
    if let Some(old) = old {
        tables.remove(Table::Lawyers, &by_day(old.day, id))?;
        tables.put(Table::Lawyers, &key, &record)?;
    } else {
        insert(tables, Table::Lawyers, &key, &record)?;
    }
    tables.put(Table::Lawyers, &by_day(next.day, id), &[])?;
    Ok(CommitResult::Done(Done::Booking(id)))
}

/// Gives what is done to a booking without what it is about, whatever case that is.
fn bare(what: &What, _tells: &dyn Fn(Item) -> bool) -> Option<What> {
    let What::Booking(fact) = what else {
        return None;
    };
    let bare = match fact {
        BookingFact::Booked(booking) => {
            let mut booking = booking.clone();
            booking.about = hidden(&booking.about);
            booking.cleared = hidden(&booking.cleared);
            BookingFact::Booked(booking)
        }
        BookingFact::Cancelled { why } => BookingFact::Cancelled { why: hidden(why) },
        BookingFact::Done { outcome, legal_aid } => BookingFact::Done {
            outcome: hidden(outcome),
            legal_aid: *legal_aid,
        },
        BookingFact::Moved { .. } | BookingFact::Called { .. } | BookingFact::Passed { .. } => {
            return None;
        }
    };
    Some(What::Booking(bare))
}

/// Seals the history of a booking to whom it is due; gives its row.
fn settled(
    tables: &mut dyn WriteTables,
    id: BookingId,
    secret: &[Secret],
) -> Result<Vec<u8>, StoreError> {
    let stream = Stream::Booking(id);
    tied::settle(tables, stream, secret, &bare)?;
    let nothing = || StoreError::Damaged(format!("history of booking {}", id.0));
    proof::standing(tables, stream)?.ok_or_else(nothing)
}

/// Seals the bookings about a case to whom they are due.
pub(crate) fn settle(tables: &mut dyn WriteTables, case: CaseNumber) -> Result<(), StoreError> {
    for (id, booking) in every(tables)? {
        if booking.case == Some(case) {
            let secret = about::secret(tables, [Item::Case(case)])?;
            let record = settled(tables, id, &secret)?;
            tables.put(Table::Lawyers, &row(BOOKING, &id.0.to_be_bytes()), &record)?;
        }
    }
    Ok(())
}

/// Tells whether the lawyer of a booking met the other side, and nobody wrote down why that does no
/// harm.
fn conflicts(
    tables: &dyn ReadTables,
    by: By<'_>,
    booking: &Booking,
    but: Option<BookingId>,
) -> Result<bool, StoreError> {
    let Some(lawyer) = booking.lawyer.filter(|_| booking.cleared.trim().is_empty()) else {
        return Ok(false);
    };
    let wanted = conflict::Wanted {
        lawyer,
        name: &booking.name,
        case: booking.case,
    };
    // Of his firm's it is told, and refused to nobody.
    let book = conflict::Book::read(tables)?;
    let found = book.conflict(tables, &wanted, but, &Viewer::new(by.who))?;
    Ok(found == Some(Conflict::Own))
}

/// The same words whatever the case is: who met whom is not told.
const fn conflict_refused() -> Refusal {
    Refusal::about("lawyer", Reason::LawyerConflict)
}

/// A slot holds one person at a time with one lawyer.
fn free(
    tables: &dyn ReadTables,
    wanted: &Booking,
    but: Option<BookingId>,
) -> Result<Result<(), Refusal>, StoreError> {
    if wanted.time.is_none() {
        return Ok(Ok(()));
    }
    let taken = bookings(tables, wanted.day, wanted.day)?
        .into_iter()
        .any(|(id, other)| {
            Some(id) != but
                && other.time == wanted.time
                && other.lawyer == wanted.lawyer
                && !matches!(
                    other.state,
                    crate::domain::lawyer::BookingState::Cancelled { .. }
                )
        });
    Ok(if taken {
        Err(Refusal::about("time", Reason::AlreadyKnown))
    } else {
        Ok(())
    })
}
