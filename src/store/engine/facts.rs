//! What the figures count: a compact row for each case, found by the days that a figure asks for, by
//! being open, by the dates over which it was late, by having come by whistle and by legal aid that was
//! granted, so that a list costs what stands in it. What is counted is added up beside them ([`super::sums`]).

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::facts::FactsRecord;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::aggregates::head;
use super::counts::Deltas;
use super::law::Law;
use super::sums::Counted;
use super::{index, rows as cases};
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Class;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;

const ROW: u8 = b'f';
const BY_DAY: u8 = b'd';
const OPEN: u8 = b'o';
const LATE: u8 = b'l';
const WHISTLED: u8 = b'w';
const AIDED: u8 = b'a';

/// A row: key and value.
pub(crate) type Row = (Vec<u8>, Vec<u8>);

fn of(law: &Law, case: &Case) -> Option<CaseFacts> {
    CaseFacts::of(case, &law.calendar, &law.settings)
}

/// Gives every row that a case should have; `verify` compares.
pub(crate) fn rows(law: &Law, case: &Case) -> Result<Vec<Row>, StoreError> {
    of(law, case).map_or(Ok(Vec::new()), |facts| of_facts(law, &facts))
}

fn of_facts(law: &Law, facts: &CaseFacts) -> Result<Vec<Row>, StoreError> {
    let number = key::case(facts.number);
    let mut rows = vec![(head(ROW, &number), encode(&FactsRecord::from(facts))?)];
    let mut of_day = |kind, day| {
        let key = [[kind].as_slice(), &key::date(day), &number].concat();
        rows.push((key, Vec::new()));
    };
    for day in facts.days(&law.settings) {
        of_day(BY_DAY, day);
    }
    let late: BTreeSet<NaiveDate> = facts.late_spans().iter().map(|it| it.due).collect();
    for due in late {
        of_day(LATE, due);
    }
    if let Some(day) = facts.received.filter(|_| facts.is_whistled()) {
        of_day(WHISTLED, day);
    }
    let aided: BTreeSet<NaiveDate> = facts.aided.iter().map(|(on, _)| *on).collect();
    for day in aided {
        of_day(AIDED, day);
    }
    if facts.ended.is_none() && !facts.undated {
        rows.push((head(OPEN, &number), Vec::new()));
    }
    Ok(rows)
}

/// Puts the rows of a case, in place of those of the state before under the law before, and counts in
/// what it adds to the figures.
pub(crate) fn put(
    tables: &mut dyn WriteTables,
    deltas: &mut Deltas,
    old: Option<(&Law, &Case)>,
    new: (&Law, &Case),
) -> Result<(), StoreError> {
    let was = old.and_then(|(law, case)| Some((law, of(law, case)?)));
    let is = of(new.0, new.1).map(|facts| (new.0, facts));
    let of_side = |side: &Option<(&Law, CaseFacts)>| match side {
        Some((law, facts)) => of_facts(law, facts),
        None => Ok(Vec::new()),
    };
    let (before, fresh) = (of_side(&was)?, of_side(&is)?);
    for (stale, _) in &before {
        if !fresh.iter().any(|(key, _)| key == stale) {
            tables.remove(Table::Facts, stale)?;
        }
    }
    for row in fresh.iter().filter(|row| !before.contains(row)) {
        tables.put(Table::Facts, &row.0, &row.1)?;
    }
    let counted = |(law, facts): (&Law, CaseFacts)| Counted {
        facts,
        settings: Arc::clone(&law.settings),
    };
    let (was, is) = (was.map(counted), is.map(counted));
    deltas.sums.moved(new.1.number, was, is);
    Ok(())
}

/// Counts in what a case adds to the figures.
pub(crate) fn count_in(deltas: &mut Deltas, law: &Law, case: &Case) {
    if let Some(facts) = of(law, case) {
        deltas.sums.shift(&facts, &law.settings, 1);
    }
}

/// Gives the facts of a case; none of one that is part of another.
pub(crate) fn facts(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Option<CaseFacts>, StoreError> {
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
    of_days(tables, BY_DAY, from, to)
}

/// Gives the cases that were late at some time over a date of the law that ended on this day.
pub(crate) fn late_over(
    tables: &dyn ReadTables,
    due: NaiveDate,
) -> Result<BTreeSet<CaseNumber>, StoreError> {
    of_days(tables, LATE, due, Some(due))
}

/// Gives the cases that came by whistle within the span.
pub(crate) fn whistled(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeSet<CaseNumber>, StoreError> {
    of_days(tables, WHISTLED, from, Some(to))
}

/// Gives the cases in which legal aid was granted within the span.
pub(crate) fn aided(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeSet<CaseNumber>, StoreError> {
    of_days(tables, AIDED, from, Some(to))
}

fn of_days(
    tables: &dyn ReadTables,
    kind: u8,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Result<BTreeSet<CaseNumber>, StoreError> {
    let end = to.map_or_else(
        || vec![kind + 1],
        |to| head(kind, &key::date(to.succ_opt().unwrap_or(to))),
    );
    let mut numbers = BTreeSet::new();
    let start = head(kind, &key::date(from));
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

#[cfg(test)]
mod tests {
    use super::super::super::memory::counting::Counting;
    use super::super::super::memory::tables::MemoryTables;
    use super::super::sums::tests::{day, facts};
    use super::*;
    use crate::domain::calendar::WorkingCalendar;
    use crate::domain::person::id::PersonId;

    #[test]
    fn who_was_aided_is_found_without_reading_the_other_cases() {
        let law = Law {
            calendar: WorkingCalendar::built_in(),
            settings: Arc::default(),
        };
        let read = |cases: u32| {
            let mut tables = MemoryTables::default();
            for run in 1..=cases {
                let mut facts = facts(run);
                if [3, 7].contains(&run) {
                    // Two applications of one day are one row.
                    let on = day(if run == 3 { "2026-10-05" } else { "2026-11-05" });
                    facts.aided = vec![(on, PersonId(1)), (on, PersonId(2))];
                }
                for (key, value) in of_facts(&law, &facts).unwrap() {
                    tables.put(Table::Facts, &key, &value).unwrap();
                }
            }
            let tables = Counting::of(tables);
            let found = aided(&tables, day("2026-10-05"), day("2026-11-04")).unwrap();
            (found, tables.take())
        };
        let third = CaseNumber { year: 2025, run: 3 };
        for cases in [20, 2_000] {
            assert_eq!(read(cases), (BTreeSet::from([third]), 1), "{cases}");
        }
    }
}
