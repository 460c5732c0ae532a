//! The numbers that cases bear in other systems: which cases bear one, and an imported row known
//! again.

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::{rows, shared};
use crate::domain::number::{CaseNumber, ExternalKind, ExternalNumber};
use crate::domain::person::id::PersonId;

/// An imported row is known again by its external numbers, else by its fingerprint. Of several cases
/// that bear its number it is the latest.
pub(crate) fn imported_as(
    tables: &dyn ReadTables,
    external: &[ExternalNumber],
    fingerprint: [u8; 16],
) -> Result<Option<CaseNumber>, StoreError> {
    for number in external {
        if let Some(case) = bearers(tables, number)?.into_iter().max() {
            return Ok(Some(case));
        }
    }
    tables
        .get(Table::Fingerprints, &fingerprint)?
        .map(|bytes| key::case_of(&bytes))
        .transpose()
}

/// Gives the cases that bear a number.
pub(crate) fn bearers(
    tables: &dyn ReadTables,
    number: &ExternalNumber,
) -> Result<Vec<CaseNumber>, StoreError> {
    let cases = shared::read(tables, Table::External, &external_key(number))?;
    cases.iter().map(|case| key::case_of(case)).collect()
}

/// Gives the cases that bear a number of whatever kind, the earliest first.
pub(crate) fn bearers_of_any_kind(
    tables: &dyn ReadTables,
    value: &str,
) -> Result<Vec<CaseNumber>, StoreError> {
    let mut found = Vec::new();
    for kind in ExternalKind::ALL {
        let number = ExternalNumber {
            kind: *kind,
            value: value.to_owned(),
        };
        found.extend(bearers(tables, &number)?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Tells whether a case that `person` brought bears a number, of whatever kind.
pub(crate) fn leads_to(
    tables: &dyn ReadTables,
    value: &str,
    person: PersonId,
) -> Result<bool, StoreError> {
    for number in bearers_of_any_kind(tables, value)? {
        let case = rows::case(tables, number)?;
        if case.is_some_and(|case| case.petitioner == person) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Keeps that a case bears a number.
pub(crate) fn bear(
    tables: &mut dyn WriteTables,
    case: CaseNumber,
    number: &ExternalNumber,
) -> Result<(), StoreError> {
    let row = external_key(number);
    shared::add(tables, Table::External, &row, key::case(case))
}

/// Keeps that a case bears a number no more.
pub(crate) fn give_up(
    tables: &mut dyn WriteTables,
    case: CaseNumber,
    number: &ExternalNumber,
) -> Result<(), StoreError> {
    let row = external_key(number);
    shared::remove(tables, Table::External, &row, key::case(case))
}

/// Gives the key of a number of another system.
pub(crate) fn external_key(number: &ExternalNumber) -> Vec<u8> {
    [number.kind.code().as_bytes(), &[0], number.key().as_bytes()].concat()
}
