//! Proves what is sealed: that whatever refers to sealed content finds it, that it is what was sealed
//! where it opens, that nothing lies there to which nothing refers, and that each key is of an operator.

use super::super::findings::Findings;
use super::super::record::bytes::decode;
use super::super::tables::{ReadTables, Table, scan_prefix};
use super::history::named_entry;
use crate::domain::operator::OperatorId;
use crate::store::engine::rows;
use crate::store::engine::vault::{self, Found, Of};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::record::entry::EntryRecord;

pub(super) fn prove(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Entries, &[], &mut |key, value| {
        let Ok(record) = decode::<EntryRecord>("entries", value) else {
            return Ok(true);
        };
        if record.sealed().is_none() {
            return Ok(true);
        }
        match findings.readable(named_entry(key), vault::open(tables, Of::Entry(key)))? {
            Some(Found::Opened(content)) if !record.fits(&content) => findings.fault(format!(
                "{}: what is sealed is not what was written",
                named_entry(key)
            )),
            Some(Found::Missing) => {
                findings.fault(format!(
                    "{}: what is sealed of it is gone",
                    named_entry(key)
                ));
            }
            _ => {}
        }
        Ok(true)
    })?;
    scan_prefix(tables, Table::Cases, &[], &mut |key, _| {
        if let Ok(number) = key::case_of(key) {
            for of in rows::references(tables, number)? {
                if !vault::stands(tables, of)? {
                    findings.fault(format!("{number}: what is sealed of it is gone"));
                }
            }
        }
        Ok(true)
    })?;
    for row in vault::rows(tables)? {
        let (name, refers) = match Of::of_row(&row) {
            Some(of @ (Of::Case(number) | Of::Notes(number))) => {
                (number.to_string(), rows::refers(tables, number, of)?)
            }
            Some(Of::Entry(entry)) => {
                let bytes = tables.get(Table::Entries, entry)?;
                let record = bytes.and_then(|it| decode::<EntryRecord>("entries", &it).ok());
                let refers = record.is_some_and(|it| it.sealed().is_some());
                (named_entry(entry), refers)
            }
            None => ("vault".to_owned(), false),
        };
        if !refers {
            findings.fault(format!(
                "{name}: something is sealed to which nothing refers"
            ));
        }
    }
    operators(tables, findings)
}

/// Whoever has a public key has a private one.
fn operators(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    let (mut wanted, mut recovery) = (Vec::new(), false);
    vault::each_operator(tables, &mut |id, operator| {
        // One that does not read is named with the others.
        if let Ok(operator) = operator {
            recovery |= operator.card.recovery_keys.is_some();
            if operator.card.keys.is_some() {
                wanted.push(id);
            }
        }
        Ok(())
    })?;
    let kept = vault::key_owners(tables)?;
    let wanted: Vec<Option<OperatorId>> = wanted
        .into_iter()
        .map(Some)
        .chain(recovery.then_some(None))
        .collect();
    let gone = wanted.iter().filter(|it| !kept.contains(it));
    let more = kept.iter().filter(|it| !wanted.contains(it));
    for whose in gone.chain(more) {
        let name = whose.map_or("the recovery key".to_owned(), |id| {
            format!("operator {}", id.0)
        });
        findings.fault(format!("{name}: the key pair does not stand as it should"));
    }
    Ok(())
}
