//! Whatever bytes come, every reader answers without a panic: files of a corpus (`tests/fixtures/fuzz`,
//! a folder a reader), whole, cut, and changed at random places. A new reader is a row of [`READERS`];
//! a file that once broke one goes into its folder and stays.

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::fact::printed::Paper;
use mulin::domain::holiday_notice;
use mulin::domain::moment::Moment;
use mulin::domain::number::{CaseNumber, VisitNumber};
use mulin::domain::queue::QueueQuery;
use mulin::domain::settings::Settings;
use mulin::domain::triage::WordList;
use mulin::domain::viewer::Viewer;
use mulin::exchange::intake::sheet;
use mulin::exchange::map::case_field::CaseField;
use mulin::exchange::map::file::ImportMap;
use mulin::exchange::map::pick::read_fields;
use mulin::exchange::paper::template::Template;
use mulin::exchange::{checkins, content, intake, phrases, roads, triage, views, when};
use mulin::keymap::check::{check_file, check_map};
use mulin::keymap::file::{DEFAULT, KeyFile, overlay};
use mulin::keymap::key::parse_keys;
use mulin::runtime::backup::archive;
use mulin::runtime::backup::passphrase::Passphrase;
use mulin::runtime::backup::record::DailyRecord;
use mulin::runtime::settings;
use mulin::search::index::FinderIndex;
use mulin::store::contract::Store;
use mulin::store::drafts::Drafts;
use mulin::store::redb::store::RedbStore;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use redb::{Database, ReadableTable, TableDefinition, TableHandle};

use crate::cli::Desk;

/// A reader: the folder of its corpus, files of the program that belong to it, and what reads.
type Reader = (&'static str, &'static [&'static str], fn(&[u8]));

const READERS: &[Reader] = &[
    ("keys", &["keymaps/default.toml", "keymaps/vim.toml"], keys),
    ("settings", &["src/runtime/data/config.toml"], |it| {
        let _ = settings::parse(&lossy(it));
    }),
    ("intake", &[], |it| {
        let _ = intake::json::read_line(1, it);
    }),
    ("checkins", &[], |it| {
        let _ = checkins::read_line(1, it);
    }),
    ("sheets", &["tests/fixtures/sheets/register.xls"], sheets),
    ("maps", &[], |it| {
        let _ = ImportMap::<CaseField>::parse(&lossy(it));
    }),
    ("templates", &["src/words/zh/papers/cover.txt"], |it| {
        let _ = Template::read(&lossy(it));
    }),
    ("holidays", &[], holidays),
    ("roads", &["src/exchange/data/roads.toml"], |it| {
        let _ = roads::read(&lossy(it));
    }),
    ("triage", &["src/exchange/data/triage.toml"], |it| {
        let _ = triage::read(&lossy(it));
    }),
    ("content", &["src/exchange/data/content.toml"], |it| {
        let _ = content::read(&lossy(it), &mut WordList::default());
    }),
    ("phrases", &["src/exchange/data/phrases.toml"], |it| {
        let _ = phrases::read(&lossy(it));
    }),
    ("views", &[], |it| {
        let _ = views::read(&lossy(it));
    }),
    ("drafts", &[], |it| drafts("7.json", it)),
    ("calls", &[], |it| drafts("7.call", it)),
    ("forms", &[], |it| drafts("7.forms", it)),
    ("daily", &[], daily),
    ("moments", &[], moments),
];

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn keys(bytes: &[u8]) {
    let text = lossy(bytes);
    let file = KeyFile::read(&text);
    let _ = check_file(&file);
    let _ = check_map(&overlay(&[KeyFile::read(DEFAULT), file]));
    let _ = parse_keys(&text);
}

fn in_a_file(name: &str, bytes: &[u8], read: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    read(folder.path());
}

fn sheets(bytes: &[u8]) {
    in_a_file("in", bytes, |folder| {
        let map = ImportMap::<CaseField>::known();
        let _ = read_fields(&folder.join("in"), &map, &mut |fields| {
            let _ = sheet::read(&fields);
            ControlFlow::Continue(())
        });
    });
}

fn holidays(bytes: &[u8]) {
    if let Ok(list) = holiday_notice::read(&lossy(bytes), 2027) {
        let _ = WorkingCalendar::built_in().with_list(&list);
    }
}

fn drafts(name: &str, bytes: &[u8]) {
    in_a_file(&format!("desk.redb.drafts/{name}"), bytes, |folder| {
        let mut drafts = Drafts::beside(&folder.join("desk.redb")).of("王芳");
        let now = Moment::from_unix(1_795_570_860);
        let _ = drafts.all();
        let _ = drafts.calls();
        let _ = drafts.unfinished(now);
    });
}

fn daily(bytes: &[u8]) {
    in_a_file("desk.redb.daily", bytes, |folder| {
        let mut record = DailyRecord::read(&folder.join("desk.redb"));
        let _ = record.state(chrono::NaiveTime::MIN);
        let _ = record.write(&folder.join("desk.redb"));
    });
}

fn moments(bytes: &[u8]) {
    let text = lossy(bytes);
    let _ = when::read_text(&text);
    let _ = when::read_loosely(&text, None);
    let _ = CaseNumber::parse_lenient(&text);
    let _ = VisitNumber::parse_lenient(&text);
    let _ = Paper::parse(&text);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn corpus(folder: &str, more: &[&str]) -> Vec<Vec<u8>> {
    let place = root().join("tests/fixtures/fuzz").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(place)
        .into_iter()
        .flatten()
        .map(|it| it.unwrap().path())
        .collect();
    files.sort();
    files.extend(more.iter().map(|name| root().join(name)));
    assert!(!files.is_empty(), "{folder} has no corpus");
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// How bytes are changed.
#[derive(Debug, Clone)]
enum Change {
    Set(usize, u8),
    Cut(usize),
    Put(usize, &'static [u8]),
    Again(usize, usize, u8),
}

/// What readers stumble over.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\xff\xff\xff\xff",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":{\"a\":",
    b"-1e999",
    b"99999999999999999999",
    b"\"",
    b"\\ud800",
    b"\r\n",
    b"<![CDATA[",
    b"&x;",
    b"\xc2\x9b\xe2\x80\xae",
    "\u{10ffff}\u{301}\u{301}".as_bytes(),
    "年月日".as_bytes(),
];

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        4 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        1 => any::<usize>().prop_map(Change::Cut),
        3 => (any::<usize>(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Put(at, PIECES[piece])),
        1 => (any::<usize>(), 1..40_usize, any::<u8>())
            .prop_map(|(at, length, times)| Change::Again(at, length, times)),
    ];
    prop_oneof![1 => Just(Vec::new()), 8 => vec(change, 1..6)]
}

fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        let length = bytes.len().max(1);
        match change {
            Change::Set(at, byte) => {
                if let Some(found) = bytes.get_mut(at % length) {
                    *found = *byte;
                }
            }
            Change::Cut(at) => bytes.truncate(at % length),
            Change::Put(at, piece) => {
                let at = (at % length).min(bytes.len());
                bytes.splice(at..at, piece.iter().copied());
            }
            Change::Again(at, span, times) => {
                let at = (at % length).min(bytes.len());
                let end = (at + span).min(bytes.len());
                let part = bytes[at..end].repeat(usize::from(*times));
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

fn survive(name: &str, cases: u32, seeds: &[Vec<u8>], read: impl Fn(&[u8])) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let strategy = (0..seeds.len(), changes());
    let ran = TestRunner::new(config).run(&strategy, |(seed, changes)| {
        let bytes = changed(&seeds[seed], &changes);
        catch_unwind(AssertUnwindSafe(|| read(&bytes)))
            .map_err(|_| TestCaseError::fail(format!("{name}: {:?}", lossy(&bytes))))
    });
    if let Err(error) = ran {
        panic!("{name} broke: {error}");
    }
}

#[test]
fn no_bytes_break_a_reader() {
    for (name, more, read) in READERS {
        let seeds = corpus(name, more);
        for seed in &seeds {
            read(seed);
        }
        let cases = if seeds.iter().any(|it| it.len() > 20_000) {
            48
        } else {
            192
        };
        survive(name, cases, &seeds, read);
    }
}

#[test]
fn every_corpus_has_its_reader() {
    let place = root().join("tests/fixtures/fuzz");
    for folder in fs::read_dir(place).unwrap() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        assert!(READERS.iter().any(|(it, ..)| *it == name), "{name}");
    }
}

/// An encrypted backup whose passphrase is quickly tried.
fn sealed(passphrase: &str, content: &[u8]) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(1);
    let recipients: [&dyn age::Recipient; 1] = [&recipient];
    let encryptor = age::Encryptor::with_recipients(recipients.into_iter()).unwrap();
    let mut bytes = Vec::new();
    let mut out = encryptor.wrap_output(&mut bytes).unwrap();
    out.write_all(content).unwrap();
    out.finish().unwrap();
    bytes
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
    let word = "a good passphrase";
    let passphrase = Passphrase::new(word.to_owned()).unwrap();
    let digest = "a".repeat(64);
    let unpack = |bytes: &[u8]| {
        let home = tempfile::tempdir().unwrap();
        let (file, into) = (home.path().join("b.age"), home.path().join("into"));
        fs::write(&file, bytes).unwrap();
        fs::create_dir(&into).unwrap();
        let done = archive::unpack(&passphrase, &file, &into);
        let beside: Vec<_> = fs::read_dir(home.path()).unwrap().collect();
        assert_eq!(beside.len(), 2, "it wrote beside its folder");
        done.is_ok()
    };
    let good = tar(&[
        ("desk.redb", b"redb"),
        (&format!("attachments/{digest}"), b"scan"),
    ]);
    assert!(unpack(&sealed(word, &good)));
    for entries in [
        &[("../out", &b"1"[..])][..],
        &[("desk.redb", b"1"), ("/tmp/mulin-out", b"1")],
        &[("desk.redb", b"1"), ("attachments/../../out", b"1")],
        &[("desk.redb", b"1"), ("desk.redb", b"2")],
        &[("desk.redb", b"1"), ("more", b"2")],
        &[],
    ] {
        assert!(!unpack(&sealed(word, &tar(entries))), "{entries:?}");
    }
    assert!(!unpack(&sealed("another passphrase", &good)));
    survive("backup", 96, &[sealed(word, &good)], |bytes| {
        unpack(bytes);
    });
    survive("archive", 96, &[good], |bytes| {
        unpack(&sealed(word, bytes));
    });
}

/// Reads all of a store, in the ways in which the desk and the command line do.
fn read_all(path: &Path) {
    let Ok(store) = RedbStore::open(
        path,
        vec![std::sync::Arc::new(FinderIndex)],
        Settings::default(),
    ) else {
        return;
    };
    let viewer = Viewer::new("刘巧玲".to_owned());
    let now = Moment::from_unix(1_795_570_860);
    let _ = store.read(&mut |it| {
        let _ = it.verify(&mut |_| {});
        let _ = it.page(&QueueQuery::due(50), &viewer);
        let _ = it.counts(now.date());
        let _ = it.grid();
        let _ = it.calendar();
        let _ = it.open_calls(&viewer);
        let _ = it.handovers(9, &viewer);
        for run in 1..=4 {
            let _ = it.case_view(CaseNumber { year: 2026, run }, &viewer);
        }
        Ok(())
    });
}

#[test]
fn no_stored_record_breaks_its_reader() {
    type Bytes = &'static [u8];
    let desk = Desk::new();
    let made = desk.run(&[
        "demo",
        "--no-open",
        "--on",
        "2026-11-25",
        "--people",
        "20",
        "--cases",
        "40",
    ]);
    assert_eq!(made.code, 0, "{}", made.err);
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
        survive(&name, 6, &seeds, |bytes| {
            fs::write(&store, &whole).unwrap();
            {
                let database = Database::open(&store).unwrap();
                let transaction = database.begin_write().unwrap();
                {
                    let mut table = transaction.open_table(definition).unwrap();
                    for key in &keys {
                        table.insert(key.as_slice(), bytes).unwrap();
                    }
                }
                transaction.commit().unwrap();
            }
            read_all(&store);
        });
    }
}
