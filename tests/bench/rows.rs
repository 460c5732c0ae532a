//! Rows in memory, standing in for the store's.

use std::cell::Cell;
use std::collections::BTreeMap;

use mulin::domain::projection::{ReadRows, RowsError, WriteRows};

/// Rows in a map, and how many of them were read.
#[derive(Default)]
pub(crate) struct MemoryRows(pub(crate) BTreeMap<Vec<u8>, Vec<u8>>, Cell<usize>);

impl MemoryRows {
    /// Gives how many rows were read since this was asked last.
    pub(crate) fn read(&self) -> usize {
        self.1.take()
    }
}

impl ReadRows for MemoryRows {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, RowsError> {
        self.1.update(|read| read + 1);
        Ok(self.0.get(key).cloned())
    }

    fn scan(
        &self,
        prefix: &[u8],
        visit: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<(), RowsError> {
        for (key, value) in self.0.range(prefix.to_vec()..) {
            self.1.update(|read| read + 1);
            if !key.starts_with(prefix) || !visit(key, value) {
                break;
            }
        }
        Ok(())
    }
}

impl WriteRows for MemoryRows {
    fn put(&mut self, key: &[u8], value: &[u8]) -> Result<(), RowsError> {
        self.0.insert(key.to_vec(), value.to_vec());
        Ok(())
    }

    fn remove(&mut self, key: &[u8]) -> Result<(), RowsError> {
        self.0.remove(key);
        Ok(())
    }
}
