//! Rows changed behind the program's back, and the proof that names them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mulin::domain::settings::Settings;
use mulin::search::index::FinderIndex;
use mulin::store::contract::ask;
use mulin::store::redb::store::RedbStore;
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition, TableHandle};
use serde_bytes::{ByteArray, ByteBuf};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::cli::Desk;

pub(crate) type Bytes = Vec<u8>;
type Named<'n> = TableDefinition<'n, &'static [u8], &'static [u8]>;

/// An entry as it stands in its row: who, when, the link before, the digest, the payload, and the id
/// under which it was handed in, where it bears one.
pub(crate) type Entry = (
    String,
    i64,
    ByteArray<32>,
    ByteArray<32>,
    Option<ByteBuf>,
    Option<String>,
);

/// What is done to one row.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    /// It is put there.
    Put(String, Bytes, Bytes),
    /// It is taken away.
    Take(String, Bytes),
}

/// Puts a row.
pub(crate) fn put(table: &str, key: &[u8], value: &[u8]) -> Edit {
    Edit::Put(table.to_owned(), key.to_vec(), value.to_vec())
}

/// Takes a row away.
pub(crate) fn take(table: &str, key: &[u8]) -> Edit {
    Edit::Take(table.to_owned(), key.to_vec())
}

/// A store in a file of its own, as it was before it was tampered with.
pub(crate) struct Victim {
    _folder: TempDir,
    whole: PathBuf,
    /// The copy that is tampered with.
    pub(crate) path: PathBuf,
}

impl Victim {
    /// Takes a copy of the store at `path`, once it was opened.
    pub(crate) fn of(path: &Path) -> Self {
        drop(open(path));
        let folder = tempfile::tempdir().unwrap();
        let [whole, copy] = ["whole.redb", "desk.redb"].map(|name| folder.path().join(name));
        std::fs::copy(path, &whole).unwrap();
        Self {
            whole,
            path: copy,
            _folder: folder,
        }
    }

    /// Makes the smallest town that has nearly everything.
    pub(crate) fn of_a_small_town() -> Self {
        let desk = Desk::new().with_small_town();
        Self::of(&desk.file("desk.redb"))
    }

    /// Gives the names of all tables.
    pub(crate) fn tables(&self) -> Vec<String> {
        let database = Database::open(&self.whole).unwrap();
        let reading = database.begin_read().unwrap();
        let mut names: Vec<String> = reading
            .list_tables()
            .unwrap()
            .map(|table| table.name().to_owned())
            .collect();
        names.sort();
        names
    }

    /// Gives the rows of a table as they were.
    pub(crate) fn rows(&self, table: &str) -> BTreeMap<Bytes, Bytes> {
        rows(&self.whole, table)
    }

    /// Gives the rows of a table as they are.
    pub(crate) fn rows_now(&self, table: &str) -> BTreeMap<Bytes, Bytes> {
        rows(&self.path, table)
    }

    /// Begins with the whole store again and edits it, all in one transaction.
    pub(crate) fn edit(&self, edits: &[Edit]) -> &Self {
        std::fs::copy(&self.whole, &self.path).unwrap();
        self.edit_more(edits)
    }

    /// Edits it further.
    pub(crate) fn edit_more(&self, edits: &[Edit]) -> &Self {
        let database = Database::open(&self.path).unwrap();
        let writing = database.begin_write().unwrap();
        for edit in edits {
            match edit {
                Edit::Put(table, key, value) => {
                    let definition: Named<'_> = TableDefinition::new(table);
                    let mut table = writing.open_table(definition).unwrap();
                    table.insert(key.as_slice(), value.as_slice()).unwrap();
                }
                Edit::Take(table, key) => {
                    let definition: Named<'_> = TableDefinition::new(table);
                    let mut table = writing.open_table(definition).unwrap();
                    table.remove(key.as_slice()).unwrap();
                }
            }
        }
        writing.commit().unwrap();
        self
    }

    /// Gives what a proof finds.
    pub(crate) fn faults(&self) -> Vec<String> {
        let finder = Arc::new(FinderIndex);
        // A store that is refused as a whole is named as that.
        match RedbStore::open(&self.path, vec![finder], Settings::default()) {
            Ok(store) => ask(&store, |it| it.verify(&mut |_| {})).unwrap().faults,
            Err(error) => vec![error.to_string()],
        }
    }

    #[track_caller]
    pub(crate) fn names(&self, what: &str, texts: &[&str]) {
        let faults = self.faults();
        let named = texts
            .iter()
            .all(|text| faults.iter().any(|fault| fault.contains(text)));
        assert!(named, "{what}: {texts:?} is not in {faults:#?}");
    }
}

/// Opens a store as the program does.
pub(crate) fn open(path: &Path) -> RedbStore {
    let finder = Arc::new(FinderIndex);
    RedbStore::open(path, vec![finder], Settings::default()).unwrap()
}

/// Gives the rows of a table in a file.
pub(crate) fn rows(path: &Path, table: &str) -> BTreeMap<Bytes, Bytes> {
    let database = Database::open(path).unwrap();
    let reading = database.begin_read().unwrap();
    let definition: Named<'_> = TableDefinition::new(table);
    let table = reading.open_table(definition).unwrap();
    let rows = table.iter().unwrap().map(|row| row.unwrap());
    rows.map(|(key, value)| (key.value().to_vec(), value.value().to_vec()))
        .collect()
}

/// Reads an entry.
pub(crate) fn entry(bytes: &[u8]) -> Entry {
    rmp_serde::from_slice(&bytes[1..]).unwrap_or_else(|_| {
        let (who, when, prev, digest, payload) = rmp_serde::from_slice(&bytes[1..]).unwrap();
        (who, when, prev, digest, payload, None)
    })
}

/// Writes an entry.
pub(crate) fn bytes(entry: &Entry) -> Bytes {
    let written = match entry {
        (_, _, _, _, _, Some(_)) => rmp_serde::to_vec(entry),
        (who, when, prev, digest, payload, None) => {
            rmp_serde::to_vec(&(who, when, prev, digest, payload))
        }
    };
    [vec![1], written.unwrap()].concat()
}

/// Counts the link of an entry, as whoever forges one would.
pub(crate) fn link(key: &[u8], (who, when, prev, digest, _, save): &Entry) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(key);
    hasher.update(**prev);
    hasher.update(when.to_be_bytes());
    hasher.update((who.len() as u64).to_be_bytes());
    hasher.update(who.as_bytes());
    hasher.update(**digest);
    if let Some(save) = save {
        hasher.update((save.len() as u64).to_be_bytes());
        hasher.update(save.as_bytes());
    }
    hasher.finalize().into()
}

/// Counts the digest of a journal's line.
pub(crate) fn roll(before: &[u8], key: &[u8], link: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update((key.len() as u64).to_be_bytes());
    hasher.update(key);
    hasher.update(link);
    hasher.finalize().into()
}

/// Puts other bytes of the same length in place of some.
pub(crate) fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Bytes {
    assert_eq!(old.len(), new.len());
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(old.len()).position(|it| it == old) {
        bytes[at + found..at + found + old.len()].copy_from_slice(new);
        at += found + old.len();
    }
    bytes
}
