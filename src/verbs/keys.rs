//! `mulin keys`: the live keymap as text, and what is wrong with a key file.

use std::env;
use std::path::Path;

use crate::command::table::Command;
use crate::keymap::check::{check_file, check_map};
use crate::keymap::file::{DEFAULT, KeyFile, overlay};
use crate::keymap::finding::{Finding, Problem};
use crate::keymap::key::show_keys;
use crate::keymap::terminal::{TERMINALS, Terminal};
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::setting::{Setting, read_keys};
use crate::words::bundle::Words;

/// Lists every command with its name, keys and words, a line each, separated by tabs; where the user's own
/// key file cannot be read, that is told of the usual keys.
pub fn list(setting: &Setting) -> Exit {
    for command in Command::ALL {
        let keys: Vec<String> = setting.keymap.of(*command).map(show_keys).collect();
        let line = format!(
            "{}\t{}\t{}",
            command.name(),
            keys.join(", "),
            setting.words.say(&command.word())
        );
        if !say(line) {
            break;
        }
    }
    match &setting.keys_broken {
        Some(reason) => {
            complain(reason);
            Exit::Refused
        }
        None => Exit::Done,
    }
}

/// Checks a key file as it would be laid over the default.
pub fn check(setting: &Setting, path: &Path) -> Exit {
    let file = match read_keys(&setting.words, path) {
        Ok(file) => file,
        Err(exit) => return exit,
    };
    let mut findings = check_file(&file);
    let own_lines: Vec<usize> = file.rows.iter().map(|row| row.line).collect();
    let map = overlay(&[KeyFile::read(DEFAULT), file]);
    findings.extend(
        check_map(&map)
            .into_iter()
            .filter(|finding| finding.line == 0 || own_lines.contains(&finding.line)),
    );
    findings.sort_by_key(|finding| finding.line);
    let shown = path.display().to_string();
    if findings.is_empty() {
        say(setting
            .words
            .say_with("keys-good", &[("file", shown.into())]));
        return Exit::Done;
    }
    for finding in &findings {
        complain(format!("{shown}: {}", message(&setting.words, finding)));
    }
    Exit::Refused
}

/// Lists the terminals that are known, the one that this is first.
pub fn terminals(setting: &Setting) -> Exit {
    let here = here();
    let others = TERMINALS.iter().filter(|it| Some(**it) != here);
    let written = here.iter().chain(others).all(|terminal| {
        let name = setting.words.say(&format!("terminal-{}", terminal.code));
        let title = if Some(*terminal) == here {
            let args = [("name", name.into())];
            setting.words.say_with("terminal-here", &args)
        } else {
            name
        };
        let lines = advice(setting, *terminal);
        say(title) && lines.into_iter().all(|line| say(format!("  {line}")))
    });
    if written { Exit::Done } else { Exit::Refused }
}

/// Gives the terminal that the program runs in, where it can be known.
pub fn here() -> Option<Terminal> {
    Terminal::of(|name| env::var(name).ok())
}

/// Gives the keys that a terminal keeps, each with the other roads, and how they are had back.
pub fn advice(setting: &Setting, terminal: Terminal) -> Vec<String> {
    let kept = terminal.kept();
    let detours = terminal.detours(&setting.keymap);
    let mut lines: Vec<String> = detours
        .iter()
        .filter(|it| kept.contains(&it.kept))
        .map(|it| {
            let others: Vec<String> = it.others.iter().map(|keys| show_keys(keys)).collect();
            let args = [
                ("keys", it.kept.shown().into()),
                ("command", setting.words.say(&it.command.word()).into()),
                ("others", others.join(", ").into()),
            ];
            setting.words.say_with("terminal-detour", &args)
        })
        .collect();
    let free = format!("terminal-{}-free", terminal.code);
    lines.push(setting.words.say(&free));
    lines
}

/// Says a finding with its line.
pub fn message(words: &Words, finding: &Finding) -> String {
    let problem = problem(words, &finding.problem);
    if finding.line == 0 {
        return problem;
    }
    words.say_with(
        "keys-line",
        &[("line", finding.line.into()), ("problem", problem.into())],
    )
}

/// Says what is wrong.
pub fn problem(words: &Words, problem: &Problem) -> String {
    let text = |key: &str, text: &str| words.say_with(key, &[("text", text.into())]);
    let command =
        |key: &str, command: &Command| words.say_with(key, &[("command", command.name().into())]);
    match problem {
        Problem::Toml(reason) => text("keys-problem-toml", reason),
        Problem::UnknownScope(name) => text("keys-problem-scope", name),
        Problem::UnknownKey(name) => text("keys-problem-key", name),
        Problem::UnknownCommand(name) => text("keys-problem-command", name),
        Problem::Clash { keys, other } => words.say_with(
            "keys-problem-clash",
            &[("keys", show_keys(keys).into()), ("other", (*other).into())],
        ),
        Problem::Hides { keys, command } => words.say_with(
            "keys-problem-hides",
            &[
                ("keys", show_keys(keys).into()),
                ("command", command.name().into()),
            ],
        ),
        Problem::NeverBound(key) => {
            words.say_with("keys-problem-never", &[("keys", key.shown().into())])
        }
        Problem::WrongScope(named) => command("keys-problem-wrong-scope", named),
        Problem::Unreachable(named) => command("keys-problem-unreachable", named),
        Problem::OneRoad(named) => command("keys-problem-one-road", named),
    }
}
