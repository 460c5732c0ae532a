//! The command line, as scripts and other programs use it: the real program, its answers and its
//! exit codes.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The moment at which the program starts in these stories, a Wednesday.
pub(crate) const NOW: &str = "2026-11-25T09:41:00+08:00";

/// A desk of its own: a store, settings and data that no other has.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    /// Makes an empty one.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Gives the place of a file in its folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in its folder.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.file(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Prepares the program.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mulin"));
        command
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.file("data"))
            .env("XDG_CONFIG_HOME", self.file("config"))
            .env("LANG", "C.UTF-8")
            .env("MULIN_STORE", self.file("desk.redb"))
            .env("MULIN_OPERATOR", "刘巧玲")
            .env("MULIN_TEST", "1")
            .env("MULIN_NOW", NOW)
            .stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, args: &[&str]) -> Printed {
        Printed::of(&self.command(args).output().unwrap())
    }

    /// Runs the program with lines on stdin.
    pub(crate) fn feed(&self, args: &[&str], lines: &str) -> Printed {
        let mut child = self.start(args);
        child
            .stdin
            .take()
            .unwrap()
            .write_all(lines.as_bytes())
            .unwrap();
        Printed::of(&child.wait_with_output().unwrap())
    }

    /// Starts the program with pipes.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        self.command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Makes the smallest made-up town that has nearly every kind of row.
    pub(crate) fn with_small_town(self) -> Self {
        let made = "demo --no-open --on 2026-11-25 --people 6 --cases 6";
        let answer = self.run(&made.split(' ').collect::<Vec<_>>());
        assert_eq!(answer.code, 0, "{}", answer.err);
        self
    }

    /// Registers three people, of whom the first comes twice.
    pub(crate) fn with_three(self) -> Self {
        let lines = concat!(
            r#"{"name":"牟春生","phone":"13800001234","id_number":"370785190001010010","village":"东牟家","channel":"visit","people_count":6,"summary":"被拖欠工资","request":"请求支付","category":"wages","class":"claim"}"#,
            "\n",
            r#"{"name":"单雄信","phone":"13800005678","village":"西牟家村","channel":"hotline_12345","summary":"供暖不热","received_at":"2026-11-17T08:00:00+08:00","external_numbers":[{"kind":"12345","value":"WF2026001"}]}"#,
            "\n",
            r#"{"summary":"村干部多占宅基地","concerns_official":true,"accused":"村主任张某","received_at":"2026-10-01T08:00:00+08:00"}"#,
            "\n",
            r#"{"name":"牟春生","phone":"１３８ ００００ １２３４","summary":"工资还没有给","repeat_of":"ml-2026-1"}"#,
            "\n",
        );
        let answer = self.feed(&["register"], lines);
        assert_eq!(answer.code, 0, "{}", answer.err);
        self
    }
}

/// What the program said.
pub(crate) struct Printed {
    /// The exit code.
    pub(crate) code: i32,
    /// stdout
    pub(crate) out: String,
    /// stderr
    pub(crate) err: String,
}

impl Printed {
    pub(crate) fn of(output: &Output) -> Self {
        let answer = Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        };
        for text in [&answer.out, &answer.err] {
            assert!(!text.contains("panicked"), "{text}");
            assert!(!text.contains('\u{1b}'), "{text:?}");
        }
        answer
    }

    /// Reads stdout as one JSON value.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}\n{}", self.out, self.err))
    }

    /// Reads stdout as JSON lines.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let lines = self.out.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

#[test]
fn a_line_registers_joins_warns_or_is_refused() {
    let desk = Desk::new();
    let lines = concat!(
        r#"{"name":"牟春生","phone":"13800001234","channel":"visit","summary":"被拖欠工资","fone":"1"}"#,
        "\n\nno json\n",
        r#"{"name":"牟春生","phone":"13800001234","summary":"另一件事","id_number":"370785190001010013"}"#,
        "\n",
        r#"{"name":"牟春生","phone":"13800001234","repeat_of":"ML-2026-0001"}"#,
        "\n",
        r#"{"repeat_of":"ML-2026-0009","summary":"地界"}"#,
        "\n",
        r#"{"repeat_of":"ML-2026-0009"}"#,
        "\n",
        r#"{"name":"牟春生","summary":" "}"#,
    );
    let answer = desk.feed(&["register", "--json"], lines);
    assert_eq!(answer.code, 1);
    let answers = answer.lines();
    let number = |at: usize| answers[at]["number"].as_str();
    assert_eq!(number(0), Some("ML-2026-0001"));
    assert_eq!(answers[0]["person"], "P-RCTFBF");
    assert_eq!(answers[0]["joined"], Value::Null);
    assert_eq!(answers[0]["warnings"][0]["field"], "fone");
    assert_eq!(
        (&answers[1]["line"], &answers[1]["problems"][0]["field"]),
        (&json!(3), &json!("summary"))
    );
    assert_eq!(number(2), Some("ML-2026-0002"));
    assert_eq!(answers[2]["person"], "P-RCTFBF");
    assert_eq!(answers[2]["similar"], json!(["ML-2026-0001"]));
    assert_eq!(answers[2]["warnings"][0]["field"], "id_number");
    assert_eq!(
        (number(3), &answers[3]["joined"]),
        (Some("ML-2026-0001"), &json!("ML-2026-0001"))
    );
    assert_eq!(
        (number(4), &answers[4]["joined"]),
        (Some("ML-2026-0003"), &Value::Null)
    );
    assert_eq!(answers[4]["warnings"][0]["field"], "repeat_of");
    for at in [5, 6] {
        assert_eq!(answers[at]["problems"][0]["field"], "summary");
    }
    assert_eq!(answers[6]["line"], 8);
}

#[test]
fn whoever_is_known_in_part_is_told_and_nothing_typed_is_lost() {
    let desk = Desk::new();
    let lines = concat!(
        r#"{"name":"牟测","phone":"13800001111","id_number":"37078519000101059X","village":"东牟家村","summary":"甲"}"#,
        "\n",
        r#"{"name":"牟测","phone":"13800002222","id_number":"37078519000101059X","village":"西牟家村","summary":"乙"}"#,
        "\n",
        r#"{"name":"綦淑绿","phone":"13800003333","id_number":"37078519000101059X","summary":"丙"}"#,
        "\n",
        r#"{"name":"牟测","phone":"13800004444","village":"东牟家村","summary":"丁"}"#,
        "\n",
        r#"{"name":"牟测","phone":"138****4444","summary":"戊"}"#,
    );
    let answers = desk.feed(&["register", "--json"], lines).lines();
    let fields = |at: usize| -> Vec<&str> {
        let warnings = answers[at]["warnings"].as_array().unwrap();
        warnings
            .iter()
            .map(|it| it["field"].as_str().unwrap())
            .collect()
    };
    let person = |at: usize| answers[at]["person"].as_str().unwrap();
    // The same man with a new phone: both numbers find him.
    assert_eq!(
        (person(1), fields(1)),
        (person(0), vec!["phone", "village"])
    );
    // A card of another name: its own person, with what was typed.
    assert_eq!(fields(2), ["id_number"]);
    assert_ne!(person(2), person(0));
    // A namesake of the village: named with his open matters.
    assert_eq!(fields(3), ["name"]);
    assert!(![person(0), person(2)].contains(&person(3)));
    assert_eq!(
        answers[3]["similar"],
        json!(["ML-2026-0001", "ML-2026-0002"])
    );
    // A masked phone is no number.
    assert_eq!(fields(4), ["phone", "name"]);
    for (phone, name) in [
        ("13800001111", "牟测"),
        ("13800002222", "牟测"),
        ("13800003333", "綦淑绿"),
    ] {
        let found = desk.run(&["find", phone, "--json"]);
        assert!(found.out.contains(name), "{phone}: {}", found.out);
    }
}

#[test]
fn a_kill_loses_no_line_that_was_answered() {
    use std::io::{BufRead, BufReader};
    let desk = Desk::new();
    let mut child = desk.start(&["register"]);
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        for at in 0..10_000 {
            let line = format!("{{\"name\":\"牟春{at}\",\"summary\":\"第 {at} 件\"}}\n");
            if stdin.write_all(line.as_bytes()).is_err() {
                return;
            }
        }
    });
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..40 {
        answers.next().unwrap().unwrap();
    }
    child.kill().unwrap();
    let answered = 40
        + answers
            .map_while(Result::ok)
            .filter(|line| line.ends_with('}'))
            .count();
    child.wait().unwrap();
    writer.join().unwrap();
    let proof = desk.run(&["verify"]);
    assert_eq!(proof.code, 0, "{}{}", proof.out, proof.err);
    let kept = desk.run(&["case", "list", "--json"]).json();
    assert!(kept.as_array().unwrap().len() >= answered, "{answered}");
    let last = format!("ML-2026-{answered:04}");
    assert_eq!(desk.run(&["case", "show", &last]).code, 0);
    let next = desk.feed(&["register"], "{\"summary\":\"再来一件\"}");
    assert_eq!(next.code, 0, "{}", next.err);
}

#[test]
fn people_are_found_by_any_scrap() {
    let desk = Desk::new().with_three();
    for (words, why) in [
        (&["mcs"][..], "pinyin mcs"),
        (&["牟春生"], "name 牟春生"),
        (&["木春生"], "sound 木春生"),
        (
            &["mcs", "1234", "东牟家"],
            "pinyin mcs, phone 1234, village 东牟家",
        ),
        (&["0010"], "id 0010"),
        (&["ml-2026-1"], "number ML-2026-0001"),
    ] {
        let args = [&["find", "--json"], words].concat();
        let answer = desk.run(&args);
        let rows = answer.json();
        assert_eq!(
            (answer.code, &rows[0]["why"]),
            (0, &json!(why)),
            "{words:?}"
        );
        assert_eq!(rows[0]["name"], "牟春生");
        assert_eq!(rows[0]["phone"], "138****1234");
        assert_eq!(rows[0]["village"], "东牟家村");
        assert_eq!(
            (&rows[0]["cases"], &rows[0]["open"]),
            (&json!(1), &json!(1))
        );
        assert!(rows[0]["score"].is_i64());
    }
    let none = desk.run(&["find", "查无此人", "--json"]);
    assert_eq!((none.code, none.out.as_str()), (1, "[]\n"));
    assert_eq!(desk.run(&["find"]).code, 2);
}

#[test]
fn what_is_asked_of_no_store_makes_none() {
    let desk = Desk::new();
    for (args, code, out) in [
        (&["find", "mcs", "--json"][..], 1, "[]\n"),
        (&["case", "list", "--json"], 0, "[]\n"),
        (&["case", "show", "2026-1"], 1, ""),
        (&["verify"], 3, ""),
        (&["backup", "b.redb"], 3, ""),
        (&["compact"], 3, ""),
        (&["export", "cases", "x.csv"], 3, ""),
    ] {
        let answer = desk.run(args);
        assert_eq!((answer.code, answer.out.as_str()), (code, out), "{args:?}");
        assert!(answer.err.contains("desk.redb"), "{args:?}: {}", answer.err);
        assert!(!desk.file("desk.redb").exists(), "{args:?}");
    }
    assert_eq!(desk.run(&["doctor"]).code, 0);
    assert_eq!(desk.run(&["due", "--rules"]).code, 0);
    assert!(!desk.file("desk.redb").exists());
}

#[test]
fn cases_are_listed_by_what_is_due() {
    let desk = Desk::new().with_three();
    let numbers = |args: &[&str]| -> Vec<u64> {
        let answer = desk.run(&[&["case", "list", "--json"], args].concat());
        assert_eq!(answer.code, 0, "{}", answer.err);
        let rows = answer.json();
        let numbers = rows.as_array().unwrap().iter();
        numbers
            .map(|row| {
                row["number"]
                    .as_str()
                    .unwrap()
                    .rsplit('-')
                    .next()
                    .unwrap()
                    .parse()
                    .unwrap()
            })
            .collect()
    };
    assert_eq!(numbers(&[]), [2, 1, 3]);
    assert_eq!(numbers(&["--limit", "1"]), [2]);
    assert_eq!(numbers(&["--overdue"]), [2]);
    assert_eq!(numbers(&["--due", "today"]), [] as [u64; 0]);
    assert_eq!(numbers(&["--due", "week", "--overdue"]), [2]);
    assert_eq!(numbers(&["--category", "wages"]), [1]);
    assert_eq!(numbers(&["--status", "registered", "--limit", "2"]), [2, 1]);
    assert_eq!(numbers(&["--channel", "hotline_12345"]), [2]);
    assert_eq!(numbers(&["--channel", "visit"]), [1, 3]);
    assert_eq!(numbers(&["--channel", "letter"]), [0; 0]);
    for wrong in [
        ["--status", "open"],
        ["--channel", "12345"],
        ["--category", "money"],
        ["--due", "soon"],
    ] {
        let answer = desk.run(&[&["case", "list"], &wrong[..]].concat());
        assert_eq!(answer.code, 2, "{wrong:?}");
        assert!(answer.err.contains(wrong[1]), "{}", answer.err);
    }
    let rows = desk.run(&["case", "list", "--json"]).json();
    assert_eq!(
        rows[0],
        json!({
            "number": "ML-2026-0002", "status": "registered", "category": null,
            "class": "unclassed", "urgency": "ordinary", "difficulty": "ordinary",
            "channel": "hotline_12345", "name": "单雄信", "village": "西牟家村", "stations": [],
            "summary": null, "received_at": "2026-11-17T08:00:00+08:00",
            "due": "2026-11-24", "due_raw": "2026-11-24", "rule": "hotline",
            "town_goal": "2026-12-17", "overdue": true, "visits": 1, "repeat": null, "people_count": 1,
            "unit": null, "holder": null, "leader": null, "locked": false,
            "merged_into": null, "key_until": null, "key_days_left": null,
        })
    );
    // No list shows what an unclassed matter says; its own case does.
    let text = desk.run(&["case", "list"]).out;
    assert!(!text.contains("供暖不热"), "{text}");
    let shown = desk.run(&["case", "show", "2026-2", "--json"]).json();
    assert_eq!(shown["summary"], "供暖不热");
    let text = desk.run(&["case", "show", "2026-2"]).out;
    assert!(text.lines().next().unwrap().contains("供暖不热"), "{text}");
}

#[test]
fn a_case_is_shown_with_everything_beside_it() {
    let desk = Desk::new().with_three();
    for typed in ["ML-2026-0001", "ml2026-1", "２０２６－１", "2026-1/2"] {
        let case = desk.run(&["case", "show", typed, "--json"]).json();
        assert_eq!(case["number"], "ML-2026-0001", "{typed}");
    }
    let by_order = desk.run(&["case", "show", "wf2026001", "--json"]).json();
    assert_eq!(by_order["number"], "ML-2026-0002");
    let case = desk.run(&["case", "show", "2026-1", "--json"]).json();
    assert_eq!(case["visits"][1]["number"], "ML-2026-0001/2");
    assert_eq!(case["visits"][1]["words"], "工资还没有给");
    let steps: Vec<_> = case["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["step"])
        .collect();
    assert_eq!(steps, ["register", "join"]);
    assert_eq!(case["history"][0]["who"], "刘巧玲");
    assert_eq!(case["clocks"][0]["rule"], "notice");
    assert!(
        case["clocks"][0]["explanation"][0]
            .as_str()
            .unwrap()
            .contains("条例 23")
    );
    assert_eq!(case["tracks"], json!([]));
    assert_eq!(case["person"]["phones"], json!(["138****1234"]));
    assert_eq!(case["person"]["id_number"], "370785********0010");
    assert_eq!(case["chain"][0], "东牟家村");
    let text = desk.run(&["case", "show", "2026-1", "--lang", "zh"]).out;
    for part in [
        "被拖欠工资",
        "来访",
        "期限",
        "经历",
        "再次来访",
        "2026-12-10",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("13800001234"));
    let none = desk.run(&["case", "show", "2026-77"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
}

#[test]
fn a_number_that_two_cases_bear_names_both_and_shows_neither_unasked() {
    let desk = Desk::new().with_three();
    let again = r#"{"name":"尉迟恭","phone":"13800009012","summary":"供暖还是不热","external_numbers":[{"kind":"city","value":"wf 2026001"}]}"#;
    assert_eq!(desk.feed(&["register"], &format!("{again}\n")).code, 0);
    let paper = desk.file("receipt.txt");
    let paper = paper.to_str().unwrap();
    for asked in [
        &["case", "show", "WF2026001"][..],
        &["case", "show", "WF2026001", "--json"],
        &["case", "papers", "WF2026001"],
        &["case", "paper", "WF2026001", "receipt", "--out", paper],
    ] {
        let answer = desk.run(asked);
        assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{asked:?}");
        for case in ["ML-2026-0002", "ML-2026-0004"] {
            assert!(answer.err.contains(case), "{asked:?}: {}", answer.err);
        }
    }
    assert_eq!(desk.run(&["case", "show", "ML-2026-0004"]).code, 0);
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn an_accusation_shows_others_its_number_alone() {
    let desk = Desk::new().with_three();
    let own = desk.run(&["case", "show", "2026-3", "--json"]).json();
    assert_eq!(own["summary"], "村干部多占宅基地");
    let other = ["--as", "王建国"];
    let shown = desk.run(&[&["case", "show", "2026-3", "--json"], &other[..]].concat());
    let listed = desk.run(&[&["case", "list", "--json"], &other[..]].concat());
    for text in [&shown.out, &listed.out] {
        assert!(!text.contains("宅基地") && !text.contains("张某"), "{text}");
    }
    assert_eq!(shown.json()["locked"], true);
    assert_eq!(shown.json()["person"], Value::Null);
    let file = desk.file("out.jsonl");
    let args = ["export", "cases", file.to_str().unwrap()];
    assert_eq!(desk.run(&[&args[..], &other].concat()).code, 0);
    let text = std::fs::read_to_string(file).unwrap();
    assert_eq!(text.lines().count(), 2);
    assert!(!text.contains("ML-2026-0003"), "{text}");
}

#[test]
fn a_date_comes_with_its_reason() {
    let desk = Desk::new();
    let due = desk.run(&["due", "--rule", "decide", "--from", "2022-08-02", "--json"]);
    assert_eq!(
        due.json(),
        json!({
            "rule": "decide", "article": "条例 34", "from": "2022-08-02", "unit": "days", "n": 60,
            "raw": "2022-10-01", "due": "2022-10-08",
            "skipped": ["2022-10-01", "2022-10-02", "2022-10-03", "2022-10-04", "2022-10-05",
                        "2022-10-06", "2022-10-07"],
            "notes": [],
        })
    );
    let text = desk.run(&[
        "due",
        "--rule",
        "decide",
        "--from",
        "2022年8月2日",
        "--lang",
        "zh",
    ]);
    assert!(text.out.starts_with("2022-10-08\n") && text.out.contains("条例 34"));
    let hours = [
        "due",
        "--rule",
        "hotline_contact",
        "--from",
        "2026-11-25T09:41:00+08:00",
        "--json",
    ];
    assert_eq!(desk.run(&hours).json()["due"], "2026-11-26T09:41:00+08:00");
    let late = desk
        .run(&["due", "--rule", "notice", "--from", "2030-01-01", "--json"])
        .json();
    assert!(
        late["notes"][0].as_str().unwrap().contains("2030"),
        "{late}"
    );
    let rules = desk.run(&["due", "--rules", "--json"]).json();
    assert!(
        rules
            .as_array()
            .unwrap()
            .iter()
            .any(|rule| rule["rule"] == "legal_aid")
    );
    for wrong in [
        &["due"][..],
        &["due", "--rule", "decide"],
        &["due", "--rule", "forever", "--from", "2022-08-02"],
        &["due", "--rule", "decide", "--from", "2022-02-30"],
    ] {
        assert_eq!(desk.run(wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn usage_help_completions_and_manual() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["no-such-verb"]).code, 2);
    let version = desk.run(&["--version"]);
    assert_eq!(version.code, 0);
    for fact in ["mulin 0.", "\ncommit: ", "\ntarget: ", "\nstore format: "] {
        assert!(version.out.contains(fact), "{fact:?}: {}", version.out);
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let answer = desk.run(&["completions", shell]);
        assert!(
            answer.code == 0 && answer.out.contains("register"),
            "{shell}"
        );
    }
    let man = desk.run(&["man"]).out;
    for part in [".TH mulin", "register", "restore"] {
        assert!(man.contains(part), "{part}");
    }
    let doctor = desk.run(&["doctor", "--lang", "zh"]);
    for part in ["程序", "终端", "字符集", "数据文件", "放假表", "2004–2026"] {
        assert!(doctor.out.contains(part), "{part}: {}", doctor.out);
    }
}

/// Bytes that a pipe takes before anybody reads it.
const PIPE: usize = 64 << 10;

#[test]
fn nobody_reading_is_no_fault() {
    let desk = Desk::new();
    let demo = ["demo", "--no-open", "--people", "300", "--cases", "400"];
    assert_eq!(desk.run(&demo).code, 0);
    let read = desk.run(&["case", "list", "--json"]);
    assert!(read.out.len() > PIPE, "{} bytes", read.out.len());
    let mut child = desk.start(&["case", "list", "--json"]);
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
