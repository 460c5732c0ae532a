//! 治未病, told to every store and through the command line.

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::codes::{Channel, Class};
use mulin::domain::entry::Stream;
use mulin::domain::grid::node::{GridCode, GridLevel};
use mulin::domain::item::SignId;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::prevention::checkin::{How, Report, RoundOutcome};
use mulin::domain::prevention::finding::{Finding, SignKind};
use mulin::domain::prevention::round::CheckRound;
use mulin::domain::prevention::sign::{SignFact, SignState};
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use serde_json::{Value, json};

use crate::cli::Desk;

const WANG: &str = "王芳";
const LI: &str = "李娜";

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

fn refused(outcome: CommitResult) -> Reason {
    match outcome {
        CommitResult::Refused(refusal) => refusal.reason,
        other => panic!("{other:?}"),
    }
}

fn villages(store: &dyn Store) -> Vec<GridCode> {
    let tree = ask(store, |it| it.grid()).unwrap();
    let villages = tree.of_level(GridLevel::Village);
    villages.map(|node| node.code.clone()).collect()
}

fn check(node: &GridCode, at: &str, outcome: RoundOutcome) -> Action {
    Action::CheckIn {
        day: "2026-11-25".parse().unwrap(),
        report: Box::new(Report {
            node: node.clone(),
            round: CheckRound::Morning,
            by: "牟书记".to_owned(),
            at: Moment::parse(at).unwrap(),
            how: How::Phone,
            outcome,
        }),
        why: None,
    }
}

/// What was not written down on its day was not there on it, whatever hour is typed.
#[test]
fn a_check_that_is_written_down_on_a_later_day_is_late() {
    in_every_store(|store| {
        let node = &villages(store)[0];
        let action = check(node, "2026-11-25T09:00", RoundOutcome::Nothing);
        assert!(matches!(
            done(store, WANG, "2026-11-26T08:30", action),
            CommitResult::Done(Done::CheckIn { .. })
        ));
        let viewer = Viewer::new(WANG);
        let (from, to) = ("2026-11-25".parse().unwrap(), "2026-11-26".parse().unwrap());
        let days = ask(store, |it| it.checkins(from, to, &viewer)).unwrap();
        let check = &days[0].1.checks[0];
        assert!(check.late);
        assert!(check.is_entered_later(from, &Settings::default()));
    });
}

fn found(kind: SignKind, text: &str) -> RoundOutcome {
    RoundOutcome::Found(Box::new(Finding {
        text: text.to_owned(),
        kind,
        about: "牟春生、单文".to_owned(),
    }))
}

fn sign_of(outcome: CommitResult) -> SignId {
    match outcome {
        CommitResult::Done(Done::CheckIn { sign: Some(id) }) => id,
        other => panic!("{other:?}"),
    }
}

fn register(store: &dyn Store, class: Class) -> CaseNumber {
    let action = Action::Register(Box::new(Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "牟春生".to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class,
            summary: "排水沟".to_owned(),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(Moment::parse("2026-11-25T10:00").unwrap()),
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
    }));
    match done(store, WANG, "2026-11-25T10:00", action) {
        CommitResult::Done(Done::Registered { number, .. }) => number,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_village_reports_by_itself_and_the_missing_ones_are_known() {
    in_every_store(|store| {
        let villages = villages(store);
        assert_eq!(villages.len(), 83);
        let day = "2026-11-25".parse().unwrap();
        let missing = || ask(store, |it| it.missing(day, CheckRound::Morning)).unwrap();
        assert_eq!(missing().len(), 83);
        let came = done(
            store,
            WANG,
            "2026-11-25T09:00",
            check(&villages[0], "2026-11-25T08:50", RoundOutcome::Nothing),
        );
        assert_eq!(came, CommitResult::Done(Done::CheckIn { sign: None }));
        done(
            store,
            WANG,
            "2026-11-25T14:00",
            check(&villages[1], "2026-11-25T13:00", RoundOutcome::Nothing),
        );
        assert_eq!(missing().len(), 81);
        let viewer = Viewer::new(WANG);
        let days = ask(store, |it| it.checkins(day, day, &viewer)).unwrap();
        let late: Vec<bool> = days[0].1.checks.iter().map(|it| it.late).collect();
        assert_eq!(late, [false, true]);
        let again = check(&villages[0], "2026-11-25T09:00", RoundOutcome::Nothing);
        let again = done(store, WANG, "2026-11-25T14:00", again);
        assert_eq!(refused(again), Reason::AlreadyReported);
        let now = Moment::parse("2026-11-25T14:00").unwrap();
        let board = ask(store, |it| it.prevention(day, now, &viewer)).unwrap();
        assert_eq!(board.slots.len(), 83 * 2 + 8 + 1);
        assert_eq!(board.round, CheckRound::Afternoon);
    });
}

#[test]
fn a_correction_stands_beside_what_was_said_and_opens_the_sign_that_it_brings() {
    in_every_store(|store| {
        let village = villages(store)[0].clone();
        let first = check(&village, "2026-11-25T08:50", RoundOutcome::Nothing);
        done(store, WANG, "2026-11-25T09:00", first);
        let Action::CheckIn { day, report, .. } = check(
            &village,
            "2026-11-25T09:10",
            found(SignKind::Neighbours, "两家为排水沟争吵"),
        ) else {
            panic!("a check-in");
        };
        let corrected = Action::CheckIn {
            day,
            report,
            why: Some("他又打来电话".to_owned()),
        };
        let id = sign_of(done(store, WANG, "2026-11-25T09:12", corrected));
        let viewer = Viewer::new(WANG);
        let view = ask(store, |it| it.sign(id, &viewer)).unwrap().unwrap();
        assert_eq!(view.sign.sighting.finding.text, "两家为排水沟争吵");
        assert_eq!(view.sign.sighting.found_by, "牟书记");
        let history = ask(store, |it| it.history(Stream::Checks(day), &viewer)).unwrap();
        assert_eq!(history.len(), 2, "what was said first stays");
    });
}

#[test]
fn a_sign_is_watched_settled_reopened_or_becomes_a_case() {
    in_every_store(|store| {
        let village = villages(store)[3].clone();
        let action = check(&village, "2026-11-25T09:00", found(SignKind::Land, "地边"));
        let id = sign_of(done(store, WANG, "2026-11-25T09:05", action));
        let does = |fact| {
            let action = Action::Sign { id: Some(id), fact };
            done(store, WANG, "2026-11-25T11:00", action)
        };
        does(SignFact::Watched {
            until: "2026-12-01".parse().unwrap(),
            why: "等村里量地".to_owned(),
        });
        let viewer = Viewer::new(WANG);
        let open = || ask(store, |it| it.open_signs(&viewer)).unwrap().len();
        assert_eq!(open(), 1);
        does(SignFact::Settled {
            how: "量过了，各让一步".to_owned(),
            on: "2026-11-25".parse().unwrap(),
        });
        assert_eq!(open(), 0);
        let number = CaseNumber { year: 2026, run: 1 };
        assert_eq!(refused(does(SignFact::Case(number))), Reason::NotFound);
        let registered = register(store, Class::Claim);
        assert_eq!(refused(does(SignFact::Case(number))), Reason::SignOver);
        does(SignFact::Reopened {
            why: "又吵起来了".to_owned(),
        });
        does(SignFact::Case(registered));
        let of_case = ask(store, |it| it.signs_of(registered, &viewer)).unwrap();
        assert_eq!(of_case.len(), 1);
        assert_eq!(of_case[0].sign.state, SignState::Case(registered));
        assert!(!of_case[0].locked);
    });
}

#[test]
fn what_complains_of_somebody_stands_by_its_number_alone() {
    in_every_store(|store| {
        let villages = villages(store);
        let text = "反映村干部多占地";
        let direct = check(
            &villages[0],
            "2026-11-25T09:00",
            found(SignKind::Accusation, text),
        );
        let direct = sign_of(done(store, WANG, "2026-11-25T09:05", direct));
        let plain = check(
            &villages[1],
            "2026-11-25T09:00",
            found(SignKind::Land, text),
        );
        let became = sign_of(done(store, WANG, "2026-11-25T09:06", plain));
        let unclassed = check(
            &villages[2],
            "2026-11-25T09:00",
            found(SignKind::Land, text),
        );
        let unclassed = sign_of(done(store, WANG, "2026-11-25T09:07", unclassed));
        for (id, class) in [(became, Class::Accusation), (unclassed, Class::Unclassed)] {
            let number = register(store, class);
            let fact = SignFact::Case(number);
            let action = Action::Sign { id: Some(id), fact };
            done(store, WANG, "2026-11-25T10:01", action);
        }
        let day = "2026-11-25".parse().unwrap();
        let now = Moment::parse("2026-11-25T11:00").unwrap();
        for (who, hidden) in [
            (LI, vec![direct, became, unclassed]),
            (WANG, vec![became, unclassed]),
        ] {
            let viewer = Viewer::new(who);
            for id in [direct, became, unclassed] {
                let view = ask(store, |it| it.sign(id, &viewer)).unwrap().unwrap();
                assert_eq!(view.locked, hidden.contains(&id), "{who} {id:?}");
                let entries = ask(store, |it| it.history(Stream::Sign(id), &viewer)).unwrap();
                let all = format!("{view:?}{entries:?}");
                assert_eq!(all.contains(text), !view.locked, "{who} {id:?}");
                assert_eq!(all.contains("牟春生"), !view.locked, "{who} {id:?}");
            }
            let board = ask(store, |it| it.prevention(day, now, &viewer)).unwrap();
            let entries = ask(store, |it| it.history(Stream::Checks(day), &viewer)).unwrap();
            let all = format!("{board:?}{entries:?}");
            assert_eq!(all.matches(text).count() > 0, hidden.len() < 3, "{who}");
        }
        let overwrite = Action::CheckIn {
            day,
            report: Box::new(Report {
                node: villages[0].clone(),
                round: CheckRound::Morning,
                by: "单主任".to_owned(),
                at: now,
                how: How::Phone,
                outcome: RoundOutcome::Nothing,
            }),
            why: Some("没有的事".to_owned()),
        };
        let outcome = done(store, LI, "2026-11-25T11:00", overwrite);
        assert_eq!(refused(outcome), Reason::NotForThisViewer);
    });
}

#[test]
fn scripts_report_one_village_a_line_and_see_who_is_missing() {
    let desk = Desk::new();
    let lines = [
        r#"{"village":"东牟家村","result":"nothing","by":"牟书记","how":"wechat"}"#,
        r#"{"village":"西牟家村","found":"两家为排水沟争吵","kind":"neighbours","by":"单书记","at":"2026-11-25T09:00"}"#,
        r#"{"village":"东牟家村","result":"nothing","by":"牟书记"}"#,
        r#"{"village":"小牟家村","result":"nothing"}"#,
        r#"{"village":"没有村","result":"nothing","by":"某"}"#,
        r#"{"village":"小牟家村","by":"某"}"#,
        r#"{"village":"小牟家村","result":"nothing","by":"某","round":"afternoon"}"#,
    ];
    let answer = desk.feed(&["checkin", "report"], &lines.join("\n"));
    assert_eq!(answer.code, 1);
    let answers: Vec<Value> = answer
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        answers[0],
        json!({"line": 1, "village": "东牟家村", "day": "2026-11-25", "round": "morning",
               "sign": null, "warnings": []})
    );
    assert_eq!(answers[1]["sign"], "MT-1");
    for (at, field) in [
        (2, "village"),
        (3, "by"),
        (4, "village"),
        (5, "result"),
        (6, "at"),
    ] {
        assert_eq!(
            answers[at]["problems"][0]["field"], field,
            "{}",
            answers[at]
        );
    }
    let list = |args: &[&str]| -> Vec<Value> {
        let all = [&["checkin", "list", "--json"][..], args].concat();
        serde_json::from_str(&desk.run(&all).out).unwrap()
    };
    assert_eq!(list(&[]).len(), 175);
    assert_eq!(list(&["--missing"]).len(), 173);
    let rows = list(&[]);
    let row = rows
        .iter()
        .find(|row| row["village"] == "西牟家村" && row["round"] == "morning")
        .unwrap();
    assert_eq!(row["result"], "found");
    assert_eq!(
        (&row["late"], &row["missing"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(list(&["--on", "2026-11-24", "--missing"]).len(), 175);
}

#[test]
fn the_days_report_counts_rounds_and_what_was_found_before_anybody_came() {
    use mulin::domain::period::{Period, PeriodKind};
    use mulin::domain::sheet::Measure;
    use mulin::domain::value::Value;
    in_every_store(|store| {
        let asked = mulin::figures::report::Asked {
            period: Period::of(PeriodKind::Day, "2026-11-25".parse().unwrap()),
            area: None,
            today: "2026-11-25".parse().unwrap(),
        };
        let value = |measure| {
            let sheet = ask(store, |it| {
                mulin::figures::report::report(it, &asked, &Settings::default())
            });
            let figures = sheet.unwrap().unwrap().figures;
            let found = figures.into_iter().find(|it| it.measure == measure);
            found.unwrap().value
        };
        assert_eq!(
            value(Measure::ChecksDone),
            Value::Rate { n: 0, of: 0 },
            "not begun"
        );
        let villages = villages(store);
        let nothing = check(&villages[0], "2026-11-25T08:50", RoundOutcome::Nothing);
        done(store, WANG, "2026-11-25T09:00", nothing);
        let sign = check(
            &villages[1],
            "2026-11-25T09:10",
            found(SignKind::Neighbours, "两家为排水沟争吵"),
        );
        done(store, WANG, "2026-11-25T09:12", sign);
        // Every village owes two rounds of the day.
        assert_eq!(value(Measure::ChecksDone), Value::Rate { n: 2, of: 166 });
        assert_eq!(value(Measure::FoundFirst), Value::Rate { n: 1, of: 1 });
        let petition = crate::stored::registered("11-25", "牟春生", |_| {});
        done(store, WANG, "2026-11-25T10:00", petition.action);
        assert_eq!(value(Measure::FoundFirst), Value::Rate { n: 1, of: 2 });
    });
}
