//! 纠纷要素, 路线图, 三到位一处理, 双满意率 and the 矛盾纠纷排查情况表: at the command line, in sheets and in
//! the reports.

use std::fs;

use mulin::domain::case::clock::counter::{Counter, Course};
use mulin::domain::case::clock::facts::CaseFacts;
use mulin::domain::case::fact::closing::{ClosingStep, Satisfaction};
use mulin::domain::case::fact::dispute::{Dispute, InPlace};
use mulin::domain::codes::{Channel, Class};
use mulin::domain::grid::node::GridLevel;
use mulin::domain::money::Yuan;
use mulin::domain::number::CaseNumber;
use mulin::domain::prevention::finding::SignKind;
use mulin::domain::settings::Settings;
use mulin::domain::sheet::{Base, Cell, Column, Label, Measure, SheetTable};
use mulin::domain::value::Value;
use mulin::figures::known::Known;
use mulin::figures::measures::measured;
use mulin::figures::screening::Found;
use mulin::figures::{disputes, in_place};
use serde_json::{Value as Json, json};

use crate::cli::Desk;
use crate::figures::{arrival, november, term};

const CASE: &str = "ML-2026-0001";

/// Takes a step, which must be lawful, as somebody.
fn takes(desk: &Desk, who: &str, args: &[&str]) {
    let answer = desk.run(&[&["step", CASE, "--as", who], args].concat());
    assert_eq!(answer.code, 0, "{args:?}: {}", answer.err);
}

fn shown(desk: &Desk) -> Json {
    let answer = desk.run(&["case", "show", CASE, "--json"]);
    serde_json::from_str(&answer.out).unwrap()
}

fn registered(line: &Json) -> Desk {
    let desk = Desk::new();
    let answer = desk.feed(&["register", "--json"], &format!("{line}\n"));
    assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
    desk
}

fn claim() -> Json {
    json!({
        "name": "牟春生", "phone": "13800001234", "village": "东牟家村", "class": "claim",
        "category": "general", "summary": "邻居的排水沟冲了院墙", "request": "请求修好院墙",
        "facts": "下雨就冲", "received_at": "2026-11-02T09:00:00+08:00",
    })
}

/// Takes the claim to its end: accepted on the 4th, decided on the 18th, delivered on the 20th.
fn answered(desk: &Desk) {
    takes(desk, "李梅", &["accept", "--on", "2026-11-04"]);
    takes(
        desk,
        "李梅",
        &[
            "decide",
            "--on",
            "2026-11-18",
            "--ruling",
            "explain",
            "--opinion",
            "修好院墙",
            "--basis",
            "民法典 290",
        ],
    );
    takes(desk, "李梅", &["deliver", "--on", "2026-11-20"]);
}

#[test]
fn a_case_shows_its_road_with_the_days_of_each_step() {
    let desk = registered(&claim());
    answered(&desk);
    takes(
        &desk,
        "李梅",
        &["strike_off", "--on", "2026-11-25", "--proof", "照片"],
    );
    let case = shown(&desk);
    let steps = case["roadmap"]["steps"].as_array().unwrap();
    let text: Vec<(&str, Option<u64>)> = steps
        .iter()
        .map(|step| (step["state"].as_str().unwrap(), step["days"].as_u64()))
        .collect();
    assert_eq!(
        text,
        [
            ("registered", Some(2)),
            ("accepted", Some(14)),
            ("decided", Some(2)),
            ("delivered", Some(5)),
            ("struck_off", None),
        ]
    );
    assert_eq!(case["roadmap"]["days"], 18);
    assert_eq!(case["roadmap"]["overdue_days"], Json::Null);
    let text = desk.run(&["case", "show", CASE, "--lang", "zh"]).out;
    let road = "路线图：已登记 2 天 → 已受理 14 天";
    assert!(
        text.contains(road) && text.contains("办结用时 18 天"),
        "{text}"
    );
}

#[test]
fn a_step_that_was_withdrawn_is_none_of_the_road_and_what_runs_counts_up_to_today() {
    let desk = registered(&claim());
    takes(&desk, "李梅", &["accept", "--on", "2026-11-04"]);
    takes(&desk, "李梅", &["assign", "--holder", "王立新"]);
    let road = |desk: &Desk| -> Vec<(String, Option<u64>)> {
        let case = shown(desk);
        let steps = case["roadmap"]["steps"].as_array().unwrap().clone();
        let text = steps.iter().map(|it| {
            let state = it["state"].as_str().unwrap().to_owned();
            (state, it["days"].as_u64())
        });
        text.collect()
    };
    let of = |state: &str, days| (state.to_owned(), Some(days));
    assert_eq!(
        road(&desk),
        [
            of("registered", 2),
            of("accepted", 21),
            of("in_progress", 0)
        ]
    );
}

#[test]
fn what_a_dispute_is_about_is_registered_set_by_a_step_and_corrected() {
    let mut line = claim();
    line["dispute_type"] = json!("邻里纠纷");
    line["amount"] = json!("3.5万");
    line["concerned"] = json!(4);
    let desk = registered(&line);
    let dispute = |desk: &Desk| shown(desk)["dispute"].clone();
    assert_eq!(
        dispute(&desk),
        json!({"type": "邻里纠纷", "amount": 35_000.0, "concerned": 4})
    );
    // By its number in the list; what is not given stays.
    takes(
        &desk,
        "李梅",
        &["dispute", "--dispute_type", "3", "--amount", "1200.5元"],
    );
    assert_eq!(
        dispute(&desk),
        json!({"type": "房屋宅基地纠纷", "amount": 1200.5, "concerned": 4})
    );
    for (field, value, code) in [
        ("--dispute_type", "没有这一类", "not-a-choice"),
        ("--amount", "三四万", "not-a-number"),
        ("--concerned", "0", "not-a-number"),
    ] {
        let answer = desk.run(&["step", CASE, "dispute", field, value, "--json"]);
        let text: Json = serde_json::from_str(&answer.out).unwrap();
        assert_eq!(text["problems"][0]["code"], code, "{field} {value}: {text}");
        let choices = text["problems"][0]["choices"].as_array();
        let types = choices.is_some_and(|it| it.contains(&json!("邻里纠纷")));
        assert_eq!(types, code == "not-a-choice", "{text}");
        assert_eq!(answer.code, 1);
    }
    let text = desk.run(&["case", "show", CASE, "--lang", "zh"]).out;
    assert!(
        text.contains("纠纷要素：房屋宅基地纠纷  涉及 1200.50 元  涉及 4 人"),
        "{text}"
    );
}

#[test]
fn a_type_is_proposed_from_the_words_and_the_list_is_the_towns() {
    let desk = registered(&claim());
    takes(&desk, "李梅", &["dispute", "--concerned", "2"]);
    assert_eq!(shown(&desk)["dispute"]["type"], "邻里纠纷");
    let desk = registered(&claim());
    fs::create_dir_all(desk.file("config/mulin")).unwrap();
    let own = "[[town.dispute_types]]\nname = \"水沟纠纷\"\nwords = [\"排水沟\"]\n";
    desk.write("config/mulin/config.toml", own);
    takes(&desk, "李梅", &["dispute", "--concerned", "2"]);
    assert_eq!(shown(&desk)["dispute"]["type"], "水沟纠纷");
    let answer = desk.run(&["step", CASE, "dispute", "--dispute_type", "邻里纠纷"]);
    assert_eq!(answer.code, 1, "{}", answer.out);
}

#[test]
fn what_is_no_amount_stays_with_the_facts_and_is_told() {
    let mut line = claim();
    line["amount"] = json!("约三四万");
    let desk = Desk::new();
    let answer = desk.feed(&["register", "--json"], &format!("{line}\n"));
    assert!(answer.out.contains("no number"), "{}", answer.out);
    let case = shown(&desk);
    assert_eq!(case["dispute"]["amount"], Json::Null);
    assert_eq!(case["facts"], "下雨就冲\n涉及金额：约三四万");
}

#[test]
fn the_columns_of_a_sheet_come_in_and_go_out() {
    let desk = Desk::new();
    let sheet = desk.write(
        "in.csv",
        "姓名,信访人数,概况,信访日期,纠纷类型,涉及金额（万元）,涉及人数\n\
         牟春生,2,两家地界不清,2026-11-02,山林土地,3.5,6\n\
         单雄信,1,货款没有结清,2026-11-03,合同纠纷,4000元,\n",
    );
    let answer = desk.run(&["import", "cases", sheet.to_str().unwrap(), "--json"]);
    assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
    let out = desk.file("out.jsonl");
    desk.run(&["export", "cases", out.to_str().unwrap(), "--reveal"]);
    let rows: Vec<Json> = fs::read_to_string(&out)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let text = |at: usize| {
        let row = &rows[at];
        ["dispute_type", "amount", "concerned", "people_count"].map(|it| row[it].clone())
    };
    assert_eq!(
        text(0),
        [json!("山林土地"), json!("35000"), json!(6), json!(2)]
    );
    assert_eq!(
        text(1),
        [json!("合同纠纷"), json!("4000"), Json::Null, json!(1)]
    );
    let book = desk.file("out.csv");
    desk.run(&["export", "cases", book.to_str().unwrap(), "--reveal"]);
    let other = Desk::new();
    let again = other.run(&["import", "cases", book.to_str().unwrap()]);
    assert_eq!(again.code, 0, "{}", again.err);
    let case = shown(&other);
    assert_eq!(
        case["dispute"],
        json!({"type": "山林土地", "amount": 35_000.0, "concerned": 6})
    );
}

#[test]
fn office_and_unit_are_rated_apart_and_whoever_was_not_asked_is_unrated() {
    let desk = registered(&claim());
    answered(&desk);
    takes(&desk, "刘巧玲", &["assign", "--holder", "王立新"]);
    let nothing = desk.run(&["step", CASE, "satisfaction", "--json"]);
    assert!(nothing.out.contains("\"missing\""), "{}", nothing.out);
    let rated = |desk: &Desk| {
        let case = shown(desk);
        let own = ["satisfaction", "office_satisfaction"].map(|it| case[it].clone());
        (own, case["closing"]["rated_first"].clone())
    };
    takes(
        &desk,
        "李梅",
        &["satisfaction", "--satisfaction", "dissatisfied"],
    );
    assert_eq!(rated(&desk).0, ["dissatisfied", "unrated"]);
    // Asked again: the first answer of each stays what counts.
    takes(
        &desk,
        "李梅",
        &[
            "satisfaction",
            "--satisfaction",
            "satisfied",
            "--office_satisfaction",
            "basically",
        ],
    );
    let (last, first) = rated(&desk);
    assert_eq!(last, ["satisfied", "basically"]);
    assert_eq!(
        (&first["answer"], &first["office"]),
        (&json!("dissatisfied"), &json!("basically"))
    );
}

#[test]
fn a_single_rating_of_before_is_one_of_how_the_matter_was_dealt_with() {
    let stored = r#"{"satisfaction":{"on":739944,"satisfaction":"basically","said":"还行"}}"#;
    let step: ClosingStep = serde_json::from_str(stored).unwrap();
    let ClosingStep::Satisfaction {
        satisfaction,
        office,
        ..
    } = step
    else {
        panic!("{step:?}");
    };
    assert_eq!(
        (satisfaction, office),
        (Some(Satisfaction::Basically), None)
    );
}

/// Gives a figure of November over what came in.
fn figure(known: &Known, measure: Measure) -> Value {
    let settings = Settings::default();
    measured(known, known.period, Base::Petitions, measure, &settings).value
}

/// A petition of a day that ended on another.
fn ended(run: u32, on: &str, end: &str) -> CaseFacts {
    CaseFacts {
        ended: Some(end.parse().unwrap()),
        resolved: true,
        ..arrival(run, on)
    }
}

#[test]
fn the_two_ratings_stand_apart_in_the_figures() {
    let rate = |n, of| Value::Rate { n, of };
    // Ended in October: the 30 days in which they may be rated ended in November.
    let mut unit = ended(1, "2026-10-01", "2026-10-20");
    unit.rating = Some(("2026-10-21".parse().unwrap(), Satisfaction::Satisfied));
    let mut both = ended(2, "2026-10-01", "2026-10-20");
    both.rating = Some(("2026-10-21".parse().unwrap(), Satisfaction::Dissatisfied));
    both.office_rating = Some(Satisfaction::Satisfied);
    let mut missed = ended(3, "2026-10-01", "2026-10-20");
    missed.rating = Some(("2026-10-21".parse().unwrap(), Satisfaction::NotReached));
    missed.office_rating = Some(Satisfaction::NotReached);
    let known = november(vec![unit, both, missed]);
    for (measure, value) in [
        (Measure::Participation, rate(2, 3)),
        (Measure::Satisfaction, rate(1, 2)),
        (Measure::Unrated, Value::Count(1)),
        (Measure::OfficeParticipation, rate(1, 3)),
        (Measure::OfficeSatisfaction, rate(1, 1)),
        (Measure::OfficeUnrated, Value::Count(2)),
    ] {
        assert_eq!(figure(&known, measure), value, "{measure:?}");
    }
}

#[test]
fn lengths_are_days_and_nothing_has_none() {
    let nothing = november(Vec::new());
    for (measure, value) in [
        (Measure::MeanDuration, Value::Mean { days: 0, of: 0 }),
        (Measure::LongestDuration, Value::Days(None)),
        (Measure::MeanOverdue, Value::Mean { days: 0, of: 0 }),
        (Measure::LongestOverdue, Value::Days(None)),
    ] {
        let text = figure(&nothing, measure);
        assert_eq!(text, value);
        assert!(!text.has_value(), "{measure:?} is shown as a dash");
    }
    let mut late = ended(2, "2026-09-01", "2026-11-20");
    late.answer = Some(term("2026-11-10", Some("2026-11-18")));
    let mut open = arrival(3, "2026-08-01");
    open.answer = Some(term("2026-11-05", None));
    let known = november(vec![ended(1, "2026-11-03", "2026-11-03"), late, open]);
    for (measure, value) in [
        (Measure::MeanDuration, Value::Mean { days: 80, of: 2 }),
        (Measure::LongestDuration, Value::Days(Some(80))),
        (Measure::MeanOverdue, Value::Mean { days: 28, of: 2 }),
        (Measure::LongestOverdue, Value::Days(Some(20))),
    ] {
        assert_eq!(figure(&known, measure), value, "{measure:?}");
    }
}

fn sign(level: GridLevel, kind: SignKind, settled: Option<&str>) -> Found {
    Found {
        on: "2026-11-05".parse().unwrap(),
        village: Some("东牟家村".to_owned()),
        case: None,
        level,
        kind,
        settled: settled.map(|day| day.parse().unwrap()),
        locked: kind == SignKind::Accusation,
    }
}

fn of(run: u32, kind: &str, fen: u64) -> CaseFacts {
    CaseFacts {
        dispute: Dispute {
            kind: kind.to_owned(),
            amount: Some(Yuan::of_fen(fen)),
            concerned: Some(3),
        },
        ..arrival(run, "2026-11-10")
    }
}

/// Gives the counts of a row, by the column's place, without money.
fn row(table: &SheetTable, label: &Label) -> Vec<(Column, u32)> {
    let row = table.rows.iter().find(|row| row.label == *label);
    let Some(row) = row else {
        return Vec::new();
    };
    let cells = table.columns.iter().zip(&row.cells);
    cells
        .filter_map(|(column, cell)| match cell {
            Cell::Value(Value::Count(n)) if *n > 0 => Some((*column, *n)),
            _ => None,
        })
        .collect()
}

fn name(text: &str) -> Label {
    Label::Name(text.to_owned())
}

fn total() -> Label {
    Label::Word("figures-total".to_owned())
}

#[test]
fn each_dispute_stands_in_one_row_where_it_was_found_and_where_it_was_settled() {
    let mut of_sign = of(1, "", 0);
    of_sign.above = Some("2026-11-12".parse().unwrap());
    of_sign.ended = Some("2026-11-12".parse().unwrap());
    let mut whistled = of(2, "合同", 100_050);
    whistled.channel = Some(Channel::Whistle);
    let mut at_station = of(3, "合同纠纷", 100_000);
    at_station.raised[0].counter = Some(Counter::Station("第一管区驿站".to_owned()));
    at_station.course = Course::Settled;
    at_station.resolved = true;
    at_station.ended = Some("2026-11-10".parse().unwrap());
    let mut declined = of(4, "祖传秘方纠纷", 0);
    declined.ended = Some("2026-11-12".parse().unwrap());
    let mut accusation = of(5, "村务管理纠纷", 999_900);
    accusation.class = Class::Accusation;
    accusation.dispute = Dispute::default();
    let mut suggestion = of(6, "邻里纠纷", 0);
    suggestion.class = Class::Suggestion;
    let earlier = arrival(7, "2026-10-10");
    let all = vec![
        of_sign, whistled, at_station, declined, accusation, suggestion, earlier,
    ];
    let mut known = november(all);
    known.whistled = [(CaseNumber { year: 2026, run: 2 }, GridLevel::Micro)].into();
    let became = Found {
        case: Some(CaseNumber { year: 2026, run: 1 }),
        ..sign(GridLevel::Area, SignKind::Wages, None)
    };
    known.signs = vec![
        sign(GridLevel::Micro, SignKind::Neighbours, Some("2026-11-06")),
        sign(GridLevel::Town, SignKind::Neighbours, Some("2026-11-30")),
        became,
        sign(GridLevel::Village, SignKind::Accusation, None),
    ];
    let [found, settled] = disputes::tables(&known, &Settings::default());
    for (label, found_in, settled_in) in [
        (
            name("邻里纠纷"),
            vec![
                (Column::Total, 2),
                (Column::FoundMicro, 1),
                (Column::FoundTown, 1),
            ],
            // What was settled after the end of what is known is not settled yet.
            vec![
                (Column::Total, 2),
                (Column::SettledVillage, 1),
                (Column::Unsettled, 1),
            ],
        ),
        (
            name("拖欠农民工工资纠纷"),
            vec![
                (Column::Total, 1),
                (Column::FoundArea, 1),
                (Column::Concerned, 3),
            ],
            vec![(Column::Total, 1), (Column::SettledAbove, 1)],
        ),
        (
            name("合同纠纷"),
            vec![
                (Column::Total, 2),
                (Column::FoundMicro, 1),
                (Column::Brought, 1),
                (Column::Concerned, 6),
            ],
            vec![
                (Column::Total, 2),
                (Column::SettledTown, 1),
                (Column::Unsettled, 1),
            ],
        ),
        (
            name("祖传秘方纠纷"),
            vec![
                (Column::Total, 1),
                (Column::Brought, 1),
                (Column::Concerned, 3),
            ],
            vec![(Column::Total, 1), (Column::Unsettled, 1)],
        ),
        (name("村务管理纠纷"), Vec::new(), Vec::new()),
        (
            total(),
            vec![
                (Column::Total, 6),
                (Column::FoundMicro, 2),
                (Column::FoundArea, 1),
                (Column::FoundTown, 1),
                (Column::Brought, 2),
                (Column::Concerned, 12),
            ],
            vec![
                (Column::Total, 6),
                (Column::SettledVillage, 1),
                (Column::SettledTown, 1),
                (Column::SettledAbove, 1),
                (Column::Unsettled, 3),
            ],
        ),
    ] {
        assert_eq!(row(&found, &label), found_in, "{label:?}");
        assert_eq!(row(&settled, &label), settled_in, "{label:?}");
    }
    let money = found
        .rows
        .iter()
        .find(|row| row.label == name("合同纠纷"))
        .unwrap();
    assert_eq!(
        money.cells.last(),
        Some(&Cell::Value(Value::Money(Yuan::of_fen(200_050))))
    );
    let accused = CaseNumber { year: 2026, run: 5 };
    for table in [&found, &settled] {
        let listed = table.rows.iter().flat_map(|row| &row.cases);
        assert!(!listed.copied().any(|it| it == accused), "{:?}", table.code);
    }
}

#[test]
fn an_accusation_leaves_the_table_as_it_is_without_it() {
    let table = |more: Option<CaseFacts>| {
        let mut all = vec![of(1, "邻里纠纷", 5_000)];
        all.extend(more);
        disputes::tables(&november(all), &Settings::default())
    };
    let mut accusation = of(2, "村务管理纠纷", 70_000);
    accusation.class = Class::Accusation;
    assert_eq!(table(Some(accusation)), table(None));
}

#[test]
fn an_accusation_gives_the_figures_nothing_of_its_dispute() {
    let mut line = claim();
    line["dispute_type"] = json!("村务管理纠纷");
    line["amount"] = json!("8765");
    line["concerned_official"] = json!(null);
    line["class"] = json!("accusation");
    let desk = registered(&line);
    for args in [
        &["report", "month"][..],
        &["report", "month", "--format", "json"],
        &["report", "year"],
    ] {
        let text = desk.run(args).out;
        assert!(
            !text.contains("8765") && !text.contains("村务管理纠纷"),
            "{args:?}: {text}"
        );
    }
    let file = desk.file("table.csv");
    let answer = desk.run(&["export", "disputes", file.to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let sheet = fs::read_to_string(&file).unwrap();
    assert!(
        !sheet.contains("8765") && !sheet.contains("村务管理纠纷"),
        "{sheet}"
    );
}

#[test]
fn what_was_done_is_counted_by_the_day_of_striking_off() {
    let struck = |run, on: &str, done: &[InPlace]| CaseFacts {
        in_place: Some((on.parse().unwrap(), done.to_vec())),
        ..arrival(run, "2026-11-03")
    };
    let mut secret = struck(4, "2026-11-20", &[InPlace::Lawful]);
    secret.class = Class::Accusation;
    let table = in_place::table(&november(vec![
        struck(1, "2026-11-20", &[InPlace::Solved, InPlace::Helped]),
        struck(2, "2026-11-21", &[]),
        struck(3, "2026-10-31", &[InPlace::Solved]),
        secret,
    ]));
    let counts: Vec<(String, u32, usize)> = table
        .rows
        .iter()
        .map(|row| {
            let Cell::Value(Value::Count(n)) = row.cells[0] else {
                panic!("{row:?}");
            };
            (row.label.to_string(), n, row.cases.len())
        })
        .collect();
    let text = |key: &str, n, listed| (key.to_owned(), n, listed);
    assert_eq!(
        counts,
        [
            text("in-place-solved", 1, 1),
            text("in-place-explained", 0, 0),
            text("in-place-helped", 1, 1),
            // Counted, and no row opens it.
            text("in-place-lawful", 1, 0),
            text("figures-not-written", 1, 1),
        ]
    );
    assert!(in_place::table(&november(Vec::new())).rows.is_empty());
}

#[test]
fn what_was_done_is_written_down_when_it_is_struck_off_and_shown() {
    let desk = registered(&claim());
    answered(&desk);
    let wrong = desk.run(&[
        "step",
        CASE,
        "strike_off",
        "--proof",
        "照片",
        "--in_place",
        "7",
        "--json",
    ]);
    assert!(
        wrong.out.contains("not-a-choice") && wrong.out.contains("helped"),
        "{}",
        wrong.out
    );
    takes(
        &desk,
        "李梅",
        &["strike_off", "--proof", "照片", "--in_place", "13"],
    );
    let case = shown(&desk);
    let last = case["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["detail"]["in_place"], json!(["solved", "helped"]));
    let text = desk.run(&["case", "show", CASE, "--lang", "zh"]).out;
    assert!(text.contains("解决问题到位、帮扶救助到位"), "{text}");
    let report = desk.run(&["report", "month", "--format", "json"]).out;
    let report: Json = serde_json::from_str(&report).unwrap();
    let tables = report["tables"].as_array().unwrap();
    let table = tables.iter().find(|it| it["code"] == "in_place").unwrap();
    assert_eq!(table["rows"][0]["cells"], json!([1]));
}

#[test]
fn the_table_of_a_town_adds_up_and_is_the_same_as_report_and_sheet() {
    let desk = Desk::new();
    let made = [
        "demo",
        "--no-open",
        "--on",
        "2026-11-25",
        "--cases",
        "120",
        "--people",
        "80",
    ];
    assert_eq!(desk.run(&made).code, 0);
    let report = desk
        .run(&["report", "quarter", "--format", "json", "--lang", "zh"])
        .out;
    let report: Json = serde_json::from_str(&report).unwrap();
    let table = |code: &str| {
        let tables = report["tables"].as_array().unwrap();
        tables.iter().find(|it| it["code"] == code).unwrap().clone()
    };
    let (found, settled) = (table("disputes_found"), table("disputes_settled"));
    let count = |cell: &Json| cell.as_f64().unwrap();
    for (table, parts) in [(&found, 1..6), (&settled, 1..6)] {
        let rows = table["rows"].as_array().unwrap();
        let (last, rows) = rows.split_last().unwrap();
        assert!(rows.len() > 3, "{table}");
        for row in rows.iter().chain([last]) {
            let cells = row["cells"].as_array().unwrap();
            let sum: f64 = cells[parts.clone()].iter().map(count).sum();
            assert!((sum - count(&cells[0])).abs() < f64::EPSILON, "{row}");
        }
        for at in 0..last["cells"].as_array().unwrap().len() {
            let sum: f64 = rows.iter().map(|row| count(&row["cells"][at])).sum();
            assert!(
                (sum - count(&last["cells"][at])).abs() < 0.005,
                "{at} {table}"
            );
        }
    }
    let file = desk.file("table.jsonl");
    let path = file.to_str().unwrap();
    let answer = desk.run(&["export", "disputes", path, "--period", "quarter"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let rows: Vec<Json> = fs::read_to_string(&file)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let reported = found["rows"].as_array().unwrap();
    assert_eq!(rows.len(), reported.len());
    for ((row, one), other) in rows
        .iter()
        .zip(reported)
        .zip(settled["rows"].as_array().unwrap())
    {
        assert_eq!(
            row["dispute_type"],
            one["name"].as_str().map_or(Json::Null, Json::from)
        );
        assert_eq!(row["total"], one["cells"][0], "{row}");
        assert_eq!(row["brought"], one["cells"][5], "{row}");
        assert_eq!(row["unsettled"], other["cells"][5], "{row}");
    }
    let book = desk.file("table.xlsx");
    let answer = desk.run(&[
        "export",
        "disputes",
        book.to_str().unwrap(),
        "--on",
        "2026-10-12",
    ]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(fs::metadata(&book).unwrap().len() > 1000);
    let wrong = desk.run(&["export", "rota", path, "--period", "week"]);
    assert_eq!(wrong.code, 2, "{}", wrong.err);
}

#[test]
fn an_accusation_shows_its_road_and_its_dispute_to_named_staff_alone() {
    let mut line = claim();
    line["class"] = json!("accusation");
    line["accused"] = json!("赵铁柱");
    line["amount"] = json!("8765");
    let desk = Desk::new();
    let made = desk.feed(
        &["register", "--json", "--as", "王芳"],
        &format!("{line}\n"),
    );
    assert_eq!(made.code, 0, "{}", made.err);
    let show = |who: &str, more: &[&str]| {
        let args = [&["case", "show", CASE, "--lang", "zh", "--as", who], more].concat();
        desk.run(&args).out
    };
    let other: Json = serde_json::from_str(&show("李梅", &["--json"])).unwrap();
    assert_eq!(other["roadmap"], Json::Null);
    assert_eq!(other["dispute"]["amount"], Json::Null);
    let text = show("李梅", &[]);
    assert!(!text.contains("路线图") && !text.contains("8765"), "{text}");
    let named: Json = serde_json::from_str(&show("王芳", &["--json"])).unwrap();
    assert_eq!(named["roadmap"]["steps"][0]["state"], "registered");
    assert_eq!(named["dispute"]["amount"], 8765.0);
}
