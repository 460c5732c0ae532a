//! 信访件状态: our own matters go out in the province's words, those that say what is late among them.

use std::fs;

use crate::cli::Desk;

/// Gives the status word and 是否办结 of the first matter on a day.
fn status(desk: &Desk, day: &str) -> (String, String) {
    let file = desk.file("out.csv");
    let mut command = desk.command(&[
        "export",
        "cases",
        file.to_str().unwrap(),
        "--reveal",
        "--replace",
    ]);
    let output = command.env("MULIN_NOW", format!("{day}T09:00:00+08:00"));
    assert!(output.output().unwrap().status.success());
    let text = fs::read_to_string(&file).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let headings: Vec<&str> = lines.next().unwrap().split(',').collect();
    let cells: Vec<&str> = lines.next().unwrap().split(',').collect();
    let cell = |heading: &str| {
        let at = headings.iter().position(|it| *it == heading).unwrap();
        cells[at].trim_matches('"').to_owned()
    };
    (cell("信访件状态"), cell("是否办结"))
}

fn step(desk: &Desk, day: &str, words: &[&str]) {
    let args = [&["step", "ML-2026-0001"], words].concat();
    let mut command = desk.command(&args);
    let output = command.env("MULIN_NOW", format!("{day}T09:00:00+08:00"));
    let output = output.output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words:?}: {text}");
}

#[test]
fn each_stage_and_its_delay_has_its_word_and_an_open_matter_stays_open() {
    let desk = Desk::new();
    let line = r#"{"name":"牟春生","summary":"排水","request":"修","facts":"堵了","class":"claim","received_at":"2026-01-05T09:00:00+08:00"}"#;
    let mut command = desk.command(&["register"]);
    command.env("MULIN_NOW", "2026-01-05T10:00:00+08:00");
    let file = desk.write("line.jsonl", line);
    command.stdin(fs::File::open(file).unwrap());
    assert!(command.output().unwrap().status.success());
    let open = |day: &str, word: &str| {
        assert_eq!(
            status(&desk, day),
            (word.to_owned(), "否".to_owned()),
            "{day}"
        );
        // The same sheet opens the matter at another desk.
        let other = Desk::new();
        let file = desk.file("out.csv");
        let report = other.run(&["import", "cases", file.to_str().unwrap(), "--json"]);
        assert_eq!(report.json()["imported"], 1, "{}", report.out);
        let case = other
            .run(&["case", "show", "ML-2026-0001", "--json"])
            .json();
        assert_eq!(case["status"], "registered", "{word}");
    };
    open("2026-01-06", "受理申请审查中");
    step(&desk, "2026-01-07", &["accept"]);
    open("2026-01-08", "受理");
    open("2026-06-01", "超期未作出处理意见");
    step(
        &desk,
        "2026-02-02",
        &[
            "decide",
            "--ruling",
            "explain",
            "--opinion",
            "已修",
            "--basis",
            "条例",
        ],
    );
    open("2026-02-02", "已作出处理意见");
    step(&desk, "2026-02-03", &["deliver", "--way", "hand"]);
    open("2026-02-04", "已作出处理意见");
    open("2026-06-01", "超期未申请复查");
    step(&desk, "2026-02-10", &["ask_review", "--words", "不服"]);
    open("2026-02-11", "复查");
    open("2026-06-01", "超期未作出复查意见");
    step(
        &desk,
        "2026-02-27",
        &[
            "answer_review",
            "--outcome",
            "upheld",
            "--opinion",
            "维持",
            "--delivered_on",
            "2026-02-27",
        ],
    );
    open("2026-02-28", "提出复查意见");
    open("2026-06-01", "超期未申请复核");
    step(&desk, "2026-03-03", &["ask_recheck", "--words", "不服"]);
    open("2026-03-04", "复核");
    open("2026-06-01", "超期未作出复核意见");
    step(
        &desk,
        "2026-03-20",
        &["answer_recheck", "--outcome", "upheld", "--opinion", "维持"],
    );
    assert_eq!(
        status(&desk, "2026-03-21"),
        ("不再受理".to_owned(), "是".to_owned())
    );
}
