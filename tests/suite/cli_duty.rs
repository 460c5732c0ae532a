//! `mulin duty`, and the rota as a sheet.

use serde_json::json;

use crate::cli::Desk;

const ROTA: &str = "\
日期,值班领导,职务,代班,代班原因,备注\n\
2026-11-24,周正,副镇长,,,\n\
2026-11-25,吴敏,人大副主席,王岚,县里开会,\n\
11月31日,周正,,,,\n\
2026-11-25,周正,,,,\n\
2026-11-26,,,,,\n";

#[test]
fn a_rota_is_taken_in_once_given_back_and_taken_in_changed() {
    let desk = Desk::new();
    let file = desk.write("rota.csv", ROTA);
    let args = ["import", "rota", file.to_str().unwrap(), "--json"];
    let rehearsed = desk.run(&[&args[..], &["--dry-run"]].concat());
    assert!(!desk.file("desk.redb").exists());
    let done = desk.run(&args);
    let again = desk.run(&args);
    for (answer, imported, skipped) in [(&rehearsed, 2, 0), (&done, 2, 0), (&again, 0, 2)] {
        assert_eq!(answer.code, 1, "{}", answer.err);
        let report = answer.json();
        assert_eq!(
            (&report["read"], &report["imported"], &report["skipped"]),
            (&json!(5), &json!(imported), &json!(skipped))
        );
        let refused: Vec<_> = report["refused"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["row"].as_u64().unwrap(), row["field"].as_str().unwrap()))
            .collect();
        assert_eq!(refused, [(4, "date"), (5, "date"), (6, "leader")]);
    }
    let today = desk.run(&["duty", "--json"]).json();
    assert_eq!(
        (&today["leader"], &today["stand_in"], &today["stand_in_why"]),
        (&json!("吴敏"), &json!("王岚"), &json!("县里开会"))
    );
    // What is written is what is read.
    let out = desk.file("out.csv");
    let written = desk.run(&["export", "rota", out.to_str().unwrap()]);
    assert_eq!(written.code, 0, "{}", written.err);
    let back = desk.run(&["import", "rota", out.to_str().unwrap(), "--json"]);
    assert_eq!((back.code, &back.json()["skipped"]), (0, &json!(2)));
    // He is back, and another takes the day before.
    let changed = desk.write(
        "changed.csv",
        "日期,值班领导,代班\n2026-11-24,吴敏,王岚\n2026-11-25,吴敏,\n",
    );
    let changed = desk.run(&["import", "rota", changed.to_str().unwrap(), "--json"]);
    assert_eq!((changed.code, &changed.json()["imported"]), (0, &json!(2)));
    let today = desk.run(&["duty", "--json"]).json();
    assert_eq!(today["stand_in"], json!(null));
    let before = desk.run(&["duty", "--on", "2026-11-24", "--json"]).json();
    assert_eq!(
        (&before["leader"], &before["stand_in"]),
        (&json!("吴敏"), &json!("王岚"))
    );
    assert!(!before["stand_in_why"].as_str().unwrap().is_empty());
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_name_too_long_to_be_one_is_refused_with_its_row_alone() {
    let desk = Desk::new();
    let long = "周".repeat(60_000);
    for (kind, sheet, field) in [
        (
            "rota",
            format!("日期,值班领导,代班\n2026-11-25,{long},\n2026-11-26,吴敏,\n"),
            "leader",
        ),
        (
            "rota",
            format!("日期,值班领导,代班\n2026-11-27,吴敏,{long}\n2026-11-28,吴敏,\n"),
            "stand_in",
        ),
        (
            "grid",
            format!("级别,名称,网格长\n管区,第一管区,{long}\n管区,第二管区,周正\n"),
            "head",
        ),
        (
            "educators",
            format!("姓名,级别\n{long},专员\n周正,专员\n"),
            "name",
        ),
    ] {
        let file = desk.write("long.csv", &sheet);
        let args = ["import", kind, file.to_str().unwrap(), "--json"];
        let report = desk.run(&args).json();
        assert_eq!(report["imported"], 1, "{kind} {field}: {report}");
        let refused = &report["refused"][0];
        assert_eq!(
            (&refused["row"], &refused["field"]),
            (&json!(2), &json!(field))
        );
        let text = refused["text"].as_str().unwrap();
        assert!(text.contains("60000") && text.len() < 200, "{text}");
    }
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_days_ledger_fills_itself_and_takes_on_the_backlog_when_it_is_closed() {
    let desk = Desk::new();
    let file = desk.write("rota.csv", "日期,值班领导\n2026-11-25,吴敏\n");
    assert_eq!(
        desk.run(&["import", "rota", file.to_str().unwrap()]).code,
        0
    );
    let lines = concat!(
        r#"{"name":"牟春生","phone":"13800001234","channel":"visit","summary":"被拖欠工资","class":"claim"}"#,
        "\n",
        r#"{"name":"单雄信","phone":"13800005678","channel":"hotline_12345","summary":"供暖不热","class":"unclassed"}"#,
        "\n",
    );
    desk.feed(&["register"], lines);
    let ledger = |args: &[&str]| desk.run(&[&["duty"], args].concat());
    let day = ledger(&["--json"]).json();
    let items = |day: &serde_json::Value| -> Vec<(String, String)> {
        let lines = day["lines"].as_array().unwrap().iter();
        let text = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap().to_owned();
        lines
            .map(|line| (text(line, "item"), text(line, "how")))
            .collect()
    };
    let line = |item: &str, how: &str| (item.to_owned(), how.to_owned());
    assert_eq!(items(&day), [line("ML-2026-0001", "visit")]);
    assert_eq!(
        (&day["lines"][0]["owner"], &day["lines"][0]["summary"]),
        (&json!("吴敏"), &json!("被拖欠工资"))
    );
    let closed = [ledger(&["close", "--json"]), ledger(&["close", "--json"])];
    for answer in &closed {
        assert_eq!(answer.code, 0, "{}", answer.err);
        let day = answer.json();
        assert_eq!(
            items(&day),
            [
                line("ML-2026-0001", "visit"),
                line("ML-2026-0002", "backlog")
            ]
        );
        let taken = &day["lines"][1];
        assert_eq!(
            (&taken["visits_that_day"], &taken["visits_wanted"]),
            (&json!(1), &json!(2))
        );
        assert_eq!(taken["summary"], json!(null), "by its number alone");
    }
    let owed = ledger(&["open", "--leader", "吴敏", "--json"]).json();
    assert_eq!(owed.as_array().unwrap().len(), 2);
    assert_eq!(
        ledger(&["open", "--leader", "周正", "--json"]).json(),
        json!([])
    );
    let output = ledger(&["--lang", "zh"]).out;
    assert!(
        output.contains("存量热线") && output.contains("吴敏"),
        "{output}"
    );
    assert!(!output.contains("供暖"), "{output}");
    assert_eq!(ledger(&["--on", "someday"]).code, 2);
    assert_eq!(ledger(&["close", "--on", "2026-11-26"]).code, 1);
}
