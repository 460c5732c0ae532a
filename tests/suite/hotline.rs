//! The hotline's calls, told to every store.

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use mulin::domain::call::view::CallCounts;
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::codes::{Channel, Class};
use mulin::domain::entry::Stream;
use mulin::domain::item::{CallId, Item};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::error::StoreError;
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::store::snapshot::Snapshot;

use crate::cli::Desk;

const DAY: &str = "2026-11-25";
const FIRST: CaseNumber = CaseNumber { year: 2026, run: 1 };

fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

fn at(time: &str) -> Moment {
    Moment::parse(&format!("{DAY}T{time}")).unwrap()
}

fn done(store: &dyn Store, who: &str, action: Action) -> CommitResult {
    let act = Act {
        who: who.to_owned(),
        when: at("12:00"),
        action,
    };
    let outcome = store.commit(&[act]).unwrap().remove(0);
    let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
    outcome
}

fn read<T>(
    store: &dyn Store,
    who: &str,
    question: impl Fn(&Snapshot<'_>, &Viewer) -> Result<T, StoreError>,
) -> T {
    let viewer = Viewer::new(who);
    ask(store, |it| question(it, &viewer)).unwrap()
}

fn call(time: &str, number: &str, note: &str, outcome: CallOutcome) -> Action {
    Action::Call {
        id: None,
        fact: CallFact::Opened(Box::new(CallCard {
            caller: Caller {
                number: number.to_owned(),
                name: "牟春生".to_owned(),
                person: None,
                village: "东牟家村".to_owned(),
            },
            started_at: at(time),
            ended_at: at(time).plus_seconds(80),
            note: note.to_owned(),
            outcome,
        })),
    }
}

fn back(by: &str) -> CallOutcome {
    CallOutcome::CallBack {
        by: at(by),
        what: "低保何时发".to_owned(),
    }
}

fn registration(class: Class, accused: Option<&str>) -> Box<Registration> {
    Box::new(Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "牟春生".to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class,
            summary: "路灯坏了".to_owned(),
            accused: accused.map(str::to_owned),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(at("09:00")),
            channel: Some(Channel::Phone),
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
    })
}

fn ids(views: &[mulin::domain::call::view::CallView]) -> Vec<u32> {
    views.iter().map(|view| view.id.0).collect()
}

#[test]
fn calls_are_found_by_day_by_number_and_by_what_is_owed() {
    in_every_store(|store| {
        for (action, id) in [
            (call("09:00", "13800001234", "问低保", back("11:00")), 1),
            (
                call("09:30", "13800005234", "路灯", CallOutcome::Answered),
                2,
            ),
            (call("10:00", "13800001234", "路灯", back("10:30")), 3),
            (call("10:20", "", "欠薪", CallOutcome::Case(None)), 4),
        ] {
            let came = done(store, "王芳", action);
            assert_eq!(came, CommitResult::Done(Done::Call(CallId(id))));
        }
        let day = DAY.parse().unwrap();
        let of_day = read(store, "王芳", |it, who| it.calls(day, day, who));
        assert_eq!(ids(&of_day), [4, 3, 2, 1]);
        let open = read(store, "王芳", |it, who| it.open_calls(who));
        assert_eq!(ids(&open), [3, 1, 4], "the earliest due first");
        for (tail, found) in [
            ("1234", vec![3, 1]),
            ("234", vec![3, 2, 1]),
            ("13800005234", vec![2]),
            ("9", vec![]),
            ("", vec![]),
        ] {
            let calls = read(store, "王芳", |it, who| it.calls_from(tail, 10, who));
            assert_eq!(ids(&calls), found, "{tail}");
        }
        let counts = |time| read(store, "王芳", |it, _| it.call_counts(at(time)));
        let shown = |today, due, overdue| CallCounts {
            today,
            due,
            overdue,
        };
        assert_eq!(counts("10:45"), shown(4, 2, 1));
        let tried = |id, reached| {
            let fact = CallFact::CallBackTried {
                at: at("11:30"),
                reached,
                statement: "已说明".to_owned(),
                again: Some(at("16:00")).filter(|_| !reached),
            };
            let id = Some(CallId(id));
            done(store, "李梅", Action::Call { id, fact })
        };
        assert_eq!(tried(1, true), CommitResult::Done(Done::Call(CallId(1))));
        assert_eq!(tried(3, false), CommitResult::Done(Done::Call(CallId(3))));
        assert!(
            matches!(tried(2, true), CommitResult::Refused(it) if it.reason == Reason::NoCallBack)
        );
        assert_eq!(counts("12:00"), shown(4, 1, 0));
        let open = read(store, "王芳", |it, who| it.open_calls(who));
        assert_eq!(open[0].call.call_back_due(), Some(at("16:00")));
    });
}

#[test]
fn a_call_becomes_a_case_in_one_stroke_and_each_knows_the_other() {
    in_every_store(|store| {
        done(
            store,
            "王芳",
            call("09:00", "13800001234", "路灯坏了", CallOutcome::Case(None)),
        );
        let came = done(
            store,
            "王芳",
            Action::RegisterOf {
                origin: Item::Call(CallId(1)),
                registration: registration(Class::Claim, None),
            },
        );
        assert!(matches!(
            came,
            CommitResult::Done(Done::Registered { number: FIRST, .. })
        ));
        let view = read(store, "李梅", |it, who| it.call(CallId(1), who)).unwrap();
        assert_eq!(view.call.case(), Some(FIRST));
        assert!(!view.call.is_open());
        let whole = read(store, "李梅", |it, who| it.case_view(FIRST, who)).unwrap();
        assert_eq!(ids(&whole.calls), [1]);
        let again = Action::Call {
            id: Some(CallId(1)),
            fact: CallFact::Ended(CallOutcome::Answered),
        };
        let came = done(store, "王芳", again);
        assert!(matches!(came, CommitResult::Refused(it) if it.reason == Reason::AlreadyKnown));
        // Another call about the same case.
        let about = call(
            "11:00",
            "13800001234",
            "问进展",
            CallOutcome::Case(Some(FIRST)),
        );
        assert_eq!(
            done(store, "王芳", about),
            CommitResult::Done(Done::Call(CallId(2)))
        );
        let whole = read(store, "李梅", |it, who| it.case_view(FIRST, who)).unwrap();
        assert_eq!(ids(&whole.calls), [1, 2]);
    });
}

#[test]
fn a_call_that_led_to_an_accusation_shows_its_times_alone() {
    in_every_store(|store| {
        let note = "举报村会计单守财";
        done(
            store,
            "王芳",
            call("09:00", "13800001234", note, CallOutcome::Case(None)),
        );
        let action = Action::RegisterOf {
            origin: Item::Call(CallId(1)),
            registration: registration(Class::Accusation, Some("村会计单守财")),
        };
        done(store, "王芳", action);
        for (who, locked, case) in [
            ("王芳", false, Some(FIRST)),
            ("李梅", true, None),
            ("单守财", true, None),
        ] {
            let view = read(store, who, |it, who| it.call(CallId(1), who)).unwrap();
            assert!(view.secret, "{who}: on lists by number alone");
            assert_eq!((view.locked, view.call.case()), (locked, case), "{who}");
            let text = format!("{:?}", view.call);
            for word in ["单守财", "牟春生", "13800001234", "东牟家村"] {
                assert_eq!(text.contains(word), !locked, "{who}: {word}");
            }
            let by_number = read(store, who, |it, who| it.calls_from("1234", 10, who));
            assert_eq!(by_number.len(), usize::from(!locked), "{who}");
            let of_case = read(store, who, |it, who| it.calls_of(FIRST, who));
            assert_eq!(of_case.len(), usize::from(!locked), "{who}");
            let history = read(store, who, |it, who| {
                it.history(Stream::Call(CallId(1)), who)
            });
            assert_eq!(history.len(), if locked { 0 } else { 2 }, "{who}");
        }
        let noted = Action::Call {
            id: Some(CallId(1)),
            fact: CallFact::Noted("x".to_owned()),
        };
        let came = done(store, "李梅", noted);
        assert!(matches!(came, CommitResult::Refused(it) if it.reason == Reason::NotForThisViewer));
        // Nor does a call to it tell a stranger that it is there to be read.
        let about = call("11:00", "13800001234", "", CallOutcome::Case(Some(FIRST)));
        let came = done(store, "李梅", about);
        assert!(matches!(came, CommitResult::Refused(it) if it.reason == Reason::NotForThisViewer));
    });
}

#[test]
fn the_command_line_lists_the_calls_of_a_day_and_what_is_owed() {
    let desk = Desk::new();
    {
        let store =
            RedbStore::open(&desk.file("desk.redb"), Vec::new(), Settings::default()).unwrap();
        done(
            &store,
            "王芳",
            call("09:00", "13800001234", "问低保", back("09:30")),
        );
        done(
            &store,
            "王芳",
            call("09:10", "", "路灯", CallOutcome::Answered),
        );
        let note = "举报村会计单守财";
        done(
            &store,
            "王芳",
            call("09:20", "13800001235", note, CallOutcome::Case(None)),
        );
        let action = Action::RegisterOf {
            origin: Item::Call(CallId(3)),
            registration: registration(Class::Accusation, Some("村会计单守财")),
        };
        done(&store, "王芳", action);
    }
    let read = |args: &[&str]| -> serde_json::Value {
        let out = desk.command(args).output().unwrap();
        assert!(out.status.success(), "{out:?}");
        serde_json::from_slice(&out.stdout).unwrap()
    };
    let calls = read(&["call", "list", "--on", DAY, "--json"]);
    let text: Vec<_> = calls
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
            [
                text("call"),
                text("number"),
                text("note"),
                text("outcome"),
                text("call_back"),
            ]
            .join(" ")
        })
        .collect();
    assert_eq!(
        text,
        [
            "RX-3 - - case -",
            "RX-2 - 路灯 answered -",
            "RX-1 138****1234 问低保 call_back late",
        ]
    );
    let open = read(&["call", "list", "--open", "--json"]);
    assert_eq!(open.as_array().unwrap().len(), 1);
    let none = read(&["call", "list", "--on", "2026-11-24", "--json"]);
    assert_eq!(none, serde_json::json!([]));
    let out = desk.command(&["call", "list"]).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    for shown in ["138****1234", "牟*生"] {
        assert!(text.contains(shown), "{text}");
    }
    for hidden in ["单守财", "13800001234", "牟春生", "13800001235"] {
        assert!(!text.contains(hidden), "{text}");
    }
    let out = desk
        .command(&["call", "list", "--on", "x"])
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
}
