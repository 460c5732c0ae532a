//! Tables in memory: ordered maps.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::super::cipher::Keyring;
use super::super::error::StoreError;
use super::super::memo::Memo;
use super::super::tables::{ReadTables, Table, Visit, WriteTables};

/// All tables as one ordered map each.
#[derive(Debug, Default, Clone)]
pub(crate) struct MemoryTables {
    maps: BTreeMap<&'static str, BTreeMap<Vec<u8>, Vec<u8>>>,
    keyring: Arc<Keyring>,
    memo: Arc<Memo>,
}

impl ReadTables for MemoryTables {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .maps
            .get(table.name())
            .and_then(|map| map.get(key))
            .cloned())
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        descending: bool,
        visit: &mut Visit<'_>,
    ) -> Result<(), StoreError> {
        let Some(map) = self.maps.get(table.name()) else {
            return Ok(());
        };
        if !to.is_empty() && from >= to {
            return Ok(());
        }
        let end = if to.is_empty() {
            Bound::Unbounded
        } else {
            Bound::Excluded(to)
        };
        let mut rows = map.range::<[u8], _>((Bound::Included(from), end));
        loop {
            let row = if descending {
                rows.next_back()
            } else {
                rows.next()
            };
            match row {
                Some((key, value)) if visit(key, value)? => {}
                _ => return Ok(()),
            }
        }
    }

    fn count(&self, table: Table) -> Result<u64, StoreError> {
        Ok(self
            .maps
            .get(table.name())
            .map_or(0, |map| map.len() as u64))
    }

    fn keyring(&self) -> Option<&Keyring> {
        Some(&self.keyring)
    }

    fn memo(&self) -> Option<&Memo> {
        Some(&self.memo)
    }
}

impl MemoryTables {
    /// Has what is sealed opened with this key.
    pub(crate) fn with_keyring(keyring: Arc<Keyring>) -> Self {
        Self {
            keyring,
            ..Self::default()
        }
    }
}

impl WriteTables for MemoryTables {
    fn put(&mut self, table: Table, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.maps
            .entry(table.name())
            .or_default()
            .insert(key.to_vec(), value.to_vec());
        Ok(())
    }

    fn remove(&mut self, table: Table, key: &[u8]) -> Result<(), StoreError> {
        if let Some(map) = self.maps.get_mut(table.name()) {
            map.remove(key);
        }
        Ok(())
    }
}
