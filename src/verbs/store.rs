//! Where the store is, and opening it.

use std::env;
use std::path::PathBuf;
use std::sync::Arc;

use etcetera::BaseStrategy;

use crate::search::index::FinderIndex;
use crate::store::error::StoreError;
use crate::store::redb::store::RedbStore;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::setting::Setting;

/// Names the store where `--store` does not.
const STORE: &str = "MULIN_STORE";

/// Gives the store's file: `--store`, else `$MULIN_STORE`, else the platform's data folder.
pub fn path(setting: &Setting) -> PathBuf {
    let named = env::var_os(STORE).filter(|value| !value.is_empty());
    setting
        .store
        .clone()
        .or_else(|| named.map(PathBuf::from))
        .unwrap_or_else(|| {
            let base = etcetera::choose_base_strategy();
            let folder = base.map_or_else(|_| PathBuf::from("."), |base| base.data_dir());
            folder.join("mulin").join("desk.redb")
        })
}

/// Opens the store, or says why it cannot be used.
pub fn opened(setting: &Setting) -> Result<RedbStore, Exit> {
    let path = path(setting);
    RedbStore::open(&path, vec![Arc::new(FinderIndex)], setting.town.clone())
        .map_err(|error| failed(setting, &error))
}

/// Says on stderr what went wrong with the store.
pub fn failed(setting: &Setting, error: &StoreError) -> Exit {
    let sentence = setting.words.store_failure(error.code(), &error.detail());
    complain(format!("{}: {sentence}", path(setting).display()));
    Exit::Store
}
