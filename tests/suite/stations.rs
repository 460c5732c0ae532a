//! 牟邻驿站: what comes to a station is counted there, with what was settled on the spot and what was
//! passed up, in both stores, on the command line and in the pane; an accusation names no station.

use mulin::domain::act::{Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::case::fact::closing::WithdrawalForm;
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Channel, Class};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::period::{Period, PeriodKind};
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::queue::{Filter, QueueQuery};
use mulin::domain::report::Report;
use mulin::domain::settings::Settings;
use mulin::domain::sheet::{Cell, Label, Sheet, SheetRow, TableCode};
use mulin::domain::value::Value;
use mulin::figures::report::{Asked, report};
use mulin::store::contract::{Store, ask};
use mulin::words::lang::Lang;
use serde_json::Value as Json;

use crate::cli::Desk;
use crate::figures::{done, in_every_store, json_of};
use crate::stored::{Stored, registered};

const STATION: &str = "第一管区驿站";

/// How a matter comes in.
struct Coming {
    day: &'static str,
    class: Class,
    channel: Channel,
    station: Option<&'static str>,
    people: u32,
    joins: Option<CaseNumber>,
}

const AT_STATION: Coming = Coming {
    day: "2026-10-09",
    class: Class::Claim,
    channel: Channel::Station,
    station: Some(STATION),
    people: 1,
    joins: None,
};

fn comes(store: &dyn Store, coming: &Coming) -> CaseNumber {
    let when = format!("{}T09:00", coming.day);
    let registration = Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "牟春生".to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class: coming.class,
            summary: "两家地界不清".to_owned(),
            village: Some("东牟家村".to_owned()),
            accused: (coming.class == Class::Accusation).then(|| "村会计仇某".to_owned()),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(Moment::parse(&when).unwrap()),
            channel: Some(coming.channel),
            station: coming.station.map(str::to_owned),
            people_count: coming.people,
            companion: None,
            words: String::new(),
            new_facts: None,
        },
        joins: coming.joins,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    };
    match done(store, &when, Action::Register(Box::new(registration))) {
        CommitResult::Done(Done::Registered { number, .. }) => number,
        other => panic!("{other:?}"),
    }
}

fn takes(store: &dyn Store, case: CaseNumber, when: &str, step: Step) {
    let viewer = mulin::domain::viewer::Viewer::new("王芳");
    let known = ask(store, |it| it.case(case, &viewer)).unwrap().unwrap();
    let action = Action::Step {
        case,
        expected: known.revision,
        step,
    };
    let outcome = done(store, when, action);
    assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
}

fn agrees(store: &dyn Store, case: CaseNumber, day: &str) {
    let on = day.parse().unwrap();
    let terms = "各让一尺，当日立界石".to_owned();
    takes(store, case, &format!("{day}T10:00"), Step::Accept { on });
    takes(
        store,
        case,
        &format!("{day}T10:30"),
        Step::Agree { on, terms },
    );
}

fn assigned(unit: &str) -> Step {
    Step::Assign {
        unit: Some(unit.to_owned()),
        holder: Some("于海涛".to_owned()),
        leader: None,
    }
}

fn month(store: &dyn Store) -> Sheet {
    let asked = Asked {
        period: Period::of(PeriodKind::Month, "2026-10-10".parse().unwrap()),
        area: None,
        today: "2026-11-02".parse().unwrap(),
    };
    let sheet = ask(store, |it| report(it, &asked, &Settings::default()));
    sheet.unwrap().unwrap()
}

fn row<'a>(sheet: &'a Sheet, label: &Label) -> &'a SheetRow {
    let table = sheet.table(TableCode::ByStation).unwrap();
    let found = table.rows.iter().find(|row| row.label == *label);
    found.unwrap_or_else(|| panic!("{label:?} in {table:?}"))
}

/// Visits, people, registered, before, open and passed up; settled on the spot with all.
fn counts(row: &SheetRow) -> ([u32; 6], (u32, u32)) {
    let count = |at: usize| match row.cells[at] {
        Cell::Value(Value::Count(n)) => n,
        ref other => panic!("{other:?}"),
    };
    let on_spot = match row.cells[5] {
        Cell::Value(Value::Rate { n, of }) => (n, of),
        ref other => panic!("{other:?}"),
    };
    ([0, 1, 2, 3, 4, 6].map(count), on_spot)
}

#[test]
fn a_station_counts_what_came_what_was_settled_there_and_what_was_passed_up() {
    in_every_store(|store| {
        // Before the month, and still open in it.
        let old = comes(
            store,
            &Coming {
                day: "2026-09-09",
                ..AT_STATION
            },
        );
        let settled = comes(
            store,
            &Coming {
                people: 3,
                ..AT_STATION
            },
        );
        agrees(store, settled, "2026-10-09");
        // The station held it itself: that is not passed up.
        let held = comes(store, &AT_STATION);
        takes(store, held, "2026-10-09T09:30", assigned(STATION));
        agrees(store, held, "2026-10-09");
        // A day later is not on the spot.
        let late = comes(store, &AT_STATION);
        agrees(store, late, "2026-10-10");
        let passed = comes(store, &AT_STATION);
        takes(store, passed, "2026-10-09T11:00", assigned("镇民政办"));
        // Withdrawn on the same day is no settlement.
        let withdrawn = comes(store, &AT_STATION);
        let on = "2026-10-09".parse().unwrap();
        let words = "我不反映了".to_owned();
        let form = Some(WithdrawalForm::Written);
        let step = Step::Withdraw { on, words, form };
        takes(store, withdrawn, "2026-10-09T11:00", step);
        // Registered at the centre, raised again at the station.
        let centre = comes(
            store,
            &Coming {
                day: "2026-10-12",
                channel: Channel::Visit,
                station: None,
                ..AT_STATION
            },
        );
        comes(
            store,
            &Coming {
                day: "2026-10-20",
                people: 2,
                joins: Some(centre),
                ..AT_STATION
            },
        );
        // A letter comes to no counter.
        comes(
            store,
            &Coming {
                channel: Channel::Letter,
                station: None,
                ..AT_STATION
            },
        );

        let sheet = month(store);
        let table = sheet.table(TableCode::ByStation).unwrap();
        assert_eq!(table.rows.len(), 2, "{table:?}");
        let at_station = row(&sheet, &Label::Name(STATION.to_owned()));
        assert_eq!(counts(at_station), ([6, 9, 5, 1, 2, 1], (2, 5)));
        assert_eq!(
            at_station.cases,
            [old, settled, held, late, passed, withdrawn, centre]
        );
        let at_centre = row(&sheet, &Label::Word("figures-centre".to_owned()));
        assert_eq!(counts(at_centre), ([1, 1, 1, 0, 1, 0], (0, 1)));
        assert_eq!(table.rows[0], *at_centre);
    });
}

#[test]
fn an_issue_keeps_the_stations_and_a_later_difference_names_the_station() {
    in_every_store(|store| {
        let case = comes(store, &AT_STATION);
        let sheet = month(store);
        let action = Action::Report {
            sheet: Box::new(sheet.clone()),
            reason: String::new(),
        };
        let outcome = done(store, "2026-11-02T10:00", action);
        assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
        takes(store, case, "2026-11-02T11:00", assigned("镇民政办"));
        let kept = ask(store, |it| it.report(sheet.period, None)).unwrap();
        let kept = kept.as_ref().and_then(Report::last).unwrap().1;
        assert_eq!(
            kept.sheet.table(TableCode::ByStation),
            sheet.bare().table(TableCode::ByStation)
        );
        let words = mulin::words::bundle::Words::new(Lang::Zh);
        let differences = mulin::figures::compare::differences(&kept.sheet, &month(store).bare());
        let output = mulin::figures::differences::render(&words, &differences).join("\n");
        assert!(output.contains("按接待点 第一管区驿站 转上级"), "{output}");
    });
}

#[test]
fn an_accusation_is_counted_and_names_no_station() {
    in_every_store(|store| {
        let number = comes(
            store,
            &Coming {
                class: Class::Accusation,
                ..AT_STATION
            },
        );
        let sheet = month(store);
        let untold = row(&sheet, &Label::Word("figures-untold".to_owned()));
        assert_eq!(untold.cases, [number]);
        assert!(!sheet.canonical().contains(STATION));
    });
}

#[test]
fn the_list_finds_a_matter_by_its_station() {
    in_every_store(|store| {
        let claim = comes(store, &AT_STATION);
        comes(
            store,
            &Coming {
                class: Class::Accusation,
                ..AT_STATION
            },
        );
        comes(
            store,
            &Coming {
                channel: Channel::Visit,
                station: None,
                ..AT_STATION
            },
        );
        let query = QueueQuery {
            filter: Filter {
                words: "第一管区驿站".to_owned(),
                ..Filter::default()
            },
            ..QueueQuery::due(10)
        };
        let viewer = mulin::domain::viewer::Viewer::new("孙志芳");
        let found = ask(store, |it| it.page(&query, &viewer)).unwrap().rows;
        let numbers: Vec<CaseNumber> = found.iter().map(|it| it.number).collect();
        assert_eq!(numbers, [claim], "what is held back is not found");
    });
}

#[test]
fn a_desk_at_a_station_tells_its_station_in_the_case_and_in_the_report() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.file("config/mulin")).unwrap();
    desk.write(
        "config/mulin/config.toml",
        &format!("[town]\nstation = \"{STATION}\"\n"),
    );
    let line = r#"{"name":"牟春生","summary":"承包地被占","class":"claim","category":"land","people_count":2}"#;
    let answer = desk.feed(&["register"], line);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let shown = desk.run(&["case", "show", "ml-2026-1", "--json"]).json();
    assert_eq!(shown["visits"][0]["station"], STATION, "{shown}");
    let listed = desk.run(&["case", "list", "--json"]).json();
    assert_eq!(listed[0]["stations"][0], STATION, "{listed}");
    let output = desk.run(&["--lang", "zh", "case", "show", "ml-2026-1"]).out;
    assert!(output.contains(STATION), "{output}");

    let report = json_of(&desk, &["report", "day", "--format", "json"]);
    let tables = report["tables"].as_array().unwrap();
    let stations = tables.iter().find(|it| it["code"] == "by_station").unwrap();
    let row = &stations["rows"][0];
    assert_eq!(row["name"], STATION);
    assert_eq!(row["cases"][0], "ML-2026-0001");
    let columns = stations["columns"].as_array().unwrap();
    let cell = |code: &str| &row["cells"][columns.iter().position(|it| it == code).unwrap()];
    assert_eq!((cell("visits"), cell("people")), (&1.into(), &2.into()));
    assert_eq!(
        (&cell("on_spot")["n"], &cell("on_spot")["of"]),
        (&0.into(), &1.into())
    );
    assert_eq!(cell("open"), &Json::from(1));
    let text = desk.run(&["--lang", "zh", "report", "day"]).out;
    assert!(
        text.contains("按接待点") && text.contains("0.00 %（0/1）"),
        "{text}"
    );
    assert!(text.contains("撤回、不予受理不算化解"), "{text}");
}

#[test]
fn a_station_of_the_pane_opens_its_cases() {
    let acts = [
        registered("11-23", "李玉兰", |it| {
            it.visit.channel = Some(Channel::Station);
            it.visit.station = Some(STATION.to_owned());
        }),
        registered("11-24", "牟春生", |_| {}),
    ];
    for size in [(80, 24), (160, 45)] {
        let mut desk = Stored::open(Lang::Zh, size, &acts);
        desk.press("<F8> 3 <End>");
        let mut seen = String::new();
        for _ in 0..200 {
            let picture = desk.picture();
            let cursor = picture
                .lines()
                .find(|line| line.contains(&format!("> {STATION}")));
            if let Some(line) = cursor {
                line.clone_into(&mut seen);
                break;
            }
            desk.press("<Up>");
        }
        assert!(seen.contains("0.00 %（0/1）"), "{seen}");
        desk.press("<Enter>");
        let queue = desk.picture();
        assert!(queue.contains("列出的1件"), "{queue}");
    }
}

#[test]
fn the_made_up_town_has_stations_in_its_report() {
    let desk = Desk::new();
    let made = desk.run(&["demo", "--no-open", "--cases", "400"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let report = json_of(&desk, &["report", "quarter", "--format", "json"]);
    let tables = report["tables"].as_array().unwrap();
    let stations = tables.iter().find(|it| it["code"] == "by_station").unwrap();
    let rows = stations["rows"].as_array().unwrap();
    assert_eq!(rows[0]["code"], "figures-centre");
    let named = |row: &&Json| row["name"].as_str().unwrap().ends_with("管区驿站");
    let all: Vec<&Json> = rows.iter().filter(named).collect();
    assert!(all.len() >= 3, "{rows:?}");
    let settled: u64 = all
        .iter()
        .filter_map(|it| it["cells"][5]["n"].as_u64())
        .sum();
    let passed: u64 = all.iter().filter_map(|it| it["cells"][6].as_u64()).sum();
    assert!(settled > 0 && passed > 0, "{rows:?}");
}
