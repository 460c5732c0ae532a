//! Figures and reports: formulas against numbers counted by hand, an issue that keeps its figures
//! in every store, the year that the town published, and the pane.

use std::collections::BTreeMap;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mulin::app::figures::page::Row;
use mulin::app::msg::Msg;
use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::clock::counter::{Course, RaisedOn};
use mulin::domain::case::clock::facts::{CaseFacts, Term};
use mulin::domain::case::fact::closing::Satisfaction;
use mulin::domain::case::fact::dispute::Dispute;
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Category, Channel, Class, Difficulty, Status, Urgency};
use mulin::domain::grid::node::GridLevel;
use mulin::domain::lawyer::{
    Booking, BookingId, BookingState, Lawyer, LawyerId, MeetingWay, Queue,
};
use mulin::domain::lawyer_sum::tally;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::period::{Period, PeriodKind};
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::prevention::finding::SignKind;
use mulin::domain::refusal::Reason;
use mulin::domain::report::Issue;
use mulin::domain::settings::Settings;
use mulin::domain::sheet::{Base, Cell, Column, Label, Measure, Sheet, TableCode};
use mulin::domain::value::Value;
use mulin::domain::view::LawyersView;
use mulin::figures::compare::{Place, differences};
use mulin::figures::known::{Known, Places};
use mulin::figures::measures::measured;
use mulin::figures::report::{Asked, report};
use mulin::figures::screening::{Checks, Found};
use mulin::figures::tables::score;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::words::lang::Lang;
use serde_json::Value as Json;

use crate::cli::Desk;
use crate::screens::{SIZES, compare_with};
use crate::stored::{Stored, number, registered};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A petition that came in on a day of November 2026 and of which nothing else is known.
pub(crate) fn arrival(run: u32, on: &str) -> CaseFacts {
    CaseFacts {
        number: CaseNumber { year: 2026, run },
        received: Some(day(on)),
        channel: Some(Channel::Visit),
        class: Class::Claim,
        category: Some(Category::Land),
        status: Status::InProgress,
        village: Some("东牟家村".to_owned()),
        unit: None,
        leader: None,
        raised: vec![RaisedOn {
            on: day(on),
            channel: Some(Channel::Visit),
            again: false,
            people: 2,
            counter: None,
        }],
        follows: None,
        accept: None,
        notice: None,
        answer: None,
        contacted: None,
        ended: None,
        undated: false,
        due: day(on) + chrono::Days::new(60),
        resolved: false,
        rating: None,
        key: false,
        contacted_in_time: None,
        solved: None,
        course: Course::Stayed,
        standing: None,
        aided: Vec::new(),
        office_rating: None,
        dispute: Dispute::default(),
        above: None,
        in_place: None,
    }
}

pub(crate) fn term(due: &str, met: Option<&str>) -> Term {
    Term {
        due: day(due),
        met: met.map(day),
    }
}

pub(crate) fn november(facts: Vec<CaseFacts>) -> Known {
    let open = facts.iter().filter(|it| it.is_open_on(day("2026-11-25")));
    Known {
        period: Period::of(PeriodKind::Month, day("2026-11-25")),
        today: day("2026-11-25"),
        open: open.cloned().collect(),
        facts,
        checks: vec![
            Checks {
                village: "东牟家村".to_owned(),
                done: 45,
                due: 50,
            },
            Checks {
                village: "大泊子村".to_owned(),
                done: 20,
                due: 50,
            },
        ],
        signs: Vec::new(),
        whistled: BTreeMap::new(),
        places: Places::default(),
    }
}

#[test]
fn each_rate_is_what_is_counted_by_hand() {
    let with = |run, on, change: fn(&mut CaseFacts)| {
        let mut facts = arrival(run, on);
        change(&mut facts);
        facts
    };
    let known = november(vec![
        // Accepted, told and answered in time, resolved, rated.
        with(1, "2026-11-02", |it| {
            it.accept = Some(term("2026-11-17", Some("2026-11-17")));
            it.notice = Some(term("2026-11-17", Some("2026-11-03")));
            it.answer = Some(term("2026-11-24", Some("2026-11-20")));
            it.contacted = Some(day("2026-11-03"));
            it.ended = Some(day("2026-11-20"));
            it.resolved = true;
            it.key = true;
        }),
        // Everything late, raised again by another visit.
        with(2, "2026-11-03", |it| {
            it.accept = Some(term("2026-11-18", Some("2026-11-19")));
            it.notice = Some(term("2026-11-18", None));
            it.answer = Some(term("2026-11-23", None));
            it.due = day("2026-11-23");
            it.key = true;
            it.raised.push(RaisedOn {
                on: day("2026-11-10"),
                channel: Some(Channel::Visit),
                again: true,
                people: 7,
                counter: None,
            });
        }),
        // Not yet due and not done: outside the rates.
        with(3, "2026-11-20", |it| {
            it.accept = Some(term("2026-11-28", None));
            it.notice = Some(term("2026-11-25", None));
            it.answer = Some(term("2026-11-29", None));
        }),
        // Not yet due and done: inside.
        with(4, "2026-11-21", |it| {
            it.accept = Some(term("2026-11-30", Some("2026-11-22")));
            it.channel = Some(Channel::Whistle);
        }),
        // A hotline's, on a base of its own.
        with(5, "2026-11-05", |it| {
            it.channel = Some(Channel::Hotline12345);
            it.raised[0].channel = Some(Channel::Hotline12345);
            it.answer = Some(term("2026-11-12", Some("2026-11-13")));
            it.ended = Some(day("2026-11-13"));
            it.contacted_in_time = Some(true);
            it.solved = Some(false);
        }),
        // Ended in October: its rating ends in November, unrated.
        with(6, "2026-10-01", |it| it.ended = Some(day("2026-10-10"))),
        with(7, "2026-10-01", |it| {
            it.ended = Some(day("2026-10-11"));
            it.rating = Some((day("2026-10-20"), Satisfaction::Basically));
        }),
        with(8, "2026-10-01", |it| {
            it.ended = Some(day("2026-10-12"));
            it.rating = Some((day("2026-10-20"), Satisfaction::Dissatisfied));
        }),
        with(9, "2026-10-01", |it| {
            it.ended = Some(day("2026-10-13"));
            it.rating = Some((day("2026-10-20"), Satisfaction::NotReached));
        }),
        // Ended in August: watched until November; one came back.
        with(10, "2026-08-01", |it| it.ended = Some(day("2026-08-05"))),
        with(11, "2026-08-01", |it| {
            it.ended = Some(day("2026-08-06"));
            it.raised.push(RaisedOn {
                on: day("2026-09-01"),
                channel: Some(Channel::Visit),
                again: true,
                people: 1,
                counter: None,
            });
        }),
    ]);
    let rate = |n, of| Value::Rate { n, of };
    for (base, measure, value) in [
        (Base::All, Measure::Registered, Value::Count(5)),
        (Base::Petitions, Measure::Registered, Value::Count(4)),
        (Base::Hotline, Measure::Registered, Value::Count(1)),
        (Base::Petitions, Measure::Raised, Value::Count(5)),
        (Base::Petitions, Measure::People, Value::Count(15)),
        (Base::All, Measure::Ended, Value::Count(2)),
        (Base::All, Measure::Closure, rate(2, 3)),
        (Base::All, Measure::Open, Value::Count(3)),
        (Base::All, Measure::Overdue, Value::Count(1)),
        (Base::Petitions, Measure::OnTimeAcceptance, rate(2, 3)),
        (Base::Petitions, Measure::OnTimeNotice, rate(1, 2)),
        (Base::Petitions, Measure::OnTimeClosure, rate(1, 2)),
        (Base::Hotline, Measure::OnTimeClosure, rate(0, 1)),
        (Base::Petitions, Measure::FirstContact, rate(1, 3)),
        (Base::Petitions, Measure::FirstTimeClosure, rate(1, 2)),
        (Base::Petitions, Measure::FirstTimeResolution, rate(1, 2)),
        (Base::Petitions, Measure::Repeat, rate(1, 5)),
        (Base::All, Measure::Resolution, rate(1, 2)),
        (Base::Petitions, Measure::Participation, rate(2, 4)),
        (Base::Petitions, Measure::Satisfaction, rate(1, 2)),
        (Base::Petitions, Measure::Unrated, Value::Count(2)),
        (Base::Hotline, Measure::Response, rate(1, 1)),
        (Base::Hotline, Measure::Solved, rate(0, 1)),
        (Base::Petitions, Measure::Response, rate(0, 0)),
        (Base::All, Measure::KeyCases, rate(1, 2)),
        (Base::All, Measure::FoundFirst, rate(1, 5)),
        (Base::All, Measure::ChecksDone, rate(65, 100)),
    ] {
        let got = measured(&known, known.period, base, measure, &Settings::default());
        assert_eq!(got.value, value, "{} {}", base.code(), measure.code());
    }
    let overdue = measured(
        &known,
        known.period,
        Base::All,
        Measure::Overdue,
        &Settings::default(),
    );
    assert_eq!(overdue.cases, [CaseNumber { year: 2026, run: 2 }]);
}

#[test]
fn what_is_not_over_yet_stands_outside_and_what_was_raised_on_its_last_day_did_not_come_back() {
    let ended = |run, on: &str| {
        let mut facts = arrival(run, "2026-08-01");
        facts.ended = Some(day(on));
        facts
    };
    // Its 90 days end today.
    let watched = ended(1, "2026-08-27");
    let mut same_day = ended(2, "2026-08-20");
    same_day.raised.push(RaisedOn {
        on: day("2026-08-20"),
        channel: Some(Channel::Visit),
        again: true,
        people: 1,
        counter: None,
    });
    // The 30 days in which it may be rated end today, and tomorrow.
    let (today, tomorrow) = (ended(3, "2026-10-26"), ended(4, "2026-10-27"));
    let mut follows = arrival(5, "2026-11-10");
    follows.follows = Some(CaseNumber { year: 2025, run: 7 });
    let mut known = november(vec![watched, same_day, today, tomorrow, follows]);
    known.signs = vec![Found {
        on: day("2026-11-05"),
        village: None,
        case: Some(CaseNumber { year: 2026, run: 5 }),
        level: GridLevel::Village,
        kind: SignKind::Neighbours,
        settled: None,
        locked: false,
    }];
    let rate = |n, of| Value::Rate { n, of };
    for (base, measure, value) in [
        (Base::Petitions, Measure::FirstTimeResolution, rate(1, 1)),
        (Base::Petitions, Measure::Participation, rate(0, 0)),
        (Base::Petitions, Measure::Unrated, Value::Count(0)),
        (Base::Petitions, Measure::Repeat, rate(1, 1)),
        // The case that came of a sign is one dispute with it.
        (Base::All, Measure::FoundFirst, rate(1, 1)),
    ] {
        let got = measured(&known, known.period, base, measure, &Settings::default());
        assert_eq!(got.value, value, "{} {}", base.code(), measure.code());
    }
}

#[test]
fn a_score_is_the_weighted_mean_of_what_can_be_divided() {
    let rate = |n, of| Value::Rate { n, of };
    for (parts, shown) in [
        (vec![(rate(9, 10), 60), (rate(1, 2), 40)], Some(7_400)),
        (vec![(rate(2, 3), 60), (rate(1, 3), 40)], Some(5_333)),
        (vec![(rate(9, 10), 60), (rate(0, 0), 40)], Some(9_000)),
        (vec![(rate(0, 0), 60), (rate(0, 0), 40)], None),
        (vec![(rate(1, 1), 0)], None),
    ] {
        assert_eq!(score(&parts), Value::Score(shown), "{parts:?}");
    }
}

pub(crate) fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

pub(crate) fn done(store: &dyn Store, when: &str, action: Action) -> CommitResult {
    let act = Act {
        who: "王芳".to_owned(),
        when: Moment::parse(when).unwrap(),
        action,
    };
    let outcome = store.commit(&[act]).unwrap().remove(0);
    let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
    outcome
}

fn register(store: &dyn Store, when: &str, class: Class) -> CaseNumber {
    let action = Action::Register(Box::new(Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "牟春生".to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class,
            category: Some(Category::Organisation),
            summary: "村务不公开".to_owned(),
            village: Some("东牟家村".to_owned()),
            accused: (class == Class::Accusation).then(|| "村会计仇某".to_owned()),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(Moment::parse(when).unwrap()),
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
    match done(store, when, action) {
        CommitResult::Done(Done::Registered { number, .. }) => number,
        other => panic!("{other:?}"),
    }
}

fn computed(store: &dyn Store, today: &str) -> Sheet {
    let asked = Asked {
        period: Period::of(PeriodKind::Month, day("2026-10-10")),
        area: None,
        today: day(today),
    };
    let sheet = ask(store, |it| report(it, &asked, &Settings::default())).unwrap();
    sheet.unwrap()
}

fn issue(store: &dyn Store, when: &str, sheet: &Sheet, reason: &str) -> Result<(), Reason> {
    let action = Action::Report {
        sheet: Box::new(sheet.clone()),
        reason: reason.to_owned(),
    };
    match done(store, when, action) {
        CommitResult::Done(_) => Ok(()),
        CommitResult::Refused(refusal) => Err(refusal.reason),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_issue_keeps_its_figures_and_what_changes_later_stands_beside_it() {
    in_every_store(|store| {
        let first = register(store, "2026-10-09T09:00", Class::Claim);
        register(store, "2026-10-12T09:00", Class::Claim);
        let sheet = computed(store, "2026-11-02");
        issue(store, "2026-11-02T10:00", &sheet, "").unwrap();
        assert_eq!(
            issue(store, "2026-11-02T10:05", &sheet, "再发一次"),
            Err(Reason::NothingChanged)
        );

        let of_issue = |issue: &Issue, measure| {
            let counted = issue.counted.as_ref().unwrap();
            counted.figure(&issue.sheet, (Base::All, measure), false)
        };
        // A letter of October is entered late, and a case of October goes into another.
        register(store, "2026-10-30T09:00", Class::Claim);
        let today = computed(store, "2026-11-05");
        let kept = ask(store, |it| it.report(sheet.period, None))
            .unwrap()
            .unwrap();
        let (version, as_issued) = kept.last().unwrap();
        assert_eq!(version, 1);
        assert_eq!(as_issued.sheet, sheet.bare());
        let value = |sheet: &Sheet| sheet.figure(Base::All, Measure::Registered).unwrap().value;
        assert_eq!(value(&as_issued.sheet), Value::Count(2));
        assert_eq!(value(&today), Value::Count(3));
        let differing = differences(&as_issued.sheet, &today.bare());
        let registered = Place::Figure(Base::All, Measure::Registered);
        let line = differing.iter().find(|it| it.place == registered).unwrap();
        assert_eq!(line.issued, Some(Cell::Value(Value::Count(2))));
        assert_eq!(line.today, Some(Cell::Value(Value::Count(3))));

        assert_eq!(
            issue(store, "2026-11-05T09:00", &today, " "),
            Err(Reason::Missing)
        );
        issue(store, "2026-11-05T09:01", &today, "补录一封来信").unwrap();
        let kept = ask(store, |it| it.report(sheet.period, None))
            .unwrap()
            .unwrap();
        assert_eq!(kept.issues.len(), 2);
        assert_eq!(kept.issues[0].sheet, sheet.bare());
        assert_eq!(kept.issues[1].reason, "补录一封来信");
        assert_ne!(kept.issues[0].fingerprint, kept.issues[1].fingerprint);
        assert!(kept.issues.iter().all(Issue::is_sound));
        // Each issue keeps the cases that it counted; its fingerprint is of its figures alone.
        let counted = |at: usize| of_issue(&kept.issues[at], Measure::Registered);
        assert_eq!(counted(0), sheet.figures[0].cases);
        assert_eq!((counted(0).len(), counted(1).len()), (2, 3));
        for (at, whole) in [(0, &sheet), (1, &today)] {
            let issue = &kept.issues[at];
            assert_eq!(issue.fingerprint, whole.fingerprint());
            let packed = issue.counted.as_ref().unwrap();
            let sorted = |list: &[CaseNumber]| {
                let mut list = list.to_vec();
                list.sort_unstable();
                list.dedup();
                list
            };
            for it in &whole.figures {
                let key = (it.base, it.measure);
                assert_eq!(packed.figure(&issue.sheet, key, false), sorted(&it.cases));
                assert_eq!(packed.figure(&issue.sheet, key, true), sorted(&it.marked));
            }
            for table in &whole.tables {
                for row in &table.rows {
                    let cases = packed.row(&issue.sheet, table.code, &row.label);
                    assert_eq!(cases, sorted(&row.cases), "{:?}", table.code);
                }
            }
        }

        let case = ask(store, |it| {
            it.case(first, &mulin::domain::viewer::Viewer::new("王芳"))
        });
        let step = Action::Step {
            case: first,
            expected: case.unwrap().unwrap().revision,
            step: Step::Accept {
                on: day("2026-10-12"),
            },
        };
        assert!(matches!(
            done(store, "2026-11-05T10:00", step),
            CommitResult::Done(_)
        ));
    });
}

#[test]
fn an_accusation_is_counted_and_never_placed() {
    in_every_store(|store| {
        let number = register(store, "2026-10-09T09:00", Class::Accusation);
        let sheet = computed(store, "2026-11-02");
        let figure = sheet.figure(Base::Petitions, Measure::Registered).unwrap();
        assert_eq!(figure.cases, [number]);
        let area = sheet.table(TableCode::Evaluation).unwrap();
        assert!(area.rows.iter().all(|row| row.cases.is_empty()));
        assert!(!sheet.canonical().contains("东牟家村"));
        assert!(!sheet.canonical().contains("仇"));
    });
}

#[test]
fn a_day_lists_what_came_and_what_is_late_without_placing_an_unclassed_matter() {
    in_every_store(|store| {
        let number = register(store, "2026-10-09T09:00", Class::Unclassed);
        let asked = Asked {
            period: Period::of(PeriodKind::Day, day("2026-10-09")),
            area: None,
            today: day("2026-10-09"),
        };
        let sheet = ask(store, |it| report(it, &asked, &Settings::default()));
        let sheet = sheet.unwrap().unwrap();
        let received = sheet.table(TableCode::Received).unwrap();
        assert_eq!(received.rows[0].label, Label::Case(number));
        let village = received
            .columns
            .iter()
            .position(|it| *it == Column::Village);
        assert_eq!(received.rows[0].cells[village.unwrap()], Cell::None);

        // On the day after the law's last day it is late.
        let asked = Asked {
            period: Period::of(PeriodKind::Day, day("2026-10-27")),
            today: day("2026-10-27"),
            ..asked
        };
        let sheet = ask(store, |it| report(it, &asked, &Settings::default()));
        let sheet = sheet.unwrap().unwrap();
        assert_eq!(sheet.table(TableCode::Late).unwrap().rows.len(), 1);
        assert_eq!(
            sheet.figure(Base::All, Measure::Overdue).unwrap().value,
            Value::Count(1)
        );
    });
}

pub(crate) fn json_of(desk: &Desk, args: &[&str]) -> Json {
    let output = desk.command(args).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn figure<'a>(report: &'a Json, code: &str) -> &'a Json {
    let figures = report["figures"].as_array().unwrap();
    let found = figures.iter().find(|it| it["code"] == code);
    found.unwrap_or_else(|| panic!("{code}"))
}

#[test]
fn the_published_year_shows_what_the_town_published() {
    let desk = Desk::new();
    let made = desk
        .command(&["demo", "--as-published", "--no-open"])
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let year = ["report", "year", "--on", "2025-12-31", "--format", "json"];
    let report = json_of(&desk, &year);
    assert_eq!(report["period"]["name"], "2025");
    for (code, n) in [
        ("registered", 1_391),
        ("lawyer_visits", 21),
        ("lawyers", 3),
        ("firms", 3),
        ("lawyer_cases", 47),
        ("aided", 5),
    ] {
        assert_eq!(figure(&report, code)["n"], n, "{code}");
    }
    let closure = figure(&report, "closure");
    assert_eq!(
        (&closure["n"], &closure["of"]),
        (&1_367.into(), &1_391.into())
    );
    assert_eq!(closure["percent"], 98.27);
    assert_eq!(closure["rounded"], 98.3);
    let key = figure(&report, "key_cases");
    assert_eq!((&key["n"], &key["of"]), (&4.into(), &4.into()));
    assert_eq!(key["percent"], 100.0);
    let quarter = [
        "report",
        "quarter",
        "--on",
        "2025-05-01",
        "--format",
        "json",
    ];
    let report = json_of(&desk, &quarter);
    let petitions = figure(&report, "petitions_registered");
    assert_eq!(petitions["n"], 11);
    assert_eq!(petitions["previous"]["n"], 18);
    assert_eq!(petitions["previous"]["change"], -38.89);

    let text = desk
        .command(&["--lang", "zh", "report", "year", "--on", "2025-12-31"])
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(
        text.contains("办结率  98.3 %（1367/1391，98.27 %）"),
        "{text}"
    );
    let verified = desk.command(&["verify"]).output().unwrap();
    assert!(verified.status.success(), "{verified:?}");
}

#[test]
fn the_command_line_issues_a_report_once_and_again_only_with_a_reason() {
    let desk = Desk::new();
    let line = r#"{"name":"牟春生","channel":"visit","summary":"承包地被占","class":"claim","category":"land","received_at":"2026-11-25T09:00:00+08:00"}"#;
    assert!(desk.feed(&["register"], line).code == 0);
    let issue = ["report", "day", "--issue", "--format", "json"];
    let report = json_of(&desk, &issue);
    assert_eq!(report["issued"]["version"], 1);
    assert_eq!(report["issued"]["by"], "刘巧玲");
    assert_eq!(report["issued"]["differences"], Json::Array(Vec::new()));
    let again = desk.command(&issue).output().unwrap();
    assert_eq!(again.status.code(), Some(1), "{again:?}");
    assert!(desk.feed(&["register"], line).code == 0);
    let now = json_of(&desk, &["report", "day", "--format", "json"]);
    assert_eq!(now["issued"]["version"], 1);
    let differences = now["issued"]["differences"].as_array().unwrap();
    let first = &differences[0];
    assert_eq!(first["line"], "registered");
    assert_eq!((&first["issued"], &first["today"]), (&1.into(), &2.into()));
    // What is printed is what was issued, as text and as JSON.
    assert_eq!(
        (&now["shows"], &figure(&now, "registered")["n"]),
        (&"issued".into(), &1.into())
    );
    assert_eq!(
        figure(&now, "registered")["cases"],
        figure(&report, "registered")["cases"]
    );
    let text = desk.run(&["--lang", "zh", "report", "day"]).out;
    assert!(text.contains("登记件数  1"), "{text}");
    assert!(
        text.contains("与签发时不同的有") && text.contains("以下是签发时的数"),
        "{text}"
    );
    let without = desk.command(&issue).output().unwrap();
    assert_eq!(without.status.code(), Some(1), "{without:?}");
    let with = [issue.as_slice(), &["--reason", "补录"]].concat();
    let anew = json_of(&desk, &with);
    assert_eq!(anew["issued"]["version"], 2);
    assert_eq!(figure(&anew, "registered")["n"], 2);
    let nowhere = desk
        .command(&["report", "day", "--area", "nowhere"])
        .output()
        .unwrap();
    assert_eq!(nowhere.status.code(), Some(1));
    let wrong = desk.command(&["report", "decade"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn the_pane_changes_period_opens_cases_and_issues() {
    let acts: Vec<Act> = [
        ("11-02", "李玉兰"),
        ("11-10", "牟春生"),
        ("11-20", "孙志强"),
    ]
    .iter()
    .map(|(day, name)| registered(day, name, |_| {}))
    .collect();
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            let mut desk = Stored::open(lang, size, &acts);
            desk.press("<F8> 3");
            let file = format!("figures.{code}.{}x{}.txt", size.0, size.1);
            compare_with(&file, &desk.picture());
        }
    }
    // Every kind of period is drawn in every window, also where a bar finds no room.
    for size in [(60, 15), (80, 24), (140, 30), (160, 45)] {
        let mut desk = Stored::open(Lang::En, size, &acts);
        for kind in ["1", "2", "3", "4", "5"] {
            desk.press("<F8>");
            desk.press(kind);
            desk.press("figures.rules <End>");
            assert!(desk.picture().contains("2026"), "{kind} in {size:?}");
        }
    }
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts);
    desk.press("<F8>");
    assert!(desk.picture().contains("日调度 2026-11-25"));
    desk.press("3 <Left>");
    assert!(desk.picture().contains("月考评 2026-10"));
    desk.press("<Right> figures.issue");
    desk.press("<C-s> figures.compare");
    assert!(
        desk.picture().contains("已签发第 1 版"),
        "{}",
        desk.picture()
    );
    desk.press("<Enter>");
    let queue = desk.picture();
    assert!(queue.contains("列出的3件"), "{queue}");
}

#[test]
fn a_figure_of_an_issue_opens_the_cases_that_it_counted_but_no_accusation_of_a_place() {
    let acts: Vec<Act> = [("11-02", "李玉兰"), ("11-10", "牟春生")]
        .iter()
        .map(|(day, name)| registered(day, name, |_| {}))
        .collect();
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts);
    desk.press("<F8> 3 figures.issue <C-s>");
    // One more comes afterwards, and one of the two turns out to be an accusation.
    let action = Action::Step {
        case: number(1),
        expected: 1,
        step: Step::Classify {
            class: Class::Accusation,
            category: Some(Category::Organisation),
            urgency: Urgency::Ordinary,
            difficulty: Difficulty::Ordinary,
        },
    };
    for action in [action, registered("11-20", "孙志强", |_| {}).action] {
        let outcome = desk.elsewhere("李红", action);
        assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
    }
    desk.tell(Msg::Changed);
    desk.press("<Enter>");
    assert!(desk.picture().contains("列出的3件"), "{}", desk.picture());
    desk.press("<F8> figures.compare figures.compare");
    let picture = desk.picture();
    assert!(picture.contains("看的是签发时的数"), "{picture}");
    desk.press("<Enter>");
    let queue = desk.picture();
    assert!(queue.contains("列出的2件"), "{queue}");
    assert!(queue.contains("ML-2026-0001") && queue.contains("ML-2026-0002"));
    assert!(
        !queue.contains("孙*强") && !queue.contains("李*兰"),
        "{queue}"
    );
    // In the row of its area the accusation of now does not stand, nor tell where it was.
    desk.press("<F8>");
    let rows = desk.model.figures.rows().to_vec();
    let month = Period::of(PeriodKind::Month, day("2026-11-10"));
    let kept = ask(&*desk.store, |it| it.report(month, None)).unwrap();
    let issue = &kept.unwrap().issues[0];
    let counted = issue.counted.as_ref().unwrap();
    let area = rows.iter().position(|it| match it {
        Row::Row(TableCode::Evaluation, label) => {
            counted
                .row(&issue.sheet, TableCode::Evaluation, label)
                .len()
                == 2
        }
        _ => false,
    });
    for _ in 0..area.unwrap() {
        desk.press("<Down>");
    }
    desk.press("<Enter>");
    let queue = desk.picture();
    assert!(queue.contains("列出的2件"), "{queue}");
    assert!(queue.contains("ML-2026-0002"), "{queue}");
    assert!(!queue.contains("ML-2026-0001"), "{queue}");
}

#[test]
fn a_matter_is_counted_on_the_day_it_came_not_on_the_day_it_was_typed() {
    let store = MemoryStore::new(Vec::new(), Settings::default());
    let mut act = registered("10-30", "牟春生", |_| {});
    act.when = Moment::parse("2026-11-02T09:00").unwrap();
    store.commit(&[act]).unwrap();
    let sheet = computed(&store, "2026-11-10");
    let registered = sheet
        .figures
        .iter()
        .find(|it| (it.base, it.measure) == (Base::All, Measure::Registered));
    assert_eq!(registered.unwrap().value, Value::Count(1));
}

#[test]
fn a_call_with_the_lawyer_is_work_and_no_visit() {
    let booked = |id, meeting| {
        let booking = Booking {
            day: day("2026-11-25"),
            time: None,
            meeting,
            lawyer: Some(LawyerId(1)),
            person: None,
            name: "欧阳娜".to_owned(),
            case: None,
            about: "讨要工资".to_owned(),
            state: BookingState::Done {
                outcome: "告知仲裁时效".to_owned(),
                legal_aid: false,
            },
            cleared: String::new(),
            queue: Queue::default(),
        };
        (BookingId(id), booking)
    };
    let phone = booked(1, MeetingWay::Phone);
    let counted = |bookings: Vec<(BookingId, Booking)>| {
        let view = LawyersView {
            lawyers: vec![(LawyerId(1), Lawyer::default())],
            days: Vec::new(),
            bookings,
            calendar: WorkingCalendar::built_in(),
            fields: Vec::new(),
            months: Vec::new(),
            firms: Vec::new(),
        };
        let span = (day("2026-11-01"), day("2026-11-30"));
        let sum = tally(&view, &BTreeSet::new(), span, span.1).sum;
        (sum.days, sum.lawyers, sum.cases)
    };
    assert_eq!(counted(vec![phone.clone()]), (0, 1, 1));
    assert_eq!(
        counted(vec![phone, booked(2, MeetingWay::WalkIn)]),
        (1, 1, 2)
    );
}
