//! Lawyers and legal aid, told to every store: conflicts of interest, the queue, specialists, counts,
//! an application with its clocks.

use chrono::NaiveDate;
use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::case::fact::legal_aid::state::AidStage;
use mulin::domain::case::fact::legal_aid::step::LegalAidKind;
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::mediation::consents::Consent;
use mulin::domain::case::fact::mediation::consents::Consents;
use mulin::domain::case::fact::mediation::step::MediationStep;
use mulin::domain::case::fact::step::{Step, StepKind};
use mulin::domain::codes::{Category, Channel, Class, Track};
use mulin::domain::lawyer::{
    Booking, BookingFact, BookingId, BookingState, Conflict, Lawyer, LawyerDay, LawyerId,
    MeetingWay, NewLawyers, Queue,
};
use mulin::domain::lawyer_queue::{next, queue};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::refusal::Refusal;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use serde_json::Value;

use crate::cli::Desk;

const CLERK: &str = "王岚";

fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

fn done(store: &dyn Store, who: &str, when: &str, action: Action) -> CommitResult {
    let act = Act {
        who: who.to_owned(),
        when: Moment::parse(when).unwrap(),
        action,
    };
    let outcome = store.commit(&[act]).unwrap().remove(0);
    let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
    outcome
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Registers a matter of 牟春生 or whoever.
fn register(
    store: &dyn Store,
    name: &str,
    (class, category): (Class, Category),
    (summary, accused): (&str, Option<&str>),
) -> CaseNumber {
    let action = Action::Register(Box::new(Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: name.to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class,
            category: Some(category),
            summary: summary.to_owned(),
            accused: accused.map(str::to_owned),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(Moment::parse("2026-11-16T09:00").unwrap()),
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
    }));
    match done(store, CLERK, "2026-11-16T09:00", action) {
        CommitResult::Done(Done::Registered { number, .. }) => number,
        other => panic!("{other:?}"),
    }
}

fn with_lawyers(store: &dyn Store) {
    for (name, firm, fields) in [
        ("张守法", "明法所", "劳动争议、欠薪"),
        ("李平", "正平所", "土地承包"),
    ] {
        let card = Lawyer {
            name: name.to_owned(),
            firm: firm.to_owned(),
            fields: fields.to_owned(),
            active: true,
            ..Lawyer::default()
        };
        let lawyer = Box::new(card);
        let action = Action::Lawyer { id: None, lawyer };
        let added = done(store, CLERK, "2026-11-16T08:00", action);
        assert!(matches!(added, CommitResult::Done(Done::Lawyer(_))));
    }
}

fn meeting(lawyer: u32, name: &str, case: Option<CaseNumber>, cleared: &str) -> Booking {
    Booking {
        day: day("2026-11-25"),
        time: None,
        meeting: MeetingWay::Phone,
        lawyer: Some(LawyerId(lawyer)),
        person: None,
        name: name.to_owned(),
        case,
        about: String::new(),
        state: BookingState::Booked,
        cleared: cleared.to_owned(),
        queue: Queue::default(),
    }
}

fn book(store: &dyn Store, who: &str, booking: Booking) -> CommitResult {
    let fact = BookingFact::Booked(Box::new(booking));
    let action = Action::Booking { id: None, fact };
    done(store, who, "2026-11-25T09:00", action)
}

fn change(store: &dyn Store, when: &str, id: u64, fact: BookingFact) -> CommitResult {
    let id = Some(BookingId(id));
    done(store, CLERK, when, Action::Booking { id, fact })
}

fn refused(outcome: &CommitResult) -> Option<&'static str> {
    match outcome {
        CommitResult::Refused(refusal) => Some(refusal.reason.code()),
        CommitResult::Done(_) => None,
        other => panic!("{other:?}"),
    }
}

#[test]
fn lawyers_and_their_days_are_kept_together_or_not_at_all() {
    in_every_store(|store| {
        with_lawyers(store);
        let card = |name: &str| Lawyer {
            name: name.to_owned(),
            active: true,
            ..Lawyer::default()
        };
        let come = |first, names: &[&str], lawyer| {
            Action::NewLawyers(Box::new(NewLawyers {
                first: LawyerId(first),
                lawyers: names.iter().map(|it| card(it)).collect(),
                days: vec![LawyerDay {
                    day: day("2026-11-25"),
                    lawyer: Some(LawyerId(lawyer)),
                    note: String::new(),
                }],
                moved: Vec::new(),
            }))
        };
        let seen = || {
            let (from, to) = (day("2026-11-25"), day("2026-11-25"));
            let viewer = Viewer::new(CLERK);
            let view = ask(store, |it| it.lawyers_view(from, to, &viewer)).unwrap();
            let who: Vec<Option<LawyerId>> = view.days.iter().map(|it| it.lawyer).collect();
            (view.lawyers.len(), who)
        };
        // Another window added one meanwhile: the days were given on a number that is his.
        let stale = done(store, CLERK, "2026-11-24T08:00", come(2, &["丁一"], 2));
        assert_eq!(refused(&stale), Some("changed-meanwhile"));
        assert_eq!(seen(), (2, vec![]));
        // One who cannot be taken down leaves nothing of the others.
        let nameless = done(store, CLERK, "2026-11-24T08:00", come(3, &["丁一", ""], 3));
        assert_eq!(refused(&nameless), Some("missing"));
        assert_eq!(seen(), (2, vec![]));
        let kept = done(
            store,
            CLERK,
            "2026-11-24T08:00",
            come(3, &["丁一", "戊二"], 4),
        );
        assert_eq!(refused(&kept), None);
        assert_eq!(seen(), (4, vec![Some(LawyerId(4))]));
    });
}

#[test]
fn who_met_the_other_side_is_refused_unless_another_comes_or_it_is_cleared_in_words() {
    in_every_store(|store| {
        with_lawyers(store);
        let claim = (Class::Claim, Category::General);
        let case = register(store, "牟春生", claim, ("地界不清", None));
        let consents = Consents {
            other: "牟 大壮（邻居）".to_owned(),
            petitioner: Consent::Given,
            petitioner_on: Some(day("2026-11-16")),
            other_side: Consent::Given,
            other_on: Some(day("2026-11-16")),
        };
        take(
            store,
            case,
            Step::Mediation(MediationStep::Consent(consents)),
        )
        .unwrap();
        assert_eq!(
            refused(&book(store, CLERK, meeting(1, "牟春生", Some(case), ""))),
            None
        );
        for (lawyer, name, about, cleared, expected) in [
            (1, "牟大壮", Some(case), "", Some("lawyer-conflict")),
            // Also where he says nothing of the case.
            (1, "牟大壮", None, "", Some("lawyer-conflict")),
            (2, "牟大壮", Some(case), "", None),
            (
                1,
                "牟大壮",
                Some(case),
                "双方书面同意同一律师居中解释",
                None,
            ),
            (1, "赵六", None, "", None),
            // The other lawyer met the other side meanwhile.
            (2, "牟春生", Some(case), "", Some("lawyer-conflict")),
        ] {
            let outcome = book(store, CLERK, meeting(lawyer, name, about, cleared));
            assert_eq!(refused(&outcome), expected, "{lawyer} {name} {about:?}");
        }
        // A substitute who met the other side does not take the booking over (booking 2: 牟大壮).
        let moved = BookingFact::Moved {
            day: day("2026-11-25"),
            time: None,
            lawyer: Some(LawyerId(1)),
        };
        let outcome = change(store, "2026-11-25T09:10", 2, moved);
        assert_eq!(refused(&outcome), Some("lawyer-conflict"));
        // Once the meeting is called off, nothing stands against it.
        let why = "改约".to_owned();
        for id in [2, 3] {
            let off = BookingFact::Cancelled { why: why.clone() };
            assert_eq!(refused(&change(store, "2026-11-25T09:20", id, off)), None);
        }
        let outcome = book(store, CLERK, meeting(2, "牟春生", Some(case), ""));
        assert_eq!(refused(&outcome), None);
        let viewer = Viewer::new(CLERK);
        let found = ask(store, |it| it.specialists(case, &viewer)).unwrap();
        assert!(found.iter().all(|it| it.conflict.is_none()));
    });
}

#[test]
fn a_colleague_of_the_firm_is_warned_of_with_its_name_and_refused_to_nobody() {
    in_every_store(|store| {
        with_lawyers(store);
        // 王守信 is of 张守法's firm; 李平 is not, and 陈独 has none.
        for (name, firm) in [("王守信", " 明法所 "), ("陈独", "")] {
            let lawyer = Box::new(Lawyer {
                name: name.to_owned(),
                firm: firm.to_owned(),
                active: true,
                ..Lawyer::default()
            });
            done(
                store,
                CLERK,
                "2026-11-16T08:00",
                Action::Lawyer { id: None, lawyer },
            );
        }
        let claim = (Class::Claim, Category::General);
        let matter = ("地界不清", Some("牟大壮"));
        let case = register(store, "牟春生", claim, matter);
        // The other side met 张守法; now the petitioner wants to be heard by each of the others.
        let met = book(store, CLERK, meeting(1, "牟大壮", None, ""));
        assert_eq!(refused(&met), None);
        let viewer = Viewer::new(CLERK);
        let found = ask(store, |it| it.specialists(case, &viewer)).unwrap();
        let conflicts = found.iter().map(|it| (it.id.0, it.conflict.clone()));
        let mut conflicts: Vec<_> = conflicts.collect();
        conflicts.sort_by_key(|(id, _)| *id);
        let firm = Some(Conflict::Firm("明法所".to_owned()));
        assert_eq!(
            conflicts,
            [(1, Some(Conflict::Own)), (2, None), (3, firm), (4, None)]
        );
        for (lawyer, cleared) in [(2, ""), (3, ""), (3, "双方书面同意"), (4, "")] {
            let outcome = book(store, CLERK, meeting(lawyer, "牟春生", Some(case), cleared));
            assert_eq!(refused(&outcome), None, "{lawyer}: never refused");
        }
        let warned = |who: &str| {
            let viewer = Viewer::new(who);
            let on = day("2026-11-25");
            ask(store, |it| it.lawyers_view(on, on, &viewer))
                .unwrap()
                .firms
        };
        // Booking 3 is with the colleague of booking 1, so each is told of; what was cleared in words
        // is not warned of again.
        let both = [1, 3].map(|id| (BookingId(id), "明法所".to_owned()));
        assert_eq!(warned(CLERK), both);
        let off = BookingFact::Cancelled {
            why: "改约".to_owned(),
        };
        assert_eq!(refused(&change(store, "2026-11-25T09:20", 1, off)), None);
        assert!(warned(CLERK).is_empty(), "it was called off");
    });
}

#[test]
fn a_firm_in_conflict_over_an_accusation_is_told_to_nobody_who_may_not_read_it() {
    in_every_store(|store| {
        with_lawyers(store);
        let lawyer = Box::new(Lawyer {
            name: "王守信".to_owned(),
            firm: "明法所".to_owned(),
            active: true,
            ..Lawyer::default()
        });
        done(
            store,
            CLERK,
            "2026-11-16T08:00",
            Action::Lawyer { id: None, lawyer },
        );
        let accusation = (Class::Accusation, Category::Organisation);
        let matter = ("账目不公开", Some("赵会计 赵德海"));
        let secret = register(store, "牟春生", accusation, matter);
        for (lawyer, name, case) in [(1, "牟春生", Some(secret)), (3, "赵德海", None)] {
            let outcome = book(store, CLERK, meeting(lawyer, name, case, ""));
            assert_eq!(refused(&outcome), None);
        }
        let warned = |who: &str| {
            let viewer = Viewer::new(who);
            let on = day("2026-11-25");
            let view = ask(store, |it| it.lawyers_view(on, on, &viewer));
            view.unwrap().firms.len()
        };
        assert_eq!((warned("李梅"), warned("赵德海")), (0, 0));
        assert!(warned(CLERK) > 0);
    });
}

#[test]
fn a_conflict_over_an_accusation_is_told_to_nobody_who_may_not_read_it() {
    in_every_store(|store| {
        with_lawyers(store);
        let accusation = (Class::Accusation, Category::Organisation);
        let matter = ("账目不公开", Some("赵会计 赵德海"));
        let secret = register(store, "牟春生", accusation, matter);
        assert_eq!(
            refused(&book(store, CLERK, meeting(1, "牟春生", Some(secret), ""))),
            None
        );
        let tried = |who| refused(&book(store, who, meeting(1, "赵德海", None, "")));
        // Whoever tries names out learns nothing; the named clerk is warned.
        assert_eq!(tried("李梅"), None);
        assert_eq!(tried(CLERK), Some("lawyer-conflict"));
        let seen = |who: &str| {
            let viewer = Viewer::new(who);
            ask(store, |it| it.specialists(secret, &viewer))
                .unwrap()
                .len()
        };
        assert_eq!((seen("李梅"), seen(CLERK)), (0, 2));
        let advice = StepKind::LegalAid(LegalAidKind::Recommend)
            .read(&["赵德海", "", "村务治理", "", "2026-11-20"].map(str::to_owned))
            .unwrap();
        let refusal = take(store, secret, advice).unwrap_err();
        assert_eq!(refusal.reason.code(), "must-step-aside");
    });
}

#[test]
fn walk_ins_are_called_in_order_and_specialists_stand_first() {
    in_every_store(|store| {
        with_lawyers(store);
        let wages = (Class::Claim, Category::Wages);
        let case = register(store, "牟春生", wages, ("工地拖欠工资", None));
        for (name, came) in [("甲某", "09:01"), ("乙某", "09:02"), ("丙某", "09:03")] {
            let walk_in = Booking {
                meeting: MeetingWay::WalkIn,
                queue: Queue {
                    came_at: Moment::parse(&format!("2026-11-25T{came}")),
                    ..Queue::default()
                },
                ..meeting(1, name, None, "")
            };
            assert_eq!(refused(&book(store, CLERK, walk_in)), None);
        }
        let at = |time: &str| Moment::parse(&format!("2026-11-25T{time}")).unwrap();
        let viewer = Viewer::new(CLERK);
        let waiting = || {
            let today = day("2026-11-25");
            let view = ask(store, |it| it.lawyers_view(today, today, &viewer)).unwrap();
            let names: Vec<String> = queue(&view, today)
                .iter()
                .map(|it| it.booking.name.clone())
                .collect();
            (names.join(" "), next(&view, today).map(|id| id.0))
        };
        assert_eq!(waiting(), ("甲某 乙某 丙某".to_owned(), Some(1)));
        for (time, id, fact, expected) in [
            ("09:10", 1, BookingFact::Called { at: at("09:10") }, None),
            (
                "09:11",
                1,
                BookingFact::Called { at: at("09:11") },
                Some("already-noted"),
            ),
            ("09:12", 1, BookingFact::Passed { at: at("09:12") }, None),
            ("09:13", 2, BookingFact::Called { at: at("09:13") }, None),
        ] {
            let outcome = change(store, &format!("2026-11-25T{time}"), id, fact);
            assert_eq!(refused(&outcome), expected, "{time}");
        }
        assert_eq!(waiting(), ("乙某 丙某 甲某".to_owned(), Some(3)));
        let found = ask(store, |it| it.specialists(case, &viewer)).unwrap();
        assert_eq!(found[0].lawyer.name, "张守法");
        assert_eq!(found[0].fields, ["欠薪", "劳动争议"]);
        let card = Lawyer {
            fields: "航天".to_owned(),
            ..found[0].lawyer.clone()
        };
        let action = Action::Lawyer {
            id: Some(found[0].id),
            lawyer: Box::new(card),
        };
        let outcome = done(store, CLERK, "2026-11-25T10:00", action);
        assert_eq!(refused(&outcome), Some("no-such-field"));
    });
}

#[test]
fn counts_are_the_same_for_everybody_and_name_each_person_once() {
    in_every_store(|store| {
        with_lawyers(store);
        let accusation = (Class::Accusation, Category::Organisation);
        let secret = register(store, "牟春生", accusation, ("账目不公开", None));
        let claim = (Class::Claim, Category::Wages);
        let case = register(store, "孙强", claim, ("欠薪", None));
        let wednesday = LawyerDay {
            day: day("2026-11-25"),
            lawyer: Some(LawyerId(1)),
            note: String::new(),
        };
        done(
            store,
            CLERK,
            "2026-11-24T09:00",
            Action::LawyerDay(wednesday),
        );
        for (lawyer, person, about) in [(1, 1, secret), (2, 1, secret), (1, 2, case)] {
            let held = Booking {
                person: Some(PersonId(person)),
                ..meeting(lawyer, "某人", Some(about), "")
            };
            let CommitResult::Done(Done::Booking(id)) = book(store, CLERK, held) else {
                panic!("not booked")
            };
            let fact = BookingFact::Done {
                outcome: "建议申请法援".to_owned(),
                legal_aid: true,
            };
            assert_eq!(
                refused(&change(store, "2026-11-25T11:00", id.0, fact)),
                None
            );
        }
        let (from, to) = (day("2026-11-01"), day("2026-11-30"));
        let found = ask(store, |it| it.lawyers_tally(from, to, to)).unwrap();
        let sum = found.sum;
        assert_eq!(
            (
                sum.days,
                sum.held,
                sum.cases,
                sum.aided,
                sum.lawyers,
                sum.firms
            ),
            // They were asked from afar: nobody sat at the counter, whatever the rota says.
            (0, 3, 2, 2, 2, 2)
        );
        let firms: Vec<_> = found
            .firms
            .iter()
            .map(|it| (it.name.as_str(), it.held, it.aided))
            .collect();
        assert_eq!(firms, [("明法所", 2, 2), ("正平所", 1, 1)]);
    });
}

/// Takes a step of a case on 2026-11-25.
fn take(store: &dyn Store, case: CaseNumber, step: Step) -> Result<(), Refusal> {
    let viewer = Viewer::new(CLERK);
    let view = ask(store, |it| it.case_view(case, &viewer))
        .unwrap()
        .unwrap();
    let action = Action::Step {
        case,
        expected: view.case.revision,
        step,
    };
    match done(store, CLERK, "2026-11-25T10:00", action) {
        CommitResult::Done(_) => Ok(()),
        CommitResult::Refused(refusal) => Err(refusal),
        other => panic!("{other:?}"),
    }
}

/// Reads `aid_ask: 县法援中心 | labour | migrant_worker | | 2026-11-17`.
fn step(text: &str) -> Step {
    let (kind, answers) = text.split_once(':').unwrap();
    let kind = StepKind::parse(kind).unwrap();
    let answers: Vec<String> = answers.split('|').map(|it| it.trim().to_owned()).collect();
    kind.read(&answers).unwrap()
}

const ASK: &str = "aid_ask: 县法援中心 | labour | migrant_worker | | 2026-11-17";

#[test]
fn an_application_keeps_to_the_law_and_says_what_is_possible_instead() {
    for (before, tried, expected) in [
        ("", ASK, None),
        (
            "",
            "aid_ask: 县法援中心 | maintenance | migrant_worker | | 2026-11-17",
            Some(("aid-ground", Some("法援法 42"))),
        ),
        (
            "",
            "aid_ask: 县法援中心 | maintenance | violence | | 2026-11-17",
            None,
        ),
        (
            "",
            "aid_ask: 县法援中心 | labour | poor | 2026-11-01 | 2026-11-17",
            Some(("before", None)),
        ),
        (
            "",
            "aid_ask: 县法援中心 | labour | poor | | 2026-11-10",
            Some(("before", None)),
        ),
        (
            "",
            "aid_decide: granted | | 2026-11-20",
            Some(("aid-not-asked", None)),
        ),
        (ASK, ASK, Some(("aid-pending", Some("法援法 43")))),
        (
            ASK,
            "aid_help: limit | 张守法 | 2026-11-18",
            Some(("aid-not-urgent", Some("法援法 44"))),
        ),
        (ASK, "aid_help: preservation | 张守法 | 2026-11-18", None),
        (
            "aid_ask: 县法援中心 | labour | poor | 2026-11-24 | 2026-11-17",
            "aid_help: limit | | 2026-11-17",
            Some(("aid-not-urgent", Some("法援法 44"))),
        ),
        (
            "aid_ask: 县法援中心 | labour | poor | 2026-11-24 | 2026-11-17",
            "aid_help: limit | | 2026-11-18",
            None,
        ),
        (
            ASK,
            "aid_decide: refused | | 2026-11-20",
            Some(("missing", None)),
        ),
        (
            ASK,
            "aid_appoint: 张守法 | 2026-11-20",
            Some(("aid-not-granted", Some("法援法 43"))),
        ),
        (
            ASK,
            "aid_tell: 2026-11-20",
            Some(("aid-not-refused", Some("法援法 43"))),
        ),
        (
            "aid_ask: 县法援中心 | labour | poor | | 2026-11-17; aid_decide: granted | | 2026-11-20",
            "aid_appoint: 张守法 | 2026-11-19",
            Some(("before", None)),
        ),
        (
            "aid_ask: 县法援中心 | labour | poor | | 2026-11-17; aid_decide: refused | 不属于援助事项 | 2026-11-20; aid_tell: 2026-11-21",
            ASK,
            None,
        ),
    ] {
        let store = MemoryStore::new(Vec::new(), Settings::default());
        let wages = (Class::Claim, Category::Wages);
        let case = register(&store, "牟春生", wages, ("欠薪", None));
        for text in before.split("; ").filter(|it| !it.is_empty()) {
            take(&store, case, step(text)).unwrap();
        }
        let found = take(&store, case, step(tried)).err();
        let found = found.map(|it| (it.reason.code(), it.reason.article()));
        assert_eq!(found, expected, "{before} then {tried}");
    }
}

#[test]
fn the_clocks_of_an_application_run_beside_the_petitions_and_make_it_due() {
    in_every_store(|store| {
        let wages = (Class::Claim, Category::Wages);
        let case = register(store, "牟春生", wages, ("欠薪", None));
        let viewer = Viewer::new(CLERK);
        let view = || {
            ask(store, |it| it.case_view(case, &viewer))
                .unwrap()
                .unwrap()
        };
        let clocks = || -> Vec<String> {
            let view = view();
            let aid = view.clocks.iter().filter(|it| {
                let rule = it.deadline.rule.code();
                rule.starts_with("legal_aid")
            });
            aid.map(|it| {
                let met = it.met_on.map_or(String::new(), |day| format!(" met {day}"));
                format!(
                    "{} {}{met}",
                    it.deadline.rule.code(),
                    it.deadline.raw.date()
                )
            })
            .collect()
        };
        take(store, case, step(ASK)).unwrap();
        assert_eq!(clocks(), ["legal_aid 2026-11-24"]);
        assert_eq!(view().row.rule, Some("legal_aid"));
        let track = view()
            .case
            .tracks
            .iter()
            .any(|it| it.track == Track::LegalAid);
        assert!(track, "the service stands on the case");
        take(store, case, step("aid_decide: granted | | 2026-11-23")).unwrap();
        assert_eq!(
            clocks(),
            [
                "legal_aid 2026-11-24 met 2026-11-23",
                "legal_aid_lawyer 2026-11-26"
            ]
        );
        take(store, case, step("aid_appoint: 张守法 | 2026-11-25")).unwrap();
        assert_eq!(clocks()[1], "legal_aid_lawyer 2026-11-26 met 2026-11-25");
        assert_eq!(view().row.rule, Some("notice"));
        let stage = view().case.legal_aid.current().unwrap().stage();
        assert_eq!(stage, AidStage::Helped);
        let stranger = Viewer::new("李梅");
        let open = ask(store, |it| it.case_view(case, &stranger))
            .unwrap()
            .unwrap();
        assert_eq!(
            open.case.legal_aid.0.len(),
            3,
            "a claim is open to all at the desk"
        );
    });
}

#[test]
fn scripts_list_lawyers_and_read_the_counts() {
    let desk = Desk::new();
    let made = desk.run(&[
        "demo",
        "--no-open",
        "--on",
        "2026-11-25",
        "--people",
        "40",
        "--cases",
        "60",
    ]);
    assert_eq!(made.code, 0, "{}", made.err);
    let read = |args: &[&str]| -> Value {
        let answer = desk.run(args);
        assert_eq!(answer.code, 0, "{}", answer.err);
        serde_json::from_str(&answer.out).unwrap()
    };
    let lawyers = read(&["lawyer", "list", "--json"]);
    assert_eq!(lawyers.as_array().map(Vec::len), Some(3));
    assert_eq!(
        lawyers[0]["fields"],
        serde_json::json!(["劳动争议", "欠薪", "工伤"])
    );
    assert!(lawyers[0]["phone"].as_str().unwrap().contains("****"));
    let whole = read(&[
        "lawyer",
        "tally",
        "--from",
        "2026-01-01",
        "--to",
        "2026-11-25",
        "--json",
    ]);
    let sum = |rows: &str, name: &str| -> u64 {
        let rows = whole[rows].as_array().unwrap().iter();
        rows.map(|row| row[name].as_u64().unwrap()).sum()
    };
    for name in ["days", "consultations"] {
        assert!(whole[name].as_u64().unwrap() > 0, "{name}");
        assert_eq!(
            sum("by_firm", name),
            whole[name].as_u64().unwrap(),
            "{name}"
        );
        assert_eq!(
            sum("by_lawyer", name),
            whole[name].as_u64().unwrap(),
            "{name}"
        );
    }
    assert_eq!((&whole["lawyers"], &whole["firms"]), (&3.into(), &3.into()));
    let text = desk
        .run(&["--lang", "zh", "lawyer", "tally", "--from", "2026-01-01"])
        .out;
    assert!(
        text.starts_with("2026-01-01 至 2026-11-25：3 家律所 3 名律师到镇"),
        "{text}"
    );
    let first = desk.run(&["case", "list", "--limit", "1", "--json"]);
    let first: Value = serde_json::from_str(&first.out).unwrap();
    let number = first[0]["number"].as_str().unwrap().to_owned();
    let matched = read(&["lawyer", "list", "--case", &number, "--json"]);
    assert!(matched[0]["matching"].is_array(), "{matched}");
    assert_eq!(desk.run(&["lawyer", "tally", "--from", "昨天晚上"]).code, 2);
}
