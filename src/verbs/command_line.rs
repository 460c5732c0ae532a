//! The command line in the language of `--lang`. The table of arguments is written in one language,
//! that of its comments; another language lays its own words over it: under `cli-VERB` what a verb
//! does, under `cli-VERB-OPTION` an option or value of it, under `cli-any-OPTION` one that means the
//! same everywhere.

use std::env;
use std::ffi::OsString;

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use crate::runtime::settings;
use crate::verbs::arguments::Arguments;
use crate::verbs::setting::lang;
use crate::verbs::usage_error;
use crate::verbs::version::version;
use crate::words::bundle::Words;

/// Reads the command line; ends the program with the help that was asked for, or with what is wrong.
pub fn read() -> Arguments {
    let line: Vec<OsString> = env::args_os().collect();
    let words = words_of(&line);
    let read = command(&words).try_get_matches_from(without_language_of_help(line));
    match read.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => usage_error::exit(&words, &error),
    }
}

/// Ends the program with what is wrong in a part of the line that was read later.
pub fn refuse(error: &clap::Error) -> ! {
    let line: Vec<OsString> = env::args_os().collect();
    usage_error::exit(&words_of(&line), error)
}

/// Leaves `--lang` out behind `help`, which takes the names of verbs alone: the words are chosen by then.
fn without_language_of_help(line: Vec<OsString>) -> Vec<OsString> {
    let is_help = |word: &&OsString| *word == "help";
    let Some(at) = line.iter().position(|word| is_help(&word)) else {
        return line;
    };
    let before = line.iter().take(at).skip(1);
    let mut before = before.filter(|word| !word.to_string_lossy().starts_with("--lang="));
    let (first, second) = (before.next(), before.next());
    let is_verb = first.is_none() || (first.is_some_and(|it| it == "--lang") && second.is_some());
    if !is_verb || before.next().is_some() {
        return line;
    }
    let mut kept = Vec::with_capacity(line.len());
    let mut words = line.into_iter();
    while let Some(word) = words.next() {
        if word == "--lang" {
            words.next();
        } else if !word.to_string_lossy().starts_with("--lang=") {
            kept.push(word);
        }
    }
    kept
}

/// Gives the words in which help and errors speak, before the line has been read.
fn words_of(line: &[OsString]) -> Words {
    let mut line = line.iter().filter_map(|word| word.to_str());
    let mut asked = None;
    while let Some(word) = line.next() {
        if let Some(code) = word.strip_prefix("--lang=") {
            asked = Some(code);
        } else if word == "--lang" {
            asked = line.next();
        } else if word == "--" {
            break;
        }
    }
    let (settings, _) = settings::read();
    Words::new(lang(asked, &settings))
}

/// Gives the table of arguments in a language.
pub fn command(words: &Words) -> Command {
    let mut command = Arguments::command().long_version(version());
    command.build();
    if !words.has("cli-usage") {
        return command;
    }
    localised(words, command, "", false)
}

/// Gives the key under which the words of a verb, or of an option of it, stand.
fn key(path: &str, name: &str) -> String {
    [path, name]
        .iter()
        .filter(|part| !part.is_empty())
        .fold("cli".to_owned(), |key, part| format!("{key}-{part}"))
}

/// Lays the words over a verb and those below it; `help` repeats them below itself.
fn localised(words: &Words, command: Command, path: &str, is_help: bool) -> Command {
    let about = key(if is_help { "help" } else { path }, "does");
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        words.say("cli-usage")
    );
    let after = key(path, "after");
    let mut command = command
        .about(words.say(&about))
        .long_about(Resettable::Reset)
        .help_template(template)
        .subcommand_help_heading(words.say("cli-verbs"))
        .mut_args(|arg| option(words, arg, path));
    if words.has(&after) {
        command = command.after_help(words.say(&after));
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    for name in names {
        let is_help = name == "help";
        let below = match path {
            _ if is_help => path.to_owned(),
            "" => name.clone(),
            _ => format!("{path}-{name}"),
        };
        command = command.mut_subcommand(name, |verb| localised(words, verb, &below, is_help));
    }
    command
}

/// Lays the words of an option over it, with what may be chosen and what holds without it.
fn option(words: &Words, arg: Arg, path: &str) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let own = key(path, &id);
    let key = if words.has(&own) {
        own
    } else {
        key("any", &id)
    };
    let mut help = words.say(&key);
    let choices: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| value.get_name().to_owned())
        .filter(|name| !help.contains(name.as_str()))
        .collect();
    let is_flag = matches!(
        arg.get_action(),
        ArgAction::SetTrue | ArgAction::Help | ArgAction::HelpShort | ArgAction::Version
    );
    if !choices.is_empty() && !is_flag {
        let args = [("all", choices.join(words.say("cli-and").trim()).into())];
        help.push_str(&words.say_with("cli-choices", &args));
    }
    let defaults: Vec<&str> = arg
        .get_default_values()
        .iter()
        .filter_map(|value| value.to_str())
        .collect();
    if !defaults.is_empty() && !is_flag {
        let args = [("value", defaults.join(" ").into())];
        help.push_str(&words.say_with("cli-default", &args));
    }
    let heading = if arg.is_positional() {
        "cli-values"
    } else {
        "cli-options"
    };
    arg.help(help)
        .long_help(Resettable::Reset)
        .hide_possible_values(true)
        .hide_default_value(true)
        .help_heading(words.say(heading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lang::Lang;

    /// Every verb, and every option of every verb, in every language that has words for the line.
    #[test]
    fn every_verb_and_option_is_said_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::new(*lang);
            if !words.has("cli-usage") {
                continue;
            }
            let mut missing = Vec::new();
            unsaid(&command(&words), "mulin", &mut missing);
            assert!(missing.is_empty(), "{}", missing.join("\n"));
        }
    }

    /// Gives the keys for which there was no word: such a key stands in the help itself.
    fn unsaid(command: &Command, path: &str, missing: &mut Vec<String>) {
        let about = command.get_about().map(ToString::to_string);
        let helps = command
            .get_arguments()
            .map(|arg| arg.get_help().map(ToString::to_string));
        for text in std::iter::once(about).chain(helps) {
            let text = text.unwrap_or_default();
            if text.is_empty() || text.starts_with("cli-") {
                missing.push(format!("{path}: {text}"));
            }
        }
        for verb in command.get_subcommands() {
            unsaid(verb, &format!("{path} {}", verb.get_name()), missing);
        }
    }
}
