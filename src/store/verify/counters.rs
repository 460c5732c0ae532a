//! The running numbers: each is the number of the last thing that has one of its kind.

use super::super::engine::aggregates::{self, Aggregate};
use super::super::engine::bookings::read::{BOOKING, LAWYER};
use super::super::engine::meta;
use super::super::error::StoreError;
use super::super::findings::Findings;
use super::super::key;
use super::super::tables::{ReadTables, Table, after};

/// Makes the comparison for every kind of thing that has a number.
macro_rules! numbered {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// Compares the running number of each kind of thing with its table.
        fn things(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
            $($($(
                let _numbered = $head;
                thing::<$thing>(tables, findings)?;
            )?)?)+
            Ok(())
        }
    };
}

each_kept!(numbered);

/// Compares each running number with the last thing of its kind.
pub(crate) fn prove(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    years(tables, findings)?;
    let person = last(tables, Table::Persons, &[], 8)?;
    compare("persons", meta::last_person(tables)?, person, findings);
    let lawyer = last(tables, Table::Lawyers, &[LAWYER], 4)?;
    compare("lawyers", meta::last_lawyer(tables)?, lawyer, findings);
    let booking = last(tables, Table::Lawyers, &[BOOKING], 8)?;
    compare("bookings", meta::last_booking(tables)?, booking, findings);
    things(tables, findings)
}

/// A year that has cases has a running number; that it is the last one's is proved with the cases.
fn years(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    let runs = meta::last_runs(tables)?;
    let mut from = Vec::new();
    loop {
        let mut found = None;
        tables.scan(Table::Cases, &from, &[], false, &mut |key, _| {
            found = Some(key::case_of(key)?.year);
            Ok(false)
        })?;
        let Some(year) = found else { return Ok(()) };
        if !runs.contains_key(&year) {
            let fault = format!("cases of {year}: their running number is not there");
            findings.faults.push(fault);
        }
        let Some(next) = year.checked_add(1) else {
            return Ok(());
        };
        from = key::first_of(next).to_vec();
    }
}

fn thing<T: Aggregate>(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    let given = meta::last_thing(tables, T::TABLE.name())?;
    let there = last(tables, T::TABLE, &aggregates::head(T::ROW, &[]), 4)?;
    compare(T::TABLE.name(), given, there, findings);
    Ok(())
}

fn compare(kind: &str, given: u64, there: u64, findings: &mut Findings) {
    if given != there {
        findings.faults.push(format!(
            "{kind}: the running number is {given}, the last one there is {there}"
        ));
    }
}

/// Gives the number at the end of the last key under a head, of so many bytes; 0 where there is none.
fn last(
    tables: &dyn ReadTables,
    table: Table,
    head: &[u8],
    bytes: usize,
) -> Result<u64, StoreError> {
    let mut found = 0;
    tables.scan(table, head, &after(head), true, &mut |key, _| {
        let tail = key.strip_prefix(head).filter(|tail| tail.len() == bytes);
        let tail = tail.ok_or_else(|| StoreError::Damaged(format!("{}: a key", table.name())))?;
        found = tail
            .iter()
            .fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
        Ok(false)
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::super::memory::tables::MemoryTables;
    use super::super::super::tables::WriteTables;
    use super::*;

    fn faults(tables: &dyn ReadTables) -> Vec<String> {
        let mut findings = Findings::default();
        prove(tables, &mut findings).unwrap();
        findings.faults
    }

    #[test]
    fn a_running_number_that_is_not_the_last_ones_is_told() {
        let mut tables = MemoryTables::default();
        assert_eq!(faults(&tables), Vec::<String>::new());
        assert_eq!(meta::next_person(&mut tables), Ok(1));
        assert_eq!(
            faults(&tables),
            ["persons: the running number is 1, the last one there is 0"]
        );
        tables
            .put(Table::Persons, &2_u64.to_be_bytes(), &[])
            .unwrap();
        assert_eq!(
            faults(&tables),
            ["persons: the running number is 1, the last one there is 2"]
        );
        assert_eq!(meta::next_person(&mut tables), Ok(2));
        assert_eq!(faults(&tables), Vec::<String>::new());
        assert_eq!(meta::next_thing(&mut tables, "calls"), Ok(1));
        assert_eq!(
            faults(&tables),
            ["calls: the running number is 1, the last one there is 0"]
        );
    }

    #[test]
    fn a_year_of_cases_without_a_running_number_is_told() {
        let mut tables = MemoryTables::default();
        tables.put(Table::Cases, &key::first_of(2026), &[]).unwrap();
        tables.put(Table::Cases, &key::first_of(2028), &[]).unwrap();
        assert_eq!(meta::next_run(&mut tables, 2028), Ok(1));
        assert_eq!(
            faults(&tables),
            ["cases of 2026: their running number is not there"]
        );
    }
}
