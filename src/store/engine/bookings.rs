//! Lawyers, lawyer days and bookings.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::lawyer::{BookingRecord, LawyerDayRecord, LawyerRecord};
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::batch::By;
use super::law::Law;
use super::{chain, conflict, meta};
use crate::domain::act::{Done, Outcome};
use crate::domain::entry::{Stream, What};
use crate::domain::law_field;
use crate::domain::lawyer::{
    Booking, BookingFact, BookingId, Conflict, Lawyer, LawyerDay, LawyerId,
};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

pub(crate) mod proof;

const LAWYER: u8 = b'l';
const DAY: u8 = b'd';
const BOOKING: u8 = b'b';
const BY_DAY: u8 = b't';

fn row(kind: u8, tail: &[u8]) -> Vec<u8> {
    [[kind].as_slice(), tail].concat()
}

/// Adds a lawyer or replaces his card.
pub(crate) fn lawyer(
    tables: &mut dyn WriteTables,
    law: &Law,
    by: By<'_>,
    id: Option<LawyerId>,
    lawyer: &Lawyer,
) -> Result<Outcome, StoreError> {
    if lawyer.name.trim().is_empty() {
        return Ok(Outcome::Refused(Refusal::about("name", Reason::Missing)));
    }
    let before = match id {
        Some(id) => card(tables, id)?,
        None => None,
    };
    if id.is_some() && before.is_none() {
        return Ok(Outcome::Refused(Refusal::about("lawyer", Reason::NotFound)));
    }
    let stood = before.map(|card| card.fields).unwrap_or_default();
    if law_field::unknown(&law.settings.law_fields, &lawyer.fields, &stood).is_some() {
        let refusal = Refusal::about("fields", Reason::NoSuchField);
        return Ok(Outcome::Refused(refusal));
    }
    let id = match id {
        Some(id) => id,
        None => LawyerId(u32::try_from(meta::next_lawyer(tables)?).unwrap_or(u32::MAX)),
    };
    let what = What::Lawyer(Box::new(lawyer.clone()));
    chain::append(tables, Stream::Lawyer(id), by.who, by.when, what)?;
    let record = encode(&LawyerRecord::from(lawyer))?;
    tables.put(Table::Lawyers, &row(LAWYER, &id.0.to_be_bytes()), &record)?;
    Ok(Outcome::Done(Done::Lawyer(id)))
}

/// Sets who comes on a day.
pub(crate) fn day(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    day: &LawyerDay,
) -> Result<Outcome, StoreError> {
    let what = What::LawyerDay(day.clone());
    chain::append(tables, Stream::LawyerDays, by.who, by.when, what)?;
    let record = encode(&LawyerDayRecord::from(day))?;
    tables.put(Table::Lawyers, &row(DAY, &key::date(day.day)), &record)?;
    Ok(Outcome::Done(Done::Kept))
}

/// Makes or changes a booking.
pub(crate) fn booking(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    id: Option<BookingId>,
    fact: &BookingFact,
) -> Result<Outcome, StoreError> {
    let (id, old, next) = match (id, fact) {
        (None, BookingFact::Booked(booking)) => {
            if let Err(refusal) = free(tables, booking, None)? {
                return Ok(Outcome::Refused(refusal));
            }
            if conflicts(tables, by, booking, None)? {
                return Ok(Outcome::Refused(conflict_refused()));
            }
            (
                BookingId(meta::next_booking(tables)?),
                None,
                (**booking).clone(),
            )
        }
        (Some(id), fact) => {
            let Some(old) = booked(tables, id)? else {
                return Ok(Outcome::Refused(Refusal::about(
                    "booking",
                    Reason::NotFound,
                )));
            };
            let next = match old.apply(fact, by.when.date()) {
                Ok(next) => next,
                Err(refusal) => return Ok(Outcome::Refused(refusal)),
            };
            if let (BookingFact::Moved { .. }, Err(refusal)) =
                (fact, free(tables, &next, Some(id))?)
            {
                return Ok(Outcome::Refused(refusal));
            }
            if next.lawyer != old.lawyer && conflicts(tables, by, &next, Some(id))? {
                return Ok(Outcome::Refused(conflict_refused()));
            }
            (id, Some(old), next)
        }
        (None, _) => {
            return Ok(Outcome::Refused(Refusal::about(
                "booking",
                Reason::NotFound,
            )));
        }
    };
    chain::append(
        tables,
        Stream::Booking(id),
        by.who,
        by.when,
        What::Booking(fact.clone()),
    )?;
    if let Some(old) = old {
        tables.remove(Table::Lawyers, &by_day(old.day, id))?;
    }
    tables.put(Table::Lawyers, &by_day(next.day, id), &[])?;
    let record = encode(&BookingRecord::from(&next))?;
    tables.put(Table::Lawyers, &row(BOOKING, &id.0.to_be_bytes()), &record)?;
    Ok(Outcome::Done(Done::Booking(id)))
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

fn by_day(day: NaiveDate, id: BookingId) -> Vec<u8> {
    row(
        BY_DAY,
        &[key::date(day).as_slice(), &id.0.to_be_bytes()].concat(),
    )
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

fn booked(tables: &dyn ReadTables, id: BookingId) -> Result<Option<Booking>, StoreError> {
    let bytes = tables.get(Table::Lawyers, &row(BOOKING, &id.0.to_be_bytes()))?;
    let Some(bytes) = bytes else { return Ok(None) };
    let record: BookingRecord = decode("lawyers", &bytes)?;
    record.try_into().map(Some)
}

/// Gives the bookings from one day to another, both included, by day.
pub(crate) fn bookings(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(BookingId, Booking)>, StoreError> {
    let end = to.succ_opt().unwrap_or(to);
    let mut ids = Vec::new();
    tables.scan(
        Table::Lawyers,
        &row(BY_DAY, &key::date(from)),
        &row(BY_DAY, &key::date(end)),
        false,
        &mut |key, _| {
            ids.push(BookingId(number(key)?));
            Ok(true)
        },
    )?;
    let found = ids
        .into_iter()
        .map(|id| Ok(booked(tables, id)?.map(|it| (id, it))));
    found.filter_map(Result::transpose).collect()
}

/// Gives every booking, in the order in which they were made.
pub(crate) fn every(tables: &dyn ReadTables) -> Result<Vec<(BookingId, Booking)>, StoreError> {
    let mut found = Vec::new();
    scan_prefix(tables, Table::Lawyers, &[BOOKING], &mut |key, value| {
        let record: BookingRecord = decode("lawyers", value)?;
        found.push((BookingId(number(key)?), record.try_into()?));
        Ok(true)
    })?;
    Ok(found)
}

fn card(tables: &dyn ReadTables, id: LawyerId) -> Result<Option<Lawyer>, StoreError> {
    let bytes = tables.get(Table::Lawyers, &row(LAWYER, &id.0.to_be_bytes()))?;
    let record = bytes.map(|bytes| decode::<LawyerRecord>("lawyers", &bytes));
    Ok(record.transpose()?.map(Lawyer::from))
}

/// Gives every lawyer.
pub(crate) fn lawyers(tables: &dyn ReadTables) -> Result<Vec<(LawyerId, Lawyer)>, StoreError> {
    let mut found = Vec::new();
    scan_prefix(tables, Table::Lawyers, &[LAWYER], &mut |key, value| {
        let id = key
            .get(1..)
            .and_then(|tail| tail.try_into().ok())
            .map(u32::from_be_bytes);
        let id = id.ok_or_else(|| StoreError::Damaged("lawyer key".to_owned()))?;
        let record: LawyerRecord = decode("lawyers", value)?;
        found.push((LawyerId(id), record.into()));
        Ok(true)
    })?;
    Ok(found)
}

/// Gives the lawyer days that were set by hand, from one day to another, both included.
pub(crate) fn days(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<LawyerDay>, StoreError> {
    let end = to.succ_opt().unwrap_or(to);
    let mut found = Vec::new();
    tables.scan(
        Table::Lawyers,
        &row(DAY, &key::date(from)),
        &row(DAY, &key::date(end)),
        false,
        &mut |_, value| {
            let record: LawyerDayRecord = decode("lawyers", value)?;
            found.push(record.try_into()?);
            Ok(true)
        },
    )?;
    Ok(found)
}

fn number(key: &[u8]) -> Result<u64, StoreError> {
    let at = key.len().saturating_sub(8);
    key.get(at..)
        .and_then(|tail| tail.try_into().ok())
        .map(u64::from_be_bytes)
        .ok_or_else(|| StoreError::Damaged("booking key".to_owned()))
}
