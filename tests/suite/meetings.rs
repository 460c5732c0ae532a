//! Key cases, meetings with tasks that come back, and hand-overs, told to every store.

use std::process::Command;

use chrono::NaiveDate;
use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use mulin::domain::case::fact::key_case::{KeyStep, KeyTerm};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Category, Channel, Class};
use mulin::domain::entry::Stream;
use mulin::domain::grid::node::GridLevel;
use mulin::domain::handover::{HandoverFact, HandoverId, HandoverPart};
use mulin::domain::item::Item;
use mulin::domain::meeting::kind::{MeetingId, MeetingKind};
use mulin::domain::meeting::state::{Calling, Judged, MeetingAction, MeetingFact, Why};
use mulin::domain::meeting::task::TaskDone;
use mulin::domain::meeting::view::MeetingView;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::prevention::checkin::{How, Report, RoundOutcome};
use mulin::domain::prevention::finding::{Finding, SignKind};
use mulin::domain::prevention::round::CheckRound;
use mulin::domain::queue::{Filter, QueueQuery};
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::domain::whistle::fact::{Party, Raised, WhistleFact, WhistleKind};
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;

const CLERK: &str = "王岚";

fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn done(store: &dyn Store, who: &str, when: &str, action: Action) -> CommitResult {
    let act = Act {
        who: who.to_owned(),
        when: at(when),
        action,
    };
    let outcome = store.commit(&[act]).unwrap().remove(0);
    let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
    outcome
}

fn reason(outcome: CommitResult) -> Reason {
    match outcome {
        CommitResult::Refused(refusal) => refusal.reason,
        other => panic!("{other:?}"),
    }
}

fn register(store: &dyn Store, when: &str, class: Class, accused: Option<&str>) -> CaseNumber {
    let action = Action::Register(Box::new(Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "牟春生".to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class,
            category: Some(Category::Land),
            summary: "承包地被占".to_owned(),
            village: Some("东牟家村".to_owned()),
            accused: accused.map(str::to_owned),
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
    }));
    match done(store, CLERK, when, action) {
        CommitResult::Done(Done::Registered { number, .. }) => number,
        other => panic!("{other:?}"),
    }
}

fn step(store: &dyn Store, when: &str, case: CaseNumber, step: Step) -> CommitResult {
    let viewer = Viewer::new(CLERK);
    let now = ask(store, |it| it.case(case, &viewer)).unwrap().unwrap();
    let expected = now.revision;
    let action = Action::Step {
        case,
        expected,
        step,
    };
    done(store, CLERK, when, action)
}

fn term(on: &str, until: &str) -> KeyTerm {
    KeyTerm {
        on: day(on),
        until: day(until),
        reason: "涉及三十户，临近播种".to_owned(),
        by: "周书记".to_owned(),
    }
}

fn key_cases(store: &dyn Store, on: &str) -> Vec<CaseNumber> {
    let mut query = QueueQuery::due(10);
    query.filter = Filter {
        key: Some(day(on)),
        ..Filter::default()
    };
    let page = ask(store, |it| it.page(&query, &Viewer::new(CLERK))).unwrap();
    page.rows.iter().map(|row| row.number).collect()
}

#[test]
fn a_key_case_has_a_reason_and_an_end_and_ends_by_itself() {
    in_every_store(|store| {
        let case = register(store, "2026-11-25T09:00", Class::Claim, None);
        let today = "2026-11-25T10:00";
        let extend = |until: &str| KeyStep::Extend(term("2026-11-25", until));
        let lift = KeyStep::Lift {
            on: day("2026-11-25"),
            reason: "已达成协议".to_owned(),
        };
        let mark = |until: &str| KeyStep::Mark(term("2026-11-25", until));
        let unsaid = KeyStep::Mark(KeyTerm {
            reason: " ".to_owned(),
            ..term("2026-11-25", "2026-12-20")
        });
        for (taken, refused) in [
            (extend("2026-12-31"), Some(Reason::NotKey)),
            (lift.clone(), Some(Reason::NotKey)),
            (unsaid, Some(Reason::Missing)),
            (
                mark("2027-11-26"),
                Some(Reason::KeyTooLong(day("2027-11-25"))),
            ),
            (mark("2026-11-24"), Some(Reason::Before(day("2026-11-25")))),
            (mark("2026-12-20"), None),
            (mark("2026-12-25"), Some(Reason::KeyStands)),
            (
                extend("2026-12-20"),
                Some(Reason::Before(day("2026-12-21"))),
            ),
            (extend("2026-12-31"), None),
        ] {
            let outcome = step(store, today, case, Step::Key(taken.clone()));
            match refused {
                Some(expected) => assert_eq!(reason(outcome), expected, "{taken:?}"),
                None => assert!(
                    matches!(outcome, CommitResult::Done(_)),
                    "{taken:?} {outcome:?}"
                ),
            }
        }
        // The last day still counts; the day after nobody has to do anything.
        assert_eq!(key_cases(store, "2026-12-31"), [case]);
        assert!(key_cases(store, "2027-01-01").is_empty());
        let late = step(store, "2027-01-04T09:00", case, Step::Key(lift.clone()));
        assert_eq!(reason(late), Reason::NotKey);
        // The extension is withdrawn: what was decided first stands again.
        let undo = Step::Undo {
            of: 3,
            reason: "填错日期".to_owned(),
        };
        assert!(matches!(
            step(store, today, case, undo),
            CommitResult::Done(_)
        ));
        assert!(key_cases(store, "2026-12-31").is_empty());
        assert_eq!(key_cases(store, "2026-12-20"), [case]);
        let lifted = step(store, today, case, Step::Key(lift.clone()));
        assert!(matches!(lifted, CommitResult::Done(_)));
        assert!(key_cases(store, "2026-11-25").is_empty());
    });
}

fn calling(kind: MeetingKind, when: &str) -> Calling {
    Calling {
        kind,
        at: at(when),
        place: "会议室".to_owned(),
        convener: "周书记".to_owned(),
        called: vec!["王岚 信访办".to_owned(), "李强 司法所".to_owned()],
    }
}

fn call(store: &dyn Store, kind: MeetingKind, when: &str) -> MeetingId {
    let action = MeetingAction::Call(Box::new(calling(kind, when)));
    match done(
        store,
        CLERK,
        when,
        Action::Meeting {
            id: None,
            fact: action,
        },
    ) {
        CommitResult::Done(Done::Meeting(id)) => id,
        other => panic!("{other:?}"),
    }
}

/// Calls a meeting over three matters that are overdue, and gives its agenda.
pub(crate) fn agenda_of_three(store: &dyn Store) -> String {
    for when in ["2026-06-01T09:00", "2026-06-02T09:00", "2026-06-03T09:00"] {
        register(store, when, Class::Claim, None);
    }
    let id = call(store, MeetingKind::Dispatch, "2026-11-25T08:00");
    format!("{:?}", seen(store, id, CLERK).meeting.topics.len())
}

fn held(store: &dyn Store, id: MeetingId, when: &str, fact: MeetingFact) -> CommitResult {
    held_by(store, CLERK, id, when, fact)
}

fn held_by(
    store: &dyn Store,
    who: &str,
    id: MeetingId,
    when: &str,
    fact: MeetingFact,
) -> CommitResult {
    let action = MeetingAction::Do(fact);
    done(
        store,
        who,
        when,
        Action::Meeting {
            id: Some(id),
            fact: action,
        },
    )
}

fn seen(store: &dyn Store, id: MeetingId, who: &str) -> MeetingView {
    let view = ask(store, |it| it.meeting(id, &Viewer::new(who)));
    view.unwrap().unwrap()
}

fn whys(view: &MeetingView) -> Vec<(Item, Vec<Why>)> {
    let topics = view.meeting.topics.iter();
    topics.map(|it| (it.item, it.why.clone())).collect()
}

fn task(item: Option<Item>, what: &str, by: &str) -> MeetingFact {
    MeetingFact::Tasked {
        item,
        what: what.to_owned(),
        holder: "李强".to_owned(),
        by: day(by),
    }
}

fn judged(item: Item) -> MeetingFact {
    MeetingFact::Judged {
        item,
        judged: Judged {
            risk: "可能再次来访".to_owned(),
            decision: "先测量地界".to_owned(),
        },
    }
}

fn attended(names: &[&str], absent: &[&str]) -> MeetingFact {
    let all = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
    MeetingFact::Attended {
        came: all(names),
        absent: all(absent),
    }
}

fn finished(note: &str, on: &str) -> MeetingFact {
    MeetingFact::Done {
        no: 1,
        done: TaskDone {
            on: day(on),
            by: "李强".to_owned(),
            note: note.to_owned(),
        },
    }
}

#[test]
fn a_task_comes_back_over_the_weekend_until_it_is_done() {
    in_every_store(|store| {
        // 2026-11-27 is a Friday.
        let case = register(store, "2026-11-27T08:00", Class::Claim, None);
        let item = Item::Case(case);
        let friday = call(store, MeetingKind::Dispatch, "2026-11-27T08:30");
        let view = seen(store, friday, CLERK);
        assert_eq!(whys(&view), [(item, vec![Why::Registered])]);
        assert_eq!(view.meeting.topics[0].words, "东牟家村 承包地被占");
        let now = "2026-11-27T09:00";
        for (fact, refused) in [
            (
                judged(Item::Case(CaseNumber { year: 2026, run: 9 })),
                Some(Reason::NotFound),
            ),
            (judged(item), None),
            (
                task(Some(item), "测量地界", "2026-11-26"),
                Some(Reason::Before(day("2026-11-27"))),
            ),
            (task(Some(item), "测量地界", "2026-11-30"), None),
            (MeetingFact::Dropped(item), Some(Reason::JudgedAlready)),
            (MeetingFact::Closed, Some(Reason::Missing)),
            (attended(&[], &[]), Some(Reason::Missing)),
            (attended(&["王岚"], &["王岚"]), Some(Reason::AlreadyKnown)),
            (attended(&["王岚 信访办"], &["李强 司法所（出差）"]), None),
            (MeetingFact::Minutes("议定测量".to_owned()), None),
            (MeetingFact::Closed, None),
            (judged(item), Some(Reason::Closed)),
        ] {
            let outcome = held(store, friday, now, fact.clone());
            match refused {
                Some(expected) => assert_eq!(reason(outcome), expected, "{fact:?}"),
                None => assert!(
                    matches!(outcome, CommitResult::Done(_)),
                    "{fact:?} {outcome:?}"
                ),
            }
        }
        // On Saturday somebody came; the joint meeting has its own tasks.
        let saturday = register(store, "2026-11-28T15:00", Class::Claim, None);
        let joint = call(store, MeetingKind::Joint, "2026-11-28T16:00");
        assert!(seen(store, joint, CLERK).carried.is_empty());
        let monday = call(store, MeetingKind::Dispatch, "2026-11-30T08:30");
        let view = seen(store, monday, CLERK);
        assert_eq!(whys(&view), [(Item::Case(saturday), vec![Why::Registered])]);
        let back: Vec<(u32, &str)> = view
            .carried
            .iter()
            .map(|it| (it.times, it.task.what.as_str()))
            .collect();
        assert_eq!(back, [(1, "测量地界")]);
        // Making the agenda anew does not count a second time.
        let anew = Action::Meeting {
            id: Some(monday),
            fact: MeetingAction::Gather,
        };
        done(store, CLERK, "2026-11-30T08:40", anew);
        assert_eq!(seen(store, monday, CLERK).carried[0].times, 1);
        let tuesday = call(store, MeetingKind::Dispatch, "2026-12-01T08:30");
        assert_eq!(seen(store, tuesday, CLERK).carried[0].times, 2);
        let viewer = Viewer::new(CLERK);
        let open = |until: Option<&str>, holder: Option<&str>| {
            ask(store, |it| it.open_tasks(until.map(day), holder, &viewer)).unwrap()
        };
        assert!(open(Some("2026-11-29"), None).is_empty());
        assert_eq!(open(Some("2026-11-30"), Some("李强"))[0].times, 2);
        assert!(open(None, Some("赵军")).is_empty());
        let of_case = ask(store, |it| it.case_view(case, &viewer))
            .unwrap()
            .unwrap();
        assert_eq!(of_case.tasks.len(), 1);
        // It is done at the meeting that gave it, though that is over.
        let now = "2026-12-01T09:00";
        let empty = held(store, friday, now, finished(" ", "2026-12-01"));
        assert_eq!(reason(empty), Reason::Missing);
        let outcome = held(
            store,
            friday,
            now,
            finished("已测量，两家签字", "2026-12-01"),
        );
        assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
        assert!(open(None, None).is_empty());
        assert!(seen(store, tuesday, CLERK).carried[0].task.done.is_some());
        let wednesday = call(store, MeetingKind::Dispatch, "2026-12-02T08:30");
        assert!(seen(store, wednesday, CLERK).carried.is_empty());
    });
}

#[test]
fn before_a_holiday_the_agenda_looks_as_far_as_the_next_working_day() {
    in_every_store(|store| {
        // 15 days from 09-22 end on 10-07, the last day of the holiday; from 09-24 on 10-09.
        let within = register(store, "2026-09-22T09:00", Class::Claim, None);
        let beyond = register(store, "2026-09-24T09:00", Class::Claim, None);
        let late = register(store, "2026-09-10T09:00", Class::Claim, None);
        let mark = KeyStep::Mark(term("2026-09-24", "2026-12-20"));
        step(store, "2026-09-24T10:00", beyond, Step::Key(mark));
        let id = call(store, MeetingKind::Joint, "2026-09-30T08:30");
        assert_eq!(
            whys(&seen(store, id, CLERK)),
            [
                (Item::Case(beyond), vec![Why::Key]),
                (Item::Case(within), vec![Why::Due]),
                (Item::Case(late), vec![Why::Overdue]),
            ]
        );
        let off = held(
            store,
            id,
            "2026-09-30T09:00",
            MeetingFact::Dropped(Item::Case(late)),
        );
        assert!(matches!(off, CommitResult::Done(_)));
        let anew = Action::Meeting {
            id: Some(id),
            fact: MeetingAction::Gather,
        };
        done(store, CLERK, "2026-09-30T09:10", anew);
        let left = seen(store, id, CLERK).meeting.topics.len();
        assert_eq!(left, 2, "what was taken off does not come back by itself");
    });
}

#[test]
fn an_accusation_is_told_to_those_named_alone_and_never_where_the_accused_sits() {
    in_every_store(|store| {
        let now = "2026-11-25T10:00";
        let other = register(store, "2026-11-25T08:00", Class::Accusation, Some("赵军"));
        let about_li = register(
            store,
            "2026-11-25T08:10",
            Class::Accusation,
            Some("司法所李强"),
        );
        let unclassed = register(store, "2026-11-25T08:20", Class::Unclassed, None);
        let id = call(store, MeetingKind::Dispatch, "2026-11-25T08:30");
        let view = seen(store, id, CLERK);
        let items: Vec<Item> = view.meeting.topics.iter().map(|it| it.item).collect();
        assert_eq!(items, [Item::Case(other), Item::Case(unclassed)]);
        for topic in &view.meeting.topics {
            assert_eq!(topic.words, "", "{:?} stands by its number", topic.item);
        }
        let item = Item::Case(about_li);
        let words = String::new();
        let added = held(store, id, now, MeetingFact::Added { item, words });
        assert_eq!(reason(added), Reason::AtTheTable);
        let sits = held(store, id, now, attended(&["王岚", "赵军"], &[]));
        assert_eq!(reason(sits), Reason::AtTheTable);
        let item = Item::Case(other);
        for (who, fact, refused) in [
            (CLERK, judged(item), None),
            (
                CLERK,
                task(Some(item), "核实", "2026-11-30"),
                Some(Reason::TaskNotNamed),
            ),
            (CLERK, MeetingFact::Minutes("核实赵军".to_owned()), None),
            ("甲", judged(item), Some(Reason::NotForThisViewer)),
            (
                "甲",
                attended(&["王岚"], &[]),
                Some(Reason::NotForThisViewer),
            ),
        ] {
            let outcome = held_by(store, who, id, now, fact.clone());
            match refused {
                Some(expected) => assert_eq!(reason(outcome), expected, "{fact:?}"),
                None => assert!(
                    matches!(outcome, CommitResult::Done(_)),
                    "{fact:?} {outcome:?}"
                ),
            }
        }
        let outside = seen(store, id, "甲");
        assert!(outside.is_secret(item));
        assert!(outside.meeting.minutes.is_empty());
        assert!(outside.meeting.topics.iter().all(|it| it.judged.is_none()));
        let history = ask(store, |it| {
            it.history(Stream::Meeting(id), &Viewer::new("甲"))
        });
        let output = format!("{:?}", history.unwrap());
        assert!(
            !output.contains("赵军") && !output.contains("测量"),
            "{output}"
        );
        // A meeting called by one who may not see them has none of them on its agenda.
        let action =
            MeetingAction::Call(Box::new(calling(MeetingKind::Dispatch, "2026-11-25T09:00")));
        let called = done(
            store,
            "甲",
            now,
            Action::Meeting {
                id: None,
                fact: action,
            },
        );
        let CommitResult::Done(Done::Meeting(second)) = called else {
            panic!("{called:?}");
        };
        assert!(seen(store, second, CLERK).meeting.topics.is_empty());
    });
}

#[test]
fn a_shift_hands_over_what_it_did_and_what_is_open() {
    in_every_store(|store| {
        let viewer = Viewer::new(CLERK);
        let early = register(store, "2026-11-24T09:00", Class::Claim, None);
        let late = register(store, "2026-11-10T09:00", Class::Claim, None);
        let today = register(store, "2026-11-25T09:00", Class::Claim, None);
        let secret = register(store, "2026-11-25T09:10", Class::Accusation, Some("赵军"));
        let note = Step::Note {
            text: "已电话联系".to_owned(),
        };
        step(store, "2026-11-25T10:00", early, note);
        let id = call(store, MeetingKind::Dispatch, "2026-11-25T10:30");
        held(
            store,
            id,
            "2026-11-25T10:40",
            task(Some(Item::Case(early)), "回访", "2026-11-26"),
        );
        held(
            store,
            id,
            "2026-11-25T10:40",
            task(None, "排查", "2026-11-26"),
        );
        let now = at("2026-11-25T17:00");
        let written = ask(store, |it| it.handover_note(now, &viewer)).unwrap();
        let part = |part| {
            let section = written.sections.iter().find(|it| it.part == part);
            let lines = section.into_iter().flat_map(|it| &it.lines);
            lines
                .map(|it| (it.item, it.words.as_str()))
                .collect::<Vec<_>>()
        };
        let shown = "东牟家村 承包地被占";
        assert_eq!(written.since, at("2026-11-25T00:00"));
        assert_eq!(
            part(HandoverPart::Registered),
            [
                (Some(Item::Case(today)), shown),
                (Some(Item::Case(secret)), "")
            ]
        );
        assert_eq!(
            part(HandoverPart::Steps),
            [(Some(Item::Case(early)), "note")]
        );
        // 15 days from 11-10 end on the 25th.
        assert_eq!(part(HandoverPart::Due), [(Some(Item::Case(late)), shown)]);
        assert_eq!(
            part(HandoverPart::Tasks),
            [(None, "2026-11-26 李强 排查")],
            "a task is given about a matter on the agenda alone"
        );
        let given = Action::Handover {
            id: None,
            fact: HandoverFact::Given(Box::new(written.clone())),
        };
        let given = done(store, CLERK, "2026-11-25T17:05", given);
        assert_eq!(given, CommitResult::Done(Done::Handover(HandoverId(1))));
        let accept = |who, when| {
            let fact = HandoverFact::Accepted {
                by: String::new(),
                at: now,
            };
            let id = Some(HandoverId(1));
            done(store, who, when, Action::Handover { id, fact })
        };
        assert_eq!(reason(accept(CLERK, "2026-11-25T17:06")), Reason::ToOneself);
        let taken = accept("李芳", "2026-11-26T08:00");
        assert!(matches!(taken, CommitResult::Done(_)), "{taken:?}");
        assert_eq!(
            reason(accept("李芳", "2026-11-26T08:01")),
            Reason::TakenOver
        );
        let last = ask(store, |it| it.handovers(5, &Viewer::new("李芳"))).unwrap();
        let last = &last[0].handover;
        assert_eq!(
            last.accepted,
            Some(("李芳".to_owned(), at("2026-11-26T08:00")))
        );
        assert_eq!(last.note.at, at("2026-11-25T17:05"));
        // The next note tells from there on.
        let next = ask(store, |it| {
            it.handover_note(at("2026-11-26T17:00"), &viewer)
        })
        .unwrap();
        assert_eq!(next.since, at("2026-11-25T17:05"));
        assert!(
            next.sections
                .iter()
                .all(|it| it.part != HandoverPart::Registered)
        );
    });
}

#[test]
fn meetings_tasks_key_cases_and_hand_overs_are_told_to_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    {
        let store = RedbStore::open(&path, Vec::new(), Settings::default()).unwrap();
        let case = register(&store, "2026-11-25T08:00", Class::Claim, None);
        let mark = KeyStep::Mark(term("2026-11-25", "2026-12-20"));
        step(&store, "2026-11-25T08:10", case, Step::Key(mark));
        let id = call(&store, MeetingKind::Dispatch, "2026-11-25T08:30");
        let now = "2026-11-25T09:00";
        held(&store, id, now, judged(Item::Case(case)));
        let given = task(Some(Item::Case(case)), "测量地界", "2026-11-30");
        held(&store, id, now, given);
        let viewer = Viewer::new(CLERK);
        let note = ask(&store, |it| it.handover_note(at(now), &viewer)).unwrap();
        let fact = HandoverFact::Given(Box::new(note));
        done(&store, CLERK, now, Action::Handover { id: None, fact });
    }
    let run = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_mulin"))
            .args(["--as", CLERK, "--lang", "zh", "--store"])
            .arg(&path)
            .args(words)
            .env("MULIN_TEST", "1")
            .env("MULIN_NOW", "2026-11-25T10:00:00+08:00")
            .output()
            .unwrap();
        (
            String::from_utf8(output.stdout).unwrap(),
            output.status.code(),
        )
    };
    let json =
        |words: &[&str]| -> serde_json::Value { serde_json::from_str(&run(words).0).unwrap() };
    let list = json(&["meeting", "list", "--json"]);
    assert_eq!(list[0]["kind"], "dispatch");
    assert_eq!(list[0]["open_tasks"], 1);
    let meeting = json(&["meeting", "show", "1", "--json"]);
    assert_eq!(meeting["agenda"][0]["item"], "ML-2026-0001");
    assert_eq!(
        meeting["agenda"][0]["why"],
        serde_json::json!(["key_case", "registered"])
    );
    assert_eq!(meeting["given"][0]["by"], "2026-11-30");
    for text in ["日调度会", "先测量地界", "测量地界（李强，2026-11-30 前）"] {
        let output = run(&["meeting", "show", "1"]).0;
        assert!(output.contains(text), "{text} is not in\n{output}");
    }
    assert_eq!(run(&["meeting", "show", "2"]).1, Some(1));
    let handover = json(&["handover", "--json"]);
    assert_eq!(handover[0]["from"], CLERK);
    assert_eq!(handover[0]["accepted_by"], serde_json::Value::Null);
    assert_eq!(handover[0]["sections"][0]["part"], "registered");
    assert!(run(&["handover"]).0.contains("还没有人接"));
    let keys = json(&["case", "list", "--key", "--json"]);
    assert_eq!(keys[0]["key_days_left"], 25);
    let case = json(&["case", "show", "ML-2026-0001", "--json"]);
    assert_eq!(case["key_case"][0]["terms"][0]["until"], "2026-12-20");
    assert_eq!(case["tasks"][0]["holder"], "李强");
    let output = run(&["case", "show", "ML-2026-0001"]).0;
    for text in ["重点案件：到 2026-12-20 止，还有 25 天", "会议任务"] {
        assert!(output.contains(text), "{text} is not in\n{output}");
    }
}

#[test]
fn early_signs_and_whistles_stand_on_the_agenda_and_in_the_hand_over() {
    let when = "2026-11-25T09:00";
    in_every_store(|store| {
        let grid = ask(store, |it| it.grid()).unwrap();
        let village = grid.of_level(GridLevel::Village).next().unwrap();
        let report = |text: &str, round| Action::CheckIn {
            day: day("2026-11-25"),
            report: Box::new(Report {
                node: village.code.clone(),
                round,
                by: "牟书记".to_owned(),
                at: at(when),
                how: How::Phone,
                outcome: RoundOutcome::Found(Box::new(Finding {
                    text: text.to_owned(),
                    kind: SignKind::Neighbours,
                    about: String::new(),
                })),
            }),
            why: None,
        };
        done(
            store,
            CLERK,
            when,
            report("两家为排水沟争吵", CheckRound::Morning),
        );
        let raised = WhistleFact::Raised(Box::new(Raised {
            kind: WhistleKind::Daily,
            from: Party::Node(grid.of_level(GridLevel::Town).next().unwrap().code.clone()),
            to: Party::Unit("供电所".to_owned()),
            about: "变压器跳闸".to_owned(),
            approver: "周正".to_owned(),
            case: None,
            sign: None,
            at: at(when),
        }));
        let action = Action::Whistle {
            id: None,
            fact: raised,
        };
        done(store, CLERK, when, action);
        let card = CallFact::Opened(Box::new(CallCard {
            caller: Caller {
                number: "13800001234".to_owned(),
                name: "牟春生".to_owned(),
                person: None,
                village: String::new(),
            },
            started_at: at(when),
            ended_at: at(when),
            note: "问低保".to_owned(),
            outcome: CallOutcome::CallBack {
                by: at("2026-11-25T16:00"),
                what: "问清材料".to_owned(),
            },
        }));
        done(
            store,
            CLERK,
            when,
            Action::Call {
                id: None,
                fact: card,
            },
        );

        let id = call(store, MeetingKind::Dispatch, when);
        let view = seen(store, id, CLERK);
        let output: Vec<String> = view
            .meeting
            .topics
            .iter()
            .map(|it| format!("{} {:?} {}", it.item, it.why, it.words))
            .collect();
        let expected = [
            "CS-1 [Whistle]  变压器跳闸".to_owned(),
            format!("MT-1 [Sign] {} 两家为排水沟争吵", village.name),
        ];
        assert_eq!(output.len(), 2, "{output:?}");
        for (output, expected) in output.iter().zip(&expected) {
            assert_eq!(output.replace("  ", " "), expected.replace("  ", " "));
        }
        let viewer = Viewer::new(CLERK);
        let note = ask(store, |it| {
            it.handover_note(at("2026-11-25T17:00"), &viewer)
        })
        .unwrap();
        let lines: Vec<String> = note
            .sections
            .iter()
            .flat_map(|it| it.lines.iter().map(move |line| (it.part, line)))
            .map(|(part, line)| format!("{} {}", part.code(), line.words))
            .collect();
        for wanted in ["call_backs 2026-11-25 16:00", "牟*生", "变压器跳闸"] {
            assert!(
                lines.iter().any(|it| it.contains(wanted)),
                "{wanted}: {lines:?}"
            );
        }
        assert!(
            lines.iter().all(|it| !it.contains("牟春生")),
            "masked: {lines:?}"
        );
    });
}
