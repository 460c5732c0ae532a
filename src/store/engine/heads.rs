//! The heads of all histories: of each stream, how many entries it has and the link of its last one,
//! written in the transaction of that entry. The link holds where, when, who and what, so that the last
//! entry of a history is held as those before it are by their successors.
//!
//! Beside them stands what no history tells: a copy of each row of `meta`, and a sum over the imported
//! rows' fingerprints, so that a number that was set back or a row that was taken away is named.

use sha2::{Digest, Sha256};

use super::super::error::StoreError;
use super::super::record::entry::Hash;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};

/// The first format with heads and a journal.
pub(crate) const SINCE: u32 = 4;

/// No stream begins with it: copies of the rows of `meta`.
const COPY: u8 = 0;
/// No stream begins with it: sums over tables.
const SUM: u8 = 1;
/// The first byte with which a stream may begin.
const STREAMS: u8 = 2;

/// Called with each row.
type EachRow<'a> = dyn FnMut(&[u8], &[u8]) -> Result<(), StoreError> + 'a;

/// The end of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// How many entries it has.
    pub(crate) length: u32,
    /// The link of the last one.
    pub(crate) link: Hash,
}

impl Head {
    /// Reads one.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, StoreError> {
        let wrong = || StoreError::Damaged("a head of another length".to_owned());
        let (length, link) = bytes.split_first_chunk().ok_or_else(wrong)?;
        Ok(Self {
            length: u32::from_be_bytes(*length),
            link: link.try_into().map_err(|_| wrong())?,
        })
    }
}

/// Gives the head of a stream, by the bytes with which its entries' keys begin.
pub(crate) fn of(tables: &dyn ReadTables, stream: &[u8]) -> Result<Option<Head>, StoreError> {
    let bytes = tables.get(Table::Heads, stream)?;
    bytes.map(|bytes| Head::read(&bytes)).transpose()
}

/// Writes the head of a stream.
pub(crate) fn put(
    tables: &mut dyn WriteTables,
    stream: &[u8],
    head: Head,
) -> Result<(), StoreError> {
    let bytes = [head.length.to_be_bytes().as_slice(), &head.link].concat();
    tables.put(Table::Heads, stream, &bytes)
}

/// Gives how many streams there are; it costs the same however many they are.
pub(crate) fn count(tables: &dyn ReadTables) -> Result<u64, StoreError> {
    let mut others = 0;
    tables.scan(Table::Heads, &[], &[STREAMS], false, &mut |_, _| {
        others += 1;
        Ok(true)
    })?;
    Ok(tables.count(Table::Heads)?.saturating_sub(others))
}

/// Calls `visit` with each stream and its head.
pub(crate) fn each(tables: &dyn ReadTables, visit: &mut EachRow<'_>) -> Result<(), StoreError> {
    tables.scan(Table::Heads, &[STREAMS], &[], false, &mut |key, value| {
        visit(key, value)?;
        Ok(true)
    })
}

/// Copies a row of `meta`.
pub(crate) fn copy(
    tables: &mut dyn WriteTables,
    key: &[u8],
    value: &[u8],
) -> Result<(), StoreError> {
    tables.put(Table::Heads, &copy_key(key), value)
}

/// Gives the copy of a row of `meta`.
pub(crate) fn copied(tables: &dyn ReadTables, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
    tables.get(Table::Heads, &copy_key(key))
}

/// Calls `visit` with each row of `meta` that was copied.
pub(crate) fn each_copy(
    tables: &dyn ReadTables,
    visit: &mut EachRow<'_>,
) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Heads, &[COPY], &mut |key, value| {
        visit(key.split_at(1).1, value)?;
        Ok(true)
    })
}

/// Calls `visit` with the name of each table over which a sum is kept.
pub(crate) fn each_sum(tables: &dyn ReadTables, visit: &mut EachRow<'_>) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Heads, &[SUM], &mut |key, value| {
        visit(key.split_at(1).1, value)?;
        Ok(true)
    })
}

fn copy_key(key: &[u8]) -> Vec<u8> {
    [[COPY].as_slice(), key].concat()
}

/// How many rows were put into a table, and the digests of them all laid one over the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sum {
    rows: u64,
    over: Hash,
}

impl Sum {
    /// Counts a row in.
    pub(crate) fn add(&mut self, key: &[u8], value: &[u8]) {
        let mut hasher = Sha256::new();
        hasher.update((key.len() as u64).to_be_bytes());
        hasher.update(key);
        hasher.update(value);
        let digest: Hash = hasher.finalize().into();
        self.rows += 1;
        for (byte, other) in self.over.iter_mut().zip(digest) {
            *byte ^= other;
        }
    }

    fn read(bytes: &[u8]) -> Result<Self, StoreError> {
        let wrong = || StoreError::Damaged("a sum of another length".to_owned());
        let (rows, over) = bytes.split_first_chunk().ok_or_else(wrong)?;
        Ok(Self {
            rows: u64::from_be_bytes(*rows),
            over: over.try_into().map_err(|_| wrong())?,
        })
    }

    fn bytes(self) -> Vec<u8> {
        [self.rows.to_be_bytes().as_slice(), &self.over].concat()
    }
}

/// Gives the sum that is kept over a table's rows.
pub(crate) fn sum(tables: &dyn ReadTables, table: Table) -> Result<Sum, StoreError> {
    let bytes = tables.get(Table::Heads, &sum_key(table))?;
    bytes.map_or_else(|| Ok(Sum::default()), |bytes| Sum::read(&bytes))
}

/// Gives the sum over the rows that a table has.
pub(crate) fn sum_of_rows(tables: &dyn ReadTables, table: Table) -> Result<Sum, StoreError> {
    let mut sum = Sum::default();
    scan_prefix(tables, table, &[], &mut |key, value| {
        sum.add(key, value);
        Ok(true)
    })?;
    Ok(sum)
}

/// Keeps the sum over a table's rows.
pub(crate) fn put_sum(
    tables: &mut dyn WriteTables,
    table: Table,
    sum: Sum,
) -> Result<(), StoreError> {
    tables.put(Table::Heads, &sum_key(table), &sum.bytes())
}

/// Puts a new row into a table over which a sum is kept.
pub(crate) fn put_summed(
    tables: &mut dyn WriteTables,
    table: Table,
    key: &[u8],
    value: &[u8],
) -> Result<(), StoreError> {
    let mut sum = sum(tables, table)?;
    sum.add(key, value);
    put_sum(tables, table, sum)?;
    tables.put(table, key, value)
}

fn sum_key(table: Table) -> Vec<u8> {
    [[SUM].as_slice(), table.name().as_bytes()].concat()
}
