//! Proof: history gives the state again, indexes follow from records, chains are unbroken.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::engine::counts::{self, Deltas};
use super::engine::law::Law;
use super::engine::{aggregates, bookings, chain, facts, grid, index, ledger, meta, people, rows};
use super::error::StoreError;
use super::findings::Findings;
use super::key;
use super::record::bytes::decode;
use super::tables::{ReadTables, Table, scan_prefix};
use crate::domain::case::fact::state::Case;
use crate::domain::entry::{Stream, What, past};
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::projection::Projection;
use indexes::Indexes;

mod counters;
mod faults;
mod indexes;
mod projected;
mod saves;

/// Makes the proof of every kind of thing.
macro_rules! proofs {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// Proves that each thing follows from its history.
        fn prove_things(
            tables: &dyn ReadTables,
            findings: &mut Findings,
        ) -> Result<(), StoreError> {
            $($(aggregates::prove::<$thing>(tables, findings)?;)?)+
            Ok(())
        }
    };
}

each_kept!(proofs);

/// Proves everything; calls `told` with the number of things proved so far.
pub(crate) fn verify(
    tables: &dyn ReadTables,
    law: &Law,
    projections: &[Arc<dyn Projection>],
    progress: &mut dyn FnMut(u64),
) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    let mut indexes = Indexes::default();
    let mut deltas = Deltas::default();
    let mut index_rows = 0;
    let mut fact_rows = 0;
    let mut runs: BTreeMap<u16, u32> = BTreeMap::new();
    scan_prefix(tables, Table::Cases, &[], &mut |key, _| {
        let number = key::case_of(key)?;
        let expected = runs.entry(number.year).or_default();
        *expected += 1;
        if number.run != *expected {
            findings
                .faults
                .push(format!("{number}: {expected} is missing before it"));
            *expected = number.run;
        }
        let Some(case) = rows::case(tables, number)? else {
            return Ok(true);
        };
        check_case(tables, &case, &mut indexes, &mut findings)?;
        let due = law.due(&case);
        deltas.add(&case, due.as_ref());
        for (key, facets) in index::rows(&case, due.as_ref()) {
            index_rows += 1;
            if tables.get(Table::CaseIndex, &key)?.as_deref() != Some(facets.as_slice()) {
                findings
                    .faults
                    .push(format!("{number}: the queue's index does not follow it"));
            }
        }
        for (key, value) in facts::rows(law, &case)? {
            fact_rows += 1;
            if tables.get(Table::Facts, &key)?.as_deref() != Some(value.as_slice()) {
                findings.faults.push(format!(
                    "{number}: what the figures count does not follow it"
                ));
            }
        }
        findings.cases += 1;
        progress(findings.cases);
        Ok(true)
    })?;
    for (year, last) in meta::last_runs(tables)? {
        let there = runs.get(&year).copied().unwrap_or(0);
        if u64::from(there) != last {
            findings.faults.push(format!(
                "cases of {year}: {last} have a number, {there} are there"
            ));
        }
    }
    if tables.count(Table::CaseIndex)? != index_rows {
        findings
            .faults
            .push("the queue's index has rows of no case".to_owned());
    }
    if tables.count(Table::Facts)? != fact_rows {
        let fault = "the figures count cases that are none";
        findings.faults.push(fault.to_owned());
    }
    check_counts(tables, deltas, &mut findings)?;
    check_persons(tables, &mut indexes, &mut findings, progress)?;
    indexes.finish(tables, &mut findings)?;
    projected::prove(tables, projections, &mut findings)?;
    bookings::proof::prove(tables, &mut findings)?;
    ledger::prove(tables, &mut findings)?;
    prove_things(tables, &mut findings)?;
    counters::prove(tables, &mut findings)?;
    saves::prove(tables, &mut findings)?;
    for stream in [Stream::Grid, Stream::Calendar, Stream::Reveals] {
        if let Err(error) = chain::prove(tables, stream) {
            findings.faults.push(error.detail());
        }
    }
    if let Err(error) = grid::tree(tables) {
        findings.faults.push(error.detail());
    }
    Ok(findings)
}

fn check_case(
    tables: &dyn ReadTables,
    case: &Case,
    indexes: &mut Indexes,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let number = case.number;
    let entries = match chain::prove(tables, Stream::Case(number)) {
        Ok(entries) => entries,
        Err(StoreError::Damaged(fault)) => {
            findings.faults.push(fault);
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    findings.entries += entries.len() as u64;
    if Case::replay(number, past(&entries)).as_ref() != Some(case) {
        findings
            .faults
            .push(format!("{number}: its history does not give its state"));
    }
    indexes.case(tables, case)?;
    check_merged_case(tables, case, findings)?;
    if people::person(tables, case.petitioner)?.is_none() {
        findings
            .faults
            .push(format!("{number}: {} is not there", case.petitioner));
    }
    Ok(())
}

fn check_counts(
    tables: &dyn ReadTables,
    deltas: Deltas,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut kept = BTreeMap::new();
    scan_prefix(tables, Table::Counts, &[], &mut |key, value| {
        kept.insert(key.to_vec(), counts::value(value)?);
        Ok(true)
    })?;
    if kept != deltas.rows() {
        findings
            .faults
            .push("the live counts do not follow the cases".to_owned());
    }
    Ok(())
}

fn check_persons(
    tables: &dyn ReadTables,
    indexes: &mut Indexes,
    findings: &mut Findings,
    progress: &mut dyn FnMut(u64),
) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Persons, &[], &mut |key, value| {
        let id = key::person_of(key)?;
        let person: Person = decode("persons", value)?;
        match chain::prove(tables, Stream::Person(id)) {
            Ok(entries) => {
                findings.entries += entries.len() as u64;
                let facts = entries.iter().filter_map(|entry| match &entry.what {
                    What::Person(fact) => Some(fact),
                    _ => None,
                });
                indexes.person(tables, id, &person)?;
                if Person::replay(facts) != person {
                    findings
                        .faults
                        .push(format!("{id}: its history does not give its state"));
                }
            }
            Err(StoreError::Damaged(fault)) => findings.faults.push(fault),
            Err(error) => return Err(error),
        }
        check_merged_person(tables, id, &person, findings)?;
        findings.persons += 1;
        progress(findings.cases + findings.persons);
        Ok(true)
    })
}

/// Both histories of a merge tell it.
fn check_merged_case(
    tables: &dyn ReadTables,
    case: &Case,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let number = case.number;
    if let Some(into) = case.merge.into
        && !rows::case(tables, into)?
            .is_some_and(|whole| whole.merge.absorbed.iter().any(|it| it.number == number))
    {
        findings.faults.push(format!(
            "{number}: {into} does not know that it is part of it"
        ));
    }
    for part in &case.merge.absorbed {
        if rows::case(tables, part.number)?.is_none_or(|it| it.merge.into != Some(number)) {
            findings.faults.push(format!(
                "{number}: {} does not know that it is part of it",
                part.number
            ));
        }
    }
    Ok(())
}

/// Both histories of a merge tell it.
fn check_merged_person(
    tables: &dyn ReadTables,
    id: PersonId,
    person: &Person,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    if let Some(into) = person.merge.into
        && !people::person(tables, into)?
            .is_some_and(|whole| whole.merge.absorbed.iter().any(|(part, _)| *part == id))
    {
        findings
            .faults
            .push(format!("{id}: {into} does not know that it stands for it"));
    }
    for (part, _) in &person.merge.absorbed {
        if people::person(tables, *part)?.is_none_or(|it| it.merge.into != Some(id)) {
            findings
                .faults
                .push(format!("{id}: {part} does not know who stands for it"));
        }
    }
    Ok(())
}
