//! The same person, told to every store: by what somebody is known again, and that a correction is
//! followed by everything that finds a person.

use std::sync::Arc;

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner};
use mulin::domain::case::fact::step::Step;
use mulin::domain::number::ExternalKind;
use mulin::domain::person::id::PersonId;
use mulin::domain::person::recognised::Recognised;
use mulin::domain::person::{Person, PersonFact, PersonField};
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::office::find::PeopleFinder;
use mulin::search::index::FinderIndex;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;

use crate::stored::{CLERK, now, number, registered};

fn in_every_store(story: impl Fn(&dyn Store)) {
    let finder = || vec![Arc::new(FinderIndex) as _];
    story(&MemoryStore::new(finder(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.redb");
    story(&RedbStore::open(&file, finder(), Settings::default()).unwrap());
}

fn person(name: &str, phone: &str, id_number: &str) -> Person {
    Person {
        name: name.to_owned(),
        phones: vec![phone.to_owned()],
        id_number: Some(id_number.to_owned()).filter(|it| !it.is_empty()),
        ..Person::default()
    }
}

fn did(store: &dyn Store, act: Act) -> Done {
    match store.commit(&[act]).unwrap().remove(0) {
        CommitResult::Done(done) => done,
        other => panic!("{other:?}"),
    }
}

/// Registers whoever the card describes; gives the person and whether he was known.
fn arrival(store: &dyn Store, card: Person) -> (u64, bool) {
    let act = registered("11-20", "", |it| {
        it.petitioner = Petitioner::Described(Box::new(card));
    });
    match did(store, act) {
        Done::Registered { person, known, .. } => (person.0, known),
        other => panic!("{other:?}"),
    }
}

fn corrected(store: &dyn Store, id: u64, field: PersonField, old: &str, new: &str) {
    let fact = PersonFact::Corrected {
        field,
        old: old.to_owned(),
        new: new.to_owned(),
    };
    let id = PersonId(id);
    let act = Act {
        who: CLERK.to_owned(),
        when: now(),
        action: Action::Person { id, fact },
    };
    assert_eq!(did(store, act), Done::Kept);
}

fn found(store: &dyn Store, typed: &str) -> Vec<u64> {
    let found = PeopleFinder::default().find(store, typed, 10, &Viewer::new(CLERK));
    found
        .unwrap()
        .into_iter()
        .map(|it| it.hit.person.0)
        .collect()
}

#[test]
fn a_corrected_name_and_phone_find_the_person_and_the_old_ones_do_not() {
    in_every_store(|store| {
        arrival(store, person("牟春生", "13800001234", ""));
        assert_eq!(found(store, "牟春生"), [1]);
        corrected(store, 1, PersonField::Name, "牟春生", "尉迟恭");
        corrected(store, 1, PersonField::Phones, "13800001234", "13800005678");
        assert_eq!(found(store, "尉迟"), [1]);
        assert_eq!(found(store, "5678"), [1]);
        for old in ["牟春生", "1234"] {
            assert_eq!(found(store, old), Vec::<u64>::new(), "{old}");
        }
    });
}

#[test]
fn what_was_corrected_away_makes_nobody_the_same_person() {
    in_every_store(|store| {
        let (first, second) = ("370785190001010012", "370785190001010020");
        arrival(store, person("牟春生", "13800001234", first));
        corrected(store, 1, PersonField::Phones, "13800001234", "13800005678");
        corrected(store, 1, PersonField::IdNumber, first, second);
        // The old phone and the old number were never his: whoever brings them is another.
        assert_eq!(
            arrival(store, person("牟春生", "13800001234", "")),
            (2, false)
        );
        assert_eq!(
            arrival(store, person("单雄信", "13800000009", first)),
            (3, false)
        );
        assert_eq!(
            arrival(store, person("牟春生", "13800005678", "")),
            (1, true)
        );
        assert_eq!(arrival(store, person("", "", second)), (1, true));
    });
}

#[test]
fn one_name_in_any_writing_is_one_person() {
    for spellings in [
        &["王　明", "王明", "王 明", "王\u{2009}明"][..],
        &["买买提·艾力", "买买提•艾力", "买买提．艾力", "买买提艾力"],
        &["Núñez", "nunez"],
    ] {
        in_every_store(|store| {
            for (at, name) in spellings.iter().enumerate() {
                let known = at > 0;
                let card = person(name, "13800001234", "");
                assert_eq!(arrival(store, card), (1, known), "{name}");
            }
            // He stays written as he came first, and is found in every writing.
            let viewer = Viewer::new(CLERK);
            let kept = ask(store, |it| it.person(PersonId(1), &viewer)).unwrap();
            assert_eq!(kept.unwrap().name, spellings[0]);
            for name in spellings {
                assert_eq!(found(store, name), [1], "{name}");
            }
            is_sound(store);
        });
    }
}

#[test]
fn a_phone_or_a_doubtful_number_alone_makes_nobody_the_same_person() {
    in_every_store(|store| {
        // The check sign does not fit.
        let doubtful = "370785190001010011";
        arrival(store, person("牟春生", "13800001234", doubtful));
        assert_eq!(
            arrival(store, person("单雄信", "13800001234", "")),
            (2, false)
        );
        assert_eq!(
            arrival(store, person("欧阳娜", "13800000009", doubtful)),
            (3, false)
        );
        assert_eq!(
            arrival(store, person("牟春生", "13800001234", "")),
            (1, true)
        );
    });
}

#[test]
fn what_a_known_person_says_by_the_way_fills_gaps_and_corrects_nothing() {
    in_every_store(|store| {
        let first = "370785190001010012";
        arrival(
            store,
            Person {
                village: Some("东牟家村".to_owned()),
                ..person("牟春生", "13800001234", first)
            },
        );
        let described = Person {
            village: Some("西牟家村".to_owned()),
            address: Some("东牟家村三巷".to_owned()),
            ..person("牟 春生", "13800005678", first)
        };
        let what = recognised(store, described);
        let differs = Recognised::Differs(
            PersonField::Village,
            "东牟家村".to_owned(),
            "西牟家村".to_owned(),
        );
        assert_eq!(what, [Recognised::PhoneAdded, differs]);
        let card = card(store, 1);
        assert_eq!(card.name, "牟春生");
        assert_eq!(card.phones, ["13800001234", "13800005678"]);
        assert_eq!(card.village.as_deref(), Some("东牟家村"));
        assert_eq!(card.address.as_deref(), Some("东牟家村三巷"));
        assert_eq!(found(store, "13800005678"), [1]);
        assert_eq!(found(store, "13800001234"), [1]);
    });
}

#[test]
fn a_card_of_another_name_puts_nothing_on_a_stranger() {
    in_every_store(|store| {
        let first = "370785190001010012";
        arrival(store, person("纪艳兰", "13800001234", first));
        let what = recognised(store, person("綦淑绿", "13800005678", first));
        let other = Recognised::IdOfAnother(PersonId(1), "纪艳兰".to_owned());
        assert_eq!(what, [other]);
        assert_eq!(card(store, 1).phones, ["13800001234"]);
        assert_eq!(card(store, 2).name, "綦淑绿");
        assert_eq!(found(store, "13800005678"), [2]);
        // Either comes back to the own card.
        assert_eq!(arrival(store, person("綦淑绿", "", first)), (2, true));
        assert_eq!(arrival(store, person("纪艳兰", "", first)), (1, true));
        is_sound(store);
    });
}

#[test]
fn two_who_leave_no_name_are_two() {
    in_every_store(|store| {
        assert_eq!(
            arrival(store, person("匿名", "13800001234", "")),
            (1, false)
        );
        assert_eq!(
            arrival(store, person("匿名", "13800001234", "")),
            (2, false)
        );
        assert_eq!(arrival(store, person("牟春生", "无", "")), (3, false));
        assert_eq!(arrival(store, person("牟春生", "无", "")), (4, false));
    });
}

#[test]
fn a_clerks_new_phone_stands_before_the_old_one() {
    in_every_store(|store| {
        arrival(store, person("牟春生", "13800001234", ""));
        let taken_over = registered("11-21", "", |it| {
            it.petitioner = Petitioner::Known {
                id: PersonId(1),
                described: Box::new(person("牟春生", "13800005678", "")),
            };
        });
        did(store, taken_over);
        assert_eq!(card(store, 1).phones, ["13800005678", "13800001234"]);
    });
}

/// Gives what the desk should know of who came.
fn recognised(store: &dyn Store, described: Person) -> Vec<Recognised> {
    let act = registered("11-21", "", |it| {
        it.petitioner = Petitioner::Described(Box::new(described));
    });
    match did(store, act) {
        Done::Registered { recognised, .. } => recognised,
        other => panic!("{other:?}"),
    }
}

fn card(store: &dyn Store, id: u64) -> Person {
    let viewer = Viewer::new(CLERK);
    ask(store, |it| it.person(PersonId(id), &viewer))
        .unwrap()
        .unwrap()
}

#[test]
fn whoever_joins_anothers_matter_is_listed_with_it_under_his_own_name() {
    in_every_store(|store| {
        arrival(store, person("牟春生", "13800001234", ""));
        let joins = registered("11-21", "", |it| {
            it.petitioner = Petitioner::Described(Box::new(person("单雄信", "13800005678", "")));
            it.joins = Some(number(1));
        });
        did(store, joins);
        let viewer = Viewer::new(CLERK);
        let (cases, tally) = ask(store, |it| {
            let view = it.person_view(PersonId(2), &viewer)?.unwrap();
            Ok((view.cases, it.tally(PersonId(2), &viewer)?))
        })
        .unwrap();
        let numbers: Vec<_> = cases.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [number(1)]);
        assert_eq!((tally.cases, tally.open), (1, 1));
    });
}

fn is_sound(store: &dyn Store) {
    let findings = ask(store, |it| it.verify(&mut |_| {})).unwrap();
    assert_eq!(findings.faults, Vec::<String>::new());
}

#[test]
fn who_has_the_name_and_phone_of_another_is_known_when_the_others_card_is_corrected() {
    in_every_store(|store| {
        let twin = || person("牟春生", "13800001234", "");
        arrival(store, twin());
        // The clerk says that this is another man of the same name, at the same telephone.
        let new = registered("11-20", "", |it| {
            it.petitioner = Petitioner::New(Box::new(twin()));
        });
        did(store, new);
        assert_eq!(arrival(store, twin()), (1, true));
        corrected(store, 1, PersonField::Name, "牟春生", "牟春升");
        is_sound(store);
        assert_eq!(arrival(store, twin()), (2, true));
        assert_eq!(
            arrival(store, person("牟春升", "13800001234", "")),
            (1, true)
        );
        // Once nobody has that name and phone, whoever brings them is a third.
        corrected(store, 2, PersonField::Phones, "13800001234", "13800005678");
        assert_eq!(arrival(store, twin()), (3, false));
        is_sound(store);
    });
}

/// Whose cases, and which petitioners, a number of another system leads to.
fn led_to(store: &dyn Store, value: &str) -> (Vec<u32>, Vec<u64>) {
    let cases = ask(store, |it| it.by_external(value)).unwrap();
    let mut persons = found(store, value);
    persons.sort_unstable();
    (cases.into_iter().map(|it| it.run).collect(), persons)
}

fn step(store: &dyn Store, run: u32, step: Step) {
    let viewer = Viewer::new(CLERK);
    let case = ask(store, |it| it.case(number(run), &viewer)).unwrap();
    let act = Act {
        who: CLERK.to_owned(),
        when: now(),
        action: Action::Step {
            case: number(run),
            expected: case.unwrap().revision,
            step,
        },
    };
    assert!(matches!(did(store, act), Done::Stepped { .. }));
}

#[test]
fn a_number_that_two_cases_bear_finds_both_and_withdrawn_on_one_it_finds_the_other() {
    for gives_it_up in [1, 2] {
        in_every_store(|store| {
            arrival(store, person("牟春生", "13800001234", ""));
            arrival(store, person("尉迟恭", "13800005678", ""));
            for run in [1, 2] {
                let (kind, value) = (ExternalKind::Hotline12345, "WF20260007".to_owned());
                step(store, run, Step::Number { kind, value });
            }
            assert_eq!(led_to(store, "WF20260007"), (vec![1, 2], vec![1, 2]));
            is_sound(store);
            let undo = || Step::Undo {
                of: 2,
                reason: "记错了件".to_owned(),
            };
            step(store, gives_it_up, undo());
            let keeps = 3 - gives_it_up;
            assert_eq!(
                led_to(store, "WF20260007"),
                (vec![keeps], vec![u64::from(keeps)])
            );
            is_sound(store);
            step(store, keeps, undo());
            assert_eq!(led_to(store, "WF20260007"), (vec![], vec![]));
            is_sound(store);
        });
    }
}

#[test]
fn who_has_two_cases_under_one_number_is_found_by_it_until_both_gave_it_up() {
    in_every_store(|store| {
        let card = || person("牟春生", "13800001234", "");
        arrival(store, card());
        arrival(store, card());
        // Of one case as a petition and of the other as an order: the number is the same.
        for (run, kind) in [(1, ExternalKind::Hotline12345), (2, ExternalKind::Other)] {
            let value = "WF20260007".to_owned();
            step(store, run, Step::Number { kind, value });
        }
        assert_eq!(led_to(store, "WF20260007"), (vec![1, 2], vec![1]));
        for (run, cases, persons) in [(2, vec![1], vec![1]), (1, vec![], vec![])] {
            let undo = Step::Undo {
                of: 2,
                reason: "记错了件".to_owned(),
            };
            step(store, run, undo);
            assert_eq!(led_to(store, "WF20260007"), (cases, persons));
            is_sound(store);
        }
    });
}
