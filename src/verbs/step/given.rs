//! The answers to a step's questions, out of what was given and what the desk's form proposes.

use std::io::{self, Read};
use std::path::Path;

use crate::app::case::step::day_in_full;
use crate::app::field::LIMIT;
use crate::domain::case::fact::ask::{AnswerKind, Ask};
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::form::proposed::{meant, proposals};
use crate::domain::clean;
use crate::domain::moment::Moment;
use crate::domain::typed::half_width;
use crate::domain::view::CaseView;
use crate::runtime::own_file;
use crate::verbs::arguments::step::Given;
use crate::verbs::step::answer::Problem;
use crate::words::bundle::Words;

/// The longest text that is read from stdin, in bytes.
const LONGEST: u64 = 4 << 20;

/// Fields of a step as they were given.
pub type Fields = Vec<(String, String)>;

/// Reads the values of the command line: `@FILE`, `-` for stdin, `@@` for a text that begins with @.
///
/// # Errors
/// Everything that cannot be read, at once.
pub fn values(words: &Words, given: &Given) -> Result<Fields, Vec<Problem>> {
    let mut fields = Fields::new();
    let mut problems = Vec::new();
    let mut stdin_read = false;
    for word in &given.stray {
        let text = words.say_with("verbs-step-stray", &[("text", word.as_str().into())]);
        problems.push(Problem::of(None, "stray-word", text).as_usage());
    }
    for (name, value) in &given.fields {
        let option = format!("--{name}");
        let says = |key: &str, code: &'static str| {
            let text = words.say_with(key, &[("field", option.as_str().into())]);
            Problem::of(Some(name), code, text).as_usage()
        };
        let Some(value) = value else {
            problems.push(says("verbs-step-no-value", "no-value"));
            continue;
        };
        let read = match value.strip_prefix('@') {
            _ if value == "-" && stdin_read => {
                problems.push(says("verbs-step-stdin-twice", "stdin-twice"));
                continue;
            }
            _ if value == "-" => {
                stdin_read = true;
                stdin()
            }
            Some(text) if text.starts_with('@') => Ok(text.to_owned()),
            Some(file) => own_file::read(Path::new(file)),
            None => Ok(value.clone()),
        };
        match read {
            Ok(text) => fields.push((name.clone(), text)),
            Err(error) => {
                let file = value.strip_prefix('@').unwrap_or("stdin");
                let args = [
                    ("file", file.into()),
                    ("reason", words.io_reason(&error).into()),
                ];
                let text = words.say_with("verbs-unreadable", &args);
                problems.push(Problem::of(Some(name), "unreadable", text));
            }
        }
    }
    if problems.is_empty() {
        Ok(fields)
    } else {
        Err(problems)
    }
}

fn stdin() -> io::Result<String> {
    let mut text = String::new();
    let read = io::stdin()
        .lock()
        .take(LONGEST + 1)
        .read_to_string(&mut text)?;
    if read as u64 > LONGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(text)
}

/// Looks whether the fields are those of the step, each once and none too long.
///
/// # Errors
/// Every field that is not, with those that there are.
pub fn check(words: &Words, kind: StepKind, fields: &Fields) -> Result<(), Vec<Problem>> {
    let mut problems = Vec::new();
    for (at, (name, text)) in fields.iter().enumerate() {
        let option = format!("--{name}");
        let says = |key: &str, code: &'static str| {
            let args = [
                ("field", option.as_str().into()),
                ("n", u64::try_from(LIMIT).unwrap_or(u64::MAX).into()),
            ];
            Problem::of(Some(name), code, words.say_with(key, &args))
        };
        if !kind.asks().iter().any(|ask| ask.field == name) {
            let all: Vec<&str> = kind.asks().iter().map(|ask| ask.field).collect();
            let unknown = Problem::unknown(words, "no-such-field", (kind.code(), name), &all);
            problems.push(unknown.about(name));
        } else if fields.iter().take(at).any(|(before, _)| before == name) {
            problems.push(says("verbs-step-twice", "twice").as_usage());
        } else if text.chars().count() > LIMIT {
            problems.push(says("verbs-step-too-long", "text-too-long"));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// Gives an answer to every question, in their order: what was given, else what is proposed.
pub fn answers(kind: StepKind, fields: &Fields, view: &CaseView, now: Moment) -> Vec<String> {
    let proposals = proposals(kind, view, now);
    let asks = kind.asks().iter().zip(proposals);
    asks.map(|(ask, proposal)| {
        let given = fields.iter().find(|(name, _)| name == ask.field);
        let text = given.map_or(proposal, |(_, text)| fit(ask, text, now));
        meant(kind, ask, text, &view.settings)
    })
    .collect()
}

/// Makes a text fit for its question, as the desk's field does.
fn fit(ask: &Ask, text: &str, now: Moment) -> String {
    match ask.answer {
        AnswerKind::Text => clean::text(text),
        AnswerKind::Line
        | AnswerKind::Moment
        | AnswerKind::Choice { .. }
        | AnswerKind::Several { .. } => clean::line(text),
        AnswerKind::Number | AnswerKind::Case => half_width(&clean::line(text)),
        AnswerKind::Day => day_in_full(&clean::line(text), now.date()),
    }
}
