//! When something was done last.

use crate::domain::entry::Stream;
use crate::domain::moment::Moment;
use crate::store::engine::{chain, meta};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::snapshot::Snapshot;
use crate::store::tables::Table;

impl Snapshot<'_> {
    /// Gives the moment of the last transaction; of a store that was last written by an older program,
    /// that of the last entry of its last case.
    pub fn last_act(&self) -> Result<Option<Moment>, StoreError> {
        if let Some(last) = meta::last_act(self.tables)? {
            return Ok(Some(last));
        }
        let mut case = None;
        self.tables
            .scan(Table::Cases, &[], &[], true, &mut |key, _| {
                case = Some(key::case_of(key)?);
                Ok(false)
            })?;
        case.map_or(Ok(None), |number| {
            chain::last_moment(self.tables, Stream::Case(number))
        })
    }
}
