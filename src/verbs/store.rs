//! Where the store is, and opening it.

use std::env;
use std::path::PathBuf;
use std::sync::Arc;

use etcetera::BaseStrategy;

use crate::domain::projection::Projection;
use crate::search::index::FinderIndex;
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::store::memory::store::MemoryStore;
use crate::store::redb::store::RedbStore;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::setting::Setting;

/// Names the store where `--store` does not.
const STORE: &str = "MULIN_STORE";

/// Gives the store's file where it was named: `--store`, else `$MULIN_STORE`.
pub fn named(setting: &Setting) -> Option<PathBuf> {
    let variable = env::var_os(STORE).filter(|value| !value.is_empty());
    setting
        .store
        .clone()
        .or_else(|| variable.map(PathBuf::from))
}

/// Gives the platform's data folder for mulin.
pub fn data_folder() -> PathBuf {
    let base = etcetera::choose_base_strategy();
    let folder = base.map_or_else(|_| PathBuf::from("."), |base| base.data_dir());
    folder.join("mulin")
}

/// Gives the store's file: the named one, else `desk.redb` in the data folder.
pub fn path(setting: &Setting) -> PathBuf {
    named(setting).unwrap_or_else(|| data_folder().join("desk.redb"))
}

/// Gives what follows from every change.
pub fn projections() -> Vec<Arc<dyn Projection>> {
    vec![Arc::new(FinderIndex)]
}

/// Opens the store, making it where there is none, or says why it cannot be used.
pub fn opened(setting: &Setting) -> Result<RedbStore, Exit> {
    RedbStore::open(&path(setting), projections(), setting.town.clone())
        .map_err(|error| failed(setting, &error))
}

/// Opens the store that is there, or says that there is none.
pub fn existing(setting: &Setting) -> Result<RedbStore, Exit> {
    if exists(setting) {
        return opened(setting);
    }
    tell_missing(setting);
    Err(Exit::Store)
}

/// Opens the store for reading; where there is none, says so and gives an empty one that leaves no
/// file behind.
pub fn for_reading(setting: &Setting) -> Result<Box<dyn Store>, Exit> {
    if exists(setting) {
        return Ok(Box::new(opened(setting)?));
    }
    tell_missing(setting);
    Ok(Box::new(MemoryStore::new(
        projections(),
        setting.town.clone(),
    )))
}

/// Tells whether there is a store.
pub fn exists(setting: &Setting) -> bool {
    path(setting).metadata().is_ok_and(|facts| facts.len() > 0)
}

/// Says that there is no store.
pub fn tell_missing(setting: &Setting) {
    let file = path(setting).display().to_string();
    complain(
        setting
            .words
            .say_with("verbs-no-store", &[("file", file.into())]),
    );
}

/// Says on stderr what went wrong with the store.
pub fn failed(setting: &Setting, error: &StoreError) -> Exit {
    let sentence = setting.words.store_failure(error.code(), &error.detail());
    complain(format!("{}: {sentence}", path(setting).display()));
    Exit::Store
}
