//! redb's tables behind the store's own bytes; the one place that knows its table types.

use std::cell::RefCell;
use std::collections::BTreeMap;

use redb::{
    ReadOnlyTable, ReadTransaction, ReadableTable, ReadableTableMetadata, TableDefinition,
    TableError, WriteTransaction,
};

use super::super::error::StoreError;
use super::super::tables::{ReadTables, Table, Visit, WriteTables};
use super::failure::{of_storage, of_table};

type Definition = TableDefinition<'static, &'static [u8], &'static [u8]>;

const fn definition(table: Table) -> Definition {
    TableDefinition::new(table.name())
}

/// The tables of one read transaction, opened as they are asked for.
pub(crate) struct Reading {
    transaction: ReadTransaction,
    open: RefCell<BTreeMap<Table, ReadOnlyTable<&'static [u8], &'static [u8]>>>,
}

impl Reading {
    /// Reads at the instant of `transaction`.
    pub(crate) fn new(transaction: ReadTransaction) -> Self {
        Self { transaction, open: RefCell::default() }
    }

    fn with<T>(
        &self,
        table: Table,
        absent: T,
        act: impl FnOnce(&ReadOnlyTable<&'static [u8], &'static [u8]>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if !self.open.borrow().contains_key(&table) {
            match self.transaction.open_table(definition(table)) {
                Ok(opened) => {
                    self.open.borrow_mut().insert(table, opened);
                }
                Err(TableError::TableDoesNotExist(_)) => return Ok(absent),
                Err(error) => return Err(of_table(error)),
            }
        }
        match self.open.borrow().get(&table) {
            Some(opened) => act(opened),
            None => Ok(absent),
        }
    }
}

impl ReadTables for Reading {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.with(table, None, |opened| get(opened, key))
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        descending: bool,
        visit: &mut Visit<'_>,
    ) -> Result<(), StoreError> {
        self.with(table, (), |opened| scan(opened, from, to, descending, visit))
    }

    fn count(&self, table: Table) -> Result<u64, StoreError> {
        self.with(table, 0, |opened| opened.len().map_err(of_storage))
    }
}

/// The tables of one write transaction, opened as they are asked for.
pub(crate) struct Writing<'t> {
    transaction: &'t WriteTransaction,
    open: RefCell<BTreeMap<Table, redb::Table<'t, &'static [u8], &'static [u8]>>>,
}

impl<'t> Writing<'t> {
    /// Writes in `transaction`.
    pub(crate) fn new(transaction: &'t WriteTransaction) -> Self {
        Self { transaction, open: RefCell::default() }
    }

    /// Makes every fixed table, so that readers find them.
    pub(crate) fn make(&self, tables: impl IntoIterator<Item = Table>) -> Result<(), StoreError> {
        tables.into_iter().try_for_each(|table| self.opened(table))
    }

    fn opened(&self, table: Table) -> Result<(), StoreError> {
        if !self.open.borrow().contains_key(&table) {
            let opened = self.transaction.open_table(definition(table)).map_err(of_table)?;
            self.open.borrow_mut().insert(table, opened);
        }
        Ok(())
    }
}

impl ReadTables for Writing<'_> {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.opened(table)?;
        self.open.borrow().get(&table).map_or(Ok(None), |opened| get(opened, key))
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        descending: bool,
        visit: &mut Visit<'_>,
    ) -> Result<(), StoreError> {
        self.opened(table)?;
        self.open
            .borrow()
            .get(&table)
            .map_or(Ok(()), |opened| scan(opened, from, to, descending, visit))
    }

    fn count(&self, table: Table) -> Result<u64, StoreError> {
        self.opened(table)?;
        self.open.borrow().get(&table).map_or(Ok(0), |opened| opened.len().map_err(of_storage))
    }
}

impl WriteTables for Writing<'_> {
    fn put(&mut self, table: Table, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.opened(table)?;
        if let Some(opened) = self.open.get_mut().get_mut(&table) {
            opened.insert(key, value).map_err(of_storage)?;
        }
        Ok(())
    }

    fn remove(&mut self, table: Table, key: &[u8]) -> Result<(), StoreError> {
        self.opened(table)?;
        if let Some(opened) = self.open.get_mut().get_mut(&table) {
            opened.remove(key).map_err(of_storage)?;
        }
        Ok(())
    }
}

fn get(
    table: &impl ReadableTable<&'static [u8], &'static [u8]>,
    key: &[u8],
) -> Result<Option<Vec<u8>>, StoreError> {
    let found = table.get(key).map_err(of_storage)?;
    Ok(found.map(|value| value.value().to_vec()))
}

/// Stops at the first error: what redb says after one is not to be trusted.
fn scan(
    table: &impl ReadableTable<&'static [u8], &'static [u8]>,
    from: &[u8],
    to: &[u8],
    descending: bool,
    visit: &mut Visit<'_>,
) -> Result<(), StoreError> {
    if !to.is_empty() && from >= to {
        return Ok(());
    }
    let mut rows = if to.is_empty() {
        table.range::<&[u8]>(from..).map_err(of_storage)?
    } else {
        table.range::<&[u8]>(from..to).map_err(of_storage)?
    };
    loop {
        let row = if descending { rows.next_back() } else { rows.next() };
        let Some(row) = row else { return Ok(()) };
        let (key, value) = row.map_err(of_storage)?;
        if !visit(key.value(), value.value())? {
            return Ok(());
        }
    }
}
