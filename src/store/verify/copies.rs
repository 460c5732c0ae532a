//! Proves what no history tells: each row of `meta` against its copy, both ways, and the imported rows'
//! fingerprints against the sum that is kept over them.

use super::super::findings::Findings;
use crate::store::engine::heads;
use crate::store::error::StoreError;
use crate::store::tables::{ReadTables, Table, scan_prefix};

/// Proves both.
pub(super) fn prove(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Meta, &[], &mut |key, value| {
        match heads::copied(tables, key)? {
            None => findings.fault(format!("meta: {} was never written", shown(key))),
            Some(copy) if copy != value => findings.fault(format!(
                "meta: {} is {}, and was written as {}",
                shown(key),
                number(value),
                number(&copy)
            )),
            Some(_) => {}
        }
        Ok(true)
    })?;
    heads::each_copy(tables, &mut |key, _| {
        if tables.get(Table::Meta, key)?.is_none() {
            findings.fault(format!("meta: {} is gone", shown(key)));
        }
        Ok(())
    })?;
    heads::each_sum(tables, &mut |table, _| {
        if table != Table::Fingerprints.name().as_bytes() {
            findings.fault("heads: a sum over no table".to_owned());
        }
        Ok(())
    })?;
    let (kept, there) = (
        heads::sum(tables, Table::Fingerprints),
        heads::sum_of_rows(tables, Table::Fingerprints)?,
    );
    if kept.as_ref() != Ok(&there) {
        let fault = "imported rows: their fingerprints are not those that were written";
        findings.fault(fault.to_owned());
    }
    Ok(())
}

/// Writes the key of a row as words and, for a year, its number.
fn shown(key: &[u8]) -> String {
    match key.strip_prefix(b"run").map(<[u8; 2]>::try_from) {
        Some(Ok(year)) => format!("the last number of {}", u16::from_be_bytes(year)),
        _ => String::from_utf8_lossy(key).into_owned(),
    }
}

fn number(value: &[u8]) -> String {
    match value.try_into() {
        Ok(bytes) => u64::from_be_bytes(bytes).to_string(),
        Err(_) => format!("{} bytes", value.len()),
    }
}
