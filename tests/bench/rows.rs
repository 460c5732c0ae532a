//! Rows in memory, standing in for the store's.

use std::collections::BTreeMap;

use mulin::domain::projection::{ReadRows, RowsError, WriteRows};

#[derive(Default)]
pub(crate) struct MemoryRows(pub(crate) BTreeMap<Vec<u8>, Vec<u8>>);

impl ReadRows for MemoryRows {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, RowsError> {
        Ok(self.0.get(key).cloned())
    }

    fn scan(
        &self,
        prefix: &[u8],
        visit: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<(), RowsError> {
        for (key, value) in self.0.range(prefix.to_vec()..) {
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
