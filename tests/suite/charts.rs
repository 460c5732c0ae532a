//! Pictures: what they show is what the tables of the same report count, and no picture tells what the
//! viewer may not read.

use chrono::{Datelike, NaiveDate};
use mulin::app::figures::chart::picture;
use mulin::app::ledger::chart::{Chart, Trend};
use mulin::domain::act::{Act, Action};
use mulin::domain::case::fact::closing::WithdrawalForm;
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Category, Class, Difficulty, Urgency};
use mulin::domain::grid::node::GridCode;
use mulin::domain::moment::Moment;
use mulin::domain::period::{Period, PeriodKind};
use mulin::domain::prevention::checkin::{How, Report, RoundOutcome};
use mulin::domain::prevention::finding::{Finding, SignKind};
use mulin::domain::prevention::round::CheckRound;
use mulin::domain::settings::Settings;
use mulin::domain::sheet::{Base, Cell, Column, Label, Measure, Sheet, TableCode};
use mulin::domain::value::Value;
use mulin::figures::areas::open_by_area;
use mulin::figures::report::{Asked, counted, report};
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::stored::{Stored, number, registered};

/// A town with an overdue and a young matter, one without a village, and an accusation.
fn town() -> Vec<Act> {
    vec![
        registered("09-02", "李玉兰", |_| {}),
        registered("11-20", "牟春生", |_| {}),
        registered("11-23", "孙志强", |it| it.matter.village = None),
        registered("11-24", "欧阳娜", |it| {
            it.matter.class = Class::Accusation;
            it.matter.accused = Some("赵会计".to_owned());
        }),
    ]
}

fn sheet(desk: &Stored, kind: PeriodKind) -> Sheet {
    let today = "2026-11-25".parse().unwrap();
    let asked = Asked {
        period: Period::of(kind, today),
        area: None,
        today,
    };
    let sheet = ask(desk.store.as_ref(), |it| {
        report(it, &asked, &Settings::default())
    });
    sheet.unwrap().unwrap()
}

fn drawn(desk: &Stored, sheet: &Sheet, code: TableCode) -> Chart {
    picture(&desk.model.shared, sheet.table(code).unwrap()).unwrap()
}

fn counted_in(sheet: &Sheet, code: TableCode, column: Column) -> Vec<(Label, u32)> {
    let table = sheet.table(code).unwrap();
    let at = table.columns.iter().position(|it| *it == column).unwrap();
    let rows = table.rows.iter();
    rows.map(|row| match row.cells[at] {
        Cell::Value(Value::Count(count)) => (row.label.clone(), count),
        ref other => panic!("{other:?}"),
    })
    .collect()
}

#[test]
fn pillars_and_tiles_show_the_numbers_of_the_report() {
    let desk = Stored::open(Lang::Zh, (160, 45), &town());
    let withdrawn = Action::Step {
        case: number(2),
        expected: 1,
        step: Step::Withdraw {
            on: "2026-11-24".parse().unwrap(),
            words: "已在村里和解".to_owned(),
            form: Some(WithdrawalForm::Oral),
        },
    };
    desk.elsewhere("李红", withdrawn);
    for kind in [PeriodKind::Day, PeriodKind::Week, PeriodKind::Quarter] {
        let sheet = sheet(&desk, kind);
        let Chart::Trend(Trend { places, .. }) = drawn(&desk, &sheet, TableCode::Trend) else {
            panic!("no pillars");
        };
        let columns = [Column::Registered, Column::Ended];
        let [registered, ended] = columns.map(|it| counted_in(&sheet, TableCode::Trend, it));
        let shown: Vec<[u32; 2]> = places.iter().map(|(_, counts)| *counts).collect();
        let table: Vec<[u32; 2]> = registered
            .iter()
            .zip(&ended)
            .map(|((_, one), (_, other))| [*one, *other])
            .collect();
        assert_eq!(shown, table);
        let [came, over] = *shown.last().unwrap();
        for (measure, count) in [(Measure::Registered, came), (Measure::Ended, over)] {
            let figure = sheet.figure(Base::All, measure).unwrap();
            assert_eq!(figure.value, Value::Count(count), "{kind:?} {measure:?}");
        }
        let Chart::Tiles(tiles) = drawn(&desk, &sheet, TableCode::ByArea) else {
            panic!("no tiles");
        };
        let open = counted_in(&sheet, TableCode::ByArea, Column::Open);
        let late = counted_in(&sheet, TableCode::ByArea, Column::Overdue);
        assert_eq!(tiles.len(), open.len());
        for ((tile, (label, open)), (_, late)) in tiles.iter().zip(&open).zip(&late) {
            assert_eq!(tile.name, desk.model.shared.words.label(label));
            let late = if *late > 0 {
                format!("  超期 {late}")
            } else {
                String::new()
            };
            assert_eq!(tile.text, format!("未办结 {open}{late}"));
        }
        let all: u32 = open.iter().map(|(_, open)| open).sum();
        let figure = sheet.figure(Base::All, Measure::Open).unwrap();
        assert_eq!(figure.value, Value::Count(all), "{kind:?}");
    }
}

#[test]
fn no_tile_counts_an_accusation_where_it_belongs() {
    let without: Vec<Act> = town().into_iter().take(3).collect();
    let before = Stored::open(Lang::Zh, (160, 45), &without);
    let after = Stored::open(Lang::Zh, (160, 45), &town());
    let tiles = |desk: &Stored| {
        let Chart::Tiles(tiles) = drawn(desk, &sheet(desk, PeriodKind::Week), TableCode::ByArea)
        else {
            panic!("no tiles");
        };
        tiles
    };
    let (before, after) = (tiles(&before), tiles(&after));
    let places = before.len() - 1;
    assert_eq!(before[..places], after[..places], "the areas tell nothing");
    assert_ne!(
        before[places], after[places],
        "it is counted without a place"
    );
}

#[test]
fn a_wide_desk_looks_before_it_reads_and_a_small_one_has_each_picture_over_its_table() {
    for (lang, registered, open) in [
        (Lang::Zh, "██ 登记   ▒▒ 办结", "未办结 2"),
        (Lang::En, "██ Registered   ▒▒ Closed", "Open 2"),
    ] {
        let mut desk = Stored::open(lang, (160, 45), &town());
        desk.press("<F8> 2");
        let picture = desk.picture();
        for text in [registered, open] {
            assert!(picture.contains(text), "{text}\n{picture}");
        }
        let mut desk = Stored::open(lang, (80, 24), &town());
        desk.press("<F8> 2");
        assert!(!desk.picture().contains(registered), "{}", desk.picture());
        desk.press("<End>");
        assert!(desk.picture().contains(registered), "{}", desk.picture());
    }
}

#[test]
fn the_map_of_the_rounds_has_a_sign_for_each_and_tells_no_finding() {
    let check = |code: &str, at: &str, outcome: RoundOutcome| {
        let at = Moment::parse(at).unwrap();
        Act {
            who: "王芳".to_owned(),
            when: at,
            action: Action::CheckIn {
                day: at.date(),
                report: Box::new(Report {
                    node: GridCode::parse(code).unwrap(),
                    round: CheckRound::Morning,
                    by: "牟书记".to_owned(),
                    at,
                    how: How::Phone,
                    outcome,
                }),
                why: None,
            },
        }
    };
    let complaint = RoundOutcome::Found(Box::new(Finding {
        text: "反映村干部多占宅基地".to_owned(),
        kind: SignKind::Accusation,
        about: "赵会计".to_owned(),
    }));
    let quiet = [
        check("370785106200", "2026-11-24T09:00", RoundOutcome::Nothing),
        check("370785106201", "2026-11-24T16:00", RoundOutcome::Nothing),
    ];
    let complained = [
        check("370785106200", "2026-11-24T09:00", complaint),
        check("370785106201", "2026-11-24T16:00", RoundOutcome::Nothing),
    ];
    for size in [(80, 24), (160, 45)] {
        let [quiet, complained] = [&quiet, &complained].map(|acts| {
            let mut desk = Stored::open(Lang::Zh, size, acts);
            desk.press("<A-v> prevention.show prevention.show prevention.show prevention.show");
            desk.picture()
        });
        assert!(quiet.contains("排查图 11-19 至 11-25"), "{quiet}");
        for text in [
            "报 按时 1",
            "迟 迟报 1",
            "空 未报，网格长空缺",
            "待 还没到时",
            "报空",
            "迟空",
            "待待",
        ] {
            assert!(quiet.contains(text), "{text}\n{quiet}");
        }
        assert_eq!(quiet, complained, "what was reported does not show");
    }
}

#[test]
fn an_issue_from_before_closures_stood_in_the_trend_does_not_differ_by_them() {
    let desk = Stored::open(Lang::Zh, (80, 24), &town());
    let today = sheet(&desk, PeriodKind::Month).bare();
    let mut issued = today.clone();
    for table in &mut issued.tables {
        if table.code == TableCode::Trend {
            table.columns.pop();
            for row in &mut table.rows {
                row.cells.pop();
            }
        }
    }
    assert_eq!(mulin::figures::compare::differences(&issued, &today), []);
    assert!(picture(&desk.model.shared, issued.table(TableCode::Trend).unwrap()).is_none());
}

#[test]
fn a_matter_that_turns_out_to_be_an_accusation_leaves_its_tile() {
    let desk = Stored::open(Lang::Zh, (160, 45), &town());
    let before = drawn(&desk, &sheet(&desk, PeriodKind::Week), TableCode::ByArea);
    let classified = Action::Step {
        case: number(1),
        expected: 1,
        step: Step::Classify {
            class: Class::Accusation,
            category: Some(Category::Organisation),
            urgency: Urgency::Ordinary,
            difficulty: Difficulty::Ordinary,
        },
    };
    desk.elsewhere("李红", classified);
    let after = drawn(&desk, &sheet(&desk, PeriodKind::Week), TableCode::ByArea);
    let (Chart::Tiles(before), Chart::Tiles(after)) = (before, after) else {
        panic!("no tiles");
    };
    assert!(before[0].text.contains("未办结 2"), "{before:?}");
    assert!(after[0].text.contains("未办结 1"), "{after:?}");
}

#[test]
fn the_days_of_a_month_are_its_figures_and_those_of_each_day() {
    let desk = Stored::open(Lang::Zh, (160, 45), &town());
    let withdrawn = Action::Step {
        case: number(2),
        expected: 1,
        step: Step::Withdraw {
            on: "2026-11-24".parse().unwrap(),
            words: "已在村里和解".to_owned(),
            form: Some(WithdrawalForm::Oral),
        },
    };
    desk.elsewhere("李红", withdrawn);
    let today: NaiveDate = "2026-11-25".parse().unwrap();
    let days = |area: Option<&str>| {
        let asked = Asked {
            period: Period::of(PeriodKind::Month, today),
            area: area.map(str::to_owned),
            today,
        };
        let counted = ask(desk.store.as_ref(), |it| {
            counted(it, &asked, &Settings::default())
        });
        counted.unwrap().unwrap()
    };
    let month = days(None);
    assert_eq!(month.days.len(), 25, "the days to come are not counted");
    let sums = month.days.iter().fold((0, 0), |(came, over), it| {
        (came + it.registered, over + it.ended)
    });
    let figure = |sheet: &Sheet, measure| sheet.figure(Base::All, measure).unwrap().value;
    assert_eq!(
        figure(&month.sheet, Measure::Registered),
        Value::Count(sums.0)
    );
    assert_eq!(figure(&month.sheet, Measure::Ended), Value::Count(sums.1));
    assert_eq!(sums, (3, 1));
    for it in &month.days {
        let asked = Asked {
            period: Period::of(PeriodKind::Day, it.day),
            area: None,
            today,
        };
        let day = ask(desk.store.as_ref(), |snapshot| {
            report(snapshot, &asked, &Settings::default())
        });
        let day = day.unwrap().unwrap();
        let counts = [Measure::Registered, Measure::Ended].map(|it| figure(&day, it));
        assert_eq!(
            counts,
            [Value::Count(it.registered), Value::Count(it.ended)],
            "{}",
            it.day
        );
    }
    // An area tells nothing of the accusation of the 24th.
    let area = month.sheet.table(TableCode::Evaluation).unwrap();
    for row in &area.rows {
        let Label::Name(name) = &row.label else {
            continue;
        };
        let of_area = days(Some(name));
        let on = of_area.days.iter().find(|it| it.day.day() == 24).unwrap();
        assert_eq!(on.registered, 0, "{name}");
    }
}

#[test]
fn a_large_desk_shows_a_month_by_weeks_and_a_small_one_as_strips() {
    for (lang, title, legend) in [
        (Lang::Zh, "本月逐日", "登记/办结"),
        (Lang::En, "The month, day by day", "Registered/Closed"),
    ] {
        for (size, sign) in [((160, 45), "20 █ 1/0"), ((80, 24), "██")] {
            let mut desk = Stored::open(lang, size, &town());
            desk.press("<F8> 3");
            let picture = desk.picture();
            for text in [title, legend, sign] {
                assert!(picture.contains(text), "{text}\n{picture}");
            }
            // The week has no such picture.
            desk.press("2");
            assert!(!desk.picture().contains(title));
        }
    }
}

#[test]
fn the_tiles_of_the_grid_are_the_areas_of_the_days_report() {
    for size in [(80, 24), (160, 45)] {
        let mut desk = Stored::open(Lang::Zh, size, &town());
        desk.press("<F6>");
        let day = sheet(&desk, PeriodKind::Day);
        let open = counted_in(&day, TableCode::ByArea, Column::Open);
        let late = counted_in(&day, TableCode::ByArea, Column::Overdue);
        let picture = desk.picture();
        let words = &desk.model.shared.words;
        let flat: String = picture.split_whitespace().collect();
        for ((label, open), (_, late)) in open.iter().zip(&late) {
            let name = words.label(label);
            let late = if *late > 0 {
                format!("超期{late}")
            } else {
                String::new()
            };
            let text = format!("未办结{open}{late}");
            assert!(flat.contains(&text), "{name} {text}\n{picture}");
            assert!(flat.contains(&name), "{name}\n{picture}");
        }
        let all: u32 = open.iter().map(|(_, open)| open).sum();
        let figure = day.figure(Base::All, Measure::Open).unwrap();
        assert_eq!(figure.value, Value::Count(all));
        let areas = ask(desk.store.as_ref(), |it| {
            open_by_area(it, "2026-11-25".parse().unwrap())
        });
        let areas = areas.unwrap();
        let placed: u32 = areas.areas.values().map(|it| it.open).sum();
        assert_eq!(placed + areas.elsewhere.open, all);
        // The matter without a village and the accusation lie nowhere.
        assert_eq!(areas.elsewhere.open, 2);
        // What was found has no tiles above it.
        desk.press("list.filter");
        desk.type_text("东牟家");
        assert!(!desk.picture().contains("未办结"), "{}", desk.picture());
    }
}
