//! `mulin import` and `mulin export`.

use mulin::domain::person::PersonField;
use mulin::domain::person::part::PartKind;
use serde_json::{Value, json};

use crate::cli::Desk;

const SHEET: &str = "\
\u{feff}留言编号,留言用户,留言主题,留言时间,留言详情,答复意见,答复时间,级别\r\n\
1001,A0001,小区供暖不热,2019/1/8 9:30,请尽快处理,已处理,2019/1/20,城乡建设_供热\r\n\
1002,A0002,被拖欠工资,2019/2/1,请支付,,,劳动保障_拖欠工资\r\n\
1001,A0003,同一个编号,2019/2/2,,,,\r\n\
1003,A0004,,2019/2/3,没有主题,,,\r\n\
1004,A0005,日期不对,2019/2/30,,,,\r\n";

const MAP: &str = r#"
[columns]
external_number = "留言编号"
name = "留言用户"
summary = "留言主题"
received_at = "留言时间"
request = "留言详情"
answer = "答复意见"
answered_at = "答复时间"
content_class = "级别"
[fixed]
channel = "web"
"#;

fn sheet(desk: &Desk) -> (String, String) {
    let text = |path: std::path::PathBuf| path.to_str().unwrap().to_owned();
    (
        text(desk.write("old.csv", SHEET)),
        text(desk.write("map.toml", MAP)),
    )
}

#[test]
fn a_sheet_is_taken_in_once_and_refused_rows_are_told() {
    let desk = Desk::new();
    let (file, map) = sheet(&desk);
    let args = ["import", "cases", &file, "--map", &map, "--json"];
    let rehearsed = desk.run(&[&args[..], &["--dry-run"]].concat());
    assert!(!desk.file("desk.redb").exists());
    let done = desk.run(&args);
    let again = desk.run(&args);
    for (answer, imported, skipped) in [(&rehearsed, 4, 0), (&done, 4, 0), (&again, 0, 4)] {
        assert_eq!(answer.code, 1, "{}", answer.err);
        let report = answer.json();
        assert_eq!(report["read"], 5);
        assert_eq!(
            (&report["imported"], &report["skipped"]),
            (&json!(imported), &json!(skipped))
        );
        let refused: Vec<_> = report["refused"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["row"].as_u64().unwrap(), row["field"].as_str().unwrap()))
            .collect();
        assert_eq!(refused, [(5, "summary")]);
        let doubts = report["doubts"].as_array().unwrap();
        let doubtful = |row: u64, field: &str| {
            doubts
                .iter()
                .any(|it| it["row"] == row && it["field"] == field)
        };
        assert!(
            doubtful(4, "external_number") && doubtful(6, "received_at"),
            "{report}"
        );
    }
    assert_eq!(rehearsed.json()["dry_run"], true);
    let closed = desk.run(&["case", "show", "1001", "--json"]).json();
    assert_eq!(closed["number"], "ML-2026-0001");
    assert_eq!(closed["status"], "imported_closed");
    assert_eq!(closed["received_at"], "2019-01-08T09:30:00+08:00");
    assert_eq!(closed["imported_answer"]["text"], "已处理");
    assert_eq!(closed["imported_answer"]["at"], "2019-01-20T00:00:00+08:00");
    assert_eq!(closed["clocks"], json!([]));
    let open = desk.run(&["case", "show", "1002", "--json"]).json();
    assert_eq!(
        (&open["status"], &open["category"]),
        (&json!("registered"), &json!("wages"))
    );
    // What came under a heading of its own stands in a field of its own.
    let facts = open["facts"].as_str().unwrap();
    assert!(!facts.contains("劳动保障_拖欠工资"), "{facts}");
    let text = desk
        .run(&["import", "cases", &file, "--map", &map, "--lang", "zh"])
        .out;
    assert!(
        text.contains("第 5 行退回") && text.contains("第 6 行有疑问"),
        "{text}"
    );
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn rows_without_a_number_are_known_by_what_they_say() {
    let desk = Desk::new();
    let rows = "姓名,信访日期,概况\n牟春生,2026-01-02,欠薪\n单雄信,2026-01-03,供暖\n牟春生,2026-01-02,欠薪\n";
    let file = desk.write("list.csv", rows);
    let args = ["import", "cases", file.to_str().unwrap(), "--json"];
    let first = desk.run(&args).json();
    assert_eq!(
        (&first["imported"], &first["refused"][0]["row"]),
        (&json!(2), &json!(4))
    );
    let again = desk.run(&args).json();
    assert_eq!(
        (&again["imported"], &again["skipped"]),
        (&json!(0), &json!(2))
    );
}

#[test]
fn a_rehearsal_leaves_the_store_as_it_is() {
    let desk = Desk::new().with_three();
    let (file, map) = sheet(&desk);
    let before = desk.run(&["case", "list", "--json"]).out;
    let args = [
        "import",
        "cases",
        &file,
        "--map",
        &map,
        "--dry-run",
        "--json",
    ];
    assert_eq!(desk.run(&args).json()["imported"], 4);
    assert_eq!(desk.run(&["case", "list", "--json"]).out, before);
}

#[test]
fn an_export_comes_back_and_is_known() {
    let desk = Desk::new().with_three();
    let (file, map) = sheet(&desk);
    desk.run(&["import", "cases", &file, "--map", &map]);
    for name in ["cases.xlsx", "cases.csv", "cases.jsonl"] {
        let out = desk.file(name);
        let out = out.to_str().unwrap();
        let exported = desk.run(&["export", "cases", out, "--reveal"]);
        assert_eq!(exported.code, 0, "{}", exported.err);
        assert!(exported.out.contains('7'), "{}", exported.out);
        let back = desk.run(&["import", "cases", out, "--json"]);
        let report = back.json();
        assert_eq!(
            (&report["read"], &report["imported"], &report["skipped"]),
            (&json!(7), &json!(0), &json!(7)),
            "{name}: {report}"
        );
        let other = Desk::new();
        let report = other.run(&["import", "cases", out, "--json"]).json();
        assert_eq!(
            (&report["imported"], &report["refused"]),
            (&json!(7), &json!([])),
            "{name}"
        );
        let rows = other.run(&["case", "list", "--json"]).json();
        let rows = rows.as_array().unwrap();
        let wages: Vec<_> = rows
            .iter()
            .filter(|row| row["category"] == "wages")
            .collect();
        assert_eq!(wages.len(), 2, "{name}");
        for row in wages {
            let number = row["number"].as_str().unwrap();
            let case = other.run(&["case", "show", number, "--json"]).json();
            assert_eq!(case["summary"], "被拖欠工资", "{name}");
        }
        let heating = rows
            .iter()
            .find(|row| row["received_at"] == "2026-11-17T08:00:00+08:00")
            .unwrap();
        assert_eq!(heating["channel"], "hotline_12345", "{name}");
        let number = heating["number"].as_str().unwrap();
        let heating = other.run(&["case", "show", number, "--json"]).json();
        assert_eq!(heating["summary"], "供暖不热", "{name}");
    }
}

#[test]
fn an_export_masks_until_somebody_is_written_down() {
    let desk = Desk::new().with_three();
    for kind in ["cases", "people"] {
        let file = desk.file(&format!("{kind}.csv"));
        let path = file.to_str().unwrap();
        let text = |args: &[&str]| {
            let answer = desk.run(&[&["export", kind, path, "--replace"], args].concat());
            assert_eq!(answer.code, 0, "{}", answer.err);
            std::fs::read_to_string(&file).unwrap()
        };
        let masked = text(&[]);
        assert!(
            masked.contains("138****1234") && masked.contains("370785********0010"),
            "{masked}"
        );
        assert!(!masked.contains("13800001234"));
        let full = text(&["--reveal"]);
        assert!(full.contains("13800001234") && full.contains("370785190001010010"));
    }
    let doctor = desk.run(&["doctor"]).out;
    assert!(doctor.contains("6 writes"), "{doctor}");
    let headings = std::fs::read_to_string(desk.file("cases.csv")).unwrap();
    assert!(headings.starts_with("\u{feff}信访件编号,姓名,信访人数,住址,手机号码,问题属地,信访目的,内容分类,信访日期,登记日期,限办时间,信访形式,概况,是否办结,是否全国初次信访,联名信或集体访,信访件状态,登记部门,登记人,"));
    for (file, code) in [("x.pdf", 1), ("no/such/folder/x.csv", 1)] {
        let answer = desk.run(&["export", "cases", desk.file(file).to_str().unwrap()]);
        assert_eq!(answer.code, code, "{file}: {}", answer.err);
        assert!(answer.err.contains(file));
    }
}

#[test]
fn the_words_of_a_matter_that_nobody_classed_are_masked_like_a_phone() {
    let desk = Desk::new();
    let lines = r#"{"channel":"visit","name":"单雄信","summary":"没分类的话","request":"没分类的诉求"}
{"channel":"visit","name":"曾乐乐","class":"claim","summary":"分了类的话"}"#;
    desk.feed(&["register"], lines);
    for name in ["cases.csv", "cases.jsonl"] {
        let file = desk.file(name);
        let text = |args: &[&str]| {
            let export = ["export", "cases", file.to_str().unwrap(), "--replace"];
            let answer = desk.run(&[&export, args].concat());
            assert_eq!(answer.code, 0, "{}", answer.err);
            std::fs::read_to_string(&file).unwrap()
        };
        let masked = text(&[]);
        assert!(
            masked.contains("分了类的话") && !masked.contains("没分类的"),
            "{masked}"
        );
        let full = text(&["--reveal"]);
        for words in ["没分类的话", "没分类的诉求", "分了类的话"] {
            assert!(full.contains(words), "{full}");
        }
    }
}

#[test]
fn people_are_taken_in_and_completed() {
    let desk = Desk::new().with_three();
    let rows = "姓名,手机号码,身份证号,村,住址\n\
                牟春生,13800001234,,东牟家,三巷五号\n\
                薛桂兰,,,小张家村,\n\
                薛桂兰,,,小张家村,\n\
                ,,,东村,\n";
    let file = desk.write("people.csv", rows);
    let args = ["import", "people", file.to_str().unwrap(), "--json"];
    for (dry, imported, skipped) in [(true, 1, 1), (false, 1, 1), (false, 0, 2)] {
        let extra: &[&str] = if dry { &["--dry-run"] } else { &[] };
        let answer = desk.run(&[&args[..], extra].concat());
        let report = answer.json();
        assert_eq!(
            (&report["imported"], &report["skipped"]),
            (&json!(imported), &json!(skipped))
        );
        let rows: Vec<_> = report["refused"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| &it["row"])
            .collect();
        assert_eq!(rows, [4, 5], "{}", answer.err);
    }
    let found = desk.run(&["find", "xgl", "--json"]).json();
    assert_eq!(
        (&found[0]["village"], &found[0]["cases"]),
        (&json!("小张家村"), &json!(0))
    );
    let out = desk.file("people.jsonl");
    desk.run(&["export", "people", out.to_str().unwrap(), "--reveal"]);
    let text = std::fs::read_to_string(out).unwrap();
    assert!(text.contains("三巷五号"), "{text}");
}

/// Gives a value of a part of a card, and what a masked sheet shows of it.
fn part(part: PersonField) -> (Value, Value) {
    match part.kind() {
        PartKind::Name => (json!("牟春生"), json!("牟*生")),
        PartKind::Phones => (json!("13800001234"), json!("138****1234")),
        PartKind::IdNumber => (json!("370785190001010012"), json!("370785********0012")),
        PartKind::Village => (json!("东牟家村"), json!("东牟家村")),
        PartKind::Address => (json!("东牟家村3巷5号"), json!("东牟家村***")),
        PartKind::Need | PartKind::Private => (json!(part.code()), json!("***")),
        PartKind::YesNo => (json!(true), json!(true)),
    }
}

#[test]
fn every_part_of_a_card_goes_out_masked_or_whole_and_comes_in() {
    let (mut whole, mut masked) = (json!({}), json!({}));
    for field in PersonField::ALL {
        let (value, shown) = part(*field);
        whole[field.asked().code()] = value;
        masked[field.asked().code()] = shown;
    }
    let mut line = whole.clone();
    line["summary"] = json!("被拖欠工资");
    let desk = Desk::new();
    let answer = desk.feed(&["register"], &line.to_string());
    assert_eq!(answer.code, 0, "{}", answer.out);
    let exported = |desk: &Desk, name: &str, more: &[&str]| -> Value {
        let file = desk.file(name);
        let args = ["export", "people", file.to_str().unwrap()];
        let answer = desk.run(&[&args, more].concat());
        assert_eq!(answer.code, 0, "{}", answer.err);
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
    };
    assert_eq!(exported(&desk, "masked.jsonl", &[]), masked);
    assert_eq!(exported(&desk, "whole.jsonl", &["--reveal"]), whole);
    exported_as_sheet_and_taken_in(&desk, &whole);
}

/// A sheet goes by headings, not by codes.
fn exported_as_sheet_and_taken_in(desk: &Desk, whole: &Value) {
    let sheet = desk.file("people.xlsx");
    let sheet = sheet.to_str().unwrap();
    let answer = desk.run(&["export", "people", sheet, "--reveal"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let other = Desk::new();
    for imported in [1, 0] {
        let report = other.run(&["import", "people", sheet, "--json"]).json();
        assert_eq!(report["imported"], imported, "{report}");
    }
    let back = other.file("back.jsonl");
    let args = ["export", "people", back.to_str().unwrap(), "--reveal"];
    assert_eq!(other.run(&args).code, 0);
    let text = std::fs::read_to_string(back).unwrap();
    assert_eq!(&serde_json::from_str::<Value>(&text).unwrap(), whole);
}

#[test]
fn the_grid_is_taken_in_and_comes_back() {
    let desk = Desk::new();
    let rows = "级别,名称,上级网格,网格长,网格长电话,网格员,网格员电话\n\
                微网格,东牟家村第一微网格,东牟家村,薛桂兰,13800001111,马学勤,13800002222\n\
                村,东牟家村,第一管区,牟建国,13800003333,,\n\
                管区,第一管区,,孙志芳,13800004444,,\n\
                微网格,没有上级,无此村,,,,\n";
    let file = desk.write("grid.csv", rows);
    let args = ["import", "grid", file.to_str().unwrap(), "--json"];
    for (dry, imported, skipped) in [(true, 3, 0), (false, 3, 0), (false, 0, 3)] {
        let extra: &[&str] = if dry { &["--dry-run"] } else { &[] };
        let report = desk.run(&[&args[..], extra].concat()).json();
        assert_eq!(
            (&report["read"], &report["imported"], &report["skipped"]),
            (&json!(4), &json!(imported), &json!(skipped)),
            "{report}"
        );
        assert_eq!(
            (&report["refused"][0]["row"], &report["refused"][0]["field"]),
            (&json!(5), &json!("parent"))
        );
    }
    let out = desk.file("grid.xlsx");
    let out = out.to_str().unwrap();
    assert_eq!(desk.run(&["export", "grid", out, "--reveal"]).code, 0);
    let back = desk.run(&["import", "grid", out, "--json"]).json();
    // The areas of the other villages are published nowhere: saying them confirms them.
    assert_eq!((&back["read"], &back["refused"]), (&json!(93), &json!([])));
    let again = desk.run(&["import", "grid", out, "--json"]).json();
    assert_eq!(
        (&again["imported"], &again["skipped"]),
        (&json!(0), &json!(93))
    );
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_list_of_holidays_is_taken_in_whole_or_not_at_all() {
    let desk = Desk::new().with_three();
    let list = |days: std::ops::RangeInclusive<u32>, extra: &str| {
        let rows: Vec<String> = days
            .map(|day| format!("2027-02-{day:02},休,春节"))
            .collect();
        format!("日期,类型,名称\n{}\n{extra}", rows.join("\n"))
    };
    let take = |text: &str, args: &[&str]| {
        let file = desk.write("holidays.csv", text);
        desk.run(
            &[
                &["import", "holidays", file.to_str().unwrap(), "--json"],
                args,
            ]
            .concat(),
        )
    };
    let due = || -> Value {
        desk.run(&["due", "--rule", "hotline", "--from", "2027-02-01", "--json"])
            .json()
    };
    let refused = take(&list(3..=5, ""), &[]);
    assert_eq!((refused.code, &refused.json()["imported"]), (1, &json!(0)));
    let wrong = take(&list(3..=12, "2027-02-30,休,春节\n"), &[]);
    assert_eq!(
        (wrong.code, &wrong.json()["refused"][0]["row"]),
        (1, &json!(12))
    );
    let rehearsed = take(&list(3..=12, "2027-02-28,班,春节\n"), &["--dry-run"]);
    assert_eq!(
        (rehearsed.code, &rehearsed.json()["imported"]),
        (0, &json!(11))
    );
    assert_eq!(due()["raw"], "2027-02-08");
    let taken = take(&list(3..=12, "2027-02-28,班,春节\n"), &[]);
    assert_eq!(
        (taken.code, &taken.json()["imported"]),
        (0, &json!(11)),
        "{}",
        taken.err
    );
    assert_eq!(
        (&due()["raw"], &due()["notes"][0]),
        (
            &json!("2027-02-18"),
            &json!("the length is the town's setting")
        )
    );
    assert_eq!(
        take(&list(3..=12, "2027-02-28,班,春节\n"), &[]).json()["skipped"],
        11
    );
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_file_or_map_that_does_not_read_says_why() {
    let desk = Desk::new();
    let (file, _) = sheet(&desk);
    let bad_map = desk.write("bad.toml", "[columns]\nsumary = \"留言主题\"");
    let other_map = desk.write("other.toml", "[columns]\nsummary = \"没有的表头\"");
    let pdf = desk.write("x.csv", "%PDF-1.4");
    let strange = desk.write("strange.csv", "甲,乙\n1,2\n");
    let path = |path: &std::path::PathBuf| path.to_str().unwrap().to_owned();
    for (args, code, part) in [
        (vec!["cases", "no-such.xlsx"], 1, "no-such.xlsx"),
        (
            vec!["cases", &file, "--map", "no-such.toml"],
            2,
            "no-such.toml",
        ),
        (vec!["cases", &file, "--map", &path(&bad_map)], 2, "sumary"),
        (vec!["cases", &file, "--map", &path(&other_map)], 1, "--map"),
        (vec!["cases", &path(&pdf)], 1, "PDF"),
        (vec!["cases", &path(&strange)], 1, "--map"),
        (vec!["everything", &file], 2, "everything"),
    ] {
        let answer = desk.run(&[&["import"], &args[..]].concat());
        assert_eq!(answer.code, code, "{args:?}: {}", answer.err);
        assert!(answer.err.contains(part), "{args:?}: {}", answer.err);
        assert_eq!(answer.out, "", "{args:?}");
    }
}
