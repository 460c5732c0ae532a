//! Proves the rows that lead from the ids under which something was handed in to the entries that bear
//! them, both ways.

use crate::store::error::StoreError;
use crate::store::findings::Findings;
use crate::store::key;
use crate::store::record::bytes::decode;
use crate::store::record::entry::EntryRecord;
use crate::store::tables::{ReadTables, Table, scan_prefix};

/// Compares the rows with the entries.
pub(super) fn prove(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    let (mut there, mut lost) = (0_u64, 0_u64);
    scan_prefix(tables, Table::Entries, &[], &mut |place, value| {
        // What does not read is named where its stream is proved.
        if let Ok(record) = decode::<EntryRecord>("entries", value)
            && let Some(save) = record.save()
        {
            let row = tables.get(Table::Saves, &key::save(save, place))?;
            there += u64::from(row.is_some());
            // A row holds nothing but its key.
            lost += u64::from(row.is_none_or(|value| !value.is_empty()));
        }
        Ok(true)
    })?;
    if lost > 0 {
        let fault =
            format!("{lost} entries are not found by the id under which they were handed in");
        findings.faults.push(fault);
    }
    if tables.count(Table::Saves)? != there {
        let fault = "ids lead to entries that do not bear them";
        findings.faults.push(fault.to_owned());
    }
    Ok(())
}
