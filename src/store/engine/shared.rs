//! Rows that may lead to several records: a number that two cases bear, a name and a phone that two
//! persons have. The value holds the keys of the records, eight bytes each, in the order in which
//! they came. Before the third format it held one.

use crate::store::error::StoreError;
use crate::store::tables::{ReadTables, Table, WriteTables};

/// How long the key of a case or of a person is.
const LENGTH: usize = 8;

/// The key of a case or of a person.
pub(crate) type RecordKey = [u8; LENGTH];

/// Gives the keys that stand at `row`; none where there is no row.
pub(crate) fn read(
    tables: &dyn ReadTables,
    table: Table,
    row: &[u8],
) -> Result<Vec<RecordKey>, StoreError> {
    let value = tables.get(table, row)?;
    value.map_or_else(|| Ok(Vec::new()), |value| keys(table, &value))
}

/// Reads the keys of a row's value.
///
/// # Errors
/// A value that is empty, or breaks off within a key, is damaged.
pub(crate) fn keys(table: Table, value: &[u8]) -> Result<Vec<RecordKey>, StoreError> {
    match value.as_chunks() {
        (keys, []) if !keys.is_empty() => Ok(keys.to_vec()),
        _ => Err(StoreError::Damaged(format!("a row of {}", table.name()))),
    }
}

/// Lets `row` lead to `key` too.
pub(crate) fn add(
    tables: &mut dyn WriteTables,
    table: Table,
    row: &[u8],
    key: RecordKey,
) -> Result<(), StoreError> {
    let mut keys = read(tables, table, row)?;
    if keys.contains(&key) {
        return Ok(());
    }
    keys.push(key);
    tables.put(table, row, keys.as_flattened())
}

/// Lets `row` lead to `key` no more; a row that leads nowhere goes.
pub(crate) fn remove(
    tables: &mut dyn WriteTables,
    table: Table,
    row: &[u8],
    key: RecordKey,
) -> Result<(), StoreError> {
    let mut keys = read(tables, table, row)?;
    let before = keys.len();
    keys.retain(|known| *known != key);
    if keys.is_empty() {
        return tables.remove(table, row);
    }
    if keys.len() == before {
        return Ok(());
    }
    tables.put(table, row, keys.as_flattened())
}
