//! Makes every row anew that follows from records: lists, searches and figures find by them. What
//! stands as it should is left alone; how much did not is counted, table by table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::error::StoreError;
use super::super::findings::Findings;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::counts::Deltas;
use super::derived::{self, Derived, Holds, Owner, Stale};
use super::law::Law;
use super::{facts, index, meta, rebuild, rows, shared};
use crate::domain::projection::Projection;
use crate::store::key;

/// How many rows of each table were wrong, by its name; a table in order is not named.
pub(crate) type Differing = BTreeMap<&'static str, u64>;

/// What tells whether a projection's rows follow from the records.
pub(crate) type Proof<'a> =
    dyn Fn(&dyn ReadTables, &Arc<dyn Projection>, &mut Findings) -> Result<(), StoreError> + 'a;

/// Makes all of them anew; `prove` tells which projections must be built again.
pub(crate) fn remake(
    tables: &mut dyn WriteTables,
    law: &Law,
    projections: &[Arc<dyn Projection>],
    prove: &Proof<'_>,
) -> Result<Differing, StoreError> {
    let mut differing = Differing::new();
    for table in derived::TABLES.iter().copied() {
        let wrong = table_anew(tables, law, table)?;
        if wrong > 0 {
            differing.insert(table.name(), wrong);
        }
    }
    let wrong = counts_anew(tables, law)?;
    if wrong > 0 {
        differing.insert(Table::Counts.name(), wrong);
    }
    for projection in projections {
        let mut findings = Findings::default();
        prove(tables, projection, &mut findings)?;
        if findings.count() > 0 {
            rebuild::rebuild(tables, projection.as_ref())?;
            differing.insert(projection.name(), findings.count());
        }
    }
    meta::revise(tables)?;
    Ok(differing)
}

fn table_anew(tables: &mut dyn WriteTables, law: &Law, table: Table) -> Result<u64, StoreError> {
    let mut owners: Vec<Owner> = Vec::new();
    derived::each_owner(tables, table, &mut |owner| {
        owners.push(owner);
        Ok(())
    })?;
    let (mut wanted, mut wrong) = (0, 0);
    for owner in owners {
        let rows = match derived::of_owner(tables, law, owner) {
            Ok(rows) => rows,
            // Nobody knows what rows it needs; those that stand are left alone.
            Err(StoreError::Damaged(_)) => continue,
            Err(error) => return Err(error),
        };
        for row in rows.iter().filter(|row| row.table == table) {
            wanted += 1;
            if !row.stands(tables)? {
                wrong += 1;
                put(tables, row)?;
            }
        }
    }
    if wrong == 0 && derived::count(tables, table) == Ok(wanted) {
        return Ok(wrong);
    }
    let mut stale = Vec::new();
    derived::each_stale(tables, law, table, &mut |row| {
        stale.push(row);
        Ok(())
    })?;
    for row in stale {
        wrong += 1;
        remove(tables, table, &row)?;
    }
    Ok(wrong)
}

/// Puts a row; one that cannot be read is made anew.
fn put(tables: &mut dyn WriteTables, row: &Derived) -> Result<(), StoreError> {
    match &row.holds {
        Holds::Exactly(value) => tables.put(row.table, &row.key, value),
        Holds::Among(record) => {
            if shared::read(tables, row.table, &row.key).is_err() {
                tables.remove(row.table, &row.key)?;
            }
            shared::add(tables, row.table, &row.key, *record)
        }
    }
}

fn remove(tables: &mut dyn WriteTables, table: Table, row: &Stale) -> Result<(), StoreError> {
    let record = match (table, row.owner) {
        (Table::External, Some(Owner::Case(number))) => key::case(number),
        (Table::PersonKeys, Some(Owner::Person(id))) => key::person(id),
        _ => return tables.remove(table, &row.key),
    };
    shared::remove(tables, table, &row.key, record)
}

fn counts_anew(tables: &mut dyn WriteTables, law: &Law) -> Result<u64, StoreError> {
    let mut deltas = Deltas::default();
    scan_prefix(tables, Table::Cases, &[], &mut |key, _| {
        if let Ok(number) = index::number(key)
            && let Ok(Some(case)) = rows::bare_or_recovered(tables, number)
        {
            deltas.add(&case, law.due(&case).as_ref());
            facts::count_in(&mut deltas, law, &case);
        }
        Ok(true)
    })?;
    let mut wanted = deltas.rows()?;
    let mut gone = Vec::new();
    let mut wrong = 0;
    scan_prefix(tables, Table::Counts, &[], &mut |key, value| {
        match wanted.get(key) {
            Some(count) if count == value => {
                wanted.remove(key);
            }
            Some(_) => {}
            None => gone.push(key.to_vec()),
        }
        Ok(true)
    })?;
    for (key, count) in &wanted {
        wrong += 1;
        tables.put(Table::Counts, key, count)?;
    }
    for key in &gone {
        wrong += 1;
        tables.remove(Table::Counts, key)?;
    }
    Ok(wrong)
}
