//! What the figures count: a compact row for each case, found by the days that a figure asks for
//! and by being open, so that a day's report costs what that day touched.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::facts::FactsRecord;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::aggregates::head;
use super::law::Law;
use super::{index, rows as cases};
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Class;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;

const ROW: u8 = b'f';
const BY_DAY: u8 = b'd';
const OPEN: u8 = b'o';

/// A row: key and value.
pub(crate) type Row = (Vec<u8>, Vec<u8>);

/// Gives every row that a case should have; `verify` compares.
pub(crate) fn rows(law: &Law, case: &Case) -> Result<Vec<Row>, StoreError> {
    let Some(facts) = CaseFacts::of(case, &law.calendar, &law.settings) else {
        return Ok(Vec::new());
    };
    let number = key::case(case.number);
    let mut rows = vec![(head(ROW, &number), encode(&FactsRecord::from(&facts))?)];
    for day in facts.days(&law.settings) {
        let key = [[BY_DAY].as_slice(), &key::date(day), &number].concat();
        rows.push((key, Vec::new()));
    }
    if facts.ended.is_none() && !facts.undated {
        rows.push((head(OPEN, &number), Vec::new()));
    }
    Ok(rows)
}

/// Puts the rows of a case, in place of those of the state before under the law before.
pub(crate) fn put(
    tables: &mut dyn WriteTables,
    old: Option<(&Law, &Case)>,
    new: (&Law, &Case),
) -> Result<(), StoreError> {
    let before = match old {
        Some((law, case)) => rows(law, case)?,
        None => Vec::new(),
    };
    let fresh = rows(new.0, new.1)?;
    for (stale, _) in &before {
        if !fresh.iter().any(|(key, _)| key == stale) {
            tables.remove(Table::Facts, stale)?;
        }
    }
    for row in fresh.iter().filter(|row| !before.contains(row)) {
        tables.put(Table::Facts, &row.0, &row.1)?;
    }
    Ok(())
}

fn facts(tables: &dyn ReadTables, number: CaseNumber) -> Result<Option<CaseFacts>, StoreError> {
    let bytes = tables.get(Table::Facts, &head(ROW, &key::case(number)))?;
    let Some(bytes) = bytes else {
        return Ok(None);
    };
    let record: FactsRecord = decode("facts", &bytes)?;
    record.read(number).map(Some)
}

/// Gives those of the cases of which `viewer` may not read what they say. Of one that is classed and
/// was raised once the row alone tells that everybody may.
pub(crate) fn held_back(
    tables: &dyn ReadTables,
    numbers: &BTreeSet<CaseNumber>,
    viewer: &Viewer,
) -> Result<BTreeSet<CaseNumber>, StoreError> {
    let mut found = BTreeSet::new();
    for number in numbers {
        let open = facts(tables, *number)?.is_some_and(|it| {
            let guarded = matches!(it.class, Class::Accusation | Class::Unclassed);
            !guarded && it.raised.len() == 1
        });
        if !open && cases::recovered(tables, *number)?.is_some_and(|case| !case.is_open_to(viewer))
        {
            found.insert(*number);
        }
    }
    Ok(found)
}

/// Gives the cases that have a day within the span, each once; without an end, to the last.
pub(crate) fn between(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Result<BTreeSet<CaseNumber>, StoreError> {
    let end = to.map_or_else(
        || vec![BY_DAY + 1],
        |to| head(BY_DAY, &key::date(to.succ_opt().unwrap_or(to))),
    );
    let mut numbers = BTreeSet::new();
    let start = head(BY_DAY, &key::date(from));
    tables.scan(Table::Facts, &start, &end, false, &mut |key, _| {
        numbers.insert(index::number(key)?);
        Ok(true)
    })?;
    Ok(numbers)
}

/// Gives the cases that stand open now.
pub(crate) fn open(tables: &dyn ReadTables) -> Result<BTreeSet<CaseNumber>, StoreError> {
    let mut numbers = BTreeSet::new();
    scan_prefix(tables, Table::Facts, &[OPEN], &mut |key, _| {
        numbers.insert(index::number(key)?);
        Ok(true)
    })?;
    Ok(numbers)
}

/// Calls `visit` with the facts of each case.
pub(crate) fn visit(
    tables: &dyn ReadTables,
    numbers: &BTreeSet<CaseNumber>,
    visit: &mut dyn FnMut(CaseFacts),
) -> Result<(), StoreError> {
    for number in numbers {
        if let Some(facts) = facts(tables, *number)? {
            visit(facts);
        }
    }
    Ok(())
}
