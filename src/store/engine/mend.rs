//! Gives records back that cannot be read or are gone: each history is replayed. Only what is not
//! readable is touched; a record that says something else than its history is left for whoever looks
//! into it.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::record::bytes::{day, decode, encode};
use super::super::record::lawyer::LawyerRecord;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::aggregates::{self, Aggregate};
use super::bookings::{proof, read as book};
use super::{chain, heads, ledger, rows, secrets};
use crate::domain::act::HOUSE;
use crate::domain::case::fact::state::Case;
use crate::domain::duty::{DutyDay, Roster};
use crate::domain::entry::{Entry, Stream, What, past};
use crate::domain::force::Forces;
use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::prevention::checkin::CheckDay;
use crate::store::key;

/// What was done about records that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mended {
    /// What stands again as its history gives it.
    pub replayed: Vec<String>,
    /// What could not be had, with why.
    pub lost: Vec<String>,
}

/// Gives back what can be had.
pub(crate) fn mend(tables: &mut dyn WriteTables) -> Result<Mended, StoreError> {
    let mut mended = Mended::default();
    numbers(tables, &mut mended)?;
    nameless(tables, &mut mended)?;
    for stream in streams(tables)? {
        match of_stream(tables, stream) {
            Ok(false) => {}
            Ok(true) => mended.replayed.push(named(stream)),
            Err(StoreError::Damaged(why)) => {
                mended.lost.push(format!("{}: {why}", named(stream)));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(mended)
}

fn named(stream: Stream) -> String {
    match stream {
        Stream::Case(number) => number.to_string(),
        Stream::Person(id) => id.to_string(),
        other => format!("{other:?}"),
    }
}

/// Gives the numbers of the store back from their copies.
fn numbers(tables: &mut dyn WriteTables, mended: &mut Mended) -> Result<(), StoreError> {
    let mut gone = Vec::new();
    heads::each_copy(tables, &mut |key, copy| {
        if tables
            .get(Table::Meta, key)?
            .is_none_or(|it| it.len() != copy.len())
        {
            gone.push((key.to_vec(), copy.to_vec()));
        }
        Ok(())
    })?;
    for (key, copy) in gone {
        tables.put(Table::Meta, &key, &copy)?;
        let name = String::from_utf8_lossy(&key).into_owned();
        mended.replayed.push(format!("meta: {name}"));
    }
    Ok(())
}

/// Takes rows out that are records of nothing: their keys name no case and no person.
fn nameless(tables: &mut dyn WriteTables, mended: &mut Mended) -> Result<(), StoreError> {
    for table in [Table::Cases, Table::Persons] {
        let mut found = Vec::new();
        scan_prefix(tables, table, &[], &mut |key, _| {
            if key.len() != 8 {
                found.push(key.to_vec());
            }
            Ok(true)
        })?;
        for key in found {
            tables.remove(table, &key)?;
            let (table, bytes) = (table.name(), key.len());
            let lost = format!("{table}: a record under a key of {bytes} bytes");
            mended.lost.push(lost);
        }
    }
    Ok(())
}

fn streams(tables: &dyn ReadTables) -> Result<Vec<Stream>, StoreError> {
    let mut found = Vec::new();
    scan_prefix(tables, Table::Entries, &[], &mut |entry, _| {
        let stream = key::entry_of(entry).and_then(|(head, _)| key::stream_of(head));
        if stream.is_some() && found.last() != stream.as_ref() {
            found.extend(stream);
        }
        Ok(true)
    })?;
    Ok(found)
}

/// Makes what is mended of a kind of thing.
macro_rules! mended {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// Gives the thing of a stream back; tells whether that was needed.
        fn of_stream(tables: &mut dyn WriteTables, stream: Stream) -> Result<bool, StoreError> {
            match stream {
                Stream::Case(number) => case(tables, number, stream),
                Stream::Person(id) => person(tables, &key::person(id), stream),
                Stream::Lawyer(id) => lawyer(tables, &book::lawyer_row(id), stream),
                Stream::Booking(id) => booking(tables, &book::booking_row(id), stream),
                Stream::Duty(number) => ledger_day(tables, number, stream),
                Stream::Leaders => thing::<Roster>(tables, 1, stream),
                Stream::Forces => thing::<Forces>(tables, 1, stream),
                Stream::Checks(on) => thing::<CheckDay>(tables, day(on).unsigned_abs(), stream),
                Stream::Grid
                | Stream::LawyerDays
                | Stream::Calendar
                | Stream::Reveals
                | Stream::Looks(_) => {
                    chain::history(tables, stream).map(|_| false)
                }
                $($($(Stream::$kind(id) => {
                    let id: $id = id;
                    thing::<$thing>(tables, id.0, stream)
                })?)?)+
            }
        }
    };
}

each_kept!(mended);

fn nothing(stream: Stream) -> StoreError {
    StoreError::Damaged(format!("history of {}: it gives nothing", named(stream)))
}

fn case(
    tables: &mut dyn WriteTables,
    number: CaseNumber,
    stream: Stream,
) -> Result<bool, StoreError> {
    if let Ok(Some(_)) = rows::case(tables, number) {
        return Ok(false);
    }
    let sealed = || StoreError::Damaged("its history is sealed and does not open".to_owned());
    let entries = chain::whole(tables, stream)?.ok_or_else(sealed)?;
    let case = Case::replay(number, past(&entries)).ok_or_else(|| nothing(stream))?;
    secrets::put(tables, &case, HOUSE, false).map(|_| true)
}

fn person(tables: &mut dyn WriteTables, row: &[u8], stream: Stream) -> Result<bool, StoreError> {
    let kept = tables.get(Table::Persons, row)?;
    if kept.is_some_and(|bytes| decode::<Person>("persons", &bytes).is_ok()) {
        return Ok(false);
    }
    let entries = chain::history(tables, stream)?;
    let person = Person::replay(entries.iter().filter_map(Entry::person));
    tables.put(Table::Persons, row, &encode(&person)?)?;
    Ok(true)
}

fn thing<T: Aggregate>(
    tables: &mut dyn WriteTables,
    number: u32,
    stream: Stream,
) -> Result<bool, StoreError> {
    if let Ok(Some(_)) = aggregates::get::<T>(tables, number) {
        return Ok(false);
    }
    if aggregates::shown::<T>(tables, number)?.is_none() {
        return Err(nothing(stream));
    }
    let record = aggregates::standing::<T>(tables, number)?;
    let row = aggregates::head(T::ROW, &number.to_be_bytes());
    tables.put(T::TABLE, &row, &record)?;
    Ok(true)
}

fn lawyer(tables: &mut dyn WriteTables, row: &[u8], stream: Stream) -> Result<bool, StoreError> {
    let kept = tables.get(Table::Lawyers, row)?;
    if kept.is_some_and(|bytes| decode::<LawyerRecord>("lawyers", &bytes).is_ok()) {
        return Ok(false);
    }
    let entries = chain::history(tables, stream)?;
    let card = entries.iter().rev().find_map(|it| match &it.what {
        What::Lawyer(card) => Some(card),
        _ => None,
    });
    let card = card.ok_or_else(|| nothing(stream))?;
    let record = encode(&LawyerRecord::from(&**card))?;
    tables.put(Table::Lawyers, row, &record)?;
    Ok(true)
}

fn booking(tables: &mut dyn WriteTables, row: &[u8], stream: Stream) -> Result<bool, StoreError> {
    let kept = tables.get(Table::Lawyers, row)?;
    if kept.is_some_and(|bytes| book::of_row(&bytes).is_ok()) {
        return Ok(false);
    }
    let record = proof::standing(tables, stream)?.ok_or_else(|| nothing(stream))?;
    tables.put(Table::Lawyers, row, &record)?;
    Ok(true)
}

fn ledger_day(
    tables: &mut dyn WriteTables,
    number: u32,
    stream: Stream,
) -> Result<bool, StoreError> {
    let Some(on) = i32::try_from(number)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
    else {
        return Err(nothing(stream));
    };
    let stands = tables.get(Table::Duty, &ledger::day_row(number).unwrap_or_default())?;
    if let (Some(_), Ok((_, count))) = (stands, ledger::head(tables, on))
        && ledger::day(tables, on).is_ok_and(|day| day.lines.len() == count as usize)
    {
        return Ok(false);
    }
    let entries = chain::history(tables, stream)?;
    let replayed = DutyDay::replay(entries.iter().filter_map(|it| match &it.what {
        What::Duty(fact) => Some(fact),
        _ => None,
    }));
    ledger::put_day(tables, on, &replayed)?;
    Ok(true)
}
