//! Whether the file still goes on from what this window saw in it. A copy that is written over an open
//! store (`cp old desk.redb`) leaves the path and the file what they were: its journal tells.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::super::engine::journal;
use super::super::error::StoreError;
use super::super::tables::ReadTables;
use crate::domain::seal::Seal;

/// The journal's end as it was seen last.
#[derive(Debug, Default)]
pub(super) struct Continued(Mutex<Option<Seal>>);

impl Continued {
    /// Tells whether the journal still has what was seen last.
    ///
    /// # Errors
    /// [`StoreError::Gone`] where another one stands there, which lacks what was acknowledged.
    pub(super) fn check(&self, tables: &dyn ReadTables, path: &Path) -> Result<(), StoreError> {
        let Some(seen) = *self.held() else {
            return Ok(());
        };
        let stands = match seen.entries {
            0 => true,
            last => journal::line(tables, last)?.is_some_and(|line| line.digest == seen.digest),
        };
        if stands {
            Ok(())
        } else {
            Err(StoreError::Gone(path.display().to_string()))
        }
    }

    /// Remembers a journal's end.
    pub(super) fn see(&self, seal: Seal) {
        *self.held() = Some(seal);
    }

    /// Whoever failed while holding it has changed it whole or not at all.
    fn held(&self) -> MutexGuard<'_, Option<Seal>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
