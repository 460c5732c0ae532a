//! Proof: that what stands is what was written, and that everything follows from it.
//!
//! Three rings, each of which holds the one within it:
//!
//! 1. **What was written.** An entry's link is a digest over its place, the link before, when, who and
//!    what. The next entry carries it, `heads` keeps that of the last one with the length of the
//!    stream, and the `journal` rolls all links of all streams into one digest, in the order in which
//!    they were written ([`crate::store::engine::journal`]). Heads, journal and entries are proved
//!    against each other ([`history`], [`journal`]), and so are the numbers of `meta` against their
//!    copies ([`copies`]). The order of all reveals is that of the journal.
//! 2. **What follows from it.** Each record is what its history gives when it is replayed; each row of
//!    an index is what the records need, and no other row stands ([`rows`], [`projected`]); the live
//!    counts are those of the cases.
//! 3. **What was sealed outside.** Whoever can write the file can compute all of this anew. The seal
//!    (the journal's last digest and number) therefore leaves the file: into a second one beside it
//!    (`store/seals.rs`), into each backup, onto papers. [`since`] rolls the entries anew up to a seal's
//!    number and compares.
//!
//! A record that cannot be read is named, and the proof goes on. Everything is read in the order of
//! keys; what is held in memory are counts, the first faults of each table, and one history at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::engine::counts::{self, Deltas};
use super::engine::derived::{self, Owner};
use super::engine::law::Law;
use super::engine::{chain, facts, grid, heads, meta, people, rows as records};
use super::error::StoreError;
use super::findings::Findings;
use super::key;
use super::record::bytes::decode;
use super::tables::{ReadTables, Table, scan_prefix};
use crate::domain::case::fact::state::Case;
use crate::domain::entry::{Stream, What, past};
use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::projection::Projection;
use rows::Rows;

mod copies;
mod counters;
mod faults;
mod history;
mod journal;
pub(crate) mod projected;
mod rows;
mod saves;
pub(crate) mod since;
pub(crate) mod standing;
mod things;
mod vault;

/// Proves everything; calls `progress` with the number of things proved so far.
pub(crate) fn verify(
    tables: &dyn ReadTables,
    law: &Law,
    projections: &[Arc<dyn Projection>],
    progress: &mut dyn FnMut(u64),
) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    let with_heads = meta::format(tables)?.is_none_or(|it| it >= heads::SINCE);
    history::prove(tables, with_heads, &mut findings)?;
    if with_heads {
        journal::prove(tables, &mut findings)?;
        copies::prove(tables, &mut findings)?;
    }
    let mut rows = Rows::default();
    let deltas = cases(tables, law, &mut rows, &mut findings, progress)?;
    check_counts(tables, deltas, &mut findings)?;
    check_persons(tables, &mut rows, &mut findings, progress)?;
    for table in derived::TABLES.iter().copied() {
        let by_record = matches!(
            table,
            Table::CaseIndex
                | Table::Facts
                | Table::PersonCases
                | Table::QueryCodes
                | Table::External
                | Table::PersonKeys
        );
        if !by_record {
            rows.owners_of(tables, law, table)?;
        }
    }
    rows.finish(tables, law, &mut findings)?;
    check_prints(tables, &mut findings)?;
    projected::prove(tables, projections, &mut findings)?;
    things::prove(tables, &mut findings)?;
    let numbered = counters::prove(tables, &mut findings);
    findings.readable("running numbers", numbered)?;
    saves::prove(tables, &mut findings)?;
    vault::prove(tables, &mut findings)?;
    let mut alone = vec![Stream::Calendar, Stream::Reveals];
    heads::each(tables, &mut |head, _| {
        alone.extend(key::stream_of(head).filter(|it| matches!(it, Stream::Looks(_))));
        Ok(())
    })?;
    for stream in alone {
        let read = chain::history(tables, stream);
        findings.readable(standing::named(stream), read)?;
    }
    findings.readable("grid", grid::replayed(tables))?;
    Ok(findings)
}

fn cases(
    tables: &dyn ReadTables,
    law: &Law,
    rows: &mut Rows,
    findings: &mut Findings,
    progress: &mut dyn FnMut(u64),
) -> Result<Deltas, StoreError> {
    let mut deltas = Deltas::default();
    let mut runs: BTreeMap<u16, u32> = BTreeMap::new();
    scan_prefix(tables, Table::Cases, &[], &mut |key, _| {
        let Some(number) = findings.readable("cases", key::case_of(key))? else {
            return Ok(true);
        };
        let expected = runs.entry(number.year).or_default();
        *expected += 1;
        if number.run != *expected {
            findings.fault(format!("{number}: {expected} is missing before it"));
            *expected = number.run;
        }
        if let Some(case) = check_case(tables, number, findings)? {
            deltas.add(&case, law.due(&case).as_ref());
            facts::count_in(&mut deltas, law, &case);
            let needed = derived::of_case(tables, law, &case)?;
            rows.owner(tables, Owner::Case(number), &needed)?;
        }
        findings.cases += 1;
        progress(findings.cases);
        Ok(true)
    })?;
    for (year, last) in meta::last_runs(tables)? {
        let there = runs.get(&year).copied().unwrap_or(0);
        if u64::from(there) != last {
            findings.fault(format!(
                "cases of {year}: {last} have a number, {there} are there"
            ));
        }
    }
    Ok(deltas)
}

/// Proves a case; gives its state, that of its history where its record cannot be read.
fn check_case(
    tables: &dyn ReadTables,
    number: CaseNumber,
    findings: &mut Findings,
) -> Result<Option<Case>, StoreError> {
    let kept = findings
        .readable(number, records::case(tables, number))?
        .flatten();
    let entries = chain::whole(tables, Stream::Case(number));
    let entries = findings.readable(format!("{number}, its history"), entries)?;
    // One that is sealed and does not open is proved by its links, and by that everything sealed is there.
    let entries = entries.flatten();
    let replayed = entries.as_ref().and_then(|entries| {
        findings.entries += entries.len() as u64;
        Case::replay(number, past(entries))
    });
    // What cannot be read is named already.
    let shown = match records::bare_or_recovered(tables, number) {
        Err(StoreError::Damaged(_)) => None,
        read => read?,
    };
    let Some(case) = kept else {
        return Ok(shown);
    };
    if case.sealed {
        findings.sealed += 1;
    } else if entries.is_some()
        && !replayed.is_some_and(|it| it == case || it.sealed() == case && case.sealed() == case)
    {
        findings.fault(format!("{number}: its history does not give its state"));
    }
    check_merged_case(tables, &case, findings);
    if let Ok(None) = people::person(tables, case.petitioner) {
        findings.fault(format!("{number}: {} is not there", case.petitioner));
    }
    Ok(shown)
}

fn check_counts(
    tables: &dyn ReadTables,
    deltas: Deltas,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut wanted = deltas.rows()?;
    let mut wrong = Vec::new();
    scan_prefix(tables, Table::Counts, &[], &mut |key, value| {
        if wanted.remove(key).as_deref() != Some(value) {
            wrong.push(counts::named(key));
        }
        Ok(true)
    })?;
    wrong.extend(wanted.keys().map(|key| counts::named(key)));
    for name in wrong {
        findings.derived(format!("the live counts do not follow the cases: {name}"));
    }
    Ok(())
}

fn check_persons(
    tables: &dyn ReadTables,
    rows: &mut Rows,
    findings: &mut Findings,
    progress: &mut dyn FnMut(u64),
) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Persons, &[], &mut |key, value| {
        let Some(id) = findings.readable("persons", key::person_of(key))? else {
            return Ok(true);
        };
        let kept = findings.readable(id, decode::<Person>("persons", value))?;
        let entries = chain::history(tables, Stream::Person(id));
        let entries = findings.readable(format!("{id}, its history"), entries)?;
        if let Some(entries) = &entries {
            findings.entries += entries.len() as u64;
            let facts = entries.iter().filter_map(|entry| match &entry.what {
                What::Person(fact) => Some(fact),
                _ => None,
            });
            let replayed = (!entries.is_empty()).then(|| Person::replay(facts));
            if let Some(person) = kept.as_ref().or(replayed.as_ref()) {
                let needed = derived::of_person(id, person);
                rows.owner(tables, Owner::Person(id), &needed)?;
            }
            if kept.is_some() && kept != replayed {
                findings.fault(format!("{id}: its history does not give its state"));
            }
        }
        if let Some(person) = &kept {
            check_merged_person(tables, id, person, findings);
        }
        findings.persons += 1;
        progress(findings.cases + findings.persons);
        Ok(true)
    })?;
    let (numbered, there) = (meta::last_person(tables)?, tables.count(Table::Persons)?);
    if numbered != there {
        findings.fault(format!(
            "persons: {numbered} have a number, {there} have a card"
        ));
    }
    Ok(())
}

/// What an imported row was is not kept beside its fingerprint; what can be compared is that each leads
/// to a record. That none was taken away, put in or changed is told by their sum.
fn check_prints(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Fingerprints, &[], &mut |row, value| {
        // A person's print is headed by a letter more.
        let found = if row.len() == 16 {
            key::case_of(value).map(|it| (Table::Cases, it.to_string()))
        } else {
            key::person_of(value).map(|it| (Table::Persons, it.to_string()))
        };
        let Some((table, name)) = findings.readable("imported rows", found)? else {
            return Ok(true);
        };
        if tables.get(table, value)?.is_none() {
            findings.fault(format!(
                "{name}: an imported row leads there, and nothing is there"
            ));
        }
        Ok(true)
    })
}

/// Both histories of a merge tell it.
fn check_merged_case(tables: &dyn ReadTables, case: &Case, findings: &mut Findings) {
    let number = case.number;
    if let Some(into) = case.merge.into
        && !records::recovered(tables, into).is_ok_and(|whole| {
            whole.is_some_and(|it| it.merge.absorbed.iter().any(|it| it.number == number))
        })
    {
        findings.fault(format!(
            "{number}: {into} does not know that it is part of it"
        ));
    }
    for part in &case.merge.absorbed {
        let known = records::recovered(tables, part.number)
            .is_ok_and(|it| it.is_some_and(|it| it.merge.into == Some(number)));
        if !known {
            findings.fault(format!(
                "{number}: {} does not know that it is part of it",
                part.number
            ));
        }
    }
}

/// Both histories of a merge tell it.
fn check_merged_person(
    tables: &dyn ReadTables,
    id: PersonId,
    person: &Person,
    findings: &mut Findings,
) {
    let card = |id: PersonId| people::person(tables, id);
    if let Some(into) = person.merge.into
        && let Ok(whole) = card(into)
        && !whole.is_some_and(|it| it.merge.absorbed.iter().any(|(part, _)| *part == id))
    {
        findings.fault(format!("{id}: {into} does not know that it stands for it"));
    }
    for (part, _) in &person.merge.absorbed {
        if let Ok(known) = card(*part)
            && known.is_none_or(|it| it.merge.into != Some(id))
        {
            findings.fault(format!("{id}: {part} does not know who stands for it"));
        }
    }
}
