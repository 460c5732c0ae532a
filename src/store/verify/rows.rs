//! Proves the rows that follow from records, both ways: what a record needs stands, and nothing else
//! does. Record by record; what is held over the whole store are counts.

use std::collections::BTreeMap;

use super::super::findings::Findings;
use super::faults::Faults;
use crate::store::engine::derived::{self, Derived, Holds, Owner, Stale};
use crate::store::engine::law::Law;
use crate::store::engine::shared;
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::tables::{ReadTables, Table};

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Rows {
    tables: BTreeMap<Table, Found>,
}

#[derive(Debug, Default)]
struct Found {
    /// How many rows records needed.
    wanted: u64,
    faults: Faults,
}

impl Rows {
    /// Compares the rows of a record with those that stand.
    pub(super) fn owner(
        &mut self,
        tables: &dyn ReadTables,
        owner: Owner,
        rows: &[Derived],
    ) -> Result<(), StoreError> {
        for row in rows {
            let stands = row.stands(tables)?;
            let found = self.tables.entry(row.table).or_default();
            found.wanted += 1;
            if !stands {
                found.faults.add(missing(tables, owner, row)?);
            }
        }
        Ok(())
    }

    /// Compares the rows of every record of a table that no other proof reads.
    pub(super) fn owners_of(
        &mut self,
        tables: &dyn ReadTables,
        law: &Law,
        table: Table,
    ) -> Result<(), StoreError> {
        derived::each_owner(tables, table, &mut |owner| {
            match derived::of_owner(tables, law, owner) {
                Ok(rows) => self.owner(tables, owner, &rows),
                // A record that cannot be read is named by the proof of its history.
                Err(StoreError::Damaged(_)) => Ok(()),
                Err(error) => Err(error),
            }
        })
    }

    /// Names the rows that follow from nothing, and tells everything.
    pub(super) fn finish(
        mut self,
        tables: &dyn ReadTables,
        law: &Law,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        for table in derived::TABLES.iter().copied() {
            let mut found = self.tables.remove(&table).unwrap_or_default();
            let is_whole = found.faults.are_none();
            if !is_whole || derived::count(tables, table) != Ok(found.wanted) {
                derived::each_stale(tables, law, table, &mut |stale| {
                    found.faults.add(left_over(table, &stale));
                    Ok(())
                })?;
            }
            found.faults.tell(table.name(), findings);
        }
        Ok(())
    }
}

/// What is said of a row that a record needs, and that is not there or holds something else.
fn missing(tables: &dyn ReadTables, owner: Owner, row: &Derived) -> Result<String, StoreError> {
    Ok(match row.table {
        Table::CaseIndex => format!("{owner}: the queue's index does not follow it"),
        Table::Facts => format!("{owner}: what the figures count does not follow it"),
        Table::PersonCases => {
            let person = key::person_of(row.key.get(..8).unwrap_or_default())?;
            format!("{owner}: it is not among the cases of {person}")
        }
        Table::QueryCodes => format!("{owner}: its query code does not lead to it"),
        Table::External => {
            let number = shown(&row.key);
            let led = shared::read(tables, Table::External, &row.key).unwrap_or_default();
            match led.first().filter(|_| matches!(row.holds, Holds::Among(_))) {
                Some(other) => {
                    let other = key::case_of(other)?;
                    format!("{owner}: {number} leads to {other} instead")
                }
                None => format!("{owner}: {number} does not lead to it"),
            }
        }
        Table::PersonKeys => {
            format!("{owner}: an identity key of theirs does not lead to them")
        }
        _ => format!("{owner}: its index does not follow it"),
    })
}

/// What is said of a row that follows from nothing.
fn left_over(table: Table, stale: &Stale) -> String {
    let Some(owner) = stale.owner else {
        return format!("{}: a row of the index leads nowhere", table.name());
    };
    match table {
        Table::CaseIndex => format!("{owner}: the queue's index has a row that does not follow it"),
        Table::Facts => format!("{owner}: the figures count what it is not"),
        Table::PersonCases => {
            let person = key::person_of(stale.key.get(..8).unwrap_or_default());
            let person = person.map_or_else(|_| "somebody".to_owned(), |id| id.to_string());
            format!("{person}: {owner} is no case of theirs")
        }
        Table::QueryCodes => {
            let code = stale.key.len().saturating_sub(8);
            let code = String::from_utf8_lossy(stale.key.get(..code).unwrap_or_default());
            format!("{owner}: {code} is no query code of it")
        }
        Table::External => format!("{owner}: it does not bear {}", shown(&stale.key)),
        Table::PersonKeys => format!("{owner}: an identity key of old leads there"),
        _ => format!("{owner}: the index has a row that does not follow it"),
    }
}

/// Gives the number of another system that a row is kept by.
fn shown(row: &[u8]) -> String {
    let text = row.splitn(2, |byte| *byte == 0).nth(1).unwrap_or_default();
    String::from_utf8_lossy(text).into_owned()
}
