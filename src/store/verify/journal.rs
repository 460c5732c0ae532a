//! Proves the journal: each line is of an entry that stands as it was written, each entry has its line,
//! and no number is left out. The digests are rolled anew from the entries.

use super::super::findings::Findings;
use super::faults::Faults;
use super::history::named_entry;
use crate::store::engine::journal::{self, Line, roll};
use crate::store::error::StoreError;
use crate::store::record::bytes::decode;
use crate::store::record::entry::{EntryRecord, Hash};
use crate::store::tables::{ReadTables, Table};

/// Proves every line.
pub(super) fn prove(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    let mut faults = Faults::default();
    let (mut next, mut lines, mut before) = (1, 0, Hash::default());
    journal::each(tables, &mut |key, value| {
        lines += 1;
        let (number, line) = match (journal::number(key), Line::read(value)) {
            (Ok(number), Ok(line)) => (number, line),
            (Err(error), _) | (_, Err(error)) => {
                faults.add(format!("journal: {}", error.detail()));
                return Ok(true);
            }
        };
        if number != next {
            faults.add(format!("journal: {next} is missing before {number}"));
        }
        next = number.saturating_add(1);
        let name = named_entry(&line.entry);
        match tables.get(Table::Entries, &line.entry)? {
            None => faults.add(format!("journal {number}: {name} is gone")),
            // One that cannot be read is named among the entries.
            Some(entry) => {
                if let Ok(record) = decode::<EntryRecord>("entries", &entry)
                    && roll(&before, &line.entry, &record.link_at(&line.entry)) != line.digest
                {
                    faults.add(format!(
                        "journal {number}: {name} is not the one that was written"
                    ));
                }
            }
        }
        before = line.digest;
        Ok(true)
    })?;
    let entries = tables.count(Table::Entries)?;
    if entries != lines {
        faults.add(format!("journal: {entries} entries, {lines} lines"));
    }
    faults.tell_lost("journal", findings);
    Ok(())
}
