//! Counting every case's clocks anew, when the program or the town's settings count them otherwise
//! than the ones that wrote the queue's index.
//!
//! A case that was rated or withdrawn gets the first answer and the first day back from its history:
//! earlier programs kept the last alone, and none of a case that was reopened.

use sha2::{Digest, Sha256};

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::counts::Deltas;
use super::law::Law;
use super::{chain, facts, index, meta, rows, secrets};
use crate::domain::act::HOUSE;
use crate::domain::case::fact::state::Case;
use crate::domain::entry::{Stream, past};
use crate::domain::number::CaseNumber;
use crate::domain::settings::Settings;

/// Raised whenever a case's due date, its place in the queue or its facts are counted otherwise.
const CLOCKS: u64 = 12;
/// Under this name the stamp stands among the versions.
const NAME: &str = "clocks";

/// Gives what the index is counted with: the program's rules and the town's settings.
pub(crate) fn stamp(settings: &Settings) -> u64 {
    let text = format!("{CLOCKS} {settings:?}");
    Sha256::digest(text.as_bytes())
        .iter()
        .take(8)
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// Tells whether the index was counted otherwise.
pub(crate) fn is_stale(tables: &dyn ReadTables, settings: &Settings) -> Result<bool, StoreError> {
    Ok(meta::rows_version(tables, NAME)? != Some(stamp(settings)))
}

/// Writes index and live counts of every case anew.
pub(crate) fn reindex(tables: &mut dyn WriteTables, settings: &Settings) -> Result<(), StoreError> {
    for table in [Table::CaseIndex, Table::Counts, Table::Facts] {
        let mut stale = Vec::new();
        scan_prefix(tables, table, &[], &mut |key, _| {
            stale.push(key.to_vec());
            Ok(true)
        })?;
        for key in stale {
            tables.remove(table, &key)?;
        }
    }
    let mut numbers = Vec::new();
    scan_prefix(tables, Table::Cases, &[], &mut |key, _| {
        numbers.extend(key::case_of(key));
        Ok(true)
    })?;
    let law = Law::read(tables, settings)?;
    let mut deltas = Deltas::default();
    for number in numbers {
        let case = match ended_anew(tables, number) {
            // One that cannot be read is counted as its history gives it, and named by every proof.
            Err(StoreError::Damaged(_)) => {
                rows::bare_or_recovered(tables, number).unwrap_or_default()
            }
            read => read?,
        };
        if let Some(case) = case {
            let due = law.due(&case);
            index::put(tables, None, (&case, due.as_ref()))?;
            facts::put(tables, &mut deltas, None, (&law, &case))?;
            deltas.add(&case, due.as_ref());
        }
    }
    deltas.flush(tables)?;
    meta::set_rows_version(tables, NAME, stamp(settings))
}

/// Tells whether a case was rated or withdrawn, as far as its state can tell: one that was opened
/// again may have been.
fn was_rated_or_withdrawn(case: &Case) -> bool {
    let closing = &case.closing;
    let opened_again = !closing.reopened.is_empty()
        || closing.call_back.is_some()
        || case.order.redone_on().is_some();
    closing.rating.is_some() || case.withdrawn.is_some() || opened_again
}

/// Gives a case; how one ended that was rated or withdrawn follows from its history again.
fn ended_anew(
    tables: &mut dyn WriteTables,
    number: CaseNumber,
) -> Result<Option<Case>, StoreError> {
    let Some(case) = rows::bare(tables, number)? else {
        return Ok(None);
    };
    // What is sealed is of a program that kept the first answer.
    if case.sealed || !was_rated_or_withdrawn(&case) {
        return Ok(Some(case));
    }
    let entries = chain::history(tables, Stream::Case(number))?;
    let mut closing = case.closing.clone();
    if let Some(replayed) = Case::replay(number, past(&entries)) {
        closing.rated_first = replayed.closing.rated_first;
        closing.withdrawn_first = replayed.closing.withdrawn_first;
        closing.contacted_first = replayed.closing.contacted_first;
    }
    if closing == case.closing {
        return Ok(Some(case));
    }
    let case = Case { closing, ..case };
    secrets::put(tables, &case, HOUSE, false).map(Some)
}
