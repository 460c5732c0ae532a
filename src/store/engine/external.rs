//! The numbers that cases bear in other systems: the key of each, and an imported row known again.

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table};
use crate::domain::number::{CaseNumber, ExternalNumber};

/// An imported row is known again by its external numbers, else by its fingerprint.
pub(crate) fn imported_as(
    tables: &dyn ReadTables,
    external: &[ExternalNumber],
    fingerprint: [u8; 16],
) -> Result<Option<CaseNumber>, StoreError> {
    for number in external {
        if let Some(bytes) = tables.get(Table::External, &external_key(number))? {
            return key::case_of(&bytes).map(Some);
        }
    }
    tables
        .get(Table::Fingerprints, &fingerprint)?
        .map(|bytes| key::case_of(&bytes))
        .transpose()
}

/// Gives the key of a number of another system.
pub(crate) fn external_key(number: &ExternalNumber) -> Vec<u8> {
    [number.kind.code().as_bytes(), &[0], number.key().as_bytes()].concat()
}
