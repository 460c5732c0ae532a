//! `mulin keys probe`: shows, key by key, what arrives in this terminal, and writes an overlay for
//! what does not.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::keymap::key::{Code, Key, show_keys};
use crate::keymap::lookup::{Binding, Keymap};
use crate::runtime::own_file;
use crate::runtime::place::settings_folder;
use crate::runtime::probe::Probe;
use crate::verbs::keys::{advice, here};
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::setting::Setting;

/// What became of a key that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    Itself,
    As(Key),
    Never,
}

/// Asks for every F-key and Ctrl chord of the keymap.
pub fn probe(setting: &Setting, replace: bool) -> Exit {
    if let Some(path) = overlay_path()
        && !replace
        && path.exists()
    {
        let file = path.display().to_string();
        let args = [("file", file.into())];
        complain(setting.words.say_with("verbs-there-already", &args));
        return Exit::Refused;
    }
    match ask(setting) {
        Ok(()) => Exit::Done,
        Err(error) if error.to_string() == "no terminal" => {
            complain(setting.words.say("keys-no-terminal"));
            Exit::Usage
        }
        Err(error) => {
            complain(format!("{error:#}"));
            Exit::Refused
        }
    }
}

fn ask(setting: &Setting) -> Result<()> {
    let words = &setting.words;
    let probe = Probe::take()?;
    if let Some(terminal) = here() {
        let name = words.say(&format!("terminal-{}", terminal.code));
        probe.say(&words.say_with("terminal-here", &[("name", name.into())]))?;
        for line in advice(setting, terminal) {
            probe.say(&format!("  {line}"))?;
        }
    }
    let mut came: BTreeMap<Key, Came> = BTreeMap::new();
    for (key, row) in asked(&setting.keymap) {
        let wanted = key.shown();
        probe.say(&words.say_with(
            "keys-probe-ask",
            &[
                ("keys", wanted.clone().into()),
                ("command", words.say(&row.command.word()).into()),
            ],
        ))?;
        let got = probe.key()?;
        if got == Key::plain(Code::Esc) {
            break;
        }
        let (result, line) = if got == key {
            let line = words.say_with("keys-probe-came", &[("keys", wanted.into())]);
            (Came::Itself, line)
        } else if got == Key::plain(Code::Char(' ')) {
            let line = words.say_with("keys-probe-missing", &[("keys", wanted.into())]);
            (Came::Never, line)
        } else {
            let line = words.say_with(
                "keys-probe-other",
                &[("wanted", wanted.into()), ("keys", got.shown().into())],
            );
            (Came::As(got), line)
        };
        probe.say(&line)?;
        came.insert(key, result);
    }
    let overlay = overlay_for(&setting.keymap, &came);
    if overlay.is_empty() {
        return probe.say(&words.say("keys-probe-all"));
    }
    let path = write_overlay(&overlay)?;
    probe.say(&words.say_with(
        "keys-probe-written",
        &[("file", path.display().to_string().into())],
    ))
}

/// Gives the first keys that may not arrive, each with the first row that begins with it.
fn asked(map: &Keymap) -> BTreeMap<Key, &Binding> {
    let mut keys = BTreeMap::new();
    for row in map.rows() {
        if let Some(first) = row.keys.first()
            && (first.ctrl || matches!(first.code, Code::F(_)))
        {
            keys.entry(*first).or_insert(row);
        }
    }
    keys
}

/// Writes the rows that free a key which never comes, and bind the one that comes in its place
/// where that is free.
fn overlay_for(map: &Keymap, came: &BTreeMap<Key, Came>) -> String {
    let mut rows: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in map.rows() {
        let Some(result) = row.keys.first().and_then(|first| came.get(first)) else {
            continue;
        };
        let on = |keys: &[Key]| -> String {
            let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
            keys.join(" ")
        };
        let lines = rows.entry(row.scope.name()).or_default();
        let free = format!("  {{ on = \"{}\", run = \"none\" }},", on(&row.keys));
        match result {
            Came::Itself => {}
            Came::Never => lines.push(free),
            Came::As(other) => {
                lines.push(free);
                let mut keys = row.keys.clone();
                if let Some(first) = keys.first_mut() {
                    *first = *other;
                }
                let taken = map
                    .rows()
                    .iter()
                    .any(|bound| bound.keys.first() == Some(other));
                if !taken && other.text().is_none() {
                    lines.push(format!(
                        "  {{ on = \"{}\", run = \"{}\", desc = \"{}\" }},",
                        on(&keys),
                        row.command.name(),
                        show_keys(&row.keys)
                    ));
                }
            }
        }
    }
    let scopes: Vec<String> = rows
        .iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(scope, lines)| format!("{scope} = [\n{}\n]\n", lines.join("\n")))
        .collect();
    scopes.concat()
}

/// Gives where the overlay is written.
fn overlay_path() -> Option<PathBuf> {
    settings_folder().map(|folder| folder.join("keys-probed.toml"))
}

fn write_overlay(text: &str) -> Result<PathBuf> {
    let path = overlay_path().context("this system names no folder for settings")?;
    own_file::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::table::Command;
    use crate::keymap::check::check_file;
    use crate::keymap::file::{DEFAULT, KeyFile, default_map, overlay};

    #[test]
    fn what_does_not_arrive_is_freed_and_what_comes_instead_is_bound() {
        let f = |n| Key::plain(Code::F(n));
        let map = default_map();
        let came = BTreeMap::from([
            (f(1), Came::Never),
            (f(2), Came::As(f(14))),
            (f(3), Came::Itself),
        ]);
        let file = KeyFile::read(&overlay_for(&map, &came));
        assert_eq!(check_file(&file), []);
        let map = overlay(&[KeyFile::read(DEFAULT), file]);
        let shortest = |command| show_keys(map.shortest(command).unwrap());
        assert_eq!(shortest(Command::Help), "Ctrl-G ?");
        assert!(map.of(Command::IntakeNew).any(|keys| keys == [f(14)]));
        assert_eq!(shortest(Command::FinderOpen), "F3");
    }

    #[test]
    fn a_terminal_that_sends_everything_needs_no_overlay() {
        let map = default_map();
        let came = asked(&map)
            .into_keys()
            .map(|key| (key, Came::Itself))
            .collect();
        assert_eq!(overlay_for(&map, &came), "");
    }
}
