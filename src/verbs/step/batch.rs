//! `mulin step --from FILE`: steps as JSON lines, each answered after it is durable.

use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde_json::{Map, Value};

use crate::disk::regular;
use crate::exchange::read::jsonl::{Line, Lines};
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::step::answer::{Answer, Problem};
use crate::verbs::step::given::Fields;
use crate::verbs::step::take::{Order, take};
use crate::verbs::store::{existing, failed};
use crate::words::bundle::Words;

/// Takes the steps of a file, or of stdin (`-`).
pub fn batch(setting: &Setting, from: &str) -> Exit {
    let words = &setting.words;
    let lines: Box<dyn BufRead> = if from == "-" {
        Box::new(io::stdin().lock())
    } else {
        match regular::open(Path::new(from)) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(error) => return unreadable(words, from, &error),
        }
    };
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let mut lines = Lines::new(lines);
    let mut printer = Printer::new();
    let mut exit = Exit::Done;
    loop {
        let line = match lines.next_line() {
            Ok(Some(line)) => line,
            Ok(None) => return exit,
            Err(error) => return unreadable(words, from, &error),
        };
        let answer = match answered(setting, &store, &line) {
            Ok(answer) => answer.on_line(line.number),
            Err(error) => return failed(setting, &error),
        };
        if answer.exit() != Exit::Done {
            exit = Exit::Refused;
        }
        printer.json_line(&answer);
        if printer.is_gone() {
            return exit;
        }
    }
}

fn unreadable(words: &Words, from: &str, error: &io::Error) -> Exit {
    let args = [
        ("file", from.into()),
        ("reason", words.io_reason(error).into()),
    ];
    complain(words.say_with("verbs-unreadable", &args));
    Exit::Refused
}

fn answered(setting: &Setting, store: &dyn Store, line: &Line) -> Result<Answer, StoreError> {
    match read(&setting.words, line) {
        Ok(order) => take(setting, store, &order),
        Err(problem) => Ok(Answer::refused(vec![problem])),
    }
}

/// Reads a line: number, step, the revision that is expected, and the step's fields.
fn read(words: &Words, line: &Line) -> Result<Order, Problem> {
    let unread = || Problem::of(None, "not-json", words.say("verbs-step-line"));
    if line.too_long {
        return Err(unread());
    }
    let mut object: Map<String, Value> =
        serde_json::from_slice(&line.bytes).map_err(|_| unread())?;
    let mut named = |name: &str| match object.remove(name) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(Problem::of(
            Some(name),
            "missing",
            words.say("verbs-step-line"),
        )),
    };
    let (number, step) = (named("number")?, named("step")?);
    let wrong = |name: &str| {
        let args = [("field", name.into())];
        Problem::of(
            Some(name),
            "wrong-kind",
            words.say_with("verbs-step-wrong-kind", &args),
        )
    };
    let expected = match object.remove("expected") {
        None | Some(Value::Null) => None,
        Some(value) => {
            let revision = value.as_u64().and_then(|it| u32::try_from(it).ok());
            Some(revision.ok_or_else(|| wrong("expected"))?)
        }
    };
    let fields: Result<Fields, Problem> = object
        .into_iter()
        .map(|(name, value)| match text_of(&value) {
            Some(text) => Ok((name, text)),
            None => Err(wrong(&name)),
        })
        .collect();
    Ok(Order {
        number,
        step,
        expected,
        fields: fields?,
    })
}

/// Gives a value as the text that a form would hold; `None` for what no field holds.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Array(parts) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Value::as_str).collect();
            parts.map(|parts| parts.join("、"))
        }
        Value::Object(_) => None,
    }
}
