//! The store's bars (ratios bind, times are a guide): one durable registration against the bare
//! redb commit of rows of the same sizes, bulk import, the queue's pages, opening again.
//!
//! `cargo bench --bench store -- [CASES]`
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a bench may fail loudly and prints what it measured"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mulin::domain::act::{Act, Action, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::codes::{Category, Channel, Class};
use mulin::domain::moment::Moment;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::queue::{Filter, QueueQuery, Sort};
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::search::index::FinderIndex;
use mulin::store::contract::{Store, ask};
use mulin::store::redb::store::RedbStore;
use redb::{Builder, ConcurrencyMode, Database, TableDefinition};

const BATCH: usize = 2_000;
/// Bytes of key and value of every row that one registration writes, by table.
const ROWS: &[(&str, &[(usize, usize)])] = &[
    ("meta", &[(8, 8), (6, 8), (5, 8)]),
    ("persons", &[(8, 60)]),
    ("person_keys", &[(17, 8)]),
    ("entries", &[(13, 250), (13, 450)]),
    ("cases", &[(8, 330)]),
    (
        "case_index",
        &[(14, 9), (17, 9), (9, 9), (15, 9), (15, 9), (28, 9), (15, 9)],
    ),
    ("person_cases", &[(16, 0)]),
    ("counts", &[(1, 8), (1, 8), (5, 8), (5, 8)]),
    ("finder", &[(9, 60)]),
    ("facts", &[(9, 70), (13, 0), (13, 0), (13, 0), (9, 0)]),
];

fn main() {
    let cases: usize = std::env::args()
        .skip(1)
        .find_map(|it| it.parse().ok())
        .unwrap_or(100_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let store = open(&path);

    let started = Instant::now();
    for start in (0..cases).step_by(BATCH) {
        let acts: Vec<Act> = (start..(start + BATCH).min(cases)).map(register).collect();
        store.commit(&acts).unwrap();
    }
    let spent = started.elapsed();
    println!(
        "import: {cases} cases in {spent:.1?}, {:.0} cases/s",
        cases as f64 / spent.as_secs_f64()
    );

    let ours = times(200, |at| {
        store.commit(&[register(cases + at)]).unwrap();
    });
    let bare = bare(&folder.path().join("bare.redb"), cases);
    let theirs = times(200, |at| commit_bare(&bare, cases + at));
    println!(
        "one registration: {} against bare {}; ratio {:.2}",
        shown(&ours),
        shown(&theirs),
        ours[ours.len() / 2].as_secs_f64() / theirs[theirs.len() / 2].as_secs_f64()
    );

    for (name, query) in queries() {
        let page = times(50, |_| {
            ask(&store, |it| it.page(&query, &Viewer::new("clerk"))).unwrap();
        });
        println!("queue, {name}: {}", shown(&page));
    }
    drop(store);
    let again = times(20, |_| drop(open(&path)));
    println!("open: {}", shown(&again));
}

fn open(path: &Path) -> RedbStore {
    RedbStore::open(path, vec![Arc::new(FinderIndex)], Settings::default()).unwrap()
}

fn queries() -> Vec<(&'static str, QueueQuery)> {
    let rare = Filter {
        min_people: Some(50),
        ..Filter::default()
    };
    let village = Filter {
        village: Some("3号村".into()),
        ..Filter::default()
    };
    vec![
        ("by due", QueueQuery::due(50)),
        (
            "by number, from the end",
            QueueQuery {
                sort: Sort::Number,
                descending: true,
                ..QueueQuery::due(50)
            },
        ),
        (
            "one village",
            QueueQuery {
                filter: village,
                ..QueueQuery::due(50)
            },
        ),
        (
            "a filter that few pass",
            QueueQuery {
                filter: rare,
                ..QueueQuery::due(50)
            },
        ),
    ]
}

fn register(at: usize) -> Act {
    let first = Moment::parse("2026-01-01T09:00").unwrap();
    let received_at = first.plus_seconds(i64::try_from(at % 300).unwrap() * 86_400);
    let surname = ["王", "李", "张", "刘", "牟", "单", "尉迟", "欧阳"][at % 8];
    let given: String = [at % 97, at % 89]
        .iter()
        .filter_map(|n| char::from_u32(0x4e00 + u32::try_from(n * 31).unwrap()))
        .collect();
    let person = Person {
        name: format!("{surname}{given}"),
        phones: vec![format!("138{:08}", at % 100_000_000)],
        village: Some(format!("{}号村", at % 83)),
        ..Person::default()
    };
    let matter = Matter {
        class: Class::Claim,
        category: Category::ALL.get(at % 4).copied(),
        summary: "拖欠去年下半年的工资，多次去工地要，负责人不接电话".into(),
        request: "要求付清工资".into(),
        village: person.village.clone(),
        ..Matter::default()
    };
    let visit = Visit {
        person: PersonId(0),
        received_at: Some(received_at),
        channel: Some(Channel::Visit),
        station: None,
        people_count: if at.is_multiple_of(10_000) { 60 } else { 1 },
        companion: None,
        words: String::new(),
        new_facts: None,
    };
    let registration = Registration {
        petitioner: Petitioner::Described(Box::new(person)),
        matter,
        visit,
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    };
    Act {
        who: "bench".into(),
        when: Moment::parse("2026-11-25T09:00").unwrap(),
        action: Action::Register(Box::new(registration)),
    }
}

fn bare(path: &Path, cases: usize) -> Database {
    let database = Builder::new()
        .set_cache_size(64 << 20)
        .set_concurrency_mode(ConcurrencyMode::MultiWriter)
        .create(path)
        .unwrap();
    for start in (0..cases).step_by(BATCH) {
        let transaction = database.begin_write().unwrap();
        for at in start..start + BATCH {
            put_bare(&transaction, at);
        }
        transaction.commit().unwrap();
    }
    database
}

fn commit_bare(database: &Database, at: usize) {
    let transaction = database.begin_write().unwrap();
    put_bare(&transaction, at);
    transaction.commit().unwrap();
}

/// Spreads keys as the store's own do: running numbers at the end, digests and days anywhere.
fn put_bare(transaction: &redb::WriteTransaction, at: usize) {
    for (table, rows) in ROWS {
        let definition: TableDefinition<&[u8], &[u8]> = TableDefinition::new(table);
        let mut table_open = transaction.open_table(definition).unwrap();
        for (place, (key, value)) in rows.iter().enumerate() {
            let spread = (at as u64)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .to_be_bytes();
            let running = (at as u64).to_be_bytes();
            let mut bytes = vec![u8::try_from(place).unwrap()];
            match *table {
                "meta" | "counts" => {}
                "case_index" | "person_keys" => bytes.extend(spread),
                _ => bytes.extend(running),
            }
            bytes.resize(*key, 0);
            table_open
                .insert(bytes.as_slice(), vec![7; *value].as_slice())
                .unwrap();
        }
    }
}

fn times(runs: usize, mut act: impl FnMut(usize)) -> Vec<Duration> {
    let mut spent: Vec<Duration> = (0..runs)
        .map(|at| {
            let started = Instant::now();
            act(at);
            started.elapsed()
        })
        .collect();
    spent.sort();
    spent
}

fn shown(spent: &[Duration]) -> String {
    let runs = spent.len();
    format!(
        "p50 {:.2?} p95 {:.2?} max {:.2?}",
        spent[runs / 2],
        spent[runs * 95 / 100],
        spent[runs - 1]
    )
}
