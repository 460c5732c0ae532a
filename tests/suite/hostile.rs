//! Whatever bytes come, every reader answers without a panic: the corpus of every target of the fuzzing
//! (`tests/fuzz`), whole, and changed at random places.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use redb::{Database, ReadableTable, TableDefinition, TableHandle};

use crate::cli::Desk;
use crate::fuzz;
use crate::fuzz::mutate::{changed, draw};
use crate::fuzz::targets::{TARGETS, WORD, folder, read_all, root, sealed, unpacked};
use crate::rng::Rng;

/// Reads `cases` changed seeds, beside the seeds themselves.
fn survive(name: &str, cases: u64, seeds: &[Vec<u8>], read: impl Fn(&[u8])) {
    let all = cases + seeds.len() as u64;
    let mut rng = Rng::of(cases + name.len() as u64);
    let (broke, _) = fuzz::survive(seeds, &mut rng, |count| count < all, read);
    if let Some(bytes) = broke {
        panic!("{name} broke: {:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn no_bytes_break_a_reader() {
    for target in TARGETS {
        let seeds = target.corpus();
        let cases = match target.name {
            "sheets" | "backup" | "archive" => 96,
            _ if seeds.iter().any(|it| it.len() > 20_000) => 48,
            _ => 300,
        };
        survive(target.name, cases, &seeds, target.read);
    }
}

#[test]
fn every_corpus_has_its_target_and_every_target_its_corpus() {
    let folders = fs::read_dir(root().join("tests/fixtures/fuzz")).unwrap();
    let folders: BTreeSet<String> = folders
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    let targets: BTreeSet<String> = TARGETS.iter().map(|it| it.name.to_owned()).collect();
    assert_eq!(folders, targets);
}

fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o777);
        // The name is set byte by byte: what a kind library refuses, an attacker writes.
        let field = &mut header.as_old_mut().name;
        field[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

#[test]
fn no_backup_writes_beside_its_folder_or_breaks_its_reader() {
    let digest = "a".repeat(64);
    let good = tar(&[
        ("desk.redb", b"redb"),
        (&format!("attachments/{digest}"), b"scan"),
    ]);
    assert!(unpacked(&sealed(WORD, &good)));
    let corpus = folder("backup").join("sealed.age");
    assert!(unpacked(&fs::read(corpus).unwrap()));
    for entries in [
        &[("../out", &b"1"[..])][..],
        &[("desk.redb", b"1"), ("/tmp/mulin-out", b"1")],
        &[("desk.redb", b"1"), ("attachments/../../out", b"1")],
        &[("desk.redb", b"1"), ("desk.redb", b"2")],
        &[("desk.redb", b"1"), ("more", b"2")],
        &[],
    ] {
        assert!(!unpacked(&sealed(WORD, &tar(entries))), "{entries:?}");
    }
    assert!(!unpacked(&sealed("another passphrase", &good)));
}

#[test]
fn no_stored_record_breaks_its_reader() {
    type Bytes = &'static [u8];
    // Everything is read after each change: the town is as small as one can be that has it all.
    let desk = Desk::new().with_small_town();
    let store = desk.file("desk.redb");
    let names: Vec<String> = Database::open(&store)
        .unwrap()
        .begin_write()
        .unwrap()
        .list_tables()
        .unwrap()
        .map(|it| it.name().to_owned())
        .collect();
    assert!(names.len() > 10, "{names:?}");
    let whole = fs::read(&store).unwrap();
    for name in names {
        let definition: TableDefinition<Bytes, Bytes> = TableDefinition::new(&name);
        let rows: Vec<(Vec<u8>, Vec<u8>)> = {
            let database = Database::open(&store).unwrap();
            let transaction = database.begin_write().unwrap();
            let table = transaction.open_table(definition).unwrap();
            let rows = table.iter().unwrap().map(|row| row.unwrap());
            rows.map(|(key, value)| (key.value().to_vec(), value.value().to_vec()))
                .collect()
        };
        let step = (rows.len() / 4).max(1);
        let seeds: Vec<Vec<u8>> = rows.iter().step_by(step).map(|it| it.1.clone()).collect();
        let keys: Vec<Vec<u8>> = rows.iter().step_by(step).map(|it| it.0.clone()).collect();
        if seeds.is_empty() {
            continue;
        }
        // Each row gets bytes of its own, so that one reading meets many; the first time those of
        // another row, whole.
        let mut rng = Rng::of(name.len() as u64);
        let rounds = 6_usize.div_ceil(keys.len()).max(3);
        for round in 0..=rounds {
            let rows: Vec<(&Vec<u8>, Vec<u8>)> = keys
                .iter()
                .map(|key| {
                    let seed = rng.one_of(&seeds);
                    let changes = match round {
                        0 => Vec::new(),
                        _ => draw(&mut rng, seed.len(), &seeds),
                    };
                    (key, changed(seed, &changes))
                })
                .collect();
            fs::write(&store, &whole).unwrap();
            {
                let database = Database::open(&store).unwrap();
                let transaction = database.begin_write().unwrap();
                {
                    let mut table = transaction.open_table(definition).unwrap();
                    for (key, bytes) in &rows {
                        table.insert(key.as_slice(), bytes.as_slice()).unwrap();
                    }
                }
                transaction.commit().unwrap();
            }
            let read = catch_unwind(AssertUnwindSafe(|| read_all(&store)));
            assert!(read.is_ok(), "{name} broke: {rows:?}");
        }
    }
}
