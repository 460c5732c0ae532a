//! Appointments and reminders, told to every store: nobody is refused, what is about an accusation is
//! held back with it, and each thing follows from its history.

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner};
use mulin::domain::appointment::{AppointmentFact, AppointmentState, Arranged, Host};
use mulin::domain::case::fact::matter::Matter;
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Channel, Class, Difficulty, Urgency};
use mulin::domain::entry::Stream;
use mulin::domain::follow_up::{FollowUpFact, FollowUpId, Recalled};
use mulin::domain::item::{AppointmentId, Item};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::refusal::{Reason, Refusal};
use mulin::domain::settings::Settings;
use mulin::domain::subject::Subject;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;

use crate::made::{registration, visit};

const CLERK: &str = "王芳";
const OTHER: &str = "李梅";

/// Tells the story to a store in memory and to one in a file.
fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

fn does(store: &dyn Store, who: &str, action: Action) -> CommitResult {
    let act = Act {
        who: who.to_owned(),
        when: Moment::parse("2026-11-25T09:41:00+08:00").unwrap(),
        action,
    };
    let outcome = store.commit(&[act]).unwrap().remove(0);
    let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
    outcome
}

fn refusal(outcome: CommitResult) -> Refusal {
    match outcome {
        CommitResult::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

fn arranged(name: &str, case: Option<CaseNumber>) -> Box<Arranged> {
    Box::new(Arranged {
        person: None,
        name: name.to_owned(),
        phone: "13800000001".to_owned(),
        day: "2026-12-02".parse().unwrap(),
        time: "09:00:00".parse().ok(),
        host: Host::Leader,
        with: "高秀云".to_owned(),
        case: case.map(|number| Subject::Item(Item::Case(number))),
        about: "补偿款".to_owned(),
        place: "二楼".to_owned(),
        note: String::new(),
    })
}

fn make(store: &dyn Store, who: &str, arranged: Box<Arranged>) -> AppointmentId {
    let fact = AppointmentFact::Made(arranged);
    match does(store, who, Action::Appointment { id: None, fact }) {
        CommitResult::Done(Done::Appointment(id)) => id,
        other => panic!("{other:?}"),
    }
}

fn change(store: &dyn Store, who: &str, id: AppointmentId, fact: AppointmentFact) -> CommitResult {
    does(store, who, Action::Appointment { id: Some(id), fact })
}

fn accusation(store: &dyn Store) -> CaseNumber {
    let petitioner = Petitioner::New(Box::new(Person {
        name: "蔡文姬".to_owned(),
        ..Person::default()
    }));
    let matter = Matter {
        summary: "举报截留补偿款".to_owned(),
        class: Class::Accusation,
        ..Matter::default()
    };
    let came = Moment::parse("2026-11-24T08:17:00+08:00").unwrap();
    let registration = registration(petitioner, matter, visit(came, Channel::Visit));
    let action = Action::Register(Box::new(registration));
    match does(store, CLERK, action) {
        CommitResult::Done(Done::Registered { number, .. }) => number,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_appointment_is_made_moved_and_kept_to() {
    in_every_store(|store| {
        let viewer = Viewer::new(OTHER);
        let day = |text: &str| text.parse().unwrap();
        let id = make(store, CLERK, arranged("李某", None));
        let moved = Box::new(Arranged {
            day: day("2026-12-03"),
            ..*arranged("李某", None)
        });
        change(store, CLERK, id, AppointmentFact::Altered(moved));
        let on =
            |text: &str| ask(store, |it| it.appointments(day(text), day(text), &viewer)).unwrap();
        assert!(on("2026-12-02").is_empty());
        assert_eq!(on("2026-12-03").len(), 1);
        change(store, CLERK, id, AppointmentFact::Missed(String::new()));
        let planned = ask(store, |it| {
            it.planned_appointments(day("2026-12-31"), &viewer)
        });
        assert!(planned.unwrap().is_empty(), "he is not expected any more");
        change(store, OTHER, id, AppointmentFact::Came);
        let state = on("2026-12-03")[0].appointment.state;
        assert_eq!(state, AppointmentState::Came, "he came after all");
        let refused = refusal(change(store, CLERK, id, AppointmentFact::Came));
        assert_eq!(refused.reason, Reason::Closed);
        let history = ask(store, |it| it.history(Stream::Appointment(id), &viewer)).unwrap();
        assert_eq!(history.len(), 4);
    });
}

#[test]
fn an_appointment_about_an_accusation_is_hidden_like_it() {
    in_every_store(|store| {
        let number = accusation(store);
        let id = make(store, CLERK, arranged("蔡文姬", Some(number)));
        let day = "2026-12-02".parse().unwrap();
        let seen = |who: &str| {
            let viewer = Viewer::new(who);
            ask(store, |it| it.appointments(day, day, &viewer)).unwrap()
        };
        assert_eq!(seen(CLERK)[0].appointment.arranged.name, "蔡文姬");
        let held = &seen(OTHER)[0];
        assert!(held.locked);
        let shown = format!("{held:?}");
        for mark in [
            "蔡文姬",
            "13800000001",
            "补偿款",
            "二楼",
            "ML-2026",
            "run: 1",
        ] {
            assert!(!shown.contains(mark), "{mark}: {shown}");
        }
        assert!(shown.contains("高秀云"), "that the hour is taken is told");
        let other = Viewer::new(OTHER);
        let history = ask(store, |it| it.history(Stream::Appointment(id), &other)).unwrap();
        assert!(history.is_empty());
        let refused = refusal(change(store, OTHER, id, AppointmentFact::Came));
        assert_eq!(refused.reason, Reason::NotForThisViewer);
        let unread = AppointmentFact::Made(arranged("张某", Some(number)));
        let unread = Action::Appointment {
            id: None,
            fact: unread,
        };
        let refused = refusal(does(store, OTHER, unread));
        assert_eq!(refused.field, Some("about_case"));
    });
}

#[test]
fn of_what_is_held_back_no_word_reaches_another_whatever_became_of_it() {
    in_every_store(|store| {
        let number = accusation(store);
        let case = ask(store, |it| it.case(number, &Viewer::new(CLERK)));
        let person = case.unwrap().unwrap().petitioner;
        let whole = Box::new(Arranged {
            person: Some(person),
            note: "带账本来".to_owned(),
            ..*arranged("蔡文姬", Some(number))
        });
        let id = make(store, CLERK, whole);
        let missed = AppointmentFact::Missed("来电说腿伤".to_owned());
        change(store, CLERK, id, missed);
        let day = "2026-12-02".parse().unwrap();
        let seen = |who: &str| {
            let viewer = Viewer::new(who);
            ask(store, |it| it.appointments(day, day, &viewer)).unwrap()
        };
        let own = format!("{:?}", seen(CLERK));
        let other = format!("{:?}", seen(OTHER));
        let person = format!("{person:?}");
        for mark in [
            "蔡文姬",
            "13800000001",
            "补偿款",
            "二楼",
            "带账本来",
            "腿伤",
            &person,
        ] {
            assert!(own.contains(mark), "{mark}: {own}");
            assert!(!other.contains(mark), "{mark}: {other}");
        }
    });
}

#[test]
fn an_appointment_with_one_who_accuses_is_hidden_though_it_names_no_case() {
    in_every_store(|store| {
        let number = accusation(store);
        let case = ask(store, |it| it.case(number, &Viewer::new(CLERK)));
        let person = case.unwrap().unwrap().petitioner;
        let with = Box::new(Arranged {
            person: Some(person),
            ..*arranged("蔡文姬", None)
        });
        make(store, CLERK, with);
        let day = "2026-12-02".parse().unwrap();
        let viewer = Viewer::new(OTHER);
        for views in [
            ask(store, |it| it.appointments(day, day, &viewer)).unwrap(),
            ask(store, |it| it.planned_appointments(day, &viewer)).unwrap(),
        ] {
            assert!(views[0].locked, "{views:?}");
            assert!(!format!("{views:?}").contains("蔡文姬"), "{views:?}");
        }
    });
}

#[test]
fn a_reminder_of_what_became_an_accusation_is_gone_from_whom_it_is_held_back() {
    in_every_store(|store| {
        let petitioner = Petitioner::New(Box::new(Person {
            name: "蔡文姬".to_owned(),
            ..Person::default()
        }));
        let came = Moment::parse("2026-11-24T08:17:00+08:00").unwrap();
        let registration = registration(petitioner, Matter::default(), visit(came, Channel::Visit));
        let CommitResult::Done(Done::Registered { number, .. }) =
            does(store, CLERK, Action::Register(Box::new(registration)))
        else {
            panic!("not registered");
        };
        let about = Some(Subject::Item(Item::Case(number)));
        assert!(matches!(remind(store, OTHER, about), CommitResult::Done(_)));
        let day = "2026-11-26".parse().unwrap();
        let seen = |who: &str| {
            let viewer = Viewer::new(who);
            ask(store, |it| it.follow_ups(day, &viewer)).unwrap().len()
        };
        assert_eq!((seen(CLERK), seen(OTHER)), (1, 1));
        let step = Step::Classify {
            class: Class::Accusation,
            category: None,
            urgency: Urgency::Ordinary,
            difficulty: Difficulty::Ordinary,
        };
        let classify = Action::Step {
            case: number,
            expected: 1,
            step,
        };
        assert!(matches!(
            does(store, CLERK, classify),
            CommitResult::Done(_)
        ));
        assert_eq!((seen(CLERK), seen(OTHER)), (1, 0));
    });
}

fn remind(store: &dyn Store, whom: &str, about: Option<Subject>) -> CommitResult {
    let fact = FollowUpFact::Set(Box::new(Recalled {
        day: "2026-11-26".parse().unwrap(),
        time: None,
        text: "问补偿款到了没有".to_owned(),
        whom: whom.to_owned(),
        by: String::new(),
        about,
    }));
    does(store, CLERK, Action::FollowUp { id: None, fact })
}

#[test]
fn a_reminder_is_read_by_those_between_whom_it_is() {
    in_every_store(|store| {
        remind(store, OTHER, None);
        let day = "2026-11-26".parse().unwrap();
        let seen = |who: &str| {
            let viewer = Viewer::new(who);
            ask(store, |it| it.follow_ups(day, &viewer)).unwrap().len()
        };
        assert_eq!((seen(CLERK), seen(OTHER), seen("赵铁柱")), (1, 1, 0));
        let third = Viewer::new("赵铁柱");
        let stream = Stream::FollowUp(FollowUpId(1));
        let history = ask(store, |it| it.history(stream, &third)).unwrap();
        assert!(history.is_empty());
        let done = |who: &str| {
            let action = Action::FollowUp {
                id: Some(FollowUpId(1)),
                fact: FollowUpFact::Done,
            };
            does(store, who, action)
        };
        assert_eq!(refusal(done("赵铁柱")).reason, Reason::NotForThisViewer);
        assert!(matches!(done(OTHER), CommitResult::Done(_)));
        assert_eq!((seen(CLERK), seen(OTHER)), (0, 0));
    });
}

#[test]
fn nobody_is_reminded_of_what_he_may_not_know() {
    in_every_store(|store| {
        let about = Some(Subject::Item(Item::Case(accusation(store))));
        let refused = refusal(remind(store, OTHER, about));
        assert_eq!(
            refused,
            Refusal::about("reminded", Reason::NotForThisViewer)
        );
        assert!(matches!(
            remind(store, CLERK, about),
            CommitResult::Done(Done::FollowUp(_))
        ));
    });
}
