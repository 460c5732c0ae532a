//! Format, revision and running numbers of a store.

use std::collections::BTreeMap;

use super::super::error::StoreError;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::heads;
use crate::domain::moment::Moment;

/// The format that this program writes; a newer one is refused.
///
/// 1: every fact by the place of its fields. 2: the steps of a case by the names of their fields; what
/// stands there in the first format is read as it is. 3: a number that several cases bear, and a name
/// and phone that several persons have, lead to each of them; older rows are completed at the first
/// opening. 4: an entry bears the id under which it was handed in; heads of all histories and the
/// journal, which an older store gets at the first opening. 5: what named staff alone may read stands as
/// ciphertext to them, and operators have key pairs, which an older store gets as operators sign in;
/// who looked at what, in a history a day; an operator may have a PIN.
pub(crate) const FORMAT: u32 = 5;

const FORMAT_KEY: &[u8] = b"format";
const IDENTITY_KEY: &[u8] = b"identity";
const LAST_KEY: &[u8] = b"last";
const REVISION_KEY: &[u8] = b"revision";
const PERSON_KEY: &[u8] = b"person";
const LAWYER_KEY: &[u8] = b"lawyer";
const RUN_HEAD: &[u8] = b"run";
const SEALED_KEY: &[u8] = b"sealed";
const SEALED_AT_KEY: &[u8] = b"sealed at";
const BOOKING_KEY: &[u8] = b"booking";
const THING_HEAD: &[u8] = b"thing ";

/// Gives the store's format; `None` where there is none yet.
pub(crate) fn format(tables: &dyn ReadTables) -> Result<Option<u32>, StoreError> {
    Ok(number(tables, FORMAT_KEY)?.and_then(|found| u32::try_from(found).ok()))
}

/// Writes the format into a new store, and the number by which its codes differ from those of
/// every other store.
pub(crate) fn begin(tables: &mut dyn WriteTables, identity: u64) -> Result<(), StoreError> {
    set_format(tables)?;
    put(tables, IDENTITY_KEY, identity)
}

/// Writes the format into a store of an older one, so that an older program refuses it from now on.
pub(crate) fn set_format(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    put(tables, FORMAT_KEY, u64::from(FORMAT))
}

/// Gives the number by which the store's codes differ from those of every other store.
pub(crate) fn identity(tables: &dyn ReadTables) -> Result<u64, StoreError> {
    Ok(number(tables, IDENTITY_KEY)?.unwrap_or(0))
}

/// Gives the revision: how many transactions there were.
pub(crate) fn revision(tables: &dyn ReadTables) -> Result<u64, StoreError> {
    Ok(number(tables, REVISION_KEY)?.unwrap_or(0))
}

/// Counts a transaction.
pub(crate) fn revise(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    next(tables, REVISION_KEY).map(|_| ())
}

/// Gives the moment of the last transaction in which something was done; none before this was noted.
pub(crate) fn last_act(tables: &dyn ReadTables) -> Result<Option<Moment>, StoreError> {
    let seconds = number(tables, LAST_KEY)?;
    Ok(seconds.map(|it| Moment::from_unix(it.cast_signed())))
}

/// Notes the moment of a transaction. A clock that went back, and was said to be right, holds from now
/// on.
pub(crate) fn note_act(tables: &mut dyn WriteTables, when: Moment) -> Result<(), StoreError> {
    put(tables, LAST_KEY, when.unix().cast_unsigned())
}

/// Gives the next person's number.
pub(crate) fn next_person(tables: &mut dyn WriteTables) -> Result<u64, StoreError> {
    next(tables, PERSON_KEY)
}

/// Gives the last person's number.
pub(crate) fn last_person(tables: &dyn ReadTables) -> Result<u64, StoreError> {
    Ok(number(tables, PERSON_KEY)?.unwrap_or(0))
}

/// Gives the last run of each year in which there were cases.
pub(crate) fn last_runs(tables: &dyn ReadTables) -> Result<BTreeMap<u16, u64>, StoreError> {
    let mut found = BTreeMap::new();
    scan_prefix(tables, Table::Meta, RUN_HEAD, &mut |key, _| {
        let year = key.strip_prefix(RUN_HEAD).and_then(|it| it.try_into().ok());
        if let (Some(year), Some(run)) = (year, number(tables, key)?) {
            found.insert(u16::from_be_bytes(year), run);
        }
        Ok(true)
    })?;
    Ok(found)
}

/// Copies what stood here before there were copies.
pub(crate) fn copy_all(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    scan_prefix(tables, Table::Meta, &[], &mut |key, value| {
        rows.push((key.to_vec(), value.to_vec()));
        Ok(true)
    })?;
    for (key, value) in rows {
        heads::copy(tables, &key, &value)?;
    }
    Ok(())
}

/// Gives how many entries the last seal counts, and when it was made, in seconds since 1970.
pub(crate) fn sealed(tables: &dyn ReadTables) -> Result<(u64, Option<i64>), StoreError> {
    let at = number(tables, SEALED_AT_KEY)?;
    Ok((
        number(tables, SEALED_KEY)?.unwrap_or(0),
        at.map(u64::cast_signed),
    ))
}

/// Writes down that there is a seal.
pub(crate) fn set_sealed(
    tables: &mut dyn WriteTables,
    entries: u64,
    at: i64,
) -> Result<(), StoreError> {
    put(tables, SEALED_KEY, entries)?;
    put(tables, SEALED_AT_KEY, at.cast_unsigned())
}

/// Gives the next lawyer's number.
pub(crate) fn next_lawyer(tables: &mut dyn WriteTables) -> Result<u64, StoreError> {
    next(tables, LAWYER_KEY)
}

/// Gives the last lawyer's number.
pub(crate) fn last_lawyer(tables: &dyn ReadTables) -> Result<u64, StoreError> {
    Ok(number(tables, LAWYER_KEY)?.unwrap_or(0))
}

/// Gives the last booking's number.
pub(crate) fn last_booking(tables: &dyn ReadTables) -> Result<u64, StoreError> {
    Ok(number(tables, BOOKING_KEY)?.unwrap_or(0))
}

/// Gives the next booking's number.
pub(crate) fn next_booking(tables: &mut dyn WriteTables) -> Result<u64, StoreError> {
    next(tables, BOOKING_KEY)
}

/// Gives the next number of a kind of thing, by the name of its table.
pub(crate) fn next_thing(tables: &mut dyn WriteTables, kind: &str) -> Result<u64, StoreError> {
    next(tables, &[THING_HEAD, kind.as_bytes()].concat())
}

/// Gives the last number of a kind of thing, by the name of its table.
pub(crate) fn last_thing(tables: &dyn ReadTables, kind: &str) -> Result<u64, StoreError> {
    Ok(number(tables, &[THING_HEAD, kind.as_bytes()].concat())?.unwrap_or(0))
}

/// Gives the next case's run within `year`; unbroken, since it is taken in the transaction that
/// uses it.
pub(crate) fn next_run(tables: &mut dyn WriteTables, year: u16) -> Result<u64, StoreError> {
    next(tables, &[RUN_HEAD, &year.to_be_bytes()].concat())
}

/// Gives the version of a projection's rows.
pub(crate) fn rows_version(tables: &dyn ReadTables, name: &str) -> Result<Option<u64>, StoreError> {
    number(tables, &[b"rows ", name.as_bytes()].concat())
}

/// Writes the version of a projection's rows.
pub(crate) fn set_rows_version(
    tables: &mut dyn WriteTables,
    name: &str,
    version: u64,
) -> Result<(), StoreError> {
    put(tables, &[b"rows ", name.as_bytes()].concat(), version)
}

fn next(tables: &mut dyn WriteTables, key: &[u8]) -> Result<u64, StoreError> {
    let next = number(tables, key)?.unwrap_or(0) + 1;
    put(tables, key, next)?;
    Ok(next)
}

fn put(tables: &mut dyn WriteTables, key: &[u8], value: u64) -> Result<(), StoreError> {
    heads::copy(tables, key, &value.to_be_bytes())?;
    tables.put(Table::Meta, key, &value.to_be_bytes())
}

fn number(tables: &dyn ReadTables, key: &[u8]) -> Result<Option<u64>, StoreError> {
    let bytes = tables.get(Table::Meta, key)?;
    if let Some(Ok(bytes)) = bytes.as_deref().map(<[u8; 8]>::try_from) {
        return Ok(Some(u64::from_be_bytes(bytes)));
    }
    // A number that is gone, or is none any more, is read from its copy; every proof names it.
    let copy = heads::copied(tables, key)?;
    match (copy.as_deref().map(<[u8; 8]>::try_from), bytes) {
        (Some(Ok(copy)), _) => Ok(Some(u64::from_be_bytes(copy))),
        (_, None) => Ok(None),
        (_, Some(_)) => {
            let what = "meta: a number of another length";
            Err(StoreError::Damaged(what.to_owned()))
        }
    }
}
