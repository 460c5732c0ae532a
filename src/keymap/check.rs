//! What can be wrong with a key file, found before anyone presses a key.

use crate::command::table::{Command, Scope};
use crate::keymap::file::KeyFile;
use crate::keymap::finding::{Finding, Problem};
use crate::keymap::key::{Code, Key};
use crate::keymap::lookup::{Binding, Keymap};

/// Keys that must never be bound: terminals, desktops and input methods take them.
fn is_never_bound(key: Key) -> bool {
    let ctrl_sign = key.ctrl && matches!(key.code, Code::Char('?' | ' ' | 'a' | 'b' | '.' | '`'));
    let alt_digit = key.alt && matches!(key.code, Code::Char('0'..='9'));
    let function = match key.code {
        Code::F(11 | 12) => true,
        Code::F(1 | 2) => key.shift,
        _ => false,
    };
    ctrl_sign || alt_digit || function
}

/// Keys that reach a program whatever the input method does while it is not composing.
fn passes_everywhere(keys: &[Key]) -> bool {
    matches!(
        keys,
        [Key {
            code: Code::Enter
                | Code::Esc
                | Code::Tab
                | Code::Up
                | Code::Down
                | Code::Left
                | Code::Right
                | Code::Home
                | Code::End
                | Code::PageUp
                | Code::PageDown
                | Code::Char(' '),
            ctrl: false,
            alt: false,
            ..
        }]
    )
}

/// Checks the rows of one file by themselves: unreadable rows, clashes, keys never to be bound,
/// commands in a wrong scope.
pub fn check_file(file: &KeyFile) -> Vec<Finding> {
    let mut findings = file.findings.clone();
    for (at, row) in file.rows.iter().enumerate() {
        let mut tell = |problem| {
            findings.push(Finding {
                line: row.line,
                problem,
            });
        };
        for key in row.keys.iter().filter(|key| is_never_bound(**key)) {
            tell(Problem::NeverBound(*key));
        }
        if row.scope != row.command.scope() && row.command.scope() != Scope::Global {
            tell(Problem::WrongScope(row.command));
        }
        if let Some(other) = file.rows.iter().take(at).find(|other| clash(other, row)) {
            tell(Problem::Clash {
                keys: row.keys.clone(),
                other: other.line,
            });
        }
    }
    findings
}

/// Checks the whole map as it will be used: every command but those run by name can be reached, a global
/// one by two roads unless its key passes everywhere (the menu is the second road to those of one
/// place), and no scope hides a global command behind other keys.
pub fn check_map(map: &Keymap) -> Vec<Finding> {
    let mut findings = Vec::new();
    for command in Command::ALL.iter().filter(|it| !it.is_by_name()) {
        let roads: Vec<&[Key]> = map.of(*command).collect();
        let least = if command.scope() == Scope::Global {
            2
        } else {
            1
        };
        let problem = if roads.is_empty() {
            Problem::Unreachable(*command)
        } else if roads.iter().any(|keys| passes_everywhere(keys)) {
            continue;
        } else if roads.len() < least || !roads.iter().any(|keys| keys[0] == Key::ctrl('g')) {
            Problem::OneRoad(*command)
        } else {
            continue;
        };
        findings.push(Finding { line: 0, problem });
    }
    for row in map.rows().iter().filter(|row| row.scope != Scope::Global) {
        let hidden = map.rows().iter().find(|global| {
            global.scope == Scope::Global
                && overlap(&global.keys, &row.keys)
                && global.command != row.command
        });
        if let Some(global) = hidden {
            findings.push(Finding {
                line: row.line,
                problem: Problem::Hides {
                    keys: row.keys.clone(),
                    command: global.command,
                },
            });
        }
    }
    findings
}

fn clash(one: &Binding, other: &Binding) -> bool {
    one.scope == other.scope && overlap(&one.keys, &other.keys)
}

fn overlap(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::file::{DEFAULT, VIM, default_map, overlay};
    use crate::keymap::lookup::Lookup;

    #[test]
    fn the_built_in_maps_have_nothing_wrong() {
        let default = KeyFile::read(DEFAULT);
        let vim = KeyFile::read(VIM);
        assert_eq!(check_file(&default), []);
        assert_eq!(check_file(&vim), []);
        assert_eq!(check_map(&default_map()), []);
        assert_eq!(check_map(&overlay(&[default, vim])), []);
    }

    #[test]
    fn a_ctrl_chord_means_one_thing_in_every_place() {
        let map = default_map();
        let chord = |keys: &[Key]| match keys {
            [key] if key.ctrl || key.code == Code::Delete => Some(*key),
            _ => None,
        };
        let rows: Vec<(Key, &Binding)> = map
            .rows()
            .iter()
            .filter_map(|row| Some((chord(&row.keys)?, row)))
            .collect();
        for (key, row) in &rows {
            for (other_key, other) in &rows {
                let (one, two) = (row.command.meaning(), other.command.meaning());
                let same = row.command == other.command || (one.is_some() && one == two);
                if key == other_key {
                    assert!(same, "{key}: {:?} and {:?}", row.command, other.command);
                }
                // A meaning has one chord; a new intake and a new call have one of their own besides.
                let own = |row: &Binding| row.scope == Scope::Global;
                if one.is_some() && one == two && !own(row) && !own(other) {
                    assert_eq!(key, other_key, "{:?} and {:?}", row.command, other.command);
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_is_found_on_its_line() {
        let text = "\
global = [
  { on = \"<F2>\", run = \"intake.new\" },
  { on = \"<F2>\", run = \"help\" },
  { on = \"<C-g>\", run = \"help\" },
  { on = \"<C-g> 8\", run = \"case.open\" },
  { on = \"<F12>\", run = \"help\" },
  { on = \"<C-a>\", run = \"help\" },
  { on = \"<A-1>\", run = \"help\" },
  { on = \"<S-F1>\", run = \"help\" },
  { on = \"<Hyper>\", run = \"help\" },
  { on = \"<F3>\", run = \"fly\" },
  { on = \"<F4>\", run = \"queue.clear\" },
]
moon = [
  { on = \"x\", run = \"help\" },
]
";
        let lines: Vec<usize> = {
            let mut lines: Vec<usize> = check_file(&KeyFile::read(text))
                .iter()
                .map(|finding| finding.line)
                .collect();
            lines.sort_unstable();
            lines.dedup();
            lines
        };
        assert_eq!(lines, [3, 5, 6, 7, 8, 9, 10, 11, 12, 15]);
    }

    #[test]
    fn a_broken_file_is_told_and_not_fatal() {
        let file = KeyFile::read("global = [");
        assert!(matches!(file.findings[0].problem, Problem::Toml(_)));
    }

    #[test]
    fn an_overlay_replaces_frees_and_leaves_the_rest() {
        let mine = KeyFile::read(
            "global = [{ on = \"<F2>\", run = \"none\" }, { on = \"<F6>\", run = \"help\" }]",
        );
        let map = overlay(&[KeyFile::read(DEFAULT), mine]);
        let f = |n| [Key::plain(Code::F(n))];
        assert_eq!(map.lookup(&[], &f(2)), Lookup::Unbound);
        assert_eq!(map.lookup(&[], &f(6)), Lookup::Found(Command::Help));
        assert_eq!(map.lookup(&[], &f(4)), Lookup::Found(Command::QueueOpen));
    }
}
