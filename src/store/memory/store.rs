//! The store in memory.

use std::sync::{Arc, RwLock};

use super::super::contract::Store;
use super::super::engine::commit::commit;
use super::super::engine::law::Law;
use super::super::engine::meta;
use super::super::error::StoreError;
use super::tables::MemoryTables;
use crate::domain::act::{Act, CommitResult};
use crate::domain::projection::Projection;
use crate::domain::settings::Settings;
use crate::store::snapshot::Snapshot;

/// A store that lives as long as the program.
pub struct MemoryStore {
    tables: RwLock<MemoryTables>,
    projections: Vec<Arc<dyn Projection>>,
    settings: Settings,
}

impl MemoryStore {
    /// Makes an empty store.
    pub fn new(projections: Vec<Arc<dyn Projection>>, settings: Settings) -> Self {
        Self {
            tables: RwLock::default(),
            projections,
            settings,
        }
    }
}

fn poisoned<T>(_: T) -> StoreError {
    StoreError::System("a writer failed midway".to_owned())
}

impl Store for MemoryStore {
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError> {
        let mut held = self.tables.write().map_err(poisoned)?;
        let mut next = held.clone();
        let mut law = Law::read(&next, &self.settings)?;
        let outcomes = commit(&mut next, &mut law, &self.projections, acts)?;
        *held = next;
        Ok(outcomes)
    }

    fn read(
        &self,
        read: &mut dyn FnMut(&Snapshot<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let tables = self.tables.read().map_err(poisoned)?;
        let law = Law::read(&*tables, &self.settings)?;
        read(&Snapshot {
            tables: &*tables,
            law,
            projections: &self.projections,
        })
    }

    fn revision(&self) -> Result<u64, StoreError> {
        meta::revision(&*self.tables.read().map_err(poisoned)?)
    }
}
