//! 复制: a store copied into a new file, as it stands at one instant, and the copy proved.

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, RwLock};

use super::RedbStore;
use crate::domain::projection::Projection;
use crate::domain::settings::Settings;
use crate::store::contract::{Copied, ask};
use crate::store::error::StoreError;
use crate::store::findings::Findings;
use crate::store::redb::backend::Patience;
use crate::store::redb::continued::Continued;
use crate::store::redb::guard::tried;
use crate::store::redb::handle::Manner;
use crate::store::redb::holder::Holder;
use crate::store::redb::{copy, file};
use crate::store::tables::Table;

impl RedbStore {
    /// Opens a store to be copied, whatever stands in it.
    pub(in crate::store::redb) fn as_it_is(
        path: &Path,
        projections: Vec<Arc<dyn Projection>>,
        settings: Settings,
    ) -> Result<Self, StoreError> {
        file::check(path)?;
        Ok(Self {
            path: path.to_owned(),
            place: OnceLock::new(),
            manner: Manner {
                patience: Arc::new(Patience::new()),
                holder: Arc::new(Holder::of(path, None)),
            },
            open: Mutex::default(),
            begun_in_empty: false,
            kept: OnceLock::new(),
            projections,
            settings: RwLock::new(settings),
            keyring: Arc::default(),
            memo: Arc::default(),
            older: Mutex::default(),
            ahead: None,
            continued: Continued::default(),
        })
    }

    /// Copies every row, whatever it holds.
    pub(in crate::store::redb) fn copy_as_it_is(
        &self,
        target: &Path,
    ) -> Result<Copied, StoreError> {
        self.copy(target, &|_| Ok(Findings::default()))
    }

    /// Copies every row that a store has; `prove` looks at the copy before it gets its name.
    pub(super) fn copy(
        &self,
        target: &Path,
        prove: &dyn Fn(&Path) -> Result<Findings, StoreError>,
    ) -> Result<Copied, StoreError> {
        let from = tried(|| self.reading())?;
        let extra = self.projections.iter().map(|it| Table::Rows(it.name()));
        let source = copy::Source {
            from: &from,
            tables: Table::FIXED.iter().copied().chain(extra).collect(),
            prove,
        };
        copy::copy(&source, target)
    }

    /// Proves a copy; gives what it found, and how many entries the copy has.
    pub(super) fn proved(&self, copy: &Path) -> Result<(Findings, u64), StoreError> {
        let copy = Self::open(copy, self.projections.clone(), self.settings().clone())?
            .with_keyring(Arc::clone(&self.keyring));
        ask(&copy, |it| {
            Ok((it.verify(&mut |_| {})?, it.seal()?.entries))
        })
    }
}
