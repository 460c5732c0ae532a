//! A store of an earlier format is made one of the present.

use crate::store::engine::{external, index, meta, people, rows, shared};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::tables::{Table, WriteTables, scan_prefix};

/// The first format in which a number or an identity key leads to everyone who has it.
const SHARED_ROWS: u32 = 3;

/// Brings a store from `found` to the present format.
pub(crate) fn upgrade(tables: &mut dyn WriteTables, found: u32) -> Result<(), StoreError> {
    if found < SHARED_ROWS {
        complete_numbers(tables)?;
        complete_identity_keys(tables)?;
    }
    meta::set_format(tables)
}

/// Lets every number of another system lead to all cases that bear it.
fn complete_numbers(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    let mut numbers = Vec::new();
    scan_prefix(tables, Table::Cases, &[], &mut |key, _| {
        numbers.push(index::number(key)?);
        Ok(true)
    })?;
    for number in numbers {
        if let Some(case) = rows::case(tables, number)? {
            for borne in &case.matter.external {
                external::bear(tables, number, borne)?;
            }
        }
    }
    Ok(())
}

/// Lets every identity key lead to all persons who have it; whoever was known by it stays the first.
fn complete_identity_keys(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    let mut keys = Vec::new();
    people::each(tables, &mut |id, person| {
        keys.extend(people::keys(person).into_iter().map(|it| (id, it)));
        Ok(())
    })?;
    for (id, row) in keys {
        shared::add(tables, Table::PersonKeys, &row, key::person(id))?;
    }
    Ok(())
}
