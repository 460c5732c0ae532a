//! Rows in memory, for tests.

use std::collections::BTreeMap;

use crate::domain::projection::{ReadRows, RowsError, WriteRows};

/// Rows in a map, counting what is written.
#[derive(Debug, Default)]
pub(crate) struct MemoryRows {
    pub(crate) rows: BTreeMap<Vec<u8>, Vec<u8>>,
    pub(crate) written: usize,
}

impl ReadRows for MemoryRows {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, RowsError> {
        Ok(self.rows.get(key).cloned())
    }

    fn scan(
        &self,
        prefix: &[u8],
        visit: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<(), RowsError> {
        for (key, value) in self.rows.range(prefix.to_vec()..) {
            if !key.starts_with(prefix) || !visit(key, value) {
                break;
            }
        }
        Ok(())
    }
}

impl WriteRows for MemoryRows {
    fn put(&mut self, key: &[u8], value: &[u8]) -> Result<(), RowsError> {
        self.written += 1;
        self.rows.insert(key.to_vec(), value.to_vec());
        Ok(())
    }

    fn remove(&mut self, key: &[u8]) -> Result<(), RowsError> {
        self.written += 1;
        self.rows.remove(key);
        Ok(())
    }
}
