//! Live counts, kept in the transaction that changes them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::sums as record;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::sums::{self, Sums};
use crate::domain::case::clock::clocks::Due;
use crate::domain::case::clock::sums::tally::Tally;
use crate::domain::case::fact::state::Case;
use crate::domain::queue::Counts;

const ALL: &[u8] = b"a";
const OPEN: &[u8] = b"o";
const DUE: u8 = b'd';
const REGISTERED: u8 = b'r';

/// Changes of counts and sums, gathered over a transaction.
#[derive(Debug, Clone, Default)]
pub(crate) struct Deltas {
    counts: BTreeMap<Vec<u8>, i64>,
    /// What the figures add up.
    pub(crate) sums: Sums,
}

impl Deltas {
    /// Counts a case in.
    pub(crate) fn add(&mut self, case: &Case, due: Option<&Due>) {
        self.shift(case, due, 1);
    }

    /// Counts a case out, as it stood before.
    pub(crate) fn subtract(&mut self, case: &Case, due: Option<&Due>) {
        self.shift(case, due, -1);
    }

    fn shift(&mut self, case: &Case, due: Option<&Due>, by: i64) {
        self.bump(ALL.to_vec(), by);
        self.bump(day_key(REGISTERED, case.registered_at.date()), by);
        if case.is_running() {
            self.bump(OPEN.to_vec(), by);
            if let Some(due) = due {
                self.bump(day_key(DUE, due.raw), by);
            }
        }
    }

    /// Takes what a part of a transaction has changed, after what is here.
    pub(crate) fn append(&mut self, later: Self) {
        for (key, by) in later.counts {
            self.bump(key, by);
        }
        self.sums.append(later.sums);
    }

    fn bump(&mut self, key: Vec<u8>, by: i64) {
        *self.counts.entry(key).or_default() += by;
    }

    /// Writes what changed.
    pub(crate) fn flush(self, tables: &mut dyn WriteTables) -> Result<(), StoreError> {
        for (key, by) in self.counts {
            if by == 0 {
                continue;
            }
            let next = read(tables, &key)? + by;
            if next == 0 {
                tables.remove(Table::Counts, &key)?;
            } else {
                tables.put(Table::Counts, &key, &next.to_be_bytes())?;
            }
        }
        for (key, by) in self.sums.into_rows() {
            let mut next = match tables.get(Table::Counts, &key)? {
                Some(bytes) => record::tally_of(&bytes)?,
                None => Tally::default(),
            };
            next.add_all(&by, 1);
            if next.is_empty() {
                tables.remove(Table::Counts, &key)?;
            } else {
                tables.put(Table::Counts, &key, &record::tally(&next)?)?;
            }
        }
        Ok(())
    }

    /// Gives everything as rows; `verify` compares.
    pub(crate) fn rows(self) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, StoreError> {
        let counts = self.counts.into_iter().filter(|(_, count)| *count != 0);
        let mut rows: BTreeMap<Vec<u8>, Vec<u8>> = counts
            .map(|(key, count)| (key, count.to_be_bytes().to_vec()))
            .collect();
        for (key, tally) in self.sums.into_rows() {
            rows.insert(key, record::tally(&tally)?);
        }
        Ok(rows)
    }
}

fn day_key(kind: u8, day: NaiveDate) -> Vec<u8> {
    [[kind].as_slice(), &key::date(day)].concat()
}

fn read(tables: &dyn ReadTables, key: &[u8]) -> Result<i64, StoreError> {
    tables
        .get(Table::Counts, key)?
        .map_or(Ok(0), |bytes| value(&bytes))
}

/// What a count is of, by its key.
pub(crate) fn named(key: &[u8]) -> String {
    if let Some(sum) = sums::named(key) {
        return sum;
    }
    let day = key.get(1..).map(key::date_of);
    match (key, key.first(), day) {
        (ALL, ..) => "all cases".to_owned(),
        (OPEN, ..) => "open cases".to_owned(),
        (_, Some(&DUE), Some(Ok(day))) => format!("due on {day}"),
        (_, Some(&REGISTERED), Some(Ok(day))) => format!("registered on {day}"),
        _ => "a count of nothing".to_owned(),
    }
}

/// Reads one count.
fn value(bytes: &[u8]) -> Result<i64, StoreError> {
    bytes
        .try_into()
        .map(i64::from_be_bytes)
        .map_err(|_| StoreError::Damaged("a count of another length".to_owned()))
}

/// Gives the counts as they stand on `today`; `soon_days` before its date a matter is due soon.
pub(crate) fn counts(
    tables: &dyn ReadTables,
    today: NaiveDate,
    soon_days: u16,
) -> Result<Counts, StoreError> {
    let soon = today
        .checked_add_days(chrono::Days::new(u64::from(soon_days) + 1))
        .unwrap_or(NaiveDate::MAX);
    let between = |from: Vec<u8>, to: Vec<u8>| {
        let mut sum = 0;
        tables.scan(Table::Counts, &from, &to, false, &mut |_, bytes| {
            sum += value(bytes)?;
            Ok(true)
        })?;
        Ok::<i64, StoreError>(sum)
    };
    let overdue = between(vec![DUE], day_key(DUE, today))?;
    let due_soon = between(day_key(DUE, today), day_key(DUE, soon))?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(Counts {
        all: count(read(tables, ALL)?),
        open: count(read(tables, OPEN)?),
        overdue: count(overdue),
        due_soon: count(due_soon),
        today: count(read(tables, &day_key(REGISTERED, today))?),
        persons: tables.count(Table::Persons)?,
    })
}
