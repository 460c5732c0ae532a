//! 总账: every entry of every history once more, in the order in which they were written: where it
//! stands, and a digest over it and all before. The last digest with its number is the store's seal
//! (封存码): an entry that was changed, taken out, put in or put elsewhere alters every seal after it.

use sha2::{Digest, Sha256};

use super::super::error::StoreError;
use super::super::record::entry::Hash;
use super::super::tables::{ReadTables, Table, Visit, WriteTables, scan_prefix};
use crate::domain::seal::Seal;

/// Bytes of a digest.
const DIGEST: usize = 32;

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The key of the entry.
    pub(crate) entry: Vec<u8>,
    /// The digest over this entry and all before it.
    pub(crate) digest: Hash,
}

impl Line {
    /// Reads one.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, StoreError> {
        let wrong = || StoreError::Damaged("a line of the journal of another length".to_owned());
        let (entry, digest) = bytes
            .split_at_checked(bytes.len().saturating_sub(DIGEST))
            .ok_or_else(wrong)?;
        Ok(Self {
            entry: entry.to_vec(),
            digest: digest.try_into().map_err(|_| wrong())?,
        })
    }
}

/// Gives the digest over an entry, known by its key and its link, and all those before it.
pub(crate) fn roll(before: &Hash, entry: &[u8], link: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update((entry.len() as u64).to_be_bytes());
    hasher.update(entry);
    hasher.update(link);
    hasher.finalize().into()
}

/// Writes an entry down as the last one. Nothing that stands in the journal is ever replaced.
pub(crate) fn write(
    tables: &mut dyn WriteTables,
    entry: &[u8],
    link: &Hash,
) -> Result<(), StoreError> {
    let last = seal(tables)?;
    let digest = roll(&last.digest, entry, link);
    let row = [entry, &digest].concat();
    tables.put(Table::Journal, &(last.entries + 1).to_be_bytes(), &row)
}

/// Gives the seal as it stands: the last line's number and digest.
pub(crate) fn seal(tables: &dyn ReadTables) -> Result<Seal, StoreError> {
    let mut seal = Seal {
        entries: 0,
        digest: Hash::default(),
    };
    tables.scan(Table::Journal, &[], &[], true, &mut |key, value| {
        seal = Seal {
            entries: number(key)?,
            digest: Line::read(value)?.digest,
        };
        Ok(false)
    })?;
    Ok(seal)
}

/// Gives the line of a number.
pub(crate) fn line(tables: &dyn ReadTables, number: u64) -> Result<Option<Line>, StoreError> {
    let bytes = tables.get(Table::Journal, &number.to_be_bytes())?;
    bytes.map(|bytes| Line::read(&bytes)).transpose()
}

/// Calls `visit` with each line and its number, the first one first, until it returns `false`.
pub(crate) fn each(tables: &dyn ReadTables, visit: &mut Visit<'_>) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Journal, &[], visit)
}

/// Reads the number of a line.
pub(crate) fn number(key: &[u8]) -> Result<u64, StoreError> {
    key.try_into()
        .map(u64::from_be_bytes)
        .map_err(|_| StoreError::Damaged("a number of the journal of another length".to_owned()))
}
