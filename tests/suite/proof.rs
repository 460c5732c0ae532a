//! `mulin verify` looks at every index and at the finder's rows: what is missing and what nobody
//! needs is named, with the case or the person it is about.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mulin::domain::act::{Act, Action, Petitioner};
use mulin::domain::case::fact::step::Step;
use mulin::domain::merge::Merge;
use mulin::domain::number::{ExternalKind, ExternalNumber};
use mulin::domain::person::id::PersonId;
use mulin::domain::person::{Person, PersonFact, PersonField};
use mulin::domain::settings::Settings;
use mulin::search::index::FinderIndex;
use mulin::store::contract::{Store, ask};
use mulin::store::redb::store::RedbStore;
use redb::{Database, ReadableTable, TableDefinition};
use tempfile::TempDir;

use crate::stored::{CLERK, now, number, registered};

type Bytes = &'static [u8];
type Row = (Vec<u8>, Vec<u8>);

/// A town hall's store of two matters: an imported one with a number of another system, and one that
/// somebody joined.
struct Hall {
    folder: TempDir,
}

impl Hall {
    fn new() -> Self {
        let hall = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let joined = |name: &str, phone: &str| {
            registered("11-22", name, |it| {
                let Petitioner::New(card) = &mut it.petitioner else {
                    return;
                };
                card.phones = vec![phone.to_owned()];
                it.joins = Some(number(2));
            })
        };
        let acts = [
            registered("11-20", "牟春生", |it| {
                it.matter.external = vec![hotline("WF2026001")];
                it.fingerprint = Some([7; 16]);
            }),
            registered("11-21", "尉迟恭", |it| {
                "拖欠工资".clone_into(&mut it.matter.summary);
            }),
            joined("单雄信", "13800005678"),
        ];
        hall.open().commit(&acts).unwrap();
        hall
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("desk.redb")
    }

    fn open(&self) -> RedbStore {
        RedbStore::open(
            &self.path(),
            vec![Arc::new(FinderIndex)],
            Settings::default(),
        )
        .unwrap()
    }

    fn faults(&self) -> Vec<String> {
        ask(&self.open(), |it| it.verify(&mut |_| {}))
            .unwrap()
            .faults
    }

    /// Changes the rows of a table behind the program's back.
    fn damage(&self, table: &str, change: impl Fn(Vec<Row>) -> Vec<Row>) {
        rewrite(&self.path(), table, change);
    }

    #[track_caller]
    fn tells(&self, texts: &[&str]) {
        let faults = self.faults();
        for text in texts {
            let named = faults.iter().any(|fault| fault.contains(text));
            assert!(named, "“{text}” is not in {faults:?}");
        }
    }
}

fn rewrite(path: &Path, table: &str, change: impl Fn(Vec<Row>) -> Vec<Row>) {
    let definition: TableDefinition<'_, Bytes, Bytes> = TableDefinition::new(table);
    let database = Database::create(path).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let mut table = transaction.open_table(definition).unwrap();
        let rows: Vec<Row> = table
            .iter()
            .unwrap()
            .map(|row| row.unwrap())
            .map(|(key, value)| (key.value().to_vec(), value.value().to_vec()))
            .collect();
        assert!(!rows.is_empty(), "an empty table shows nothing");
        for (key, _) in &rows {
            table.remove(key.as_slice()).unwrap();
        }
        for (key, value) in change(rows) {
            table.insert(key.as_slice(), value.as_slice()).unwrap();
        }
    }
    transaction.commit().unwrap();
}

fn hotline(value: &str) -> ExternalNumber {
    ExternalNumber {
        kind: ExternalKind::Hotline12345,
        value: value.to_owned(),
    }
}

fn nothing(_: Vec<Row>) -> Vec<Row> {
    Vec::new()
}

#[test]
fn a_whole_store_has_no_fault_after_corrections_merges_and_withdrawn_numbers() {
    let hall = Hall::new();
    let store = hall.open();
    let does = |action| {
        let act = Act {
            who: CLERK.to_owned(),
            when: now(),
            action,
        };
        let outcome = store.commit(&[act]).unwrap().remove(0);
        assert!(format!("{outcome:?}").starts_with("Done"), "{outcome:?}");
    };
    let step = |expected, step| Action::Step {
        case: number(2),
        expected,
        step,
    };
    does(Action::Person {
        id: PersonId(3),
        fact: PersonFact::Corrected {
            field: PersonField::Phones,
            old: "13800005678".to_owned(),
            new: "13800009012".to_owned(),
        },
    });
    let number = hotline("WF2026002");
    let (kind, value) = (number.kind, number.value);
    does(step(2, Step::Number { kind, value }));
    let undo = Step::Undo {
        of: 3,
        reason: "记错了件".to_owned(),
    };
    does(step(3, undo));
    does(Action::Merge(Merge::Persons {
        from: PersonId(2),
        into: PersonId(1),
        took: Vec::new(),
        expected: (1, 1),
    }));
    // Whoever is said to be new may have the name and the phone of one who was there before.
    does(registered("11-23", "牟春生", |_| {}).action);
    does(Action::Person {
        id: PersonId(1),
        fact: PersonFact::Corrected {
            field: PersonField::Name,
            old: "牟春生".to_owned(),
            new: "牟春升".to_owned(),
        },
    });
    drop(store);
    assert_eq!(hall.faults(), Vec::<String>::new());
}

#[test]
fn a_state_that_was_changed_beside_its_history_is_named() {
    let (right, wrong) = ("拖欠工资".as_bytes(), "拖欠工贷".as_bytes());
    let change = |rows: Vec<Row>| {
        let changed = rows.into_iter().map(|(key, mut value)| {
            let found = value.windows(right.len()).position(|it| it == right);
            if let Some(at) = found {
                value[at..at + wrong.len()].copy_from_slice(wrong);
            }
            (key, value)
        });
        changed.collect()
    };
    let hall = Hall::new();
    hall.damage("cases", change);
    let named = "ML-2026-0002: its history does not give its state".to_owned();
    assert_eq!(hall.faults(), [named]);
}

#[test]
fn a_record_that_is_gone_is_missed() {
    for (table, fault) in [
        ("cases", "cases of 2026: 2 have a number, 1 are there"),
        ("persons", "persons: 3 have a number, 2 have a card"),
    ] {
        let hall = Hall::new();
        hall.damage(table, |mut rows| {
            rows.pop();
            rows
        });
        hall.tells(&[fault]);
    }
}

#[test]
fn an_index_that_was_lost_is_missed_row_by_row() {
    for (table, fault) in [
        (
            "person_cases",
            [
                "ML-2026-0001: it is not among the cases of P-RCTFBF",
                "ML-2026-0002: it is not among the cases of P-QMSTCC",
            ],
        ),
        (
            "external",
            [
                "ML-2026-0001: WF2026001 does not lead to it",
                "ML-2026-0001",
            ],
        ),
        (
            "person_keys",
            [
                "P-RCTFBF: an identity key of theirs does not lead to them",
                "P-QMSTCC: an identity key of theirs does not lead to them",
            ],
        ),
        (
            "finder",
            [
                "finder: P-RCTFBF is not in it",
                "finder: P-QMSTCC is not in it",
            ],
        ),
    ] {
        let hall = Hall::new();
        hall.damage(table, nothing);
        hall.tells(&fault);
    }
}

#[test]
fn rows_that_lead_to_the_wrong_place_are_named() {
    let last = |rows: &mut Vec<Row>, byte: u8| {
        for (_, value) in rows {
            *value.last_mut().unwrap() = byte;
        }
    };
    for (table, byte, fault) in [
        ("external", 2, "WF2026001 leads to ML-2026-0002 instead"),
        ("external", 9, "WF2026001 leads to ML-2026-0009 instead"),
        (
            "person_keys",
            9,
            "P-LBHWXF: an identity key of old leads there",
        ),
        (
            "fingerprints",
            9,
            "ML-2026-0009: an imported row leads there",
        ),
    ] {
        let hall = Hall::new();
        hall.damage(table, |mut rows| {
            last(&mut rows, byte);
            rows
        });
        hall.tells(&[fault]);
    }
    let hall = Hall::new();
    hall.damage("person_cases", |mut rows| {
        let (mut key, value) = rows[0].clone();
        *key.last_mut().unwrap() = 2;
        rows.push((key, value));
        rows
    });
    hall.tells(&["P-RCTFBF: ML-2026-0002 is no case of theirs"]);
}

#[test]
fn codes_that_were_lost_are_there_again_as_soon_as_the_store_is_opened() {
    for keep in [0, 1] {
        let hall = Hall::new();
        hall.damage("query_codes", |rows| rows.into_iter().take(keep).collect());
        assert_eq!(hall.faults(), Vec::<String>::new());
        let store = hall.open();
        for run in [1, 2] {
            let code = ask(&store, |it| it.query_code(number(run))).unwrap();
            let found = ask(&store, |it| it.by_query_code(&code)).unwrap();
            assert_eq!(found, [number(run)]);
        }
    }
}

#[test]
fn a_code_that_leads_to_another_case_is_named_with_both() {
    let hall = Hall::new();
    hall.damage("query_codes", |mut rows| {
        // The second case under the code of the first.
        let (first, second) = if rows[0].0.ends_with(&[1]) {
            (0, 1)
        } else {
            (1, 0)
        };
        let code = rows[first].0[..8].to_vec();
        rows[second].0.splice(..8, code);
        rows
    });
    hall.tells(&[
        "ML-2026-0002: its query code does not lead to it",
        "is no query code of it",
    ]);
}

#[test]
fn the_finders_rows_follow_the_cards_and_the_numbers() {
    let of = |rows: &[Row], id: u8| {
        let mut key = vec![b'd'];
        key.extend([0, 0, 0, 0, 0, 0, 0, id]);
        rows.iter().position(|(it, _)| *it == key).unwrap()
    };
    let hall = Hall::new();
    hall.damage("finder", |mut rows| {
        let (one, other) = (of(&rows, 1), of(&rows, 3));
        rows[one].1 = rows[other].1.clone();
        let (mut key, value) = rows[other].clone();
        *key.last_mut().unwrap() = 9;
        rows.push((key, value));
        rows
    });
    hall.tells(&[
        "finder: what it holds of P-RCTFBF is not on the card",
        "finder: the numbers of P-RCTFBF are not those of the cases",
        "finder: it holds P-LBHWXF, whom nobody knows",
    ]);
}

#[test]
fn a_posting_that_lost_somebody_is_named() {
    let people: Vec<Act> = (0..300)
        .map(|at| Act {
            who: CLERK.to_owned(),
            when: now(),
            action: Action::Know {
                person: Petitioner::New(Box::new(Person {
                    name: format!("牟春{at}"),
                    phones: vec![format!("13800{at:06}")],
                    ..Person::default()
                })),
                fingerprint: None,
            },
        })
        .collect();
    let hall = Hall::new();
    hall.open().commit(&people).unwrap();
    assert_eq!(hall.faults(), Vec::<String>::new());
    hall.damage("finder", |rows| {
        let posting = |(key, _): &Row| key.first() != Some(&b'p');
        rows.into_iter().filter(posting).collect()
    });
    hall.tells(&[
        "finder: the postings do not hold all of P-RCTFBF",
        "finder: and 283 more like these",
    ]);
}
