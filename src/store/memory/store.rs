//! The store in memory.

use std::path::Path;
use std::sync::{Arc, RwLock};

use super::super::cipher::Keyring;
use super::super::contract::{Copied, Store};
use super::super::engine::commit::commit;
use super::super::engine::law::Law;
use super::super::engine::meta;
use super::super::engine::reindex;
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
    settings: RwLock<Settings>,
    keyring: Arc<Keyring>,
}

impl MemoryStore {
    /// Makes an empty store.
    pub fn new(projections: Vec<Arc<dyn Projection>>, settings: Settings) -> Self {
        let keyring = Arc::<Keyring>::default();
        Self {
            tables: RwLock::new(MemoryTables::with_keyring(Arc::clone(&keyring))),
            projections,
            settings: RwLock::new(settings),
            keyring,
        }
    }
}

fn poisoned<T>(_: T) -> StoreError {
    StoreError::System("a writer failed midway".to_owned())
}

impl Store for MemoryStore {
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError> {
        let mut held = self.tables.write().map_err(poisoned)?;
        let settings = self.settings.read().map_err(poisoned)?;
        let mut law = Law::read(&*held, &settings)?;
        // The tables get nothing before everything is decided: what fails leaves them as they were.
        commit(&mut *held, &mut law, &self.projections, acts)
    }

    fn read(
        &self,
        read: &mut dyn FnMut(&Snapshot<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let tables = self.tables.read().map_err(poisoned)?;
        let settings = self.settings.read().map_err(poisoned)?;
        let law = Law::read(&*tables, &settings)?;
        read(&Snapshot {
            tables: &*tables,
            law,
            projections: &self.projections,
        })
    }

    fn set_settings(&self, settings: Settings) -> Result<(), StoreError> {
        let mut held = self.tables.write().map_err(poisoned)?;
        let mut next = held.clone();
        reindex::reindex(&mut next, &settings)?;
        *self.settings.write().map_err(poisoned)? = settings;
        *held = next;
        Ok(())
    }

    fn keyring(&self) -> Option<&Keyring> {
        Some(&self.keyring)
    }

    /// It has no file to copy.
    fn backup(&self, target: &Path) -> Result<Copied, StoreError> {
        let file = target.display();
        Err(StoreError::System(format!(
            "{file}: a store in memory is not copied"
        )))
    }

    fn revision(&self) -> Result<u64, StoreError> {
        meta::revision(&*self.tables.read().map_err(poisoned)?)
    }
}
