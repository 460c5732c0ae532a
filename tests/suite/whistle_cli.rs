//! The grid's people as a sheet, and whistles of grid workers by a script.

use std::fs;

use serde_json::json;

use crate::cli::Desk;

const GRID: &str = "级别,名称,编码,上级网格,网格长,网格长电话,网格员,网格员电话,替补,替补电话,小组、胡同,户数\n\
微网格,东牟家村第一微网格,370785106-M1,东牟家村,薛桂兰,13800001111,,,马学勤,13800002222,东头巷、一组,52\n\
微网格,东牟家村第一微网格,370785106-M1,东牟家村,,,单文,13800003333,宋强,13800004444,,\n\
微网格,东牟家村第一微网格,370785106-M1,东牟家村,,,孙芳,13800005555,,,,\n\
村,东牟家村,,第一管区,牟建国,13800006666,,,牟守田,13800007777,,\n";

#[test]
fn people_stand_ins_lanes_and_households_go_out_and_come_back() {
    let desk = Desk::new();
    let file = desk.write("grid.csv", &GRID.replace("小组、胡同", "小组"));
    let report = desk.run(&["import", "grid", file.to_str().unwrap(), "--json"]);
    assert_eq!(report.json()["refused"], json!([]));
    // What was read is not said to be left out.
    assert_eq!(report.json()["doubts"], json!([]));
    let first = desk.file("first.jsonl");
    let first = first.to_str().unwrap();
    assert_eq!(desk.run(&["export", "grid", first, "--reveal"]).code, 0);
    let text = fs::read_to_string(first).unwrap();
    for part in [
        "薛桂兰",
        "13800002222",
        "13800004444",
        "13800007777",
        "东头巷、一组",
        "52",
    ] {
        assert!(text.contains(part), "{part}");
    }
    // Another desk that takes it in writes the same.
    let other = Desk::new();
    let taken = other.run(&["import", "grid", first, "--json"]);
    assert_eq!(taken.json()["refused"], json!([]), "{}", taken.err);
    let second = other.file("second.jsonl");
    let second = second.to_str().unwrap();
    assert_eq!(other.run(&["export", "grid", second, "--reveal"]).code, 0);
    assert_eq!(fs::read_to_string(second).unwrap(), text);
    // A case whose address names the lane reaches the micro grid.
    let line = r#"{"name":"牟春生","village":"东牟家村","address":"东头巷5号","channel":"visit","class":"claim","summary":"水沟堵了"}"#;
    assert_eq!(desk.feed(&["register"], line).code, 0);
    let shown = desk.run(&["case", "show", "ML-2026-0001", "--json"]).json();
    assert!(shown.to_string().contains("东牟家村第一微网格"), "{shown}");
}

#[test]
fn a_script_raises_whistles_and_lists_them() {
    let desk = Desk::new();
    let lines = r#"{"from":"东牟家村","about":"两家为排水沟争吵"}
{"kind":"daily","from":"大牟家镇","to":"自然资源所","about":"请到场测量","approver":"周书记","colour":"red"}
{"kind":"daily","from":"大牟家镇","to":"自然资源所","about":"请到场测量"}
{"kind":"loud","from":"东牟家村","about":"x"}
no json
"#;
    let answer = desk.feed(&["whistle", "raise"], lines);
    assert_eq!(answer.code, 1, "{}", answer.err);
    let answers: Vec<serde_json::Value> = answer
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 5);
    assert_eq!(answers[0]["whistle"], "CS-1");
    assert_eq!(answers[1]["whistle"], "CS-2");
    assert_eq!(answers[1]["warnings"][0]["field"], "colour");
    for (at, field) in [(2, "approver"), (3, "kind"), (4, "about")] {
        assert_eq!(
            answers[at]["problems"][0]["field"], field,
            "{}",
            answers[at]
        );
    }
    let rows = desk.run(&["whistle", "list", "--open", "--json"]).json();
    assert_eq!(rows.as_array().unwrap().len(), 2);
    assert_eq!(rows[0]["rule"], "whistle_sign");
    assert_eq!(rows[0]["standing"], "open");
    assert!(desk.run(&["whistle", "list"]).out.contains("CS-1"));
    assert_eq!(desk.run(&["verify"]).code, 0);
}
