//! The rows of lawyers, lawyer days and bookings, and whoever reads them.

use chrono::NaiveDate;

use crate::domain::entry::{Entry, Stream, What};
use crate::domain::lawyer::{Booking, BookingFact, BookingId, Lawyer, LawyerDay, LawyerId};
use crate::store::engine::{chain, tied};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::record::bytes::decode;
use crate::store::record::lawyer::{BookingRecord, LawyerDayRecord, LawyerRecord};
use crate::store::tables::{ReadTables, Table, scan_prefix};

/// The head of a lawyer's row.
pub(crate) const LAWYER: u8 = b'l';
/// The head of a lawyer day's row.
pub(crate) const DAY: u8 = b'd';
/// The head of a booking's row.
pub(crate) const BOOKING: u8 = b'b';
const BY_DAY: u8 = b't';

pub(super) fn row(kind: u8, tail: &[u8]) -> Vec<u8> {
    [[kind].as_slice(), tail].concat()
}

/// Gives the row of a lawyer.
pub(crate) fn lawyer_row(id: LawyerId) -> Vec<u8> {
    row(LAWYER, &id.0.to_be_bytes())
}

/// Gives the row of a booking.
pub(crate) fn booking_row(id: BookingId) -> Vec<u8> {
    row(BOOKING, &id.0.to_be_bytes())
}

/// Gives the row by which a booking is found on its day.
pub(crate) fn by_day(day: NaiveDate, id: BookingId) -> Vec<u8> {
    row(
        BY_DAY,
        &[key::date(day).as_slice(), &id.0.to_be_bytes()].concat(),
    )
}

/// Gives a booking.
pub(crate) fn booked(
    tables: &dyn ReadTables,
    id: BookingId,
) -> Result<Option<Booking>, StoreError> {
    let bytes = tables.get(Table::Lawyers, &row(BOOKING, &id.0.to_be_bytes()))?;
    let Some(bytes) = bytes else { return Ok(None) };
    opened(tables, id, &bytes).map(Some)
}

/// Reads the row of a booking, as far as everybody may.
pub(crate) fn of_row(bytes: &[u8]) -> Result<Booking, StoreError> {
    let record: BookingRecord = decode("lawyers", tied::parted(bytes).1)?;
    record.try_into()
}

/// Reads the row of a booking, with what of it is sealed, where that opens.
fn opened(tables: &dyn ReadTables, id: BookingId, bytes: &[u8]) -> Result<Booking, StoreError> {
    let shown = of_row(bytes)?;
    if !tied::parted(bytes).0 {
        return Ok(shown);
    }
    let entries = chain::history(tables, Stream::Booking(id))?;
    Ok(replay(&entries).unwrap_or(shown))
}

/// Gives the booking after all of its history.
pub(crate) fn replay(entries: &[Entry]) -> Option<Booking> {
    let mut booking: Option<Booking> = None;
    for entry in entries {
        let What::Booking(fact) = &entry.what else {
            continue;
        };
        booking = match (booking, fact) {
            (None, BookingFact::Booked(first)) => Some((**first).clone()),
            (Some(before), fact) => Some(before.apply(fact, entry.when.date()).ok()?),
            (None, _) => return None,
        };
    }
    booking
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
        let id = BookingId(number(key)?);
        found.push((id, opened(tables, id, value)?));
        Ok(true)
    })?;
    Ok(found)
}

pub(super) fn card(tables: &dyn ReadTables, id: LawyerId) -> Result<Option<Lawyer>, StoreError> {
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

/// Reads the number of a booking at the end of a row's key.
pub(crate) fn number(key: &[u8]) -> Result<u64, StoreError> {
    let at = key.len().saturating_sub(8);
    key.get(at..)
        .and_then(|tail| tail.try_into().ok())
        .map(u64::from_be_bytes)
        .ok_or_else(|| StoreError::Damaged("booking key".to_owned()))
}
