//! 封存: seals of a store in a file, the one that is older than its seals, and the one that does not go
//! on from what was seen in it.

use std::sync::{MutexGuard, PoisonError};

use super::RedbStore;
use crate::domain::act::{Act, Action};
use crate::domain::moment::Moment;
use crate::domain::operator::OperatorFact;
use crate::store::engine::{journal, meta, sealing};
use crate::store::error::StoreError;
use crate::store::older::Older;
use crate::store::redb::guard::tried;
use crate::store::redb::work::Worth;
use crate::store::seals::{SealLine, Seals};

impl RedbStore {
    /// Tells whether the file still goes on from what was seen in it last. What cannot be read is told
    /// by whoever reads it.
    pub(super) fn goes_on(&self) -> Result<(), StoreError> {
        let came = tried(|| {
            let tables = self.instant()?;
            self.continued.check(&tables, &self.path)?;
            self.continued.see(journal::seal(&tables)?);
            Ok(())
        });
        match came {
            Err(StoreError::Gone(path)) => Err(StoreError::Gone(path)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    pub(super) fn older_held(&self) -> MutexGuard<'_, Option<Older>> {
        self.older.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuses to keep anything in a store that is older than its seals. That somebody signed in, or
    /// looked at something, is kept all the same: else nobody could say that it is the right one.
    pub(super) fn refuse_older(&self, acts: &[Act]) -> Result<(), StoreError> {
        let held = self.older_held();
        let Some(older) = held.as_ref() else {
            return Ok(());
        };
        let is_note = |act: &Act| match &act.action {
            Action::Look(_) => true,
            Action::Operator { fact, .. } => {
                matches!(
                    fact,
                    OperatorFact::SignedIn
                        | OperatorFact::Failed(_)
                        | OperatorFact::Keys(_)
                        | OperatorFact::PinFailed(_)
                        | OperatorFact::Unlocked
                )
            }
            _ => false,
        };
        if acts.iter().all(is_note) {
            return Ok(());
        }
        Err(StoreError::Older(older.to_string()))
    }

    /// Makes a seal now, in the store and in the file beside it.
    ///
    /// # Errors
    /// The store or the file cannot be written.
    pub fn seal(&self, now: Moment) -> Result<SealLine, StoreError> {
        let line = tried(|| {
            let writer = self.writer()?;
            let sealed = self.transact(&writer, &mut |tables| {
                sealing::now_sealed(tables, now).map(Worth::Keep)
            });
            sealed.map_err(|failed| failed.error)
        });
        let line = line.map_err(|error| self.naming_holder(error))?;
        Seals::beside(&self.path).append(&line)?;
        Ok(line)
    }

    /// Tells whether the last seal was made here. That of a mirror may have been made on another machine,
    /// and then there is none beside it; a store that is its own has no other place for one.
    fn has_seal_of(&self, entries: u64) -> bool {
        let lines = Seals::beside(&self.path).readable();
        let lines = lines.map_or_else(|_| Vec::new(), |(lines, _)| lines);
        self.ahead.is_none() || lines.iter().any(|line| line.seal.entries >= entries)
    }

    /// Makes a seal where anything was written since the last one.
    pub(super) fn seal_if_new(&self, now: Moment) -> Result<(), StoreError> {
        // A seal over what is not the right store would make it that.
        if self.older_held().is_some() {
            return Ok(());
        }
        let (sealed, entries) = tried(|| {
            let tables = self.reading()?;
            Ok((meta::sealed(&tables)?.0, journal::seal(&tables)?.entries))
        })?;
        if sealed != entries || sealed > 0 && !self.has_seal_of(sealed) {
            self.seal(now)?;
        }
        Ok(())
    }
}
