//! One story, told to every store.

use std::path::Path;
use std::sync::Arc;

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::calendar::{DayKind, ListedDay};
use mulin::domain::case::fact::closing::WithdrawalForm;
use mulin::domain::case::fact::dispute::InPlace;
use mulin::domain::case::fact::matter::{ImportedAnswer, Matter, Visit};

use mulin::domain::case::fact::step::{CaseField, Step};
use mulin::domain::codes::{Category, Channel, Class, DeliveryWay, Difficulty, Status, Urgency};
use mulin::domain::entry::Stream;
use mulin::domain::lawyer::{
    Booking, BookingFact, BookingState, Lawyer, LawyerDay, MeetingWay, Queue,
};
use mulin::domain::moment::Moment;
use mulin::domain::number::{CaseNumber, ExternalKind, ExternalNumber};
use mulin::domain::person::id::PersonId;
use mulin::domain::person::{Person, PersonFact, PersonField};
use mulin::domain::queue::{Filter, QueueQuery, Sort};
use mulin::domain::refusal::{Reason, Refusal};
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::error::StoreError;
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::store::redb::upkeep;

/// Tells the story to a store in memory, to one in a file, and to one on a server where there is any.
fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    story(&open(&folder.path().join("desk.redb")));
    #[cfg(all(unix, feature = "postgres"))]
    if let Some(database) = crate::postgres_cluster::database() {
        let mirror = folder.path().join("mirror").join("desk.redb");
        let town = crate::postgres_town::town(&database.url(), &mirror);
        story(&town.open().unwrap());
    }
}

fn open(path: &Path) -> RedbStore {
    RedbStore::open(path, Vec::new(), Settings::default()).unwrap()
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn clerk() -> Viewer {
    Viewer::new("王建国")
}

pub(crate) fn act(when: &str, action: Action) -> Act {
    Act {
        who: clerk().name,
        when: at(when),
        action,
    }
}

pub(crate) fn person(name: &str, phone: &str) -> Person {
    Person {
        name: name.to_owned(),
        phones: vec![phone.to_owned()],
        village: Some("东牟家村".to_owned()),
        ..Person::default()
    }
}

pub(crate) fn registration(person: Person, summary: &str, when: &str) -> Registration {
    Registration {
        petitioner: Petitioner::Described(Box::new(person)),
        matter: Matter {
            class: Class::Claim,
            category: Some(Category::Wages),
            summary: summary.to_owned(),
            village: Some("东牟家村".to_owned()),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(at(when)),
            channel: Some(Channel::Visit),
            station: None,
            people_count: 1,
            companion: None,
            words: String::new(),
            new_facts: None,
        },
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    }
}

fn register(registration: Registration, when: &str) -> Act {
    act(when, Action::Register(Box::new(registration)))
}

fn do_one(store: &dyn Store, act: Act) -> CommitResult {
    store.commit(&[act]).unwrap().remove(0)
}

fn number(text: &str) -> CaseNumber {
    CaseNumber::parse(text).unwrap()
}

fn step(case: &str, expected: u32, when: &str, step: Step) -> Act {
    act(
        when,
        Action::Step {
            case: number(case),
            expected,
            step,
        },
    )
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

#[test]
fn numbers_run_unbroken_and_a_refused_act_takes_none() {
    in_every_store(|store| {
        let mut unknown = registration(person("单雄信", "13800000001"), "欠薪", "2026-11-25T09:00");
        unknown.petitioner = Petitioner::Known {
            id: PersonId(99),
            described: Box::new(Person::default()),
        };
        let outcomes = store
            .commit(&[
                register(
                    registration(person("牟春生", "13800001234"), "欠薪", "2026-12-31T09:00"),
                    "2026-12-31T09:00",
                ),
                register(unknown, "2026-12-31T09:01"),
                register(
                    registration(person("尉迟恭", "13800005678"), "土地", "2026-12-31T09:02"),
                    "2026-12-31T09:02",
                ),
                register(
                    registration(person("欧阳娜", "13800009012"), "供暖", "2026-12-31T23:50"),
                    "2027-01-01T00:10",
                ),
            ])
            .unwrap();
        let numbers: Vec<String> = outcomes
            .iter()
            .map(|outcome| match outcome {
                CommitResult::Done(Done::Registered { number, .. }) => number.to_string(),
                other => format!("{other:?}").chars().take(7).collect(),
            })
            .collect();
        assert_eq!(
            numbers,
            ["ML-2026-0001", "Refused", "ML-2026-0002", "ML-2027-0001"]
        );
        let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
        assert!(faults.is_empty(), "{faults:?}");
    });
}

#[test]
fn who_is_the_same_and_what_joins() {
    in_every_store(|store| {
        let first = registration(person("牟春生", "13800001234"), "欠薪", "2026-11-25T09:00");
        do_one(store, register(first.clone(), "2026-11-25T09:00"));
        let mut again = Registration {
            joins: Some(number("ML-2026-0001")),
            ..first.clone()
        };
        let order = ExternalNumber::new(ExternalKind::Hotline12345, "WF2026112600007");
        again.matter.external = vec![order.clone(), order.clone()];
        let CommitResult::Done(Done::Registered {
            number: joined,
            visit,
            known,
            joined: true,
            ..
        }) = do_one(store, register(again, "2026-11-26T09:00"))
        else {
            panic!("the visit did not join")
        };
        assert_eq!(
            (joined.to_string(), visit.to_string()),
            ("ML-2026-0001".into(), "ML-2026-0001/2".into())
        );
        assert!(known, "equal name and phone are one person");
        // The number of an order that comes with the visit is kept with the matter, once.
        let case = ask(store, |it| it.case(joined, &clerk())).unwrap().unwrap();
        assert_eq!(case.matter.external, [order]);
        let proof = ask(store, |it| it.verify(&mut |_| {})).unwrap();
        assert_eq!(proof.faults, [""; 0]);

        let namesake = registration(person("牟春生", "13800004321"), "欠薪", "2026-11-26T09:00");
        let CommitResult::Done(Done::Registered {
            person,
            known,
            similar,
            ..
        }) = do_one(store, register(namesake, "2026-11-26T09:10"))
        else {
            panic!("the namesake was not registered")
        };
        assert!(!known, "another phone is another person");
        assert_eq!(similar, []);
        assert_eq!(person, PersonId(2));

        let second = do_one(store, register(first, "2026-11-27T09:00"));
        let CommitResult::Done(Done::Registered {
            similar,
            joined: false,
            ..
        }) = second
        else {
            panic!("another matter opens another case")
        };
        assert_eq!(similar, [number("ML-2026-0001")]);
    });
}

#[test]
fn a_visit_on_a_closed_case_is_registered_all_the_same() {
    in_every_store(|store| {
        let first = registration(person("牟春生", "13800001234"), "欠薪", "2026-11-25T09:00");
        do_one(store, register(first.clone(), "2026-11-25T09:00"));
        let words = Step::Withdraw {
            on: day("2026-11-25"),
            words: "工资已经拿到".into(),
            form: Some(WithdrawalForm::Written),
        };
        do_one(store, step("ML-2026-0001", 1, "2026-11-25T10:00", words));
        let again = Registration {
            joins: Some(number("ML-2026-0001")),
            ..first
        };
        let CommitResult::Done(Done::Registered { number, joined, .. }) =
            do_one(store, register(again, "2026-11-26T09:00"))
        else {
            panic!("refused to register")
        };
        assert_eq!(
            (number.to_string(), joined),
            ("ML-2026-0002".to_owned(), false)
        );
    });
}

#[test]
fn the_loser_of_a_race_is_told_and_nothing_is_lost() {
    in_every_store(|store| {
        let it = registration(person("牟春生", "13800001234"), "欠薪", "2026-11-25T09:00");
        do_one(store, register(it, "2026-11-25T09:00"));
        let note = |text: &str| Step::Note {
            text: text.to_owned(),
        };
        let won = do_one(
            store,
            step("ML-2026-0001", 1, "2026-11-25T09:05", note("甲")),
        );
        assert_eq!(
            won,
            CommitResult::Done(Done::Stepped {
                number: number("ML-2026-0001"),
                revision: 2
            })
        );
        let lost = do_one(
            store,
            step("ML-2026-0001", 1, "2026-11-25T09:06", note("乙")),
        );
        assert_eq!(lost, CommitResult::Conflict { now: 2 });
        let history = ask(store, |it| {
            it.history(Stream::Case(number("ML-2026-0001")), &clerk())
        })
        .unwrap();
        assert_eq!(history.len(), 2);
    });
}

#[test]
fn a_correction_keeps_the_old_value() {
    in_every_store(|store| {
        let it = registration(person("单雄新", "13800001234"), "欠新", "2026-11-25T09:00");
        do_one(store, register(it, "2026-11-25T09:00"));
        let fact = PersonFact::Corrected {
            field: PersonField::Name,
            old: "单雄新".into(),
            new: "单雄信".into(),
        };
        do_one(
            store,
            act(
                "2026-11-25T09:01",
                Action::Person {
                    id: PersonId(1),
                    fact,
                },
            ),
        );
        let field = CaseField::Summary;
        let correct = Step::Correct {
            field,
            old: "欠新".into(),
            new: "欠薪".into(),
        };
        do_one(store, step("ML-2026-0001", 1, "2026-11-25T09:02", correct));
        ask(store, |it| {
            let card = it.person(PersonId(1), &clerk())?.unwrap();
            assert_eq!(card.name, "单雄信");
            let case = it.case(number("ML-2026-0001"), &clerk())?.unwrap();
            assert_eq!(case.matter.summary, "欠薪");
            let text = format!("{:?}", it.history(Stream::Person(PersonId(1)), &clerk())?);
            assert!(
                text.contains("单雄新"),
                "the old name stays in history: {text}"
            );
            Ok(())
        })
        .unwrap();
    });
}

#[test]
fn the_queue_pages_sorts_and_filters() {
    in_every_store(|store| {
        let acts: Vec<Act> = (0_u32..60)
            .map(|i| {
                let phone = format!("1380000{i:04}");
                let when = format!("2026-{:02}-{:02}T09:00", 1 + i % 11, 1 + i % 28);
                let mut it = registration(person(&format!("人{i}"), &phone), "事", &when);
                it.matter.category = if i % 3 == 0 {
                    Some(Category::Land)
                } else {
                    Some(Category::Wages)
                };
                it.matter.village = Some(format!("村{}", i % 4));
                it.visit.people_count = if i % 10 == 0 { 6 } else { 1 };
                it.matter.urgency = if i % 15 == 0 {
                    Urgency::Urgent
                } else {
                    Urgency::Ordinary
                };
                it.matter.difficulty = Difficulty::Ordinary;
                register(it, "2026-11-25T09:00")
            })
            .collect();
        store.commit(&acts).unwrap();
        let all = |query: QueueQuery| {
            let mut rows = Vec::new();
            let mut query = query;
            loop {
                let page = ask(store, |it| it.page(&query, &clerk())).unwrap();
                assert!(page.rows.len() <= query.limit);
                rows.extend(page.rows);
                match page.next {
                    Some(cursor) => query.after = Some(cursor),
                    None => return rows,
                }
            }
        };
        let by_due = all(QueueQuery::due(7));
        assert_eq!(by_due.len(), 60);
        assert!(by_due.is_sorted_by_key(|row| (row.due_raw, row.number)));
        let mut back = all(QueueQuery {
            descending: true,
            ..QueueQuery::due(7)
        });
        back.reverse();
        assert_eq!(back, by_due);

        let only = |filter: Filter| {
            all(QueueQuery {
                filter,
                ..QueueQuery::due(7)
            })
        };
        let land = only(Filter {
            category: Some(Category::Land),
            ..Filter::default()
        });
        assert_eq!(land.len(), 20);
        assert!(land.is_sorted_by_key(|row| row.due_raw));
        let village = only(Filter {
            village: Some("村2".into()),
            ..Filter::default()
        });
        assert!(village.len() == 15 && village.iter().all(|row| row.village == "村2"));
        assert_eq!(
            only(Filter {
                min_people: Some(5),
                ..Filter::default()
            })
            .len(),
            6
        );
        assert_eq!(
            only(Filter {
                fast: true,
                ..Filter::default()
            })
            .len(),
            4
        );
        let overdue = only(Filter {
            due_before: Some(day("2026-06-01")),
            ..Filter::default()
        });
        assert!(
            !overdue.is_empty()
                && overdue
                    .iter()
                    .all(|row| row.due_raw < Some(day("2026-06-01")))
        );
        for sort in Sort::ALL {
            assert_eq!(
                all(QueueQuery {
                    sort: *sort,
                    ..QueueQuery::due(7)
                })
                .len(),
                60,
                "{sort:?}"
            );
        }
        let counts = ask(store, |it| it.counts(day("2026-06-01"))).unwrap();
        assert_eq!((counts.all, counts.open, counts.persons), (60, 60, 60));
        assert_eq!(counts.overdue, overdue.len() as u64);
    });
}

#[test]
fn an_accusation_is_seen_by_named_staff_only() {
    in_every_store(|store| {
        let mut it = registration(
            person("牟春生", "13800001234"),
            "反映村会计",
            "2026-11-25T09:00",
        );
        it.matter.class = Class::Accusation;
        it.matter.accused = Some("赵会计".into());
        do_one(store, register(it, "2026-11-25T09:00"));
        let number = number("ML-2026-0001");
        let read = |viewer: &str| {
            let viewer = Viewer::new(viewer);
            ask(store, |it| {
                let case = it.case(number, &viewer)?;
                let rows = it.page(&QueueQuery::due(10), &viewer)?.rows;
                let here = Filter {
                    village: Some("东牟家村".into()),
                    ..Filter::default()
                };
                let by_village = it.page(
                    &QueueQuery {
                        filter: here,
                        ..QueueQuery::due(10)
                    },
                    &viewer,
                )?;
                let history = it.history(Stream::Case(number), &viewer)?;
                Ok((
                    format!("{case:?}{rows:?}{history:?}"),
                    rows,
                    by_village.rows.len(),
                ))
            })
            .unwrap()
        };
        let (text, rows, by_village) = read("王建国");
        assert!(text.contains("反映村会计") && !rows[0].locked && by_village == 1);
        for other in ["赵会计", "李梅"] {
            let (text, rows, by_village) = read(other);
            assert!(
                rows[0].locked && rows[0].number == number,
                "the number stands, with a lock"
            );
            assert_eq!(by_village, 0, "not found by its village");
            for secret in ["反映村会计", "赵会计", "牟春生", "东牟家村"] {
                assert!(!text.contains(secret), "{other} sees {secret}: {text}");
            }
        }
        for other in ["赵会计", "李梅"] {
            let opened = Step::Classify {
                class: Class::Claim,
                category: None,
                urgency: Urgency::Ordinary,
                difficulty: Difficulty::Ordinary,
            };
            let mut sly = step("ML-2026-0001", 1, "2026-11-25T10:00", opened);
            sly.who = other.into();
            let CommitResult::Refused(refusal) = do_one(store, sly) else {
                panic!("{other} opened an accusation")
            };
            assert_eq!(refusal.reason, Reason::NotForThisViewer);
            let tally = ask(store, |it| it.tally(PersonId(1), &Viewer::new(other))).unwrap();
            assert_eq!(
                (tally.cases, tally.last_visit),
                (0, None),
                "{other} learns who came"
            );
        }
        let given = Step::Assign {
            unit: None,
            holder: Some("赵会计".into()),
            leader: None,
        };
        let CommitResult::Refused(refusal) =
            do_one(store, step("ML-2026-0001", 1, "2026-11-25T10:00", given))
        else {
            panic!("assigned to the person complained of")
        };
        assert_eq!(refusal.reason, Reason::MustStepAside);
    });
}

#[test]
fn a_life_from_acceptance_to_strike_off_moves_its_clock() {
    in_every_store(|store| {
        let it = registration(person("牟春生", "13800001234"), "欠薪", "2022-08-01T09:00");
        do_one(store, register(it, "2022-08-01T09:00"));
        let row = || ask(store, |it| it.row(number("ML-2026-0001"), &clerk())).unwrap();
        assert_eq!(row(), None);
        let row = || {
            ask(store, |it| it.row(number("ML-2022-0001"), &clerk()))
                .unwrap()
                .unwrap()
        };
        assert_eq!(row().rule, Some("notice"));
        let life = [
            Step::Accept {
                on: day("2022-08-02"),
            },
            Step::Notify {
                on: day("2022-08-02"),
                way: DeliveryWay::Hand,
            },
        ];
        for (at, it) in (1..).zip(life) {
            let outcome = do_one(store, step("ML-2022-0001", at, "2022-08-02T10:00", it));
            assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
        }
        assert_eq!(
            (row().rule, row().due_raw),
            (Some("decide"), Some(day("2022-10-01")))
        );
        assert_eq!(row().due, Some(day("2022-10-08")));
        let early = Step::StrikeOff {
            on: day("2022-08-03"),
            proof: "工资条".into(),
            in_place: Vec::new(),
        };
        assert!(matches!(
            do_one(store, step("ML-2022-0001", 3, "2022-08-03T10:00", early)),
            CommitResult::Refused(_)
        ));
        let agreed = Step::Agree {
            on: day("2022-08-05"),
            terms: "8月底前付清".into(),
        };
        do_one(store, step("ML-2022-0001", 3, "2022-08-05T10:00", agreed));
        let proof = Step::StrikeOff {
            on: day("2022-09-01"),
            proof: "工资已付清，收条在卷".into(),
            in_place: vec![InPlace::Solved],
        };
        do_one(store, step("ML-2022-0001", 4, "2022-09-01T10:00", proof));
        assert_eq!((row().status, row().due), (Status::StruckOff, None));
        let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
        assert!(faults.is_empty(), "{faults:?}");
    });
}

#[test]
fn an_imported_row_is_known_again() {
    in_every_store(|store| {
        let mut it = registration(
            person("牟春生", "13800001234"),
            "路坏了",
            "2019-04-25T09:32:09",
        );
        it.fingerprint = Some([7; 16]);
        it.imported_answer = Some(ImportedAnswer {
            at: None,
            text: "已修".into(),
        });
        let outcomes = store
            .commit(&[
                register(it.clone(), "2026-11-25T09:00"),
                register(it.clone(), "2026-11-25T09:00"),
            ])
            .unwrap();
        assert!(matches!(outcomes[0], CommitResult::Done(_)));
        assert_eq!(
            outcomes[1],
            CommitResult::Skipped {
                number: number("ML-2026-0001")
            }
        );
        let row = ask(store, |it| it.row(number("ML-2026-0001"), &clerk()))
            .unwrap()
            .unwrap();
        assert_eq!((row.status, row.due), (Status::ImportedClosed, None));

        let external = ExternalNumber {
            kind: ExternalKind::Hotline12345,
            value: "gd 37042".into(),
        };
        it.matter.external = vec![external];
        it.fingerprint = Some([8; 16]);
        do_one(store, register(it.clone(), "2026-11-25T09:00"));
        it.fingerprint = Some([9; 16]);
        assert!(matches!(
            do_one(store, register(it, "2026-11-25T09:00")),
            CommitResult::Skipped { .. }
        ));
        let found = ask(store, |it| it.by_external("GD37042")).unwrap();
        assert_eq!(found, [number("ML-2026-0002")]);
    });
}

#[test]
fn an_imported_card_is_known_again() {
    in_every_store(|store| {
        let card = |name: &str| {
            let person = Person {
                name: name.to_owned(),
                ..Person::default()
            };
            let print = [u8::try_from(name.len()).unwrap(); 16];
            let action = Action::Know {
                person: Petitioner::Described(Box::new(person.clone())),
                fingerprint: Some(print),
            };
            let known = ask(store, |it| it.known_as(&person, print)).unwrap();
            (known, do_one(store, act("2026-11-25 09:00", action)))
        };
        let done = |id, known| {
            CommitResult::Done(Done::Person {
                id: PersonId(id),
                known,
                recognised: Vec::new(),
            })
        };
        assert_eq!(card("牟春生"), (None, done(1, false)));
        assert_eq!(card("牟春生"), (Some(PersonId(1)), done(1, true)));
        assert_eq!(card("单雄"), (None, done(2, false)));
        let counts = ask(store, |it| it.counts(day("2026-11-25"))).unwrap();
        assert_eq!((counts.persons, counts.all), (2, 0));
    });
}

#[test]
fn a_store_is_compacted_and_replaced_while_nobody_has_it_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let other = folder.path().join("other.redb");
    let kept = folder.path().join("kept.redb");
    for (file, summary) in [(&path, "欠薪"), (&other, "供暖")] {
        let one = registration(person("牟春生", "13800001234"), summary, "2026-11-25 08:00");
        do_one(&open(file), register(one, "2026-11-25 08:10"));
    }
    let held = open(&path);
    assert_eq!(upkeep::compact(&path), Err(StoreError::Locked));
    assert_eq!(
        upkeep::replace(&path, &other, &kept),
        Err(StoreError::Locked)
    );
    drop(held);
    let (before, after) = upkeep::compact(&path).unwrap();
    assert!(after <= before);
    upkeep::replace(&path, &other, &kept).unwrap();
    let summary = |file: &Path| {
        let case = ask(&open(file), |it| it.case(number("ML-2026-0001"), &clerk())).unwrap();
        case.unwrap().matter.summary
    };
    assert_eq!(summary(&path), "供暖");
    assert_eq!(summary(&kept), "欠薪");
    assert!(!other.exists());
    std::fs::write(&path, "broken").unwrap();
    std::fs::copy(&kept, &other).unwrap();
    upkeep::replace(&path, &other, &folder.path().join("broken")).unwrap();
    assert_eq!(summary(&path), "欠薪");
}

#[test]
fn a_list_of_holidays_moves_the_clocks_that_run() {
    in_every_store(|store| {
        let mut one = registration(person("牟春生", "13800001234"), "欠薪", "2027-02-01 08:00");
        one.visit.channel = Some(Channel::Hotline12345);
        do_one(store, register(one, "2027-02-01 08:10"));
        let raw = || {
            let row = ask(store, |it| it.row(number("ML-2027-0001"), &clerk())).unwrap();
            row.unwrap().due_raw.unwrap()
        };
        assert_eq!(raw(), day("2027-02-08"));
        let list = (3..13).map(|at| ListedDay {
            date: chrono::NaiveDate::from_ymd_opt(2027, 2, at).unwrap(),
            kind: DayKind::Holiday,
            name: "春节".to_owned(),
        });
        do_one(
            store,
            act("2027-02-02 08:00", Action::Calendar(list.collect())),
        );
        assert_eq!(raw(), day("2027-02-18"));
        let findings = ask(store, |it| it.verify(&mut |_| {})).unwrap();
        assert_eq!(findings.faults, Vec::<String>::new());
        let counts = ask(store, |it| it.counts(day("2027-02-16"))).unwrap();
        assert_eq!((counts.overdue, counts.due_soon), (0, 1));
    });
}

#[test]
fn the_lawyers_wednesday_is_booked_moved_and_done() {
    in_every_store(|store| {
        let lawyer = Lawyer {
            name: "高律师".into(),
            firm: "甲所".into(),
            active: true,
            ..Lawyer::default()
        };
        let CommitResult::Done(Done::Lawyer(id)) = do_one(
            store,
            act(
                "2026-11-24T09:00",
                Action::Lawyer {
                    id: None,
                    lawyer: Box::new(lawyer),
                },
            ),
        ) else {
            panic!("no lawyer")
        };
        let wednesday = LawyerDay {
            day: day("2026-11-25"),
            lawyer: Some(id),
            note: String::new(),
        };
        do_one(store, act("2026-11-24T09:00", Action::LawyerDay(wednesday)));
        let booking = |name: &str, time: Option<&str>| {
            BookingFact::Booked(Box::new(Booking {
                day: day("2026-11-25"),
                time: time.map(|it| it.parse().unwrap()),
                meeting: if time.is_some() {
                    MeetingWay::Slot
                } else {
                    MeetingWay::WalkIn
                },
                lawyer: Some(id),
                person: None,
                name: name.into(),
                case: None,
                about: "欠薪".into(),
                state: BookingState::Booked,
                cleared: String::new(),
                queue: Queue::default(),
            }))
        };
        let book = |fact| {
            do_one(
                store,
                act("2026-11-24T09:00", Action::Booking { id: None, fact }),
            )
        };
        let CommitResult::Done(Done::Booking(first)) = book(booking("牟春生", Some("09:00:00")))
        else {
            panic!("not booked")
        };
        let CommitResult::Refused(refusal) = book(booking("尉迟恭", Some("09:00:00"))) else {
            panic!("a slot was given twice")
        };
        assert_eq!(refusal.field, Some("time"));
        let mut about_nothing = booking("尉迟恭", Some("09:30:00"));
        if let BookingFact::Booked(it) = &mut about_nothing {
            it.case = CaseNumber::parse("ML-2026-0099");
        }
        let CommitResult::Refused(refusal) = book(about_nothing) else {
            panic!("booked about a case that is not there")
        };
        assert_eq!(refusal, Refusal::about("case", Reason::NotFound));
        book(booking("欧阳娜", None));
        let change = |when: &str, fact| {
            do_one(
                store,
                act(
                    when,
                    Action::Booking {
                        id: Some(first),
                        fact,
                    },
                ),
            )
        };
        change(
            "2026-11-24T10:00",
            BookingFact::Moved {
                day: day("2026-12-02"),
                time: Some("10:00:00".parse().unwrap()),
                lawyer: Some(id),
            },
        );
        let early = BookingFact::Done {
            outcome: "建议仲裁".into(),
            legal_aid: true,
        };
        assert!(matches!(
            change("2026-11-26T09:00", early.clone()),
            CommitResult::Refused(_)
        ));
        assert!(matches!(
            change("2026-12-02T11:00", early),
            CommitResult::Done(_)
        ));
        ask(store, |it| {
            let november = it.bookings(day("2026-11-25"), day("2026-11-25"))?;
            assert_eq!(november.len(), 1);
            let december = it.bookings(day("2026-12-01"), day("2026-12-31"))?;
            assert!(matches!(
                december[0].1.state,
                BookingState::Done {
                    legal_aid: true,
                    ..
                }
            ));
            assert_eq!(
                it.lawyer_days(day("2026-11-01"), day("2026-11-30"))?.len(),
                1
            );
            Ok(())
        })
        .unwrap();
    });
}

#[test]
fn what_was_kept_is_there_when_the_file_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/desk.redb");
    {
        let store = open(&path);
        let it = registration(person("牟春生", "13800001234"), "欠薪", "2026-11-25T09:00");
        do_one(&store, register(it, "2026-11-25T09:00"));
        let second = open(&path);
        let it = registration(person("尉迟恭", "13800005678"), "土地", "2026-11-25T09:00");
        do_one(&second, register(it, "2026-11-25T09:01"));
        assert_eq!(
            store.revision().unwrap(),
            2,
            "a second window's commit is noticed"
        );
    }
    let store = open(&path);
    let rows = ask(&store, |it| it.page(&QueueQuery::due(10), &clerk()))
        .unwrap()
        .rows;
    assert_eq!(rows.len(), 2);
    let copy = folder.path().join("copy.redb");
    store.backup(&copy).unwrap();
    assert!(store.backup(&copy).is_err(), "a backup replaces nothing");
    let rows = ask(&open(&copy), |it| it.page(&QueueQuery::due(10), &clerk()))
        .unwrap()
        .rows;
    assert_eq!(rows.len(), 2);
}

#[cfg(unix)]
#[test]
fn files_are_for_the_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mulin/desk.redb");
    let _store = open(&path);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
}

#[test]
fn a_file_of_another_program_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("text", "姓名,电话\n".repeat(900)),
        ("short", "x".to_owned()),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).unwrap();
        let error = RedbStore::open(&path, Vec::new(), Settings::default())
            .err()
            .unwrap();
        assert_eq!(error.code(), "not-a-store", "{name}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), bytes);
    }
    let cut = folder.path().join("cut.redb");
    open(&cut);
    let whole = std::fs::read(&cut).unwrap();
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    assert!(RedbStore::open(&cut, Vec::new(), Settings::default()).is_err());
    assert_eq!(std::fs::read(&cut).unwrap().len(), whole.len() / 2);
}

#[test]
fn projections_are_written_in_the_same_transaction_and_built_anew() {
    use mulin::domain::projection::{Changed, Projection, ReadRows, Records, RowsError, WriteRows};
    struct Names(u32);
    impl Projection for Names {
        fn name(&self) -> &'static str {
            "names"
        }
        fn version(&self) -> u32 {
            self.0
        }
        fn follow(&self, changes: &[Changed], rows: &mut dyn WriteRows) -> Result<(), RowsError> {
            for change in changes {
                if let Changed::Person { id, new, .. } = change {
                    rows.put(
                        new.name.as_bytes(),
                        &[id.0.to_be_bytes()[7], self.0.to_be_bytes()[3]],
                    )?;
                }
            }
            Ok(())
        }
        fn prove(
            &self,
            _: &dyn Records,
            _: &dyn ReadRows,
            _: &mut dyn FnMut(String),
        ) -> Result<(), RowsError> {
            Ok(())
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let open = |version| {
        RedbStore::open(&path, vec![Arc::new(Names(version))], Settings::default()).unwrap()
    };
    let read = |store: &RedbStore| {
        ask(store, |it| Ok(it.rows("names").get("牟春生".as_bytes())?)).unwrap()
    };
    let store = open(1);
    let it = registration(person("牟春生", "13800001234"), "欠薪", "2026-11-25T09:00");
    do_one(&store, register(it, "2026-11-25T09:00"));
    assert_eq!(read(&store), Some(vec![1, 1]));
    drop(store);
    assert_eq!(read(&open(2)), Some(vec![1, 2]));
}

#[test]
fn other_settings_count_the_queue_anew_when_the_store_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let open_with = |hotline_days| {
        let settings = Settings {
            hotline_days,
            ..Settings::default()
        };
        RedbStore::open(&path, Vec::new(), settings).unwrap()
    };
    let due = |store: &RedbStore| {
        let query = QueueQuery {
            sort: Sort::Due,
            descending: false,
            filter: Filter::default(),
            after: None,
            limit: 10,
        };
        let page = ask(store, |it| it.page(&query, &clerk())).unwrap();
        page.rows[0].due_raw
    };
    let store = open_with(5);
    let when = "2026-03-02 09:00";
    let mut order = registration(person("牟春生", "13800001234"), "路灯不亮", when);
    order.visit.channel = Some(Channel::Hotline12345);
    do_one(&store, register(order, when));
    let before = due(&store);
    drop(store);
    let store = open_with(2);
    assert!(due(&store) < before, "the list follows the new number");
    let faults = ask(&store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
}
