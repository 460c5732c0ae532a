//! Whistles and who answers in the grid, told to every store.

use mulin::domain::act::{Act, Action, CommitResult, Done, HOUSE, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::codes::{Channel, Class};
use mulin::domain::deadline::rule::RuleName;
use mulin::domain::entry::{Stream, What};
use mulin::domain::grid::edit::GridEdit;
use mulin::domain::grid::node::{Contact, GridCode, Post};
use mulin::domain::item::{Item, WhistleId};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::domain::whistle::fact::{Party, Raised, Rating, WhistleFact, WhistleKind};
use mulin::domain::whistle::state::Standing;
use mulin::domain::whistle::view::{WhistleQuery, WhistleView};
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::words::lang::Lang;

use crate::stored::{CLERK, Stored};

fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn done(store: &dyn Store, when: &str, action: Action) -> CommitResult {
    let act = Act {
        who: "王岚".to_owned(),
        when: at(when),
        action,
    };
    let outcome = store.commit(&[act]).unwrap().remove(0);
    let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
    outcome
}

fn whistle(store: &dyn Store, when: &str, id: u32, fact: WhistleFact) -> Result<(), Reason> {
    let id = (id > 0).then_some(WhistleId(id));
    match done(store, when, Action::Whistle { id, fact }) {
        CommitResult::Done(Done::Whistle(_)) => Ok(()),
        CommitResult::Refused(refusal) => Err(refusal.reason),
        other => panic!("{other:?}"),
    }
}

fn seen(store: &dyn Store, when: &str, id: u32) -> WhistleView {
    let viewer = Viewer::new("王岚");
    ask(store, |it| it.whistle(WhistleId(id), at(when), &viewer))
        .unwrap()
        .unwrap()
}

/// Writes the escalations that are due; gives how many there were.
fn escalate(store: &dyn Store, when: &str) -> usize {
    let due = ask(store, |it| it.due_escalations(at(when))).unwrap();
    for (id, fact) in &due {
        assert_eq!(whistle(store, when, id.0, fact.clone()), Ok(()));
        // A second window writes the same again: it is refused.
        assert_eq!(
            whistle(store, when, id.0, fact.clone()),
            Err(Reason::NothingChanged)
        );
    }
    due.len()
}

/// Gives the village's code, with those of its area and of the town.
fn places(store: &dyn Store) -> [GridCode; 3] {
    let tree = ask(store, |it| it.grid()).unwrap();
    let village = tree.village_named("东牟家村").unwrap().code.clone();
    let chain = tree.chain(&village);
    [0, 1, 2].map(|at| chain[at].code.clone())
}

fn post(name: &str, stand_in: Option<&str>) -> Post {
    let contact = |name: &str| Contact {
        name: name.to_owned(),
        phone: "13800001234".to_owned(),
    };
    Post {
        role: "网格长".to_owned(),
        holder: contact(name),
        stand_in: stand_in.map(contact),
    }
}

fn raised(kind: WhistleKind, from: Party, to: Party, when: &str) -> Raised {
    Raised {
        kind,
        from,
        to,
        about: "两家为排水沟起争执".to_owned(),
        approver: String::new(),
        case: None,
        sign: None,
        at: at(when),
    }
}

fn raise(raised: Raised) -> WhistleFact {
    WhistleFact::Raised(Box::new(raised))
}

pub(crate) fn register(
    store: &dyn Store,
    when: &str,
    class: Class,
    accused: Option<&str>,
) -> CaseNumber {
    let action = Action::Register(registration(when, class, accused));
    match done(store, when, action) {
        CommitResult::Done(Done::Registered { number, .. }) => number,
        other => panic!("{other:?}"),
    }
}

fn registration(when: &str, class: Class, accused: Option<&str>) -> Box<Registration> {
    Box::new(Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "牟春生".to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class,
            summary: "反映村里账目".to_owned(),
            accused: accused.map(str::to_owned),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(at(when)),
            channel: Some(Channel::Whistle),
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

#[test]
fn what_a_whistle_tells_is_registered_and_carries_its_number_at_once() {
    in_every_store(|store| {
        let [village, area, _] = places(store);
        let when = "2026-11-25T10:00";
        let sign = raised(
            WhistleKind::Sign,
            Party::Node(village),
            Party::Node(area),
            when,
        );
        assert_eq!(whistle(store, when, 0, raise(sign)), Ok(()));
        let action = |id| Action::RegisterOf {
            origin: Item::Whistle(WhistleId(id)),
            registration: registration(when, Class::Claim, None),
        };
        let before = store.revision().unwrap();
        let CommitResult::Done(Done::Registered { number, .. }) = done(store, when, action(1))
        else {
            panic!("it is registered");
        };
        assert_eq!(store.revision().unwrap(), before + 1, "one transaction");
        assert_eq!(seen(store, when, 1).whistle.case, Some(number));
        // Nobody is turned away because the whistle is not there.
        let came = done(store, when, action(99));
        assert!(matches!(came, CommitResult::Done(Done::Registered { .. })));
        assert_eq!(seen(store, when, 1).whistle.case, Some(number));
    });
}

#[test]
fn an_unanswered_sign_climbs_over_midnight_and_the_weekend() {
    in_every_store(|store| {
        let [village, area, town] = places(store);
        // Friday, half an hour before midnight.
        let sign = raised(
            WhistleKind::Sign,
            Party::Node(village.clone()),
            Party::Node(area.clone()),
            "2026-11-27T23:30",
        );
        assert_eq!(whistle(store, "2026-11-27T23:31", 0, raise(sign)), Ok(()));
        let view = seen(store, "2026-11-27T23:40", 1);
        let (rule, limit) = view.due.unwrap();
        assert_eq!(rule, RuleName::WhistleSign);
        assert_eq!(limit.last_moment().minute(), "2026-11-28 00:30");
        assert_eq!(escalate(store, "2026-11-28T00:30"), 0);
        // An hour has gone by: the town has it, and by that the reason is written.
        assert_eq!(escalate(store, "2026-11-28T00:31"), 1);
        assert_eq!(escalate(store, "2026-11-28T00:31"), 0);
        let view = seen(store, "2026-11-28T00:40", 1);
        assert_eq!(view.whistle.to(), &Party::Node(town));
        let last = view.history.last().unwrap();
        assert!(
            format!("{:?}", last.what).contains("WhistleSign"),
            "{last:?}"
        );
        // The desk is shut until Monday; at its start it goes on to the convener, once.
        assert_eq!(escalate(store, "2026-11-30T08:00"), 1);
        assert_eq!(escalate(store, "2026-11-30T08:00"), 0);
        assert_eq!(
            seen(store, "2026-11-30T08:00", 1).whistle.to(),
            &Party::Convener
        );
        // Above the convener is nobody.
        assert_eq!(escalate(store, "2026-12-30T08:00"), 0);
        assert_eq!(
            ask(store, |it| it.unanswered_whistles()).unwrap(),
            1,
            "it is still not answered"
        );
        let answered = WhistleFact::Answered {
            text: "两家已经说和".to_owned(),
            at: at("2026-11-30T09:00"),
        };
        assert_eq!(
            whistle(
                store,
                "2026-11-30T09:01",
                1,
                WhistleFact::Closed {
                    at: at("2026-11-30T09:00")
                }
            ),
            Err(Reason::WhistleUnanswered)
        );
        assert_eq!(whistle(store, "2026-11-30T09:01", 1, answered), Ok(()));
        assert_eq!(ask(store, |it| it.unanswered_whistles()).unwrap(), 0);
        let rated = WhistleFact::Rated {
            rating: Rating::Partly,
            words: "水沟还没有清".to_owned(),
        };
        assert_eq!(whistle(store, "2026-11-30T09:05", 1, rated), Ok(()));
        let closed = WhistleFact::Closed {
            at: at("2026-11-30T09:06"),
        };
        assert_eq!(whistle(store, "2026-11-30T09:06", 1, closed), Ok(()));
        let again = WhistleFact::Reopened {
            why: "又争起来".to_owned(),
            at: at("2026-12-01T09:00"),
        };
        assert_eq!(whistle(store, "2026-12-01T09:00", 1, again), Ok(()));
        let view = seen(store, "2026-12-01T09:00", 1);
        assert_eq!(view.whistle.standing, Standing::Open);
        assert_eq!(view.whistle.turns.len(), 4);
    });
}

#[test]
fn a_department_that_came_and_says_nothing_is_late_after_the_weekend() {
    in_every_store(|store| {
        let [_, _, town] = places(store);
        let mut daily = raised(
            WhistleKind::Daily,
            Party::Node(town),
            Party::Unit("自然资源所".to_owned()),
            "2026-11-27T10:00",
        );
        assert_eq!(
            whistle(store, "2026-11-27T10:00", 0, raise(daily.clone())),
            Err(Reason::WhistleNotApproved)
        );
        daily.approver = "周书记".to_owned();
        assert_eq!(whistle(store, "2026-11-27T10:00", 0, raise(daily)), Ok(()));
        let steps = [
            WhistleFact::SignedIn {
                who: "赵军".to_owned(),
                at: at("2026-11-27T10:20"),
            },
            WhistleFact::Contacted {
                at: at("2026-11-27T11:00"),
            },
            WhistleFact::Arrived {
                at: at("2026-11-27T15:00"),
            },
        ];
        for step in steps {
            assert_eq!(whistle(store, "2026-11-27T15:30", 1, step.clone()), Ok(()));
            assert_eq!(
                whistle(store, "2026-11-27T15:30", 1, step),
                Err(Reason::NothingChanged)
            );
        }
        // Monday, Tuesday, Wednesday: the weekend is no working day.
        let (rule, limit) = seen(store, "2026-11-27T16:00", 1).due.unwrap();
        assert_eq!(rule, RuleName::WhistleReport);
        assert_eq!(limit.to_string(), "2026-12-02");
        assert_eq!(escalate(store, "2026-12-02T23:59"), 0);
        assert_eq!(escalate(store, "2026-12-03T00:00"), 1);
        assert_eq!(
            seen(store, "2026-12-03T08:00", 1).whistle.to(),
            &Party::Convener
        );
    });
}

#[test]
fn what_is_told_late_counts_by_when_it_happened_and_no_step_comes_before_the_last() {
    in_every_store(|store| {
        let [_, _, town] = places(store);
        let daily = Raised {
            approver: "周书记".to_owned(),
            ..raised(
                WhistleKind::Daily,
                Party::Node(town),
                Party::Unit("自然资源所".to_owned()),
                "2026-11-25T09:00",
            )
        };
        assert_eq!(whistle(store, "2026-11-25T09:00", 0, raise(daily)), Ok(()));
        let signed = |text: &str| WhistleFact::SignedIn {
            who: "赵军".to_owned(),
            at: at(text),
        };
        let arrived = |text: &str| WhistleFact::Arrived { at: at(text) };
        let contacted = |text: &str| WhistleFact::Contacted { at: at(text) };
        let now = "2026-11-25T10:20";
        // The hour to sign in is over, and by what is known nobody did: the convener has it.
        assert_eq!(escalate(store, now), 1);
        // Then the department rings: it signed in at 9:30, spoke at 9:40 and was there at 9:50.
        for (fact, refused) in [
            (signed("2026-11-25T10:21"), Some(Reason::AheadOfNow)),
            (
                signed("2026-11-25T08:59"),
                Some(Reason::BeforeTime(at("2026-11-25T09:00"))),
            ),
            (signed("2026-11-25T09:30"), None),
            (signed("2026-11-25T09:35"), Some(Reason::NothingChanged)),
            (
                contacted("2026-11-25T09:29"),
                Some(Reason::BeforeTime(at("2026-11-25T09:30"))),
            ),
            (contacted("2026-11-25T09:40"), None),
            (
                arrived("2026-11-25T09:35"),
                Some(Reason::BeforeTime(at("2026-11-25T09:40"))),
            ),
            (arrived("2026-11-25T09:50"), None),
        ] {
            let entry = whistle(store, now, 1, fact.clone());
            assert_eq!(entry.err(), refused, "{fact:?}");
        }
        let view = seen(store, now, 1);
        let [first, second] = view.whistle.turns.as_slice() else {
            panic!("{:?}", view.whistle.turns);
        };
        assert_eq!(first.arrived, Some(at("2026-11-25T09:50")), "its own turn");
        assert_eq!((&second.signed, second.arrived), (&None, None));
        let written = view.written("arrived", at("2026-11-25T09:50"));
        assert_eq!(written, Some(at(now)), "both times are kept");
        // The convener's own clocks run until it is answered; the answer is not before the coming.
        let answered = |text: &str| WhistleFact::Answered {
            text: "已到场处理".to_owned(),
            at: at(text),
        };
        assert_eq!(
            whistle(store, now, 1, answered("2026-11-25T09:45")),
            Err(Reason::BeforeTime(at("2026-11-25T09:50")))
        );
        assert_eq!(whistle(store, now, 1, answered("2026-11-25T09:58")), Ok(()));
        let view = seen(store, now, 1);
        let clocks = view.clocks.iter();
        assert!(clocks.clone().all(|it| !it.is_late(at(now))), "{clocks:?}");
    });
}

#[test]
fn an_accusation_is_not_whistled_and_whom_a_case_complains_of_is_passed_over() {
    in_every_store(|store| {
        let [village, area, town] = places(store);
        let head = GridEdit::SetHead {
            code: area.clone(),
            head: Some(post("孙主任", None)),
        };
        done(store, "2026-11-25T08:00", Action::Grid(head));
        let when = "2026-11-25T09:00";
        let accusation = register(store, when, Class::Accusation, Some("孙主任"));
        let complaint = register(store, when, Class::Claim, Some("杨庄管区孙主任"));
        let about = |case, to: Party| Raised {
            case: Some(case),
            ..raised(WhistleKind::Sign, Party::Node(village.clone()), to, when)
        };
        let to_area = Party::Node(area.clone());
        let to_town = Party::Node(town.clone());
        for (raised, refused) in [
            (
                about(accusation, to_town.clone()),
                Reason::WhistleOnAccusation,
            ),
            (about(complaint, to_area.clone()), Reason::WhistleToAccused),
        ] {
            assert_eq!(whistle(store, when, 0, raise(raised)), Err(refused));
        }
        assert_eq!(
            whistle(store, when, 0, raise(about(complaint, to_town))),
            Ok(())
        );
        // One that was whistled from a micro grid to its village climbs past the area.
        let micro = GridCode::parse("370785106-M1").unwrap();
        let add = GridEdit::Add {
            code: micro.clone(),
            parent: village.clone(),
            name: "一组".to_owned(),
        };
        done(store, when, Action::Grid(add));
        let from_micro = Raised {
            case: Some(complaint),
            ..raised(
                WhistleKind::Sign,
                Party::Node(micro),
                Party::Node(village.clone()),
                when,
            )
        };
        assert_eq!(whistle(store, when, 0, raise(from_micro)), Ok(()));
        escalate(store, "2026-11-25T10:30");
        assert_eq!(
            seen(store, "2026-11-25T10:30", 2).whistle.to(),
            &Party::Node(town)
        );
        // Whistles of a case that turns out to be an accusation show numbers and clocks alone.
        let free = raised(WhistleKind::Sign, Party::Node(village), to_area, when);
        assert_eq!(whistle(store, when, 0, raise(free)), Ok(()));
        let made = WhistleFact::MadeCase(accusation);
        assert_eq!(whistle(store, "2026-11-25T10:31", 3, made), Ok(()));
        let view = seen(store, "2026-11-25T10:31", 3);
        assert!(view.locked);
        let shown = format!("{view:?}");
        for word in ["排水沟", "孙主任", "牟春生", "东牟家村", area.as_str()] {
            assert!(!shown.contains(word), "{word}: {shown}");
        }
        assert_eq!(view.whistle.case, Some(accusation));
        let viewer = Viewer::new("王岚");
        let query = WhistleQuery {
            case: Some(accusation),
            ..WhistleQuery::default()
        };
        let listed = ask(store, |it| it.whistles(&query, at(when), &viewer)).unwrap();
        assert_eq!(listed.len(), 1);
        assert!(!format!("{listed:?}").contains("排水沟"));
        for fact in [
            WhistleFact::Answered {
                text: "查了".to_owned(),
                at: at("2026-11-25T10:32"),
            },
            WhistleFact::PassedUp {
                to: Party::Convener,
                why: "难办".to_owned(),
                at: at("2026-11-25T10:32"),
            },
        ] {
            assert_eq!(
                whistle(store, "2026-11-25T10:33", 3, fact),
                Err(Reason::WhistleOnAccusation)
            );
        }
    });
}

#[test]
fn who_answers_for_a_node_is_its_head_his_stand_in_or_the_next_level() {
    in_every_store(|store| {
        let [village, area, _] = places(store);
        let when = "2026-11-25T08:00";
        let set = |code: &GridCode, post| {
            let edit = GridEdit::SetHead {
                code: code.clone(),
                head: Some(post),
            };
            done(store, when, Action::Grid(edit));
        };
        set(&area, post("管区书记甲", None));
        let answers = |day: &str| {
            let tree = ask(store, |it| it.grid()).unwrap();
            let found = tree.answering(&village, day.parse().unwrap());
            let (node, contact, stands_in) = found.unwrap();
            (node.code.clone(), contact.name.clone(), stands_in)
        };
        let entry =
            |code: &GridCode, name: &str, stands_in| (code.clone(), name.to_owned(), stands_in);
        assert_eq!(answers("2026-11-25"), entry(&area, "管区书记甲", false));
        set(&village, post("村书记乙", Some("村主任丙")));
        assert_eq!(answers("2026-11-25"), entry(&village, "村书记乙", false));
        let away = GridEdit::Away {
            code: village.clone(),
            until: "2026-11-26".parse().ok(),
        };
        done(store, when, Action::Grid(away));
        assert_eq!(answers("2026-11-26"), entry(&village, "村主任丙", true));
        assert_eq!(answers("2026-11-27"), entry(&village, "村书记乙", false));
        set(&village, post("村书记乙", None));
        assert_eq!(answers("2026-11-26"), entry(&area, "管区书记甲", false));
    });
}

#[test]
fn an_escalation_bears_the_name_of_the_house_and_of_no_clerk() {
    let desk = Stored::open(Lang::Zh, (80, 24), &[]);
    let store = desk.store.as_ref();
    let [village, area, _] = places(store);
    let (from, to) = (Party::Node(village), Party::Node(area));
    let sign = raised(WhistleKind::Sign, from, to, "2026-11-25T08:00");
    assert_eq!(whistle(store, "2026-11-25T08:00", 0, raise(sign)), Ok(()));
    let mut desk = desk;
    desk.tick();
    let history = ask(desk.store.as_ref(), |it| {
        it.history(Stream::Whistle(WhistleId(1)), &Viewer::new(CLERK))
    });
    let written: Vec<(String, bool)> = history
        .unwrap()
        .into_iter()
        .map(|it| {
            let up = matches!(it.what, What::Whistle(WhistleFact::Escalated { .. }));
            (it.who, up)
        })
        .collect();
    let entry = |who: &str, up| (who.to_owned(), up);
    assert_eq!(written, [entry("王岚", false), entry(HOUSE, true)]);
}
