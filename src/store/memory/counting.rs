//! Tables that count the rows read from them, for tests of what a question costs.

use std::cell::Cell;

use super::tables::MemoryTables;
use crate::store::error::StoreError;
use crate::store::memo::Memo;
use crate::store::tables::{ReadTables, Table, Visit};

/// Tables in memory with how many rows were read from them.
pub(crate) struct Counting {
    tables: MemoryTables,
    rows: Cell<u64>,
}

impl Counting {
    /// Counts from nothing.
    pub(crate) fn of(tables: MemoryTables) -> Self {
        let rows = Cell::new(0);
        Self { tables, rows }
    }

    /// Gives how many rows were read since this was last asked.
    pub(crate) fn take(&self) -> u64 {
        self.rows.take()
    }

    fn count_one(&self) {
        self.rows.set(self.rows.get() + 1);
    }
}

impl ReadTables for Counting {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.count_one();
        self.tables.get(table, key)
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        descending: bool,
        visit: &mut Visit<'_>,
    ) -> Result<(), StoreError> {
        self.tables
            .scan(table, from, to, descending, &mut |key, value| {
                self.count_one();
                visit(key, value)
            })
    }

    fn count(&self, table: Table) -> Result<u64, StoreError> {
        self.tables.count(table)
    }

    fn memo(&self) -> Option<&Memo> {
        self.tables.memo()
    }
}
