//! A store of an earlier format, or with names in an earlier form of comparison, is made one of the
//! present.

use sha2::{Digest, Sha256};

use crate::store::engine::heads::{self, Head};
use crate::store::engine::{external, index, journal, meta, people, rows, shared};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::record::bytes::decode;
use crate::store::record::entry::EntryRecord;
use crate::store::tables::{ReadTables, Table, WriteTables, scan_prefix};

/// The first format in which a number or an identity key leads to everyone who has it.
const SHARED_ROWS: u32 = 3;

/// How many entries are read at once.
const BATCH: usize = 10_000;

/// Raised whenever two names are compared otherwise.
const NAMES: u64 = 1;
/// Under this name its version stands among those of the rows.
const NAMES_ROW: &str = "names";

/// Tells whether people are known again by their names in an earlier form.
pub(crate) fn names_are_stale(tables: &dyn ReadTables) -> Result<bool, StoreError> {
    Ok(meta::rows_version(tables, NAMES_ROW)? != Some(NAMES))
}

/// Lets everybody be known again by the present form of his name. Before the first version it was
/// the name as typed.
pub(crate) fn rename(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    let mut moved = Vec::new();
    people::each(tables, &mut |id, person| {
        let stale = people::keys_by(person, &person.name);
        let fresh = people::keys(person);
        if stale != fresh {
            moved.push((key::person(id), stale, fresh));
        }
        Ok(())
    })?;
    for (person, stale, fresh) in moved {
        for row in stale.iter().filter(|row| !fresh.contains(row)) {
            shared::remove(tables, Table::PersonKeys, row, person)?;
        }
        for row in &fresh {
            shared::add(tables, Table::PersonKeys, row, person)?;
        }
    }
    meta::set_rows_version(tables, NAMES_ROW, NAMES)
}

/// Brings a store from `found` to the present format.
pub(crate) fn upgrade(tables: &mut dyn WriteTables, found: u32) -> Result<(), StoreError> {
    if found < SHARED_ROWS {
        complete_numbers(tables)?;
        complete_identity_keys(tables)?;
    }
    if found < heads::SINCE {
        begin_heads(tables)?;
        meta::copy_all(tables)?;
    }
    meta::set_format(tables)
}

/// Writes down of every history where it ends, and all entries into the journal, history by history:
/// in which order they were written nobody knows any more. An entry that cannot be read goes in by its
/// bytes, and is named by every proof.
fn begin_heads(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    let mut from = Vec::new();
    loop {
        let mut batch = Vec::new();
        tables.scan(Table::Entries, &from, &[], false, &mut |key, value| {
            let link = decode("entries", value).map_or_else(
                |_| Sha256::digest(value).into(),
                |record: EntryRecord| record.link_at(key),
            );
            batch.push((key.to_vec(), link));
            Ok(batch.len() < BATCH)
        })?;
        let Some((last, _)) = batch.last() else {
            break;
        };
        from = [last.as_slice(), &[0]].concat();
        for (entry, link) in batch {
            if let Some((stream, length)) = key::entry_of(&entry) {
                heads::put(tables, stream, Head { length, link })?;
                journal::write(tables, &entry, &link)?;
            }
        }
    }
    let sum = heads::sum_of_rows(tables, Table::Fingerprints)?;
    heads::put_sum(tables, Table::Fingerprints, sum)
}

/// Lets every number of another system lead to all cases that bear it.
fn complete_numbers(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    let mut numbers = Vec::new();
    scan_prefix(tables, Table::Cases, &[], &mut |key, _| {
        numbers.push(index::number(key)?);
        Ok(true)
    })?;
    for number in numbers {
        if let Some(case) = rows::case(tables, number)? {
            for borne in &case.matter.external {
                external::bear(tables, number, borne)?;
            }
        }
    }
    Ok(())
}

/// Lets every identity key lead to all persons who have it; whoever was known by it stays the first.
fn complete_identity_keys(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    let mut keys = Vec::new();
    people::each(tables, &mut |id, person| {
        keys.extend(people::keys(person).into_iter().map(|it| (id, it)));
        Ok(())
    })?;
    for (id, row) in keys {
        shared::add(tables, Table::PersonKeys, &row, key::person(id))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::Person;
    use crate::domain::person::id::PersonId;
    use crate::store::memory::tables::MemoryTables;
    use crate::store::record::bytes::encode;

    #[test]
    fn whoever_was_known_by_his_name_as_typed_is_known_by_it_in_any_writing() {
        let mut tables = MemoryTables::default();
        let card = |name: &str| Person {
            name: name.to_owned(),
            phones: vec!["13800001234".to_owned()],
            ..Person::default()
        };
        for (id, name) in [(1, "王　明"), (2, "单雄信")] {
            let person = card(name);
            let row = encode(&person).unwrap();
            let id = key::person(PersonId(id));
            tables.put(Table::Persons, &id, &row).unwrap();
            for key in people::keys_by(&person, name) {
                shared::add(&mut tables, Table::PersonKeys, &key, id).unwrap();
            }
        }
        assert!(names_are_stale(&tables).unwrap());
        rename(&mut tables).unwrap();
        assert!(!names_are_stale(&tables).unwrap());
        for (name, id) in [("王明", 1), ("王 明", 1), ("单雄信", 2)] {
            let key = &people::keys(&card(name))[0];
            assert_eq!(people::owners(&tables, key).unwrap(), [PersonId(id)]);
        }
        assert_eq!(tables.count(Table::PersonKeys).unwrap(), 2);
    }
}
