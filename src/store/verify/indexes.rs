//! Proves the indexes that lead from a person, an identity key or a number of another system to a
//! record: what the records need is there, and nothing else is.
//!
//! Record by record; what is held over the whole store are counts.

use std::collections::BTreeSet;

use super::super::findings::Findings;
use super::faults::Faults;
use crate::domain::case::fact::state::Case;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::store::engine::external::external_key;
use crate::store::engine::people;
use crate::store::engine::{codes, index, meta, rows, shared};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::tables::{ReadTables, Table, scan_prefix};

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    cases: Faults,
    numbers: Faults,
    keys: Faults,
    codes: Faults,
    prints: Faults,
    /// How many rows of each index were found where a record needs them.
    by_person: u64,
    by_number: u64,
    by_key: u64,
    by_code: u64,
}

impl Indexes {
    /// Compares a case with the rows by which its persons and its numbers lead to it.
    pub(super) fn case(&mut self, tables: &dyn ReadTables, case: &Case) -> Result<(), StoreError> {
        let number = case.number;
        for person in case.petitioners() {
            let row = key::person_case(person, number);
            if tables.get(Table::PersonCases, &row)?.is_some() {
                self.by_person += 1;
            } else {
                self.cases
                    .add(format!("{number}: it is not among the cases of {person}"));
            }
        }
        let code = codes::code_of(tables, number)?;
        let row = codes::row(&code, number);
        if tables.get(Table::QueryCodes, &row)?.is_some() {
            self.by_code += 1;
        } else {
            self.codes
                .add(format!("{number}: its query code does not lead to it"));
        }
        let needed: BTreeSet<Vec<u8>> = case.matter.external.iter().map(external_key).collect();
        for row in needed {
            let cases = shared::read(tables, Table::External, &row)?;
            if cases.contains(&key::case(number)) {
                self.by_number += 1;
                continue;
            }
            let text = shown(&row);
            self.numbers.add(match cases.first() {
                Some(other) => {
                    let other = key::case_of(other)?;
                    format!("{number}: {text} leads to {other} instead")
                }
                None => format!("{number}: {text} does not lead to it"),
            });
        }
        Ok(())
    }

    /// Compares a person with the keys by which the same person is known again.
    pub(super) fn person(
        &mut self,
        tables: &dyn ReadTables,
        id: PersonId,
        person: &Person,
    ) -> Result<(), StoreError> {
        let needed: BTreeSet<Vec<u8>> = people::keys(person).into_iter().collect();
        for row in needed {
            if people::owners(tables, &row)?.contains(&id) {
                self.by_key += 1;
            } else {
                let fault = format!("{id}: an identity key of theirs does not lead to them");
                self.keys.add(fault);
            }
        }
        Ok(())
    }

    /// Names what the records had no use for, and tells everything.
    pub(super) fn finish(
        mut self,
        tables: &dyn ReadTables,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        if tables.count(Table::PersonCases)? != self.by_person {
            self.stale_cases(tables)?;
        }
        if led(tables, Table::External)? != self.by_number {
            self.stale_numbers(tables)?;
        }
        if led(tables, Table::PersonKeys)? != self.by_key {
            self.stale_keys(tables)?;
        }
        if tables.count(Table::QueryCodes)? != self.by_code {
            self.stale_codes(tables)?;
        }
        self.prints(tables)?;
        let persons = (meta::last_person(tables)?, tables.count(Table::Persons)?);
        if persons.0 != persons.1 {
            findings.faults.push(format!(
                "persons: {} have a number, {} have a card",
                persons.0, persons.1
            ));
        }
        self.cases.tell("cases by person", findings);
        self.numbers.tell("numbers of other systems", findings);
        self.keys.tell("identity keys", findings);
        self.codes.tell("query codes", findings);
        self.prints.tell("imported rows", findings);
        Ok(())
    }

    fn stale_cases(&mut self, tables: &dyn ReadTables) -> Result<(), StoreError> {
        scan_prefix(tables, Table::PersonCases, &[], &mut |row, _| {
            let number = index::number(row)?;
            let person = key::person_of(row.get(..8).unwrap_or_default())?;
            let came = rows::case(tables, number)?;
            if came.is_none_or(|case| !case.petitioners().contains(&person)) {
                self.cases
                    .add(format!("{person}: {number} is no case of theirs"));
            }
            Ok(true)
        })
    }

    fn stale_numbers(&mut self, tables: &dyn ReadTables) -> Result<(), StoreError> {
        scan_prefix(tables, Table::External, &[], &mut |row, value| {
            for case in shared::keys(Table::External, value)? {
                let number = key::case_of(&case)?;
                let case = rows::case(tables, number)?;
                let borne = case.map(|case| case.matter.external).unwrap_or_default();
                if !borne.iter().any(|it| external_key(it) == row) {
                    self.numbers
                        .add(format!("{number}: it does not bear {}", shown(row)));
                }
            }
            Ok(true)
        })
    }

    fn stale_keys(&mut self, tables: &dyn ReadTables) -> Result<(), StoreError> {
        scan_prefix(tables, Table::PersonKeys, &[], &mut |row, value| {
            for owner in shared::keys(Table::PersonKeys, value)? {
                let id = key::person_of(&owner)?;
                let person = people::person(tables, id)?;
                let has = person.is_some_and(|it| people::keys(&it).iter().any(|key| key == row));
                if !has {
                    self.keys
                        .add(format!("{id}: an identity key of old leads there"));
                }
            }
            Ok(true)
        })
    }

    fn stale_codes(&mut self, tables: &dyn ReadTables) -> Result<(), StoreError> {
        scan_prefix(tables, Table::QueryCodes, &[], &mut |row, _| {
            let case = row.get(row.len().saturating_sub(8)..);
            let number = key::case_of(case.unwrap_or_default())?;
            let own = codes::row(&codes::code_of(tables, number)?, number);
            if own != row || rows::case(tables, number)?.is_none() {
                let code = String::from_utf8_lossy(row.get(..own.len() - 8).unwrap_or_default());
                self.codes
                    .add(format!("{number}: {code} is no query code of it"));
            }
            Ok(true)
        })
    }

    /// The rows that a fingerprint is made of are not kept: what can be proved is that each leads to
    /// a record.
    fn prints(&mut self, tables: &dyn ReadTables) -> Result<(), StoreError> {
        scan_prefix(tables, Table::Fingerprints, &[], &mut |row, value| {
            // A person's print is headed by a letter more.
            let (there, name) = if row.len() == 16 {
                let number = key::case_of(value)?;
                (rows::case(tables, number)?.is_some(), number.to_string())
            } else {
                let id = key::person_of(value)?;
                (people::person(tables, id)?.is_some(), id.to_string())
            };
            if !there {
                self.prints.add(format!(
                    "{name}: an imported row leads there, and nothing is there"
                ));
            }
            Ok(true)
        })
    }
}

/// Counts the records to which the rows of a table lead.
fn led(tables: &dyn ReadTables, table: Table) -> Result<u64, StoreError> {
    let mut count = 0;
    scan_prefix(tables, table, &[], &mut |_, value| {
        count += shared::keys(table, value)?.len() as u64;
        Ok(true)
    })?;
    Ok(count)
}

/// Gives the number that a row is kept by.
fn shown(row: &[u8]) -> String {
    let text = row.splitn(2, |byte| *byte == 0).nth(1).unwrap_or_default();
    String::from_utf8_lossy(text).into_owned()
}
