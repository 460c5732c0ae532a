//! Building a projection's rows anew, when their format changed.

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::decode;
use super::super::tables::{Table, WriteTables, scan_prefix};
use super::projected::RowsOf;
use super::{index, meta, rows};
use crate::domain::person::Person;
use crate::domain::projection::{Changed, Projection};

/// How many changes are given to the projection at once.
const BATCH: usize = 10_000;

/// Takes the projection's rows away and follows every person and external number again.
pub(crate) fn rebuild(
    tables: &mut dyn WriteTables,
    projection: &dyn Projection,
) -> Result<(), StoreError> {
    let table = Table::Rows(projection.name());
    let mut stale = Vec::new();
    scan_prefix(tables, table, &[], &mut |key, _| {
        stale.push(key.to_vec());
        Ok(true)
    })?;
    for key in stale {
        tables.remove(table, &key)?;
    }
    let mut next = Vec::new();
    loop {
        let changes = persons(tables, &mut next)?;
        if changes.is_empty() {
            break;
        }
        projection.follow(
            &changes,
            &mut RowsOf {
                tables: &mut *tables,
                table,
            },
        )?;
    }
    let changes = external(tables)?;
    if !changes.is_empty() {
        projection.follow(
            &changes,
            &mut RowsOf {
                tables: &mut *tables,
                table,
            },
        )?;
    }
    meta::set_rows_version(tables, projection.name(), u64::from(projection.version()))
}

fn persons(tables: &dyn WriteTables, from: &mut Vec<u8>) -> Result<Vec<Changed>, StoreError> {
    let mut changes = Vec::new();
    let start = from.clone();
    tables.scan(Table::Persons, &start, &[], false, &mut |key, value| {
        *from = key.to_vec();
        from.push(0);
        // Whoever cannot be read is named by the proof, and comes in when he is mended.
        if let (Ok(id), Ok(person)) = (key::person_of(key), decode::<Person>("persons", value)) {
            changes.push(Changed::Person {
                id,
                old: None,
                new: Box::new(person),
            });
        }
        Ok(changes.len() < BATCH)
    })?;
    Ok(changes)
}

/// Gives the numbers of other systems, case by case: one that two cases bear leads to both.
fn external(tables: &dyn WriteTables) -> Result<Vec<Changed>, StoreError> {
    let mut changes = Vec::new();
    scan_prefix(tables, Table::Cases, &[], &mut |key, _| {
        let case = index::number(key).and_then(|number| rows::recovered(tables, number));
        if let Ok(Some(case)) = case {
            let numbers = case.matter.external.iter();
            changes.extend(numbers.map(|number| Changed::ExternalNumber {
                id: case.petitioner,
                value: number.key(),
            }));
        }
        Ok(true)
    })?;
    Ok(changes)
}
