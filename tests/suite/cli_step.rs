//! Steps from the command line: every kind is taken by the real program, what is refused names rule,
//! field and article, and an accusation is not there for who may not see it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use mulin::domain::case::fact::ask::{AnswerKind, Ask};
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::StepKind;
use mulin::domain::codes::Class;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;
use mulin::store::redb::store::RedbStore;
use mulin::verbs::store::projections;
use serde_json::{Map, Value, json};

use crate::cli::{Desk, NOW};
use crate::corpus::Rng;
use crate::made::Draw;

const CLERK: &str = "刘巧玲";
/// Who calls back what the clerk handles.
const OTHER: &str = "孙强";
const CASE: &str = "ML-2026-0001";

/// The law's road, drawn more often, so that its far end is reached too.
const ROAD: &[&str] = &[
    "accept",
    "decide",
    "deliver",
    "ask_review",
    "answer_review",
    "ask_recheck",
    "hear_recheck",
];

/// A step as a line of JSON, and who takes it.
struct Taken {
    who: &'static str,
    kind: StepKind,
    line: Value,
}

fn answer(rng: &mut Rng, kind: StepKind, ask: &Ask) -> String {
    match ask.answer {
        AnswerKind::Case => CASE.to_owned(),
        AnswerKind::Line if ask.field == "representatives" => "甲、乙".to_owned(),
        AnswerKind::Line if ask.field == "dispute_type" => "邻里纠纷".to_owned(),
        AnswerKind::Line if kind.code() == "dispute" => "3.5万".to_owned(),
        AnswerKind::Several { .. } => ["", "13", "solved,helped"][rng.place(3)].to_owned(),
        AnswerKind::Line | AnswerKind::Text => format!("{} {}", ask.field, rng.place(9)),
        // What lies ahead, and what has been.
        AnswerKind::Day if ["until", "due", "report_by", "ask_on"].contains(&ask.field) => {
            ["2026-12-20", "2027-01-20"][rng.place(2)].to_owned()
        }
        AnswerKind::Day => ["2026-11-25", "2026-11-25", "2026-10-08"][rng.place(3)].to_owned(),
        AnswerKind::Moment => "2026-11-25 09:41".to_owned(),
        AnswerKind::Number if kind.code() == "mediation_performed" => "1".to_owned(),
        AnswerKind::Number => "5".to_owned(),
        AnswerKind::Choice { codes, .. } => {
            let codes = codes();
            codes[rng.place(codes.len())].to_owned()
        }
    }
}

/// Takes steps in memory, those that are seldom reached first, until the rng are thrown.
fn lived(rng: &mut Rng, case: &Case, seen: &BTreeSet<&str>) -> Vec<Taken> {
    let now = Moment::parse(NOW).unwrap();
    let mut case = case.clone();
    let mut taken = Vec::new();
    let mut own: BTreeSet<&str> = BTreeSet::new();
    for _ in 0..120 {
        let offers = case.offers(CLERK, now.date()).into_iter();
        let kinds: Vec<StepKind> = offers
            .filter(|(kind, refusal)| refusal.is_none() || kind.code() == "call_back")
            .map(|(kind, _)| kind)
            .collect();
        let fresh = |kind: &&StepKind| !seen.contains(kind.code()) && !own.contains(kind.code());
        let wanted: Vec<StepKind> = kinds.iter().filter(fresh).copied().collect();
        let on_road = |kind: &&StepKind| ROAD.contains(&kind.code());
        let road: Vec<StepKind> = kinds.iter().filter(on_road).copied().collect();
        let from = match rng.place(3) {
            0 => &kinds,
            1 if !road.is_empty() => &road,
            _ if wanted.is_empty() => &kinds,
            _ => &wanted,
        };
        if from.is_empty() {
            break;
        }
        let kind = from[rng.place(from.len())];
        let asks = kind.asks();
        let answers: Vec<String> = asks.iter().map(|ask| answer(rng, kind, ask)).collect();
        let Ok(step) = kind.read(&answers) else {
            continue;
        };
        let who = [CLERK, OTHER]
            .into_iter()
            .find(|who| case.apply(&step, who, now).is_ok());
        if let Some(who) = who {
            case = case.apply(&step, who, now).unwrap();
            own.insert(kind.code());
            let mut line = Map::new();
            line.insert("number".to_owned(), json!(case.number.to_string()));
            line.insert("step".to_owned(), json!(kind.code()));
            for (ask, answer) in asks.iter().zip(answers) {
                line.insert(ask.field.to_owned(), json!(answer));
            }
            taken.push(Taken {
                who,
                kind,
                line: Value::Object(line),
            });
        }
    }
    taken
}

/// Reads cases out of the store of a desk.
fn cases(desk: &Desk, runs: std::ops::RangeInclusive<u32>) -> Vec<Case> {
    let path = desk.file("desk.redb");
    let store = RedbStore::open(&path, projections(), Settings::default()).unwrap();
    let viewer = Viewer::new(CLERK);
    runs.map(|run| {
        let number = CaseNumber { year: 2026, run };
        ask(&store, |it| it.case(number, &viewer)).unwrap().unwrap()
    })
    .collect()
}

/// Signing wants an agreement that lacks a signature, the court a signed one, a late request a
/// delivery of long ago: the draws do not come that far, and a test of their own takes them. An item
/// is named by its place, which is seldom drawn; the tests of the list take them.
const ELSEWHERE: &[&str] = &[
    "confirmation_ask",
    "confirmation_answer",
    "mediation_sign",
    "late_request",
    "checklist_done",
    "checklist_drop",
];

#[test]
fn steps_of_every_kind_are_taken_from_the_command_line() {
    const LIVES: u32 = 60;
    let desk = Desk::new();
    let channels = ["visit", "hotline_12345", "letter"];
    let received = ["2026-09-01", "2026-11-20", "2026-11-25"];
    let mut lines = String::new();
    for at in 0..LIVES as usize {
        let class = Class::ALL[at % Class::ALL.len()].code();
        let channel = channels[at % channels.len()];
        let line = json!({
            "name": format!("牟第{at}"), "phone": format!("1380000{at:04}"), "class": class,
            "channel": channel, "summary": "拖欠工资", "request": "请求支付", "people_count": 1 + at % 7,
            "received_at": format!("{}T08:00:00+08:00", received[at / 15 % received.len()]), "village": "东牟家村",
        });
        writeln!(lines, "{line}").unwrap();
    }
    assert_eq!(desk.feed(&["register"], &lines).code, 0);
    let wanted: Vec<&str> = StepKind::all()
        .map(StepKind::code)
        .filter(|code| !ELSEWHERE.contains(code))
        .collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut runs: Vec<(&str, String)> = Vec::new();
    for (at, case) in cases(&desk, 1..=LIVES).iter().enumerate() {
        if wanted.iter().all(|code| seen.contains(code)) {
            break;
        }
        let taken = lived(&mut Rng::new(at as u64), case, &seen);
        if taken.iter().all(|it| seen.contains(it.kind.code())) {
            continue;
        }
        seen.extend(taken.iter().map(|it| it.kind.code()));
        for it in taken {
            match runs.last_mut() {
                Some((who, lines)) if *who == it.who => writeln!(lines, "{}", it.line).unwrap(),
                _ => runs.push((it.who, format!("{}\n", it.line))),
            }
        }
    }
    let mut answered: BTreeMap<String, u32> = BTreeMap::new();
    let mut refused = Vec::new();
    for (who, lines) in runs {
        let answer = desk.feed(&["step", "--from", "-", "--as", who], &lines);
        for (line, asked) in answer.lines().iter().zip(lines.lines()) {
            match line["step"].as_str() {
                Some(code) => *answered.entry(code.to_owned()).or_default() += 1,
                None => refused.push(format!("{asked}: {line}")),
            }
        }
    }
    let missed: Vec<&str> = wanted
        .into_iter()
        .filter(|code| !answered.contains_key(*code))
        .collect();
    assert_eq!(missed, [""; 0], "refused: {refused:#?}");
    let verified = desk.run(&["verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn a_late_request_and_the_signatures_of_an_agreement_are_taken() {
    let desk = Desk::new();
    let visit = |phone: &str| {
        json!({"name": "牟春生", "phone": phone, "village": "东牟家", "channel": "visit",
            "received_at": "2026-09-01T08:00:00+08:00", "summary": "被拖欠工资",
            "request": "请求支付", "class": "claim"})
    };
    let visits = format!("{}\n{}\n", visit("13800001231"), visit("13800001232"));
    assert_eq!(desk.feed(&["register"], &visits).code, 0);
    let steps = r#"
{"number":"2026-1","step":"accept","on":"2026-09-02"}
{"number":"2026-1","step":"decide","on":"2026-09-20","ruling":"explain","opinion":"已付清","basis":"劳动法","facts":"账已核对"}
{"number":"2026-1","step":"deliver","on":"2026-09-22"}
{"number":"2026-1","step":"late_request","round":"review","words":"不服","told":"已过期限"}
{"number":"2026-2","step":"mediation_consent","other":"李厂长","petitioner_consent":"given","other_consent":"given"}
{"number":"2026-2","step":"refer_to_mediation","mediators":"孙玉梅"}
{"number":"2026-2","step":"mediation_agree","parties":"双方","dispute":"欠薪","content":"付清","performance":"三日内"}
{"number":"2026-2","step":"mediation_sign","parties_on":"2026-11-25","mediator_on":"2026-11-25","sealed_on":"2026-11-25"}
{"number":"2026-2","step":"confirmation_ask","court":"高密市人民法院","jointly":"yes","on":"2026-11-25"}
{"number":"2026-2","step":"confirmation_answer","court_ruling":"confirmed","note":"（2026）鲁0785调确1号","on":"2026-11-25"}
"#;
    let answer = desk.feed(&["step", "--from", "-"], steps);
    assert_eq!(answer.code, 0, "{}", answer.out);
    assert_eq!(answer.lines().len(), 10);
    assert_eq!(answer.lines()[7]["status"], "agreed");
}

#[test]
fn a_step_is_taken_with_what_the_form_proposes_and_answered() {
    let desk = Desk::new().with_three();
    let answer = desk.run(&["step", "2026-1", "accept", "--json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let taken = answer.json();
    let revision = taken["revision"].as_u64().unwrap();
    assert_eq!(
        taken,
        json!({"number": CASE, "step": "accept", "revision": revision, "status": "accepted",
            "fields": {"on": "2026-11-25"}})
    );
    let answer = desk.run(&["step", CASE, "assign", "--unit", "劳保所", "--as", OTHER]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.out.contains(CASE), "{}", answer.out);
    let shown = desk.run(&["case", "show", CASE, "--json"]).json();
    assert_eq!(shown["unit"], "劳保所");
    let history = shown["history"].as_array().unwrap();
    let last = history.last().unwrap();
    assert_eq!(
        (&last["step"], &last["who"]),
        (&json!("assign"), &json!(OTHER))
    );
}

#[test]
fn a_refusal_names_its_rule_its_field_and_its_article() {
    let desk = Desk::new().with_three();
    let accepted = desk.run(&["step", CASE, "accept"]);
    assert_eq!(accepted.code, 0, "{}", accepted.err);
    let refused: &[(&str, i32, Value, Value, Value)] = &[
        (
            "accept",
            1,
            json!("already-accepted"),
            Value::Null,
            Value::Null,
        ),
        (
            "decline --reason 无据 --road 法院",
            1,
            json!("already-accepted"),
            Value::Null,
            Value::Null,
        ),
        (
            "extend --approver 赵镇长 --reason 复杂 --days 31",
            1,
            json!("too-long"),
            json!("days"),
            json!("条例 34"),
        ),
        ("deliver", 1, json!("not-decided"), Value::Null, Value::Null),
        (
            "decide --ruling support --basis 法",
            1,
            json!("missing"),
            json!("opinion"),
            Value::Null,
        ),
        (
            "decide --ruling yes --opinion 支持 --basis 法",
            1,
            json!("not-a-choice"),
            json!("ruling"),
            Value::Null,
        ),
        (
            "agree --terms 三日内付清 --on 月底",
            1,
            json!("not-a-date"),
            json!("on"),
            Value::Null,
        ),
        (
            "agree --terms 三日内付清 --on 2026-12-24",
            1,
            json!("in-the-future"),
            json!("on"),
            Value::Null,
        ),
        (
            "agree --term 三日内付清",
            2,
            json!("no-such-field"),
            json!("term"),
            Value::Null,
        ),
        (
            "agree --terms 付清 --terms 付清",
            2,
            json!("twice"),
            json!("terms"),
            Value::Null,
        ),
        (
            "agree --terms",
            2,
            json!("no-value"),
            json!("terms"),
            Value::Null,
        ),
        (
            "agree 三日内付清",
            2,
            json!("stray-word"),
            Value::Null,
            Value::Null,
        ),
        (
            "agreed",
            2,
            json!("no-such-step"),
            json!("step"),
            Value::Null,
        ),
        (
            "agree --terms @nowhere",
            1,
            json!("unreadable"),
            json!("terms"),
            Value::Null,
        ),
    ];
    for (typed, code, reason, field, article) in refused {
        let mut args = vec!["step", CASE];
        args.extend(typed.split(' '));
        let words = desk.run(&args);
        args.push("--json");
        // A value that is missing is not the option behind it.
        if reason == "no-value" {
            args = vec!["step", CASE, "--json", "agree", "--terms"];
        }
        let answer = desk.run(&args);
        assert_eq!(
            (answer.code, words.code),
            (*code, *code),
            "{typed}: {}",
            answer.out
        );
        let problems = answer.json()["problems"].clone();
        let problem = &problems[0];
        assert_eq!(problem["code"], *reason, "{typed}: {problem}");
        assert_eq!(problem["field"], *field, "{typed}: {problem}");
        assert_eq!(problem["article"], *article, "{typed}: {problem}");
        let text = problem["text"].as_str().unwrap();
        assert!(!text.is_empty() && words.out.is_empty(), "{typed}");
        assert!(words.err.starts_with("mulin: "), "{typed}: {}", words.err);
        if let Some(article) = article.as_str() {
            assert!(words.err.contains(article), "{typed}: {}", words.err);
        }
    }
    let choices = |typed: &[&str]| {
        let args = [&["step", CASE, "--json"], typed].concat();
        desk.run(&args).json()["problems"][0]["choices"].clone()
    };
    assert_eq!(
        choices(&[
            "decide",
            "--ruling",
            "yes",
            "--opinion",
            "支持",
            "--basis",
            "法"
        ]),
        json!(["support", "explain", "not_support"])
    );
    assert_eq!(choices(&["agree", "--term", "x"]), json!(["terms", "on"]));
    let kinds: Vec<&str> = StepKind::all().map(StepKind::code).collect();
    assert_eq!(choices(&["agreed"]), json!(kinds));
    let shown = desk.run(&["case", "show", CASE, "--json"]).json();
    assert_eq!(shown["status"], "accepted", "nothing was written");
}

#[test]
fn a_step_on_another_revision_than_the_expected_one_is_not_taken() {
    let desk = Desk::new().with_three();
    let note = |expected: &str| {
        desk.run(&[
            "step",
            CASE,
            "note",
            "--text",
            "来电催问",
            "--expected",
            expected,
            "--json",
        ])
    };
    let answer = note("1");
    assert_eq!(answer.code, 1);
    let refused = answer.json();
    assert_eq!(refused["problems"][0]["code"], "changed-meanwhile");
    let present = refused["revision"].to_string();
    assert_eq!(note(&present).code, 0);
    assert_eq!(note(&present).code, 1);
}

#[test]
fn an_accusation_is_not_there_for_who_is_not_named() {
    let desk = Desk::new().with_three();
    let number = desk.run(&[
        "step", "2026-3", "number", "--kind", "province", "--value", "SD777",
    ]);
    assert_eq!(number.code, 0, "{}", number.err);
    let by = |who: &str, number: &str, more: &[&str]| {
        let args = [&["step", number, "--as", who], more].concat();
        let answer = desk.run(&args);
        let text = (answer.out + &answer.err).replace(number, "NUMBER");
        (answer.code, text)
    };
    let known = by(CLERK, "ML-2026-0003", &["--list"]);
    assert!(
        known.0 == 0 && known.1.contains("tell_organisation"),
        "{}",
        known.1
    );
    let asked: &[&[&str]] = &[
        &["--list"],
        &["--list", "--json"],
        &["note", "--text", "看看"],
        &["note", "--text", "看看", "--json"],
        &["note", "--json", "--expected", "9"],
        &["accept"],
    ];
    for more in asked {
        let unknown = by(OTHER, "ML-2026-0999", more);
        assert_eq!(unknown.0, 1, "{}", unknown.1);
        for number in ["ML-2026-0003", "SD777", "ML-2026-0003/1"] {
            assert_eq!(by(OTHER, number, more), unknown, "{number} {more:?}");
        }
    }
    let line = r#"{"number":"2026-3","step":"note","text":"看看"}"#;
    let locked = desk.feed(&["step", "--from", "-", "--as", OTHER], line);
    let unknown = desk.feed(
        &["step", "--from", "-", "--as", OTHER],
        &line.replace("2026-3", "2026-9"),
    );
    assert_eq!(locked.out.replace("2026-3", "2026-9"), unknown.out);
}

#[test]
fn the_steps_are_listed_with_their_fields_those_that_are_possible_first() {
    let desk = Desk::new().with_three();
    let list = desk.run(&["step", CASE, "--list", "--json"]).json();
    let list = list.as_array().unwrap();
    let possible: Vec<bool> = list
        .iter()
        .map(|it| it["possible"].as_bool().unwrap())
        .collect();
    assert!(
        possible.is_sorted_by_key(|possible| !possible),
        "{possible:?}"
    );
    let of = |code: &str| list.iter().find(|it| it["step"] == code).unwrap();
    assert_eq!(of("accept")["refusal"], Value::Null);
    assert_eq!(of("extend")["refusal"]["article"], "条例 34");
    let notify = of("notify")["fields"].as_array().unwrap();
    assert_eq!(notify[0]["kind"], "choice");
    assert_eq!(notify[0]["proposal"], "hand");
    assert_eq!(notify[0]["choices"][0]["code"], "hand");
    assert_eq!(notify[1]["field"], "on");
    assert_eq!(notify[1]["kind"], "day");
    assert_eq!(notify[1]["needed"], true);
    assert_eq!(notify[1]["proposal"], "2026-11-25");
    // The steps of a work order are for orders.
    assert!(!list.iter().any(|it| it["step"] == "order_sign"));
    let order = desk.run(&["step", "2026-2", "--list", "--json"]).json();
    let order = order.as_array().unwrap();
    assert!(order.iter().any(|it| it["step"] == "order_sign"));
    let one = desk.run(&["step", CASE, "notify", "--list"]);
    assert_eq!(one.out.lines().count(), 3, "{}", one.out);
    assert!(one.out.contains("--way*"), "{}", one.out);
    // A case without a step gives the list too.
    assert_eq!(
        desk.run(&["step", CASE]).out,
        desk.run(&["step", CASE, "--list"]).out
    );
}

#[test]
fn a_field_is_read_from_a_file_or_from_stdin() {
    let desk = Desk::new().with_three();
    let file = desk.write("note.txt", "来电催问\n\u{1b}[31m第二次\n");
    let file = format!("@{}", file.display());
    let text = |answer: crate::cli::Printed| {
        assert_eq!(answer.code, 0, "{}", answer.err);
        answer.json()["fields"]["text"].clone()
    };
    let note = ["step", CASE, "note", "--json", "--text"];
    let from_file = text(desk.run(&[&note[..], &[&file]].concat()));
    assert_eq!(from_file, "来电催问\n[31m第二次");
    let from_stdin = text(desk.feed(&[&note[..], &["-"]].concat(), "读来的\n"));
    assert_eq!(from_stdin, "读来的");
    assert_eq!(text(desk.run(&[&note[..], &["@@镇长"]].concat())), "@镇长");
    assert_eq!(
        text(desk.run(&[&note[..], &["--待办--"]].concat())),
        "--待办--"
    );
    let twice = ["step", CASE, "agree", "--terms", "-", "--on", "-", "--json"];
    let twice = desk.feed(&twice, "三日内付清");
    assert_eq!(twice.code, 2);
    assert_eq!(twice.json()["problems"][0]["code"], "stdin-twice");
}

#[test]
fn steps_of_a_file_are_answered_line_by_line() {
    let desk = Desk::new().with_three();
    let lines = concat!(
        r#"{"number":"2026-1","step":"accept"}"#,
        "\n\n",
        r#"{"number":"2026-1","step":"accept"}"#,
        "\n",
        "[1]\n",
        r#"{"number":"2026-9","step":"note","text":"x"}"#,
        "\n",
        r#"{"number":"2026-1","step":"represent","representatives":["牟春生","单雄信"]}"#,
        "\n",
        r#"{"number":"2026-1","step":"note","text":{"a":1}}"#,
        "\n",
        r#"{"number":"2026-1","step":"note","text":"x","colour":"red"}"#,
        "\n",
        r#"{"number":"2026-1","step":"note","text":"x","expected":1}"#,
        "\n",
    );
    let file = desk.write("steps.jsonl", lines);
    let answer = desk.run(&["step", "--from", &file.display().to_string()]);
    assert_eq!(answer.code, 1);
    let refused: Vec<(u64, String)> = answer
        .lines()
        .iter()
        .map(|it| {
            let code = it["step"].as_str().or(it["problems"][0]["code"].as_str());
            (it["line"].as_u64().unwrap(), code.unwrap().to_owned())
        })
        .collect();
    let expected = [
        (1, "accept"),
        (3, "already-accepted"),
        (4, "not-json"),
        (5, "not-found"),
        (6, "represent"),
        (7, "wrong-kind"),
        (8, "no-such-field"),
        (9, "changed-meanwhile"),
    ];
    assert_eq!(
        refused,
        expected.map(|(line, code)| (line, code.to_owned()))
    );
    assert_eq!(desk.run(&["step"]).code, 2);
    assert_eq!(desk.run(&["step", "--from", "/nowhere.jsonl"]).code, 1);
}

#[test]
fn cases_are_listed_by_service_by_its_holder_and_by_station() {
    let desk = Desk::new().with_three();
    let at_station = r#"{"name":"于海","summary":"两家地界不清","station":"第一管区驿站","class":"claim","channel":"station"}"#;
    assert_eq!(desk.feed(&["register"], at_station).code, 0);
    let track = |number: &str, track: &str, holder: &str| {
        let args = [
            "step", number, "track", "--track", track, "--holder", holder,
        ];
        let answer = desk.run(&args);
        assert_eq!(answer.code, 0, "{}", answer.err);
    };
    track("2026-1", "mediation", "李守田");
    track("2026-1", "counselling", "周心");
    track("2026-4", "counselling", "李守田");
    track("2026-3", "counselling", "李守田");
    let found = |who: &str, args: &[&str]| -> Vec<String> {
        let args = [&["case", "list", "--json", "--as", who], args].concat();
        let answer = desk.run(&args);
        assert_eq!(answer.code, 0, "{}", answer.err);
        let rows = answer.json();
        let rows = rows.as_array().unwrap().iter();
        let mut numbers: Vec<String> = rows
            .map(|row| row["number"].as_str().unwrap().to_owned())
            .collect();
        numbers.sort_unstable();
        numbers
    };
    let number = |run: u32| format!("ML-2026-000{run}");
    for (args, runs) in [
        (&["--track", "mediation"][..], &[1][..]),
        (&["--track", "counselling"], &[1, 3, 4]),
        (&["--track-holder", "李守田"], &[1, 3, 4]),
        (
            &["--track", "counselling", "--track-holder", "李守田"],
            &[3, 4],
        ),
        (&["--track", "errand"], &[]),
        (&["--station", "第一管区驿站"], &[4]),
        (&["--station", "第二管区驿站"], &[]),
        (
            &["--station", "第一管区驿站", "--track", "counselling"],
            &[4],
        ),
    ] {
        let expected: Vec<String> = runs.iter().map(|run| number(*run)).collect();
        assert_eq!(found(CLERK, args), expected, "{args:?}");
        // What is held back of an accusation finds it for nobody else.
        let others: Vec<String> = expected.into_iter().filter(|it| *it != number(3)).collect();
        assert_eq!(found(OTHER, args), others, "{args:?}");
    }
    assert_eq!(desk.run(&["case", "list", "--track", "tea"]).code, 2);
}

#[test]
fn a_visit_with_new_facts_on_a_final_matter_opens_a_matter_that_follows_it() {
    let desk = Desk::new().with_three();
    let mut steps = String::new();
    for step in [
        json!({"step": "accept"}),
        json!({"step": "decide", "ruling": "explain", "opinion": "已付清", "basis": "劳动法", "facts": "账已核对"}),
        json!({"step": "deliver"}),
        json!({"step": "ask_review", "words": "不服"}),
        json!({"step": "answer_review", "outcome": "upheld", "opinion": "维持", "delivered_on": "2026-11-25"}),
        json!({"step": "ask_recheck", "words": "还是不服"}),
        json!({"step": "answer_recheck", "outcome": "upheld", "opinion": "维持", "delivered_on": "2026-11-25"}),
    ] {
        let mut step = step;
        step["number"] = json!(CASE);
        writeln!(steps, "{step}").unwrap();
    }
    let answer = desk.feed(&["step", "--from", "-"], &steps);
    assert_eq!(answer.code, 0, "{}", answer.out);
    assert_eq!(answer.lines().last().unwrap()["status"], "final");
    let visit = |more: &str| {
        let line =
            format!(r#"{{"name":"牟春生","phone":"13800001234","repeat_of":"{CASE}"{more}}}"#);
        let answer = desk.feed(&["register"], &line);
        assert_eq!(answer.code, 0, "{}", answer.out);
        answer.lines().remove(0)
    };
    let again = visit("");
    assert_eq!(again["joined"], CASE);
    let renewed = visit(r#","new_facts":"找到了当年的欠条""#);
    assert_eq!(renewed["joined"], Value::Null, "{renewed}");
    let warned: Vec<&str> = renewed["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["text"].as_str().unwrap())
        .collect();
    assert!(warned.len() == 1 && warned[0].contains(CASE), "{warned:?}");
    let number = renewed["number"].as_str().unwrap();
    let shown = desk.run(&["case", "show", number, "--json"]).json();
    assert_eq!(shown["facts"], "找到了当年的欠条", "{shown}");
    // New facts of a visit that joins nothing are not dropped in silence.
    let alone = r#"{"name":"于海","summary":"两家地界不清","new_facts":"有新证据"}"#;
    let alone = desk.feed(&["register"], alone).lines().remove(0);
    assert_eq!(alone["warnings"][0]["field"], "new_facts", "{alone}");
}
