//! Opening a town on a server: its mirror on this machine, with the line to the server.

use std::path::PathBuf;
use std::sync::Arc;

use super::address::{Address, hex};
use super::follower::follow;
use super::line::{About, Line};
use super::moving::{digest, into_town};
use crate::domain::projection::Projection;
use crate::domain::settings::Settings;
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::store::redb::store::RedbStore;

/// A town on a server, and where its mirror is.
pub struct Town {
    /// Where the server is.
    pub address: Address,
    /// The file of the mirror.
    pub mirror: PathBuf,
    /// Whoever waits for a lock of this process is told this.
    pub verb: Option<&'static str>,
    /// What follows from every change.
    pub projections: Vec<Arc<dyn Projection>>,
    /// What the town sets itself.
    pub settings: Settings,
}

/// What was moved: how many rows there are, and the digest of all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// How many rows.
    pub rows: u64,
    /// The digest, in hexadecimal digits.
    pub digest: String,
}

impl Moved {
    /// Counts what a store holds.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(store: &dyn Store) -> Result<Self, StoreError> {
        let (rows, bytes) = digest(store)?;
        Ok(Self {
            rows,
            digest: hex(&bytes),
        })
    }
}

impl Town {
    /// Moves every row of a store into this town, which holds nothing, or what was broken off of the same
    /// move; `went` is called with how many have come there, and its error breaks off.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] for a town that holds something.
    pub fn move_in(
        &self,
        store: &dyn Store,
        went: &mut dyn FnMut(u64) -> Result<(), StoreError>,
    ) -> Result<Moved, StoreError> {
        let (rows, bytes) = into_town(&self.address, store, went)?;
        Ok(Moved {
            rows,
            digest: hex(&bytes),
        })
    }

    /// Opens the town. Its mirror is made where there is none, and read where the server is out of reach.
    ///
    /// # Errors
    /// The server cannot be used, or it is out of reach and there is no mirror.
    pub fn open(&self) -> Result<RedbStore, StoreError> {
        self.mirror(Arc::new(Line::new(&self.address)))
    }

    /// Opens the town as [`Self::open`] does, and has the mirror brought up to date as soon as anything
    /// changes on the server.
    ///
    /// # Errors
    /// Those of [`Self::open`].
    pub fn follow(&self) -> Result<RedbStore, StoreError> {
        let line = Arc::new(Line::new(&self.address));
        let store = self.mirror(Arc::clone(&line))?;
        follow(&line, &self.address, self.open()?)?;
        Ok(store)
    }

    /// Asks what the server tells of itself.
    ///
    /// # Errors
    /// The server cannot be used, or is out of reach.
    pub fn about(&self) -> Result<About, StoreError> {
        Line::new(&self.address).about()
    }

    fn mirror(&self, line: Arc<Line>) -> Result<RedbStore, StoreError> {
        RedbStore::mirror(
            line,
            self.verb,
            &self.mirror,
            self.projections.clone(),
            self.settings.clone(),
        )
    }
}
