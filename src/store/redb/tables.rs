//! redb's tables behind the store's own bytes; the one place that knows its table types.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use redb::{
    ReadOnlyTable, ReadTransaction, ReadableTable, ReadableTableMetadata, TableDefinition,
    TableError, WriteTransaction,
};

use super::super::cipher::Keyring;
use super::super::error::StoreError;
use super::super::memo::Memo;
use super::super::tables::{ReadTables, Table, Visit, WriteTables};
use super::ahead::Row;
use super::failure::{of_storage, of_table};
use super::handle::Handle;

type Definition = TableDefinition<'static, &'static [u8], &'static [u8]>;

type Opened = ReadOnlyTable<&'static [u8], &'static [u8]>;
type Changing<'t> = redb::Table<'t, &'static [u8], &'static [u8]>;

const fn definition(table: Table) -> Definition {
    TableDefinition::new(table.name())
}

/// The tables of one read transaction, opened as they are asked for.
pub(crate) struct Reading {
    open: RefCell<BTreeMap<Table, Rc<Opened>>>,
    transaction: ReadTransaction,
    keyring: Arc<Keyring>,
    memo: Arc<Memo>,
    /// What is read from stays open so long; it goes last.
    _handle: Handle,
}

impl Reading {
    /// Reads at the instant of `transaction`, which was begun on `handle`.
    pub(crate) fn new(
        transaction: ReadTransaction,
        handle: Handle,
        keyring: Arc<Keyring>,
        memo: Arc<Memo>,
    ) -> Self {
        Self {
            open: RefCell::default(),
            transaction,
            keyring,
            memo,
            _handle: handle,
        }
    }

    /// Gives a table; `None` for one that no writer has made.
    fn opened(&self, table: Table) -> Result<Option<Rc<Opened>>, StoreError> {
        if let Some(opened) = self.open.borrow().get(&table) {
            return Ok(Some(Rc::clone(opened)));
        }
        match self.transaction.open_table(definition(table)) {
            Ok(opened) => {
                let opened = Rc::new(opened);
                self.open.borrow_mut().insert(table, Rc::clone(&opened));
                Ok(Some(opened))
            }
            Err(TableError::TableDoesNotExist(_)) => Ok(None),
            Err(error) => Err(of_table(error)),
        }
    }
}

impl ReadTables for Reading {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.opened(table)?
            .map_or(Ok(None), |opened| get(&*opened, key))
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        descending: bool,
        visit: &mut Visit<'_>,
    ) -> Result<(), StoreError> {
        self.opened(table)?
            .map_or(Ok(()), |opened| scan(&*opened, from, to, descending, visit))
    }

    fn count(&self, table: Table) -> Result<u64, StoreError> {
        self.opened(table)?
            .map_or(Ok(0), |opened| opened.len().map_err(of_storage))
    }

    fn keyring(&self) -> Option<&Keyring> {
        Some(&self.keyring)
    }

    fn memo(&self) -> Option<&Memo> {
        Some(&self.memo)
    }
}

/// The tables of one write transaction, opened as they are asked for.
pub(crate) struct Writing<'t> {
    transaction: &'t WriteTransaction,
    open: RefCell<BTreeMap<Table, Rc<RefCell<Changing<'t>>>>>,
    witness: Option<Witness>,
    keyring: Option<Arc<Keyring>>,
    /// What was written, where that is to be sent.
    rows: Option<Rows>,
}

/// Rows by table and key; `None` for one that was removed.
type Rows = BTreeMap<(Table, Vec<u8>), Option<Vec<u8>>>;

/// The last entry that a transaction wrote: where it stands, all that was done with it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Witness {
    key: Vec<u8>,
    value: Vec<u8>,
}

impl Witness {
    /// Tells whether the entry stands.
    pub(crate) fn stands(&self, tables: &dyn ReadTables) -> Result<bool, StoreError> {
        let found = tables.get(Table::Entries, &self.key)?;
        Ok(found.is_some_and(|value| value == self.value))
    }
}

impl<'t> Writing<'t> {
    /// Writes in `transaction`.
    pub(crate) fn new(transaction: &'t WriteTransaction) -> Self {
        Self {
            transaction,
            open: RefCell::default(),
            witness: None,
            keyring: None,
            rows: None,
        }
    }

    /// Remembers every row that is written from now on.
    pub(crate) fn recording(self) -> Self {
        Self {
            rows: Some(Rows::new()),
            ..self
        }
    }

    /// Gives the rows that were written, as they stand now; gives up the tables.
    pub(crate) fn into_rows(self) -> Vec<Row> {
        let rows = self.rows.into_iter().flatten();
        rows.map(|((table, key), value)| Row {
            table: table.name().to_owned(),
            key,
            value,
        })
        .collect()
    }

    /// Has what is sealed opened with this key.
    pub(crate) fn with_keyring(self, keyring: &Arc<Keyring>) -> Self {
        Self {
            keyring: Some(Arc::clone(keyring)),
            ..self
        }
    }

    /// Gives the last entry that was written.
    pub(crate) fn witness(&self) -> Option<Witness> {
        self.witness.clone()
    }

    /// Makes tables, so that readers find them.
    pub(crate) fn make(&self, tables: impl IntoIterator<Item = Table>) -> Result<(), StoreError> {
        tables
            .into_iter()
            .try_for_each(|table| self.opened(table).map(|_| ()))
    }

    fn opened(&self, table: Table) -> Result<Rc<RefCell<Changing<'t>>>, StoreError> {
        if let Some(opened) = self.open.borrow().get(&table) {
            return Ok(Rc::clone(opened));
        }
        let opened = self
            .transaction
            .open_table(definition(table))
            .map_err(of_table)?;
        let opened = Rc::new(RefCell::new(opened));
        self.open.borrow_mut().insert(table, Rc::clone(&opened));
        Ok(opened)
    }
}

impl ReadTables for Writing<'_> {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        get(&*self.opened(table)?.borrow(), key)
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        descending: bool,
        visit: &mut Visit<'_>,
    ) -> Result<(), StoreError> {
        scan(&*self.opened(table)?.borrow(), from, to, descending, visit)
    }

    fn count(&self, table: Table) -> Result<u64, StoreError> {
        self.opened(table)?.borrow().len().map_err(of_storage)
    }

    fn keyring(&self) -> Option<&Keyring> {
        self.keyring.as_deref()
    }
}

impl WriteTables for Writing<'_> {
    fn put(&mut self, table: Table, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        if table == Table::Entries {
            let (key, value) = (key.to_vec(), value.to_vec());
            self.witness = Some(Witness { key, value });
        }
        self.opened(table)?
            .borrow_mut()
            .insert(key, value)
            .map_err(of_storage)?;
        if let Some(rows) = &mut self.rows {
            rows.insert((table, key.to_vec()), Some(value.to_vec()));
        }
        Ok(())
    }

    fn remove(&mut self, table: Table, key: &[u8]) -> Result<(), StoreError> {
        let opened = self.opened(table)?;
        let stood = opened
            .borrow_mut()
            .remove(key)
            .map_err(of_storage)?
            .is_some();
        if let Some(rows) = self.rows.as_mut().filter(|_| stood) {
            rows.insert((table, key.to_vec()), None);
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
        let row = if descending {
            rows.next_back()
        } else {
            rows.next()
        };
        let Some(row) = row else { return Ok(()) };
        let (key, value) = row.map_err(of_storage)?;
        if !visit(key.value(), value.value())? {
            return Ok(());
        }
    }
}
