//! What the real program tells of a store.

use std::collections::BTreeMap;
use std::fs;

use mulin::domain::looked::LookQuery;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::snapshot::Snapshot;
use serde_json::{Value, json};

use super::covered::{chains, covered};
use super::desk::{CLERK, day, open};
use crate::cli::Desk;

/// Verbs that print JSON with `--json`.
const LISTS: &[&str] = &[
    "find 牟",
    "find 高秀芸",
    "find 欧阳娜",
    "find 李守",
    "find 13800005001",
    "case list",
    "case list --key",
    "case list --overdue",
    "call list --on 2026-11-25",
    "call list --open",
    "checkin list --on 2026-11-25",
    "lawyer list",
    "lawyer tally --from 2026-01-01 --to 2026-12-31",
    "meeting list --days 60",
    "meeting show 1",
    "meeting show 2",
    "handover --limit 9",
    "education",
    "force",
    "whistle list",
    "duty --on 2026-11-20",
    "duty open",
];
/// The days on which the reports are asked for.
const REPORTED: [&str; 3] = ["2026-03-20", "2026-05-20", "2026-11-25"];
const PERIODS: [&str; 5] = ["day", "week", "month", "quarter", "year"];
const SHEETS: [&str; 4] = ["cases", "people", "grid", "rota"];

/// Reads everything back from the store of `desk`.
pub(super) fn read(desk: &Desk) -> Value {
    let mut answers: BTreeMap<String, Value> = BTreeMap::new();
    let mut json_of = |desk: &Desk, line: &str, flag: &[&str], lang: &str| {
        let value = run(desk, line, flag, lang);
        let key = if lang == "zh" {
            line.to_owned()
        } else {
            format!("{line} ({lang})")
        };
        answers.insert(
            key,
            serde_json::from_str(&value).unwrap_or_else(|_| lines(&value)),
        );
    };
    let cases = cases(desk);
    for line in LISTS {
        json_of(desk, line, &["--json"], "zh");
        json_of(desk, line, &[], "en");
    }
    for on in REPORTED {
        for period in PERIODS {
            let line = format!("report {period} --on {on}");
            json_of(desk, &line, &["--format", "json"], "zh");
        }
    }
    // Whoever opens a case is written down, by which every seal after that is another one.
    for number in &cases {
        json_of(desk, &format!("case show {number}"), &["--json"], "zh");
    }
    for number in cases.iter().step_by(20) {
        json_of(desk, &format!("case show {number}"), &[], "en");
    }
    for sheet in SHEETS {
        let file = desk.file(&format!("{sheet}.csv"));
        let line = format!("export {sheet}");
        run(desk, &line, &[file.to_str().unwrap()], "zh");
        let text = fs::read_to_string(&file).unwrap();
        answers.insert(line, lines(&text));
    }
    let store = open(&desk.file("desk.redb"));
    let of_store =
        |question: &dyn Fn(&Snapshot<'_>) -> Value| ask(&store, |it| Ok(question(it))).unwrap();
    let read = of_store(&agenda);
    if let Value::Object(agenda) = read {
        answers.extend(agenda);
    }
    json!({
        "told": answers,
        "chains": of_store(&chains),
        "covered": of_store(&covered),
    })
}

/// Tells what stands on the calendar; nothing of a store that is older.
fn agenda(store: &Snapshot<'_>) -> Value {
    let viewer = Viewer::new(CLERK);
    let (from, to) = (day("01-01"), day("12-31"));
    let appointments = store.appointments(from, to, &viewer).unwrap();
    let appointments = appointments.iter().map(|it| format!("{it:?}"));
    let reminders = store.follow_ups(to, &viewer).unwrap();
    let reminders = reminders.iter().map(|it| format!("{it:?}"));
    // The program reads on a later day, which it writes down too.
    let before = LookQuery {
        to: Some(day("11-20")),
        ..LookQuery::default()
    };
    let looks = store.looks(&before, &viewer).unwrap().unwrap();
    let looks = looks.rows.iter().filter(|it| it.look.window != 0);
    let looks = looks.map(|it| format!("{it:?}"));
    let kept: [(&str, Vec<String>); 3] = [
        ("appointments", appointments.collect()),
        ("reminders", reminders.collect()),
        ("looks", looks.collect()),
    ];
    let kept = kept.into_iter().filter(|(_, lines)| !lines.is_empty());
    kept.map(|(name, lines)| (name.to_owned(), json!(lines)))
        .collect()
}

/// Gives the numbers of all cases.
fn cases(desk: &Desk) -> Vec<String> {
    let listed: Value = serde_json::from_str(&run(desk, "case list", &["--json"], "zh")).unwrap();
    let listed = listed.as_array().unwrap();
    let last = listed.iter().map(|it| it["number"].as_str().unwrap());
    let last = last.max().unwrap().to_owned();
    let runs: u32 = last.rsplit('-').next().unwrap().parse().unwrap();
    (1..=runs).map(|run| format!("ML-2026-{run:04}")).collect()
}

/// Runs the program as the clerk and gives what it prints.
fn run(desk: &Desk, line: &str, more: &[&str], lang: &str) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    words.extend(more);
    words.extend(["--as", CLERK, "--lang", lang]);
    let answer = desk.run(&words);
    assert_eq!(answer.code, 0, "{line}: {}", answer.err);
    answer.out
}

fn lines(text: &str) -> Value {
    text.lines().collect()
}

/// Tells where two values differ, a line each, with both values cut short. Of a sheet, the columns
/// that it had are compared: a later program may write more.
pub(super) fn differences(at: &str, was: &Value, is: &Value, answers: &mut Vec<String>) {
    let sheet = at.strip_prefix("/told/export ");
    if sheet.is_some_and(|name| !name.contains('/')) {
        let (was, is) = (table(was), table(is));
        let heads = was.first().cloned().unwrap_or_default();
        let is = with_columns(&heads, &is);
        differences(&format!("{at}/rows"), &json!(was), &json!(is), answers);
        return;
    }
    match (was, is) {
        (Value::Object(was), Value::Object(is)) => {
            let keys: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
            for key in keys {
                let [was, is] = [was, is].map(|it| it.get(key).unwrap_or(&Value::Null));
                differences(&format!("{at}/{key}"), was, is, answers);
            }
        }
        (Value::Array(was), Value::Array(is)) => {
            for row in 0..was.len().max(is.len()) {
                let [was, is] = [was, is].map(|it| it.get(row).unwrap_or(&Value::Null));
                differences(&format!("{at}/{row}"), was, is, answers);
            }
        }
        (was, is) if was == is => {}
        (was, is) => {
            let [was, is] = [was, is].map(|it| it.to_string().chars().take(80).collect::<String>());
            answers.push(format!("{at}: {was} is {is} now"));
        }
    }
}

/// Reads the lines of a sheet as rows of cells.
fn table(lines: &Value) -> Vec<Vec<String>> {
    let lines = lines.as_array().unwrap().iter();
    let text: Vec<&str> = lines.map(|line| line.as_str().unwrap()).collect();
    let text = text.join("\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// Gives the columns under `heads`, in that order; one that is not there is empty.
fn with_columns(heads: &[String], rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let own = rows.first().cloned().unwrap_or_default();
    let places: Vec<Option<usize>> = heads
        .iter()
        .map(|head| own.iter().position(|it| it == head))
        .collect();
    rows.iter()
        .map(|row| {
            let cells = places.iter().map(|place| Some(row[(*place)?].clone()));
            cells.map(Option::unwrap_or_default).collect()
        })
        .collect()
}

/// Proves a store.
pub(super) fn verified(store: &dyn Store) {
    let findings = ask(store, |it| it.verify(&mut |_| {})).unwrap();
    assert!(findings.faults.is_empty(), "{:?}", findings.faults);
}
