//! What is wrong with a command line, said in the language of `--lang`.

use std::io::{self, Write};

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::verbs::outcome::{Exit, complain, note, printable, settled};
use crate::words::bundle::Words;

/// Ends the program: after the help or version that was asked for with 0, else with what is wrong
/// and the code of wrong usage.
pub fn exit(words: &Words, error: &Error) -> ! {
    if error.use_stderr() {
        match sentence(words, error) {
            Some(sentence) => complain(sentence),
            // What was typed stands in it, whatever it does to a terminal.
            None => {
                let _ = io::stderr().write_all(printable(&error.render().to_string()).as_bytes());
            }
        }
        std::process::exit(i32::from(Exit::Usage.code()));
    }
    note(&error.print());
    std::process::exit(i32::from(settled(words, Exit::Done).code()))
}

/// Says what is wrong; `None` where the language has no words for it.
fn sentence(words: &Words, error: &Error) -> Option<String> {
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "cli-error-unknown",
        ErrorKind::InvalidSubcommand => "cli-error-verb",
        ErrorKind::MissingRequiredArgument => "cli-error-missing",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "cli-error-no-verb"
        }
        ErrorKind::InvalidValue if of(error, ContextKind::InvalidValue).is_empty() => {
            "cli-error-no-value"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-error-value",
        ErrorKind::ArgumentConflict => "cli-error-conflict",
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            "cli-error-number"
        }
        ErrorKind::InvalidUtf8 => "cli-error-utf8",
        _ => return None,
    };
    if !words.has(key) {
        return None;
    }
    let noted = |kind| of(error, kind);
    let name = match noted(ContextKind::InvalidArg) {
        name if name.is_empty() => noted(ContextKind::InvalidSubcommand),
        name => name,
    };
    let mut text = words.say_with(
        key,
        &[
            ("name", name.into()),
            ("value", noted(ContextKind::InvalidValue).into()),
            ("other", noted(ContextKind::PriorArg).into()),
        ],
    );
    let choices = noted(ContextKind::ValidValue);
    if !choices.is_empty() {
        text.push_str(&words.say_with("cli-choices", &[("all", choices.into())]));
    }
    let mut near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .map(noted);
    if let Some(near) = near.find(|near| !near.is_empty()) {
        text.push_str(&words.say_with("cli-error-near", &[("text", near.into())]));
    }
    text.push_str(&words.say("cli-error-help"));
    Some(text)
}

/// Gives what the parser noted under `kind`.
fn of(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
