//! Seals: over what is written down by now, and whether the store goes on from those that were kept.

use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::seal::Seal;
use crate::store::continuation::{Continuation, Sealed};
use crate::store::engine::vault::{self, Of};
use crate::store::engine::{journal, meta};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;
use crate::store::verify;

impl Snapshot<'_> {
    /// Gives the seal (封存码) over everything that is written down by now.
    pub fn seal(&self) -> Result<Seal, StoreError> {
        journal::seal(self.tables)
    }

    /// Gives how many entries the last seal counts that was written into the file beside the store.
    pub fn sealed(&self) -> Result<u64, StoreError> {
        meta::sealed(self.tables).map(|(entries, _)| entries)
    }

    /// Tells whether a case is sealed to those who are named for it.
    pub fn is_sealed(&self, number: CaseNumber) -> Result<bool, StoreError> {
        vault::stands(self.tables, Of::Case(number))
    }

    /// Gives how many cases the recovery key alone opens, since nobody who is named for them signs in.
    pub fn unread(&self) -> Result<u64, StoreError> {
        Ok(vault::unread(self.tables)?.len() as u64)
    }

    /// Tells whether the recovery key alone opens a case.
    pub fn is_unread(&self, number: CaseNumber) -> Result<bool, StoreError> {
        Ok(vault::unread(self.tables)?.contains(&number))
    }

    /// Gives when the last seal was made; `None` where there is none.
    pub fn sealed_at(&self) -> Result<Option<Moment>, StoreError> {
        let (_, at) = meta::sealed(self.tables)?;
        Ok(at.map(Moment::from_unix))
    }

    /// Tells whether the store goes on from seals, in the order of what they count.
    pub fn continues(&self, sealed: &[Sealed]) -> Result<Continuation, StoreError> {
        verify::since::since(self.tables, sealed)
    }
}
