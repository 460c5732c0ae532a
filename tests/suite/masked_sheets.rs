//! A masked sheet comes back: what is hidden in it is never taken in as a value.

use std::fs;

use serde_json::{Value, json};

use crate::cli::Desk;

const PEOPLE: &str = "姓名,手机号码,身份证号,村,住址,需要照顾,要求保密\n\
    牟春生,13800001234、05362881890,37078519000101059X,东牟家村,东牟家村3巷5号,轮椅,\n\
    周大勇,13800002746,,西牟家村,西牟家村7号,,是\n\
    不肯露,,370785190001010128,小张家村,,,是\n\
    薛桂兰,,,小张家村,,,\n";

const GRID: &str = "级别,名称,上级网格,网格长,网格长电话,网格员,网格员电话,替补,替补电话\n\
    微网格,东牟家村第一微网格,东牟家村,薛桂兰,13800001111,马学勤,13800002222,孙志芳,13800003333\n\
    村,东牟家村,第一管区,牟建国,13800004444,,,,\n";

const LINES: &str = r#"{"name":"牟春生","phone":"13800001234","village":"东牟家村","channel":"visit","summary":"村口排水不畅","class":"claim"}
{"name":"周大勇","phone":"13800002746","confidential":true,"channel":"visit","summary":"工资拖欠三个月","class":"claim"}
{"name":"薛桂兰","channel":"letter","summary":"还没有分类的话"}
"#;

/// Imports a file that must be read.
fn import(desk: &Desk, kind: &str, file: &str) -> Value {
    let answer = desk.run(&["import", kind, file, "--json"]);
    serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{}", answer.err))
}

/// Gives a ledger with its full values.
fn whole(desk: &Desk, kind: &str) -> String {
    let file = desk.file("whole.csv");
    let path = file.to_str().unwrap();
    assert_eq!(
        desk.run(&["export", kind, path, "--reveal", "--replace"])
            .code,
        0
    );
    fs::read_to_string(file).unwrap()
}

/// Gives the fields of which a report tells that they are masked.
fn masked(report: &Value) -> Vec<(u64, String)> {
    let doubts = report["doubts"].as_array().unwrap();
    let masked = doubts
        .iter()
        .filter(|it| it["text"].as_str().unwrap().starts_with("masked"));
    masked
        .map(|it| {
            let field = it["field"].as_str().unwrap();
            (it["row"].as_u64().unwrap(), field.to_owned())
        })
        .collect()
}

#[test]
fn a_masked_ledger_comes_back_and_changes_nothing() {
    let desk = Desk::new();
    for (kind, rows) in [("people", PEOPLE), ("grid", GRID)] {
        let file = desk.write("first.csv", rows);
        let report = import(&desk, kind, file.to_str().unwrap());
        assert_eq!(report["refused"], json!([]), "{report}");
    }
    assert_eq!(desk.feed(&["register"], LINES).code, 0);
    for kind in ["people", "grid", "cases"] {
        let before = whole(&desk, kind);
        for name in ["masked.csv", "masked.xlsx", "masked.jsonl"] {
            let file = desk.file(name);
            let path = file.to_str().unwrap();
            assert_eq!(desk.run(&["export", kind, path, "--replace"]).code, 0);
            let report = import(&desk, kind, path);
            assert_eq!(report["refused"], json!([]), "{kind} {report}");
            if kind != "grid" {
                assert_eq!(report["imported"], 0, "{kind} {report}");
            }
            assert_eq!(whole(&desk, kind), before, "{kind} {name}");
        }
    }
    let people = desk.file("masked-people.csv");
    let path = people.to_str().unwrap();
    assert_eq!(desk.run(&["export", "people", path, "--replace"]).code, 0);
    let refused = masked(&import(&desk, "people", path));
    for (row, field) in [
        (2, "phone"),
        (2, "id_number"),
        (2, "address"),
        (2, "care"),
        (3, "name"),
        (3, "phone"),
        (4, "name"),
        (4, "id_number"),
    ] {
        assert!(refused.contains(&(row, field.to_owned())), "{refused:?}");
    }
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn whoever_cannot_be_made_out_is_no_new_person() {
    let desk = Desk::new();
    let rows = "姓名,手机号码,村\n牟春生,13800001234,东牟家村\n牟夏生,13800001235,东牟家村\n";
    let file = desk.write("first.csv", rows);
    import(&desk, "people", file.to_str().unwrap());
    let before = whole(&desk, "people");
    let rows = "姓名,手机号码,村\n牟*生,138****1234,\n牟*生,,东牟家村\n赵*,138****0000,\n\
                薛*兰,13800009999,\n马学勤,138****7777、13800007778,\n";
    let file = desk.write("second.csv", rows);
    let report = import(&desk, "people", file.to_str().unwrap());
    // The first is one person, the second may be two, the third and fourth are nobody; the last one
    // shows a number of his own.
    let refused = report["refused"].as_array().unwrap();
    let refused: Vec<u64> = refused
        .iter()
        .map(|it| it["row"].as_u64().unwrap())
        .collect();
    assert_eq!(refused, [3, 4, 5], "{report}");
    assert_eq!(report["imported"], 1, "{report}");
    let after = whole(&desk, "people");
    assert!(after.starts_with(&before), "{after}");
    assert_eq!(after.lines().count(), before.lines().count() + 1);
    assert!(
        after.contains("13800007778") && !after.contains('*'),
        "{after}"
    );
}

#[test]
fn a_masked_phone_of_a_ledger_is_told_and_the_one_that_stands_stays() {
    let desk = Desk::new();
    let staff = "姓名,层级,所在地,电话\n周敏,法治教育专员,,13800000001\n";
    let file = desk.write("staff.csv", staff);
    import(&desk, "educators", file.to_str().unwrap());
    let file = desk.write("staff.csv", &staff.replace("13800000001", "138****0001"));
    let report = import(&desk, "educators", file.to_str().unwrap());
    assert_eq!(masked(&report), [(2, "phone".to_owned())]);
    assert_eq!(
        (&report["imported"], &report["skipped"]),
        (&json!(0), &json!(1))
    );

    let rota = "日期,值班领导,代班人,代班原因,备注\n2026-12-01,孙志芳,马学勤,开会,带钥匙\n";
    let file = desk.write("rota.csv", rota);
    import(&desk, "rota", file.to_str().unwrap());
    let hidden = "日期,值班领导,代班人,代班原因,备注\n2026-12-01,孙志芳,马*勤,***,***\n\
                  2026-12-02,孙*芳,,,\n";
    let file = desk.write("rota.csv", hidden);
    let report = import(&desk, "rota", file.to_str().unwrap());
    assert_eq!(
        (&report["imported"], &report["skipped"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(report["refused"][0]["row"], 3);
}

#[test]
fn a_matter_under_a_masked_name_is_registered_without_that_name() {
    let desk = Desk::new();
    let rows = "信访件编号,姓名,手机号码,概况,信访日期\n\
                XF2026000001,牟*生,138****1234,村口排水不畅,2026-11-02\n\
                XF2026000002,周*勇,138****2746,村口排水不畅,2026-11-02\n";
    let file = desk.write("province.csv", rows);
    let file = file.to_str().unwrap();
    let report = import(&desk, "cases", file);
    assert_eq!(report["imported"], 2, "{report}");
    assert_eq!(masked(&report).len(), 4, "{report}");
    assert_eq!(import(&desk, "cases", file)["imported"], 0);
    let case = desk.run(&["case", "show", "ML-2026-0001", "--json"]).json();
    let facts = case["facts"].as_str().unwrap();
    assert!(
        facts.contains("牟*生") && facts.contains("138****1234"),
        "{facts}"
    );
    let people = whole(&desk, "people");
    assert!(!people.contains('*'), "{people}");
}
