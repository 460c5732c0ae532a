//! What was handed in under an id is kept once: handed in again, it is answered with what was kept then.
//!
//! Every entry that an action appends bears the action's id, and a row for each leads from the id to
//! the entry.

use super::super::cipher::Keyring;
use super::super::error::StoreError;
use super::super::key;
use super::super::memo::Memo;
use super::super::tables::{ReadTables, Table, Visit, WriteTables, scan_prefix};
use super::{chain, rows};
use crate::domain::act::{Action, CommitResult, Done};
use crate::domain::case::fact::step::Step;
use crate::domain::entry::Stream;
use crate::domain::item::CallId;
use crate::domain::number::{CaseNumber, VisitNumber};
use crate::domain::save_id::SaveId;

/// Tables whose new entries bear an id.
pub(crate) struct Stamped<'a> {
    under: &'a mut dyn WriteTables,
    save: &'a SaveId,
}

impl<'a> Stamped<'a> {
    /// Has every entry that is appended bear `save`.
    pub(crate) fn new(under: &'a mut dyn WriteTables, save: &'a SaveId) -> Self {
        Self { under, save }
    }
}

impl ReadTables for Stamped<'_> {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.under.get(table, key)
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        descending: bool,
        visit: &mut Visit<'_>,
    ) -> Result<(), StoreError> {
        self.under.scan(table, from, to, descending, visit)
    }

    fn count(&self, table: Table) -> Result<u64, StoreError> {
        self.under.count(table)
    }

    fn keyring(&self) -> Option<&Keyring> {
        self.under.keyring()
    }

    fn memo(&self) -> Option<&Memo> {
        self.under.memo()
    }
}

impl WriteTables for Stamped<'_> {
    fn put(&mut self, table: Table, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.under.put(table, key, value)
    }

    fn remove(&mut self, table: Table, key: &[u8]) -> Result<(), StoreError> {
        self.under.remove(table, key)
    }

    fn save_id(&self) -> Option<&SaveId> {
        Some(self.save)
    }
}

/// Gives the keys of the entries that bear an id; none where nothing was kept under it.
pub(crate) fn entries(tables: &dyn ReadTables, save: &SaveId) -> Result<Vec<Vec<u8>>, StoreError> {
    let head = key::save(save.as_str(), &[]);
    let mut found = Vec::new();
    scan_prefix(tables, Table::Saves, &head, &mut |row, _| {
        found.extend(row.get(head.len()..).map(<[u8]>::to_vec));
        Ok(true)
    })?;
    Ok(found)
}

/// Gives the case into which something handed in under an id went, and its last place there.
pub(crate) fn case_of(
    tables: &dyn ReadTables,
    save: &SaveId,
) -> Result<Option<(CaseNumber, u32)>, StoreError> {
    let entries = entries(tables, save)?;
    Ok(entries.iter().filter_map(|it| key::case_entry_of(it)).max())
}

/// Gives what came of an action that was handed in under this id before; `None` where none was.
pub(crate) fn known(
    tables: &dyn ReadTables,
    save: &SaveId,
    action: &Action,
) -> Result<Option<CommitResult>, StoreError> {
    let entries = entries(tables, save)?;
    if entries.is_empty() {
        return Ok(None);
    }
    let case = entries.iter().filter_map(|it| key::case_entry_of(it)).min();
    let done = match (action, case) {
        (Action::Register(_) | Action::RegisterOf { .. }, Some((number, seq))) => {
            registered(tables, number, seq)?
        }
        (Action::Step { .. } | Action::Steps { .. }, Some((number, _))) => Done::Stepped {
            number,
            revision: chain::length(tables, Stream::Case(number))?,
        },
        (Action::Call { .. }, _) => {
            let calls = entries.iter().filter_map(|it| key::call_entry_of(it));
            calls
                .map(|id| Done::Call(CallId(id)))
                .next()
                .unwrap_or(Done::Kept)
        }
        _ => Done::Kept,
    };
    Ok(Some(CommitResult::Known(done)))
}

/// Gives the answer to a registration whose entry stands at a place of a case.
fn registered(tables: &dyn ReadTables, number: CaseNumber, seq: u32) -> Result<Done, StoreError> {
    let history = chain::history(tables, Stream::Case(number))?;
    let visits = history.iter().filter(|it| it.seq <= seq);
    let visits = visits
        .filter(|it| matches!(it.step(), Some(Step::Register(_) | Step::Join(_))))
        .count();
    let case = rows::case(tables, number)?;
    let visit = case
        .as_ref()
        .and_then(|it| it.visits.get(visits.max(1) - 1));
    let person = visit.map(|it| it.person);
    let lost = || StoreError::Damaged(format!("{number}: the visit of an id is not there"));
    Ok(Done::Registered {
        number,
        visit: VisitNumber {
            case: number,
            visit: u32::try_from(visits.max(1)).unwrap_or(u32::MAX),
        },
        person: person.ok_or_else(lost)?,
        known: true,
        joined: visits > 1,
        similar: Vec::new(),
        recognised: Vec::new(),
    })
}
