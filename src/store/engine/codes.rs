//! 查询码: which case a code leads to. A row's key is the code and the case, so that two cases whose
//! codes are the same by chance are both found; there is one row a case.

use sha2::{Digest, Sha256};

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::meta;
use crate::domain::number::{CaseNumber, QueryCode};

/// Gives a case's code. It is made of the store's own number, so that nobody can make it of the
/// case's.
pub(crate) fn code_of(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<QueryCode, StoreError> {
    Ok(made_of(meta::identity(tables)?, number))
}

/// Gives the cases that a code leads to, the earliest first.
pub(crate) fn cases_of(
    tables: &dyn ReadTables,
    code: &QueryCode,
) -> Result<Vec<CaseNumber>, StoreError> {
    let mut found = Vec::new();
    let head = code.as_str().as_bytes();
    scan_prefix(tables, Table::QueryCodes, head, &mut |row, _| {
        found.push(key::case_of(row.get(head.len()..).unwrap_or_default())?);
        Ok(true)
    })?;
    Ok(found)
}

/// Lets a new case be found by its code.
pub(crate) fn put(tables: &mut dyn WriteTables, number: CaseNumber) -> Result<(), StoreError> {
    let code = code_of(tables, number)?;
    tables.put(Table::QueryCodes, &row(&code, number), &[])
}

/// Gives the key of the row by which a code leads to a case.
pub(crate) fn row(code: &QueryCode, number: CaseNumber) -> Vec<u8> {
    [code.as_str().as_bytes(), &key::case(number)].concat()
}

/// Tells whether some case has no row, or a row no case: an earlier program wrote the store, or went
/// on writing in it.
pub(crate) fn are_stale(tables: &dyn ReadTables) -> Result<bool, StoreError> {
    Ok(tables.count(Table::QueryCodes)? != tables.count(Table::Cases)?)
}

/// Writes the rows of all cases anew.
pub(crate) fn rebuild(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    let mut stale = Vec::new();
    scan_prefix(tables, Table::QueryCodes, &[], &mut |row, _| {
        stale.push(row.to_vec());
        Ok(true)
    })?;
    for row in stale {
        tables.remove(Table::QueryCodes, &row)?;
    }
    let identity = meta::identity(tables)?;
    let mut fresh = Vec::new();
    scan_prefix(tables, Table::Cases, &[], &mut |key, _| {
        // A record under a key that names no case has no code.
        if let Ok(number) = key::case_of(key) {
            fresh.push(row(&made_of(identity, number), number));
        }
        Ok(true)
    })?;
    fresh.sort_unstable();
    for row in fresh {
        tables.put(Table::QueryCodes, &row, &[])?;
    }
    Ok(())
}

fn made_of(identity: u64, number: CaseNumber) -> QueryCode {
    let mut hasher = Sha256::new();
    hasher.update(identity.to_be_bytes());
    hasher.update(key::case(number));
    let seed = hasher
        .finalize()
        .iter()
        .take(8)
        .fold(0, |seed: u64, byte| seed << 8 | u64::from(*byte));
    QueryCode::from_seed(seed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::counting::Counting;
    use crate::store::memory::tables::MemoryTables;

    /// Tables of so many cases, as an earlier program left them.
    fn cases(count: u32) -> MemoryTables {
        let mut tables = MemoryTables::default();
        meta::begin(&mut tables, 7).unwrap();
        for run in 1..=count {
            let number = CaseNumber { year: 2026, run };
            tables.put(Table::Cases, &key::case(number), &[]).unwrap();
        }
        tables
    }

    #[test]
    fn a_store_of_an_earlier_program_gets_a_row_a_case() {
        let mut tables = cases(50);
        assert!(are_stale(&tables).unwrap());
        rebuild(&mut tables).unwrap();
        assert!(!are_stale(&tables).unwrap());
        for run in 1..=50 {
            let number = CaseNumber { year: 2026, run };
            let code = code_of(&tables, number).unwrap();
            assert_eq!(cases_of(&tables, &code), Ok(vec![number]));
        }
        // It went on: the next opening finds that out.
        let number = CaseNumber { year: 2027, run: 1 };
        tables.put(Table::Cases, &key::case(number), &[]).unwrap();
        assert!(are_stale(&tables).unwrap());
    }

    #[test]
    fn a_hundred_times_the_cases_cost_no_row_more() {
        let mut read = Vec::new();
        for count in [100, 10_000] {
            let mut tables = cases(count);
            rebuild(&mut tables).unwrap();
            let number = CaseNumber { year: 2026, run: 3 };
            let code = code_of(&tables, number).unwrap();
            let counted = Counting::of(tables);
            assert_eq!(cases_of(&counted, &code), Ok(vec![number]));
            read.push(counted.take());
        }
        assert_eq!(read, [1, 1]);
    }

    #[test]
    fn two_cases_of_one_code_are_both_found() {
        let mut tables = cases(2);
        let numbers = [1, 2].map(|run| CaseNumber { year: 2026, run });
        let code = code_of(&tables, numbers[0]).unwrap();
        for number in numbers {
            let row = row(&code, number);
            tables.put(Table::QueryCodes, &row, &[]).unwrap();
        }
        assert_eq!(cases_of(&tables, &code), Ok(numbers.to_vec()));
    }
}
