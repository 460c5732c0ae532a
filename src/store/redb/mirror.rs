//! What a mirror's file has beyond the rows of every store: how far it is. And rows put into it as the
//! server has them.

use redb::{ReadableTable, TableDefinition, TableError, TableHandle, WriteTransaction};

use super::super::error::StoreError;
use super::super::tables::{ReadTables, Table};
use super::ahead::{Position, Row};
use super::failure::{of_storage, of_table};

/// The table that mirrors alone have: no copy of a store takes it along.
pub(super) const PLACE: Table = Table::Rows("mirror");
const BORN: &[u8] = b"born";
const MARK: &[u8] = b"mark";
const REVISION: &[u8] = b"revision";

type Bytes = &'static [u8];

fn definition(name: &str) -> TableDefinition<'_, Bytes, Bytes> {
    TableDefinition::new(name)
}

/// Reads how far a mirror is.
pub(super) fn position(tables: &dyn ReadTables) -> Result<Position, StoreError> {
    read(|key| tables.get(PLACE, key))
}

fn read(
    get: impl Fn(&[u8]) -> Result<Option<Vec<u8>>, StoreError>,
) -> Result<Position, StoreError> {
    let text = |key| -> Result<String, StoreError> {
        Ok(String::from_utf8(get(key)?.unwrap_or_default()).unwrap_or_default())
    };
    let revision = get(REVISION)?.and_then(|it| it.try_into().ok());
    Ok(Position {
        born: text(BORN)?,
        mark: text(MARK)?,
        revision: revision.map_or(0, u64::from_be_bytes),
    })
}

/// Reads in a write transaction how far the mirror is.
pub(super) fn position_in(transaction: &WriteTransaction) -> Result<Position, StoreError> {
    let table = match transaction.open_table(definition(PLACE.name())) {
        Ok(table) => table,
        Err(TableError::TableDoesNotExist(_)) => return Ok(Position::default()),
        Err(error) => return Err(of_table(error)),
    };
    read(|key| {
        let found = table.get(key).map_err(of_storage)?;
        Ok(found.map(|value| value.value().to_vec()))
    })
}

/// Writes how far the mirror is.
pub(super) fn set_position(
    transaction: &WriteTransaction,
    position: &Position,
) -> Result<(), StoreError> {
    let mut table = transaction
        .open_table(definition(PLACE.name()))
        .map_err(of_table)?;
    let revision = position.revision.to_be_bytes();
    let texts = [(BORN, &position.born), (MARK, &position.mark)];
    let texts = texts.map(|(key, text)| (key, text.as_bytes()));
    for (key, value) in texts.into_iter().chain([(REVISION, revision.as_slice())]) {
        table.insert(key, value).map_err(of_storage)?;
    }
    Ok(())
}

/// Takes every row away.
pub(super) fn clear(transaction: &WriteTransaction) -> Result<(), StoreError> {
    let tables: Vec<_> = transaction.list_tables().map_err(of_storage)?.collect();
    for table in tables {
        let name = table.name().to_owned();
        drop(table);
        transaction
            .delete_table(definition(&name))
            .map_err(of_table)?;
    }
    Ok(())
}

/// Puts rows as the server has them; the table of the last one stays open for the next.
pub(super) struct Absorbing<'t> {
    transaction: &'t WriteTransaction,
    open: Option<(String, redb::Table<'t, Bytes, Bytes>)>,
}

impl<'t> Absorbing<'t> {
    /// Puts nothing yet.
    pub(super) const fn new(transaction: &'t WriteTransaction) -> Self {
        Self {
            transaction,
            open: None,
        }
    }

    /// Puts a row, or removes it.
    pub(super) fn take(&mut self, row: &Row) -> Result<(), StoreError> {
        if self
            .open
            .as_ref()
            .is_none_or(|(name, _)| *name != row.table)
        {
            self.open = None;
            let table = self
                .transaction
                .open_table(definition(&row.table))
                .map_err(of_table)?;
            self.open = Some((row.table.clone(), table));
        }
        if let Some((_, table)) = &mut self.open {
            match &row.value {
                Some(value) => table.insert(row.key.as_slice(), value.as_slice()),
                None => table.remove(row.key.as_slice()),
            }
            .map_err(of_storage)?;
        }
        Ok(())
    }

    /// Takes every row away that stood there before.
    pub(super) fn clear(&mut self) -> Result<(), StoreError> {
        self.open = None;
        clear(self.transaction)
    }
}
