//! Whoever is not named for an accusation cannot infer who brought it, whichever way he asks (条例 30 ¶3).

use serde_json::Value;

use crate::cli::Desk;

/// Who registers, and is named for what he registers.
const CLERK: &str = "王芳";
/// Who is complained of.
const ACCUSED: &str = "赵铁柱";
/// Another clerk, and the one complained of.
const OTHERS: [&str; 2] = ["李梅", ACCUSED];

/// What tells who brought the accusation.
const MARKS: [&str; 4] = ["蔡文姬", "13800007301", "370785190003037301", "七巷十一号"];
/// What tells who brought the matter that nobody classed yet, and what it says.
const UNCLASSED: [&str; 3] = ["卞玉京", "13800007302", "多报亩数"];

/// A desk with an accusation, an unclassed matter that names the same man, and a plain claim.
fn desk() -> Desk {
    let desk = Desk::new();
    let lines = concat!(
        r#"{"name":"蔡文姬","phone":"13800007301","id_number":"370785190003037301","village":"东牟家村","address":"七巷十一号","channel":"letter","class":"accusation","accused":"赵铁柱","summary":"举报赵铁柱截留补偿款","received_at":"2026-11-24T08:17:00+08:00"}"#,
        "\n",
        r#"{"name":"卞玉京","phone":"13800007302","village":"东牟家村","channel":"visit","summary":"赵铁柱多报亩数","received_at":"2026-11-25T08:23:00+08:00"}"#,
        "\n",
        r#"{"name":"单雄信","phone":"13800007303","village":"西牟家村","channel":"visit","class":"claim","category":"general","summary":"路灯坏了","received_at":"2026-11-25T08:31:00+08:00"}"#,
        "\n",
    );
    let answer = desk.feed(&["register", "--json", "--as", CLERK], lines);
    assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
    desk
}

/// Runs the program as somebody.
fn output(desk: &Desk, args: &[&str], who: &str) -> String {
    let answer = desk.run(&[args, &["--as", who]].concat());
    format!("{}{}", answer.out, answer.err)
}

/// Writes an export as somebody and gives it.
fn exported(desk: &Desk, what: &str, more: &[&str], who: &str) -> String {
    let file = desk.file("out.jsonl");
    let path = file.to_str().unwrap();
    output(
        desk,
        &[&["export", what, path, "--replace"], more].concat(),
        who,
    );
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    text
}

/// Gives everything that the command line tells somebody.
fn everything(desk: &Desk, who: &str) -> Vec<(String, String)> {
    let roads: [&[&str]; 24] = [
        &["find", "文姬", "--json"],
        &["find", "cwj", "--json"],
        &["find", "7301", "--json"],
        &["find", "13800007301", "--json"],
        &["find", "370785190003037301", "--json"],
        &["find", "东牟家", "--json"],
        &["find", "东牟家"],
        &["find", "玉京"],
        &["find", "7302"],
        &["find", "ML-2026-0001", "--json"],
        &["find", "ML-2026-0002", "--json"],
        &["case", "list"],
        &["case", "list", "--json"],
        &["case", "show", "ML-2026-0001"],
        &["case", "show", "ML-2026-0001", "--json"],
        &["case", "show", "ML-2026-0002"],
        &["case", "show", "ML-2026-0002", "--json"],
        &["duty"],
        &["duty", "--json"],
        &["duty", "open", "--json"],
        &["call", "list", "--json"],
        &["handover", "--json"],
        &["report", "day"],
        &["meeting", "list", "--json"],
    ];
    let mut all: Vec<(String, String)> = roads
        .iter()
        .map(|road| (road.join(" "), output(desk, road, who)))
        .collect();
    for what in ["cases", "people"] {
        for more in [&[] as &[&str], &["--reveal"]] {
            let road = format!("export {what} {}", more.join(" "));
            all.push((road, exported(desk, what, more, who)));
        }
    }
    all
}

#[test]
fn who_brought_an_accusation_is_absent_for_whoever_is_not_named() {
    let desk = desk();
    for who in OTHERS {
        for (road, output) in everything(&desk, who) {
            // What was typed is said back where nobody was found.
            let found = output.lines().filter(|line| !line.contains("No one"));
            let found: String = found.collect();
            for mark in MARKS {
                let typed = road.contains(mark) && !found.contains("score");
                assert!(typed || !found.contains(mark), "{who}: {road}: {output}");
            }
        }
        assert_eq!(desk.run(&["find", "7301", "--as", who]).code, 1, "{who}");
    }
    let clerk = everything(&desk, CLERK);
    for road in ["find 7301 --json", "export people --reveal"] {
        let (_, output) = clerk.iter().find(|(it, _)| it == road).unwrap();
        assert!(output.contains("蔡文姬"), "{road}: {output}");
    }
}

#[test]
fn a_matter_that_nobody_classed_is_held_back_from_whom_it_names_on_every_road() {
    let desk = desk();
    for (road, output) in everything(&desk, ACCUSED) {
        let found: String = output
            .lines()
            .filter(|line| !line.contains("No one"))
            .collect();
        for mark in UNCLASSED {
            let typed = road.contains(mark) && !found.contains("score");
            assert!(typed || !found.contains(mark), "{road}: {output}");
        }
    }
    let other = exported(&desk, "people", &[], "李梅");
    assert!(other.contains("卞玉京"), "whom it does not name: {other}");
}

#[test]
fn somebody_with_a_matter_of_his_own_is_found_again_and_counted_by_it_alone() {
    let desk = desk();
    let line = r#"{"name":"蔡文姬","phone":"13800007301","village":"东牟家村","channel":"visit","class":"claim","category":"general","summary":"水管冻裂"}"#;
    let answer = desk.feed(&["register", "--json", "--as", "李梅"], line);
    assert_eq!(answer.json()["similar"], Value::Array(Vec::new()));
    for who in OTHERS {
        let found = desk.run(&["find", "文姬", "--json", "--as", who]).json();
        assert_eq!(found[0]["cases"], 1, "{who}: {found}");
    }
    // Whoever may know of both finds both of her cards.
    let found = desk.run(&["find", "文姬", "--json", "--as", CLERK]).json();
    let cases = [&found[0]["cases"], &found[1]["cases"]];
    assert_eq!(cases, [1, 1], "{found}");
}

/// Runs `register` as somebody and gives its answer.
fn registered(desk: &Desk, who: &str, line: &str) -> Value {
    let answer = desk.feed(&["register", "--json", "--as", who], line);
    assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
    answer.json()
}

#[test]
fn whoever_registers_an_absent_person_finds_what_he_wrote_and_no_more() {
    let desk = desk();
    // Her number, and none of what the accusation has: village, address, ID number.
    let line = r#"{"name":"蔡文姬","phone":"13800007301","channel":"visit","class":"claim","category":"general","summary":"水管冻裂"}"#;
    for who in OTHERS {
        let answer = registered(&desk, who, line);
        assert_eq!(
            answer["warnings"],
            Value::Array(Vec::new()),
            "{who}: {answer}"
        );
        let number = answer["number"].as_str().unwrap();
        let output = output(&desk, &["case", "show", number, "--json"], who);
        for mark in ["370785190003037301", "七巷十一号", "3707851900"] {
            assert!(!output.contains(mark), "{who}: {output}");
        }
        let export = exported(&desk, "people", &["--reveal"], who);
        let cards = export.lines().filter(|it| it.contains("蔡文姬")).count();
        assert_eq!(cards, 1, "one card for both who may not know: {export}");
        assert!(!export.contains("370785190003037301"), "{export}");
    }
    // Whoever may know of both hears of the other, and the next matter stands on the open card.
    let answer = registered(&desk, CLERK, line);
    let warnings = answer["warnings"].to_string();
    assert!(
        warnings.contains("another card of the same person"),
        "{answer}"
    );
    let similar = answer["similar"].as_array().unwrap();
    assert_eq!(similar.len(), 2, "{answer}");
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn whoever_was_on_the_books_before_stays_on_them() {
    let desk = Desk::new();
    let file = desk.write(
        "people.csv",
        "姓名,电话,村\n蔡文姬,13800007301,东牟家村\n单雄信,13800007303,西牟家村\n",
    );
    let path = file.to_str().unwrap();
    assert_eq!(
        desk.run(&["import", "people", path, "--as", "李梅"]).code,
        0
    );
    let seen = |who: &str| {
        let found = desk.run(&["find", "文姬", "--json", "--as", who]).json();
        (found[0]["cases"].clone(), found[0]["last_visit"].clone())
    };
    let before = seen("李梅");
    assert_eq!(before, (Value::from(0), Value::Null));
    let later = r#"{"name":"蔡文姬","phone":"13800007301","channel":"letter","class":"accusation","accused":"赵铁柱","summary":"举报赵铁柱截留补偿款"}"#;
    let mut command = desk.command(&["register", "--json", "--as", CLERK]);
    command.env("MULIN_NOW", "2026-11-25T10:41:00+08:00");
    command.stdin(std::process::Stdio::piped());
    command.stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), later.as_bytes()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    for who in OTHERS {
        assert_eq!(seen(who), before, "{who}: neither gone nor changed");
        let export = exported(&desk, "people", &["--reveal"], who);
        assert!(export.contains("蔡文姬"), "{who}: {export}");
    }
    assert_eq!(seen(CLERK).0, 1);
}

#[test]
fn a_sheet_of_the_village_leaves_nobody_out() {
    let desk = desk();
    let file = desk.write(
        "people.csv",
        "姓名,电话,村\n蔡文姬,13800007301,东牟家村\n单雄信,13800007303,西牟家村\n",
    );
    let path = file.to_str().unwrap();
    // Also where whoever may read the accusation imports it.
    assert_eq!(desk.run(&["import", "people", path, "--as", CLERK]).code, 0);
    for who in OTHERS {
        let found = desk.run(&["find", "文姬", "--json", "--as", who]).json();
        assert_eq!(found[0]["cases"], 0, "{who}: {found}");
    }
}

#[test]
fn no_list_of_a_report_says_where_a_matter_belongs_that_names_the_reader() {
    let desk = desk();
    let listed = |who: &str| {
        let args = ["report", "month", "--format", "json", "--as", who];
        let report = desk.run(&args).json();
        let lists = report["figures"].as_array().unwrap().iter();
        let rows = report["tables"].as_array().unwrap().iter();
        let rows = rows.flat_map(|it| it["rows"].as_array().unwrap());
        let mut found = 0;
        let mut counts = Vec::new();
        for it in lists.chain(rows) {
            found += it["cases"].to_string().matches("ML-2026-0002").count();
            counts.push((it["n"].clone(), it["cells"].clone()));
        }
        (found, counts)
    };
    let (accused, his) = listed(ACCUSED);
    let (other, theirs) = listed("李梅");
    assert_eq!(accused, 0, "his number stands in no list");
    assert!(other > 3, "{other}");
    assert_eq!(his, theirs, "it counts for everybody");
}

#[test]
fn of_a_locked_row_neither_minute_nor_channel_is_told() {
    let desk = desk();
    for who in OTHERS {
        let rows = desk.run(&["case", "list", "--json", "--as", who]).json();
        let rows = rows.as_array().unwrap();
        let row = rows.iter().find(|it| it["number"] == "ML-2026-0001");
        let row = row.unwrap();
        assert_eq!(row["locked"], true);
        assert_eq!(row["channel"], Value::Null, "{who}: {row}");
        assert_eq!(row["received_at"], "2026-11-24", "{who}: {row}");
        for args in [
            &["case", "list", "--channel", "letter"] as &[&str],
            &["case", "list", "--channel", "letter", "--json"],
        ] {
            let output = output(&desk, args, who);
            assert!(!output.contains("ML-2026-0001"), "{who}: {output}");
        }
        for args in [
            &["case", "show", "ML-2026-0001"] as &[&str],
            &["case", "show", "ML-2026-0001", "--json"],
        ] {
            let output = output(&desk, args, who).to_lowercase();
            for mark in ["08:17", "09:41", "letter"] {
                assert!(!output.contains(mark), "{who}: {mark}: {output}");
            }
        }
    }
    let whole = output(&desk, &["case", "show", "ML-2026-0001"], CLERK);
    assert!(whole.contains("08:17"), "{whole}");
}

#[test]
fn no_row_of_a_report_says_by_which_channel_an_accusation_came() {
    let desk = desk();
    let report = desk.run(&["report", "month", "--format", "json", "--as", "李梅"]);
    let report = report.json();
    let tables = report["tables"].as_array().unwrap();
    let table = tables.iter().find(|it| it["code"] == "by_channel").unwrap();
    let rows = table["rows"].as_array().unwrap();
    let letters = rows.iter().find(|it| it["code"] == "channel-letter");
    let letters = letters.unwrap();
    assert_eq!(letters["cells"][0], 1, "it counts: {letters}");
    assert!(!table.to_string().contains("ML-2026-0001"), "{table}");
}

#[test]
fn of_a_locked_line_of_a_ledger_neither_minute_nor_channel_is_told() {
    let desk = desk();
    // Visits fall to the day's leader.
    let line = r#"{"name":"薛涛","phone":"13800007304","village":"东牟家村","channel":"visit","class":"accusation","accused":"赵铁柱","summary":"举报赵铁柱","received_at":"2026-11-25T08:47:00+08:00"}"#;
    desk.feed(&["register", "--json", "--as", CLERK], line);
    let lines = |who: &str| {
        let day = desk.run(&["duty", "--json", "--as", who]).json();
        let lines = day["lines"].as_array().unwrap().clone();
        lines
            .into_iter()
            .find(|it| it["item"] == "ML-2026-0004")
            .unwrap()
    };
    assert_eq!(lines(CLERK)["how"], "visit");
    for who in OTHERS {
        let line = lines(who);
        assert_eq!(line["how"], Value::Null, "{line}");
        assert_eq!(line["since"], "2026-11-25", "{line}");
        let output = output(&desk, &["duty"], who);
        let line = output.lines().find(|line| line.contains("ML-2026-0004"));
        assert!(!line.unwrap().contains("visit"), "{output}");
    }
}

#[test]
fn who_says_that_he_repeats_a_locked_matter_hears_what_he_hears_of_an_unknown_number() {
    for who in OTHERS {
        let desk = desk();
        let registered = |number: &str| {
            let line = format!(
                r#"{{"name":"薛涛","phone":"13800007304","channel":"visit","summary":"又来问","new_facts":"新的事","repeat_of":"{number}"}}"#
            );
            let answer = desk.feed(&["register", "--json", "--as", who], &line);
            let mut registered = answer.json();
            let text = registered["warnings"].to_string();
            registered["warnings"] = text.replace(number, "NUMBER").into();
            registered
        };
        let (locked, unknown) = (registered("ML-2026-0001"), registered("ML-2026-0901"));
        for field in ["joined", "warnings", "person"] {
            assert_eq!(locked[field], unknown[field], "{who}: {field}");
        }
        assert_eq!(locked["number"], "ML-2026-0004", "{who}: {locked}");
        let case = desk.run(&["case", "show", "ML-2026-0001", "--json", "--as", CLERK]);
        let case = case.json();
        assert_eq!(case["visits"].as_array().map(Vec::len), Some(1), "{case}");
    }
}

#[test]
fn ids_of_people_do_not_run_with_the_numbers_of_their_cases() {
    let desk = Desk::new();
    let line = |run: u32| {
        format!(
            "{{\"name\":\"甲乙{run}\",\"phone\":\"1380000{run:04}\",\"channel\":\"visit\",\"class\":\"claim\",\"summary\":\"路灯\"}}\n"
        )
    };
    let lines: String = (1..=8).map(line).collect();
    let answer = desk.feed(&["register", "--json"], &lines);
    let ids: Vec<String> = answer
        .lines()
        .iter()
        .map(|it| it["person"].as_str().unwrap().to_owned())
        .collect();
    let mut sorted = ids.clone();
    sorted.sort();
    assert_ne!(ids, sorted);
    sorted.dedup();
    assert_eq!(sorted.len(), 8, "each has his own");
    for id in &ids {
        assert!(!id.contains("000"), "{id}");
    }
}
