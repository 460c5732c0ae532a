//! The rows of a projection: in a transaction, and at one instant.

use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use crate::domain::projection::{ReadRows, RowsError, WriteRows};

/// A projection's rows inside the transaction.
pub(crate) struct RowsOf<'a> {
    /// The transaction's tables.
    pub(crate) tables: &'a mut dyn WriteTables,
    /// The projection's table.
    pub(crate) table: Table,
}

impl RowsOf<'_> {
    fn read(&self) -> RowsAt<'_> {
        RowsAt {
            tables: self.tables,
            table: self.table,
        }
    }
}

impl ReadRows for RowsOf<'_> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, RowsError> {
        self.read().get(key)
    }

    fn scan(
        &self,
        prefix: &[u8],
        visit: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<(), RowsError> {
        self.read().scan(prefix, visit)
    }
}

impl WriteRows for RowsOf<'_> {
    fn put(&mut self, key: &[u8], value: &[u8]) -> Result<(), RowsError> {
        Ok(self.tables.put(self.table, key, value)?)
    }

    fn remove(&mut self, key: &[u8]) -> Result<(), RowsError> {
        Ok(self.tables.remove(self.table, key)?)
    }
}

/// The rows of a projection at one instant.
pub(crate) struct RowsAt<'a> {
    /// The snapshot's tables.
    pub(crate) tables: &'a dyn ReadTables,
    /// The projection's table.
    pub(crate) table: Table,
}

impl ReadRows for RowsAt<'_> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, RowsError> {
        Ok(self.tables.get(self.table, key)?)
    }

    fn scan(
        &self,
        prefix: &[u8],
        visit: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<(), RowsError> {
        scan_prefix(self.tables, self.table, prefix, &mut |key, value| {
            Ok(visit(key, value))
        })
        .map_err(RowsError::from)
    }
}
