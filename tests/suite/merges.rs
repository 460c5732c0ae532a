//! Merging and splitting, told to every store: one row for a person, one clock for a matter, and
//! both as they were after a split.

use std::sync::Arc;

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::case::fact::closing::WithdrawalForm;
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Channel, Class, DeliveryWay, Difficulty, Ruling, Urgency};
use mulin::domain::entry::Stream;
use mulin::domain::merge::{Likeness, Merge, Split, compare_persons, taken};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::id::PersonId;
use mulin::domain::person::{Person, PersonFact, PersonField, Taken};
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::office::find::PeopleFinder;
use mulin::search::index::FinderIndex;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::words::lang::Lang;
use serde_json::Value;

use crate::cli::Desk;
use crate::made;
use crate::rooms::House;
use crate::screens::{SIZES, compare_with};

const WHO: &str = "王建国";

fn in_every_store(story: impl Fn(&dyn Store)) {
    let finder = || vec![Arc::new(FinderIndex) as _];
    story(&MemoryStore::new(finder(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.redb");
    story(&RedbStore::open(&file, finder(), Settings::default()).unwrap());
}

fn viewer() -> Viewer {
    Viewer::new(WHO)
}

fn at(day: u32) -> Moment {
    Moment::parse(&format!("2026-11-{day:02}T09:00")).unwrap()
}

fn done(store: &dyn Store, day: u32, action: Action) -> CommitResult {
    by(store, WHO, day, action)
}

fn by(store: &dyn Store, who: &str, day: u32, action: Action) -> CommitResult {
    let act = Act {
        who: who.to_owned(),
        when: at(day),
        action,
    };
    store.commit(&[act]).unwrap().remove(0)
}

fn person(name: &str, phone: &str) -> Person {
    Person {
        name: name.to_owned(),
        phones: vec![phone.to_owned()],
        ..Person::default()
    }
}

fn registration(person: Person, class: Class, day: u32) -> Registration {
    let matter = Matter {
        class,
        summary: "欠薪".to_owned(),
        ..Matter::default()
    };
    let petitioner = Petitioner::Described(Box::new(person));
    made::registration(petitioner, matter, made::visit(at(day), Channel::Visit))
}

/// Registers a claim and gives its number and person.
fn claim(store: &dyn Store, name: &str, phone: &str, day: u32) -> (CaseNumber, PersonId) {
    let claim = registration(person(name, phone), Class::Claim, day);
    match done(store, day, Action::Register(Box::new(claim))) {
        CommitResult::Done(Done::Registered { number, person, .. }) => (number, person),
        other => panic!("{other:?}"),
    }
}

fn revision(store: &dyn Store, number: CaseNumber) -> u32 {
    case(store, number).revision
}

fn case(store: &dyn Store, number: CaseNumber) -> mulin::domain::case::fact::state::Case {
    ask(store, |it| it.case(number, &viewer()))
        .unwrap()
        .unwrap()
}

fn entries(store: &dyn Store, id: PersonId) -> u32 {
    let history = ask(store, |it| it.history(Stream::Person(id), &viewer())).unwrap();
    history.last().unwrap().seq
}

fn merge_cases(store: &dyn Store, from: CaseNumber, into: CaseNumber) -> CommitResult {
    let expected = (revision(store, from), revision(store, into));
    let merge = Merge::Cases {
        from,
        into,
        expected,
    };
    done(store, 20, Action::Merge(merge))
}

fn split_case(store: &dyn Store, number: CaseNumber) -> CommitResult {
    let expected = revision(store, number);
    done(store, 25, Action::Split(Split::Case { number, expected }))
}

fn merge_persons(store: &dyn Store, from: PersonId, into: PersonId) -> CommitResult {
    let card = |id| ask(store, |it| it.person(id, &viewer())).unwrap().unwrap();
    let merge = Merge::Persons {
        from,
        into,
        took: taken(&compare_persons(&card(from), &card(into))),
        expected: (entries(store, from), entries(store, into)),
    };
    done(store, 20, Action::Merge(merge))
}

fn take(store: &dyn Store, number: CaseNumber, day: u32, step: Step) -> CommitResult {
    let expected = revision(store, number);
    let case = number;
    let action = Action::Step {
        case,
        expected,
        step,
    };
    done(store, day, action)
}

fn refused(outcome: &CommitResult) -> &Reason {
    match outcome {
        CommitResult::Refused(refusal) => &refusal.reason,
        other => panic!("{other:?}"),
    }
}

fn is_done(outcome: &CommitResult) {
    assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
}

fn is_sound(store: &dyn Store) {
    let findings = ask(store, |it| it.verify(&mut |_| {})).unwrap();
    assert_eq!(findings.faults, Vec::<String>::new());
}

fn found(store: &dyn Store, words: &str) -> Vec<PersonId> {
    let found = PeopleFinder::default().find(store, words, 10, &Viewer::new(WHO));
    found.unwrap().into_iter().map(|it| it.hit.person).collect()
}

fn cases_of(store: &dyn Store, id: PersonId) -> Vec<CaseNumber> {
    let rows = ask(store, |it| it.cases_of(id, 10, &viewer())).unwrap();
    rows.into_iter().map(|row| row.number).collect()
}

#[test]
fn two_cards_become_one_row_and_part_again() {
    in_every_store(|store| {
        let (first, a) = claim(store, "牟春生", "13800001111", 2);
        let (second, b) = claim(store, "牟春升", "13800002222", 3);
        let finds = |words: &str| found(store, words);
        assert_eq!(finds("1111"), [a]);
        assert_eq!(finds("2222"), [b]);
        assert_eq!(finds("mcs").len(), 2);
        is_done(&merge_persons(store, a, b));
        for words in ["1111", "2222", "mcs", "牟春生", "牟春升"] {
            assert_eq!(finds(words), [b], "{words}");
        }
        // Either id gives who stands, with all cases.
        for id in [a, b] {
            let view = ask(store, |it| it.person_view(id, &viewer()))
                .unwrap()
                .unwrap();
            assert_eq!(view.id, b);
            assert_eq!(view.person.name, "牟春升");
            assert_eq!(view.person.phones, ["13800002222", "13800001111"]);
            assert_eq!(cases_of(store, id), [second, first]);
            let tally = ask(store, |it| it.tally(id, &viewer())).unwrap();
            assert_eq!((tally.cases, tally.open), (2, 2));
        }
        // Who comes as the one that went is received as the one that stands.
        let (third, who) = claim(store, "牟春生", "13800001111", 21);
        assert_eq!(who, b);
        is_sound(store);
        // A merge the other way round, or with one that went, is refused.
        assert_eq!(
            refused(&merge_persons_raw(store, b, a)),
            &Reason::OppositeMerge
        );
        let (_, c) = claim(store, "单雄信", "13800003333", 22);
        assert_eq!(
            refused(&merge_persons_raw(store, a, c)),
            &Reason::AlreadyMerged
        );
        assert_eq!(
            refused(&merge_persons_raw(store, b, b)),
            &Reason::MergeWithItself
        );
        // Through others too.
        is_done(&merge_persons(store, b, c));
        assert_eq!(
            refused(&merge_persons_raw(store, c, a)),
            &Reason::OppositeMerge
        );
        assert_eq!(cases_of(store, a).len(), 4);
        is_sound(store);
        is_done(&done(store, 25, Action::Split(Split::Person(b))));
        // At any later time both stand again with their own.
        is_done(&done(store, 26, Action::Split(Split::Person(a))));
        assert_eq!(cases_of(store, a), [first]);
        assert_eq!(cases_of(store, b), [third, second]);
        assert_eq!(finds("1111"), [a]);
        assert_eq!(finds("2222"), [b]);
        let card = ask(store, |it| it.person(b, &viewer())).unwrap().unwrap();
        assert_eq!(card.phones, ["13800002222"]);
        let again = done(store, 26, Action::Split(Split::Person(a)));
        assert_eq!(refused(&again), &Reason::NotMerged);
        is_sound(store);
    });
}

fn merge_persons_raw(store: &dyn Store, from: PersonId, into: PersonId) -> CommitResult {
    let merge = Merge::Persons {
        from,
        into,
        took: Vec::new(),
        expected: (entries(store, from), entries(store, into)),
    };
    done(store, 24, Action::Merge(merge))
}

#[test]
fn one_matter_keeps_the_earlier_dates_and_answers_both() {
    in_every_store(|store| {
        let (early, a) = claim(store, "牟春生", "13800001111", 2);
        let (late, b) = claim(store, "单雄信", "13800002222", 10);
        let accept = |day: u32| Step::Accept { on: at(day).date() };
        is_done(&take(store, early, 3, accept(3)));
        is_done(&take(store, late, 12, accept(12)));
        let notify = |day: u32| Step::Notify {
            on: at(day).date(),
            way: DeliveryWay::ALL[0],
        };
        is_done(&take(store, late, 12, notify(12)));
        let due = |number| {
            let row = ask(store, |it| it.row(number, &viewer())).unwrap().unwrap();
            (row.due_raw, row.rule)
        };
        let (notice, decide) = (due(early), due(late));
        assert_eq!(notice.1, Some("notice"));
        assert_eq!(decide.1, Some("decide"));
        let open = |store: &dyn Store| {
            let today = at(12).date();
            ask(store, |it| it.counts(today)).unwrap().open
        };
        assert_eq!(open(store), 2);
        is_done(&merge_cases(store, early, late));
        assert_eq!(open(store), 1);
        // The petitioner of the one that went still waits for his notice, by his own date.
        assert_eq!(due(late), notice);
        assert_eq!(due(early), (None, None));
        is_done(&take(store, late, 14, notify(14)));
        assert_eq!(case(store, late).notice.unwrap().on, at(12).date());
        // Sixty days run from the earlier acceptance.
        assert_eq!(due(late).0, Some(at(3).date() + chrono::Days::new(60)));
        // Both find it, and both visits count.
        assert_eq!(cases_of(store, a), [late, early]);
        assert_eq!(cases_of(store, b), [late]);
        let row = ask(store, |it| it.row(late, &viewer())).unwrap().unwrap();
        assert_eq!(row.visits, 2);
        assert_eq!(case(store, late).petitioners(), [a, b]);
        // What went takes notes alone, and a visit on it joins the one that stands.
        let text = "来电".to_owned();
        is_done(&take(store, early, 21, Step::Note { text }));
        let refusal = take(store, early, 21, notify(21));
        assert_eq!(refused(&refusal), &Reason::MergedTakesNoStep);
        let mut again = registration(person("牟春生", "13800001111"), Class::Claim, 22);
        again.joins = Some(early);
        let joined = done(store, 22, Action::Register(Box::new(again)));
        assert!(
            matches!(joined, CommitResult::Done(Done::Registered { number, .. }) if number == late),
            "{joined:?}"
        );
        let withdrawn = Step::Withdraw {
            on: at(22).date(),
            words: "不找了".to_owned(),
            form: Some(WithdrawalForm::Written),
        };
        assert_eq!(
            refused(&take(store, late, 22, withdrawn)),
            &Reason::SplitFirst
        );
        assert_eq!(
            refused(&merge_cases(store, late, early)),
            &Reason::OppositeMerge
        );
        is_sound(store);
        is_done(&split_case(store, early));
        assert_eq!(due(early), notice);
        assert_eq!(due(late), decide);
        assert_eq!(open(store), 2);
        // He came for the other meanwhile, so that stays his too.
        assert_eq!(cases_of(store, a), [late, early]);
        assert_eq!(refused(&split_case(store, early)), &Reason::NotMerged);
        is_sound(store);
    });
}

#[test]
fn merges_that_would_show_or_lose_something_are_refused() {
    in_every_store(|store| {
        let (plain, _) = claim(store, "牟春生", "13800001111", 2);
        let (other, _) = claim(store, "单雄信", "13800002222", 2);
        let (third, _) = claim(store, "秦琼", "13800003333", 2);
        let secret = registration(person("徐茂公", "13800004444"), Class::Accusation, 3);
        let CommitResult::Done(Done::Registered { number: secret, .. }) =
            done(store, 3, Action::Register(Box::new(secret)))
        else {
            panic!("not registered");
        };
        let merge = |from, into, expected| {
            Action::Merge(Merge::Cases {
                from,
                into,
                expected,
            })
        };
        for (who, from, into, why) in [
            (WHO, plain, secret, Reason::AccusationStaysApart),
            (WHO, secret, plain, Reason::AccusationStaysApart),
            ("李四", plain, secret, Reason::NotForThisViewer),
            (WHO, plain, plain, Reason::MergeWithItself),
        ] {
            let outcome = by(store, who, 4, merge(from, into, (1, 1)));
            assert_eq!(refused(&outcome), &why, "{from} {into}");
        }
        // What the screen compared is no longer what stands.
        let stale = done(store, 4, merge(plain, other, (1, 7)));
        assert_eq!(stale, CommitResult::Conflict { now: 1 });
        // Chains go up; a part is split before its whole's whole.
        is_done(&merge_cases(store, plain, other));
        is_done(&merge_cases(store, other, third));
        assert_eq!(
            refused(&merge_cases(store, third, plain)),
            &Reason::OppositeMerge
        );
        assert_eq!(refused(&split_case(store, plain)), &Reason::AlreadyMerged);
        is_sound(store);
        is_done(&split_case(store, other));
        is_done(&split_case(store, plain));
        assert_eq!(case(store, third).merge.absorbed, []);
        is_sound(store);
    });
}

#[test]
fn a_class_is_not_withdrawn_where_it_would_put_a_claim_and_an_accusation_into_one_matter() {
    in_every_store(|store| {
        let accusation = |name: &str, phone: &str| {
            let secret = registration(person(name, phone), Class::Accusation, 3);
            is_done(&done(store, 3, Action::Register(Box::new(secret))));
        };
        // A claim at first, that turned out to be an accusation; then another one joins it.
        let (whole, _) = claim(store, "牟春生", "13800001111", 2);
        let classify = Step::Classify {
            class: Class::Accusation,
            category: None,
            urgency: Urgency::Ordinary,
            difficulty: Difficulty::Ordinary,
        };
        is_done(&take(store, whole, 3, classify));
        accusation("徐茂公", "13800004444");
        let part = CaseNumber { run: 2, ..whole };
        is_done(&merge_cases(store, part, whole));
        let undo = |of| Step::Undo {
            of,
            reason: "分错了类".to_owned(),
        };
        assert_eq!(
            refused(&take(store, whole, 22, undo(2))),
            &Reason::AccusationStaysApart
        );
        assert_eq!(case(store, whole).matter.class, Class::Accusation);
        // Once both stand apart, the class may be withdrawn.
        is_done(&split_case(store, part));
        is_done(&take(store, whole, 26, undo(2)));
        assert_eq!(case(store, whole).matter.class, Class::Claim);
        is_sound(store);
    });
}

#[test]
fn a_preview_shows_what_differs_first() {
    let going = Person {
        village: Some("东牟家村".to_owned()),
        id_number: Some("370785190001010012".to_owned()),
        ..person("牟春生", "13800001111")
    };
    let standing = person("牟春升", "13800002222");
    let lines = compare_persons(&going, &standing);
    let seen: Vec<(&str, Likeness, String)> = lines
        .iter()
        .map(|line| (line.name, line.likeness, line.kept()))
        .collect();
    let text = str::to_owned;
    assert_eq!(
        seen,
        [
            ("name", Likeness::Differs, text("牟春升")),
            (
                "phones",
                Likeness::Differs,
                text("13800002222、13800001111")
            ),
            ("id_number", Likeness::Only, text("370785190001010012")),
            ("village", Likeness::Only, text("东牟家村")),
            ("birth", Likeness::Only, text("")),
        ]
    );
}

#[test]
fn a_clerk_merges_two_cases_by_number_and_splits_them() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let second = Visit {
        person: PersonId(0),
        received_at: Some(Moment::parse("2026-09-20 09:00").unwrap()),
        ..registration(Person::default(), Class::Claim, 2).visit
    };
    house.keep(vec![Action::Register(Box::new(Registration {
        visit: second,
        ..registration(person("秦琼", "13800009999"), Class::Claim, 2)
    }))]);
    house.press("<C-f>");
    house.type_text("mcs");
    house.press("<Enter> <Enter> &");
    house.sees("并案：把 ML-2026-0001 并入另一件");
    house.type_text("3");
    house.press("<Enter>");
    house.sees("被合并 ML-2026-0001");
    house.sees("保留 ML-2026-0003");
    house.sees("秦*");
    // Turned round, the other goes.
    house.press("<Tab>");
    house.sees("被合并 ML-2026-0003");
    house.press("<Enter>");
    house.sees("保留 ML-2026-0001");
    house.press("<C-s>");
    assert!(
        house.notice().contains("ML-2026-0003 已并入 ML-2026-0001"),
        "{}",
        house.notice()
    );
    let pointer = |house: &House| {
        let picture = house.picture();
        let pointed = |line: &str| line.contains("并入") && line.contains("ML-2026-0001");
        picture.lines().any(pointed)
    };
    house.press("<F4> queue.narrow 2 <C-s> <End> <Enter>");
    assert!(
        pointer(&house),
        "the first page tells where it went\n{}",
        house.picture()
    );
    house.press("% <C-s>");
    assert!(
        house.notice().contains("ML-2026-0003 已拆出"),
        "{}",
        house.notice()
    );
}

#[test]
fn a_clerk_merges_two_persons_from_the_finder() {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            let mut house = House::open(lang, size);
            house.press("<C-f>");
            house.type_text("mcs");
            house.press("finder.merge");
            house.press("finder.merge <Esc>");
            house.sees("mcs");
            house.press("finder.merge");
            house.type_text("王小明 1235");
            house.press("<Enter>");
            house.press("<Down> <Right>");
            compare_with(
                &format!("merge.{code}.{}x{}.txt", size.0, size.1),
                &house.picture(),
            );
            house.press("<C-s>");
            house.sees("P-GNLFXD");
            assert!(house.model.overlays.is_empty(), "{}", house.picture());
            house.press("<C-f>");
            house.type_text("mcs");
            house.press("finder.split");
            house.press("finder.split <C-s>");
            house.sees("P-RCTFBF");
        }
    }
}

#[test]
fn either_number_of_a_merged_case_shows_where_it_went() {
    let desk = Desk::new().with_three();
    let store = RedbStore::open(&desk.file("desk.redb"), Vec::new(), Settings::default()).unwrap();
    let [from, into] = [1, 2].map(|run| CaseNumber { year: 2026, run });
    let expected = (revision(&store, from), revision(&store, into));
    let merge = Merge::Cases {
        from,
        into,
        expected,
    };
    is_done(&done(&store, 25, Action::Merge(merge)));
    drop(store);
    let show = |number: &str, json: bool| {
        let flag: &[&str] = if json { &["--json"] } else { &[] };
        desk.run(&[&["case", "show", number], flag].concat())
    };
    let gone = show("2026-1", true).json();
    assert_eq!(gone["merged_into"], "ML-2026-0002");
    assert_eq!(gone["due"], Value::Null);
    assert_eq!(gone["visits"].as_array().unwrap().len(), 2);
    let stands = show("2026-2", true).json();
    assert_eq!(stands["merged_into"], Value::Null);
    assert_eq!(stands["absorbed"][0]["number"], "ML-2026-0001");
    assert_eq!(stands["absorbed"][0]["visits"], 2);
    let last = stands["history"].as_array().unwrap().last().unwrap();
    assert_eq!(last["step"], "absorbed");
    for (number, says) in [
        ("2026-1", "part of ML-2026-0002 now"),
        ("2026-2", "cases that are part of it: ML-2026-0001"),
    ] {
        let out = show(number, false).out;
        assert!(out.contains(says), "{out}");
    }
    let answer = desk.run(&["verify"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
}

#[test]
fn what_is_decided_for_one_is_decided_for_all_and_a_split_gives_back_the_dates() {
    in_every_store(|store| {
        let (early, _) = claim(store, "牟春生", "13800001111", 2);
        let (late, _) = claim(store, "单雄信", "13800002222", 10);
        is_done(&take(store, late, 12, Step::Accept { on: at(12).date() }));
        is_done(&merge_cases(store, early, late));
        let decided = Step::Decide {
            on: at(21).date(),
            ruling: Ruling::ALL[0],
            opinion: "支持".to_owned(),
            basis: "条例 32".to_owned(),
            request: "要求付清工资".into(),
            facts: "欠薪三个月".into(),
        };
        is_done(&take(store, late, 21, decided));
        let part = &case(store, late).merge.absorbed[0];
        assert_eq!(part.decision, case(store, late).decision);
        // A merge is undone by the split, in both histories, never in one alone.
        let undo = Step::Undo {
            of: 3,
            reason: "误并".to_owned(),
        };
        assert_eq!(
            refused(&take(store, late, 22, undo)),
            &Reason::MergeTakesBoth
        );
        is_done(&split_case(store, early));
        assert_eq!(case(store, early).decision, None);
        assert!(case(store, late).decision.is_some());
        let row = ask(store, |it| it.row(early, &viewer())).unwrap().unwrap();
        assert_eq!(row.rule, Some("notice"));
        is_sound(store);
    });
}

#[test]
fn a_phone_on_both_cards_stays_once_and_a_later_correction_outlives_the_split() {
    in_every_store(|store| {
        let (_, a) = claim(store, "牟春生", "13800001111", 2);
        let (_, b) = claim(store, "牟春升", "13800002222", 3);
        let phones = |old: &str, new: &str, id| {
            let fact = PersonFact::Corrected {
                field: PersonField::Phones,
                old: old.to_owned(),
                new: new.to_owned(),
            };
            is_done(&done(store, 4, Action::Person { id, fact }));
        };
        let card = |id| ask(store, |it| it.person(id, &viewer())).unwrap().unwrap();
        phones("13800001111", "13800002222、13800001111", a);
        is_done(&merge_persons(store, a, b));
        assert_eq!(card(b).phones, ["13800002222", "13800001111"]);
        phones("13800002222、13800001111", "13800009012", b);
        is_done(&done(store, 26, Action::Split(Split::Person(a))));
        assert_eq!(card(b).phones, ["13800009012"]);
        assert_eq!(card(a).phones, ["13800002222", "13800001111"]);
        is_sound(store);
    });
}

#[test]
fn a_wish_for_secrecy_is_never_merged_away() {
    in_every_store(|store| {
        let (_, a) = claim(store, "牟春生", "13800001111", 2);
        let mut secret = registration(person("牟春升", "13800002222"), Class::Claim, 3);
        if let Petitioner::Described(card) = &mut secret.petitioner {
            card.confidential = true;
        }
        is_done(&done(store, 3, Action::Register(Box::new(secret))));
        let b = PersonId(2);
        let card = ask(store, |it| it.person(b, &viewer())).unwrap().unwrap();
        let took = vec![Taken {
            field: PersonField::Confidential,
            old: card.text(PersonField::Confidential),
            new: String::new(),
        }];
        let merge = Merge::Persons {
            from: a,
            into: b,
            took,
            expected: (entries(store, a), entries(store, b)),
        };
        let outcome = done(store, 20, Action::Merge(merge));
        assert_eq!(refused(&outcome), &Reason::NotAChoice);
    });
}
