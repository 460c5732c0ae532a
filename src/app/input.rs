//! Where a key goes: to the open field, or through the keymap to a command.

use crate::app::msg::Press;
use crate::app::part::Openness;
use crate::command::table::{Command, Scope};
use crate::keymap::key::{Code, Key};
use crate::keymap::lookup::{Keymap, Lookup};

/// What becomes of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Routed {
    /// It runs a command.
    Run(Command),
    /// It goes to the part in front: text for its field, or a character that is no key.
    Type(Press),
    /// It waits for more.
    Wait,
    /// It means nothing and nothing is to be said.
    Drop,
    /// It means nothing; these keys were pressed.
    Unbound(Vec<Key>),
}

/// Routes a key. `pending` keeps keys that wait for more; Esc lets them go.
pub fn route(
    keymap: &Keymap,
    scope: Scope,
    field: Openness,
    pending: &mut Vec<Key>,
    press: Press,
) -> Routed {
    if pending.is_empty() && takes(field, press.key) {
        return Routed::Type(press);
    }
    if press.is_text_enter() {
        return Routed::Drop;
    }
    if !pending.is_empty() && press.key == Key::plain(Code::Esc) {
        pending.clear();
        return Routed::Drop;
    }
    pending.push(press.key.folded());
    match keymap.lookup(&[scope], pending) {
        Lookup::Found(command) => {
            pending.clear();
            Routed::Run(command)
        }
        Lookup::Pending(_) => Routed::Wait,
        Lookup::Unbound => {
            let keys = std::mem::take(pending);
            match (keys.len(), press.key.text()) {
                (1, Some(_)) => Routed::Type(press),
                _ => Routed::Unbound(keys),
            }
        }
    }
}

/// Tells whether an open field takes the key before the keymap sees it.
fn takes(field: Openness, key: Key) -> bool {
    let bare = !key.ctrl && !key.alt;
    let edits = bare
        && matches!(
            key.code,
            Code::Char(_)
                | Code::Backspace
                | Code::Delete
                | Code::Left
                | Code::Right
                | Code::Home
                | Code::End
        );
    match field {
        Openness::Closed => false,
        Openness::Line => edits,
        Openness::Area => edits || (bare && key.code == Code::Enter),
        Openness::Choice => bare && matches!(key.code, Code::Char(_) | Code::Left | Code::Right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::file::default_map;
    use crate::keymap::key::parse_keys;

    fn routed(scope: Scope, field: Openness, keys: &str) -> Routed {
        let map = default_map();
        let mut pending = Vec::new();
        let mut last = Routed::Drop;
        for key in parse_keys(keys).unwrap() {
            last = route(&map, scope, field, &mut pending, Press::alone(key));
        }
        last
    }

    #[test]
    fn a_key_finds_its_way() {
        use Openness::{Area, Closed, Line};
        let typed = |c| Routed::Type(Press::alone(Key::plain(Code::Char(c))));
        for (scope, field, keys, expected) in [
            (
                Scope::Queue,
                Closed,
                "<F2>",
                Routed::Run(Command::IntakeNew),
            ),
            (Scope::Intake, Line, "<F2>", Routed::Run(Command::IntakeNew)),
            (
                Scope::Intake,
                Line,
                "<C-g> 2",
                Routed::Run(Command::QueueOpen),
            ),
            (Scope::Intake, Line, "2", typed('2')),
            (Scope::Queue, Closed, "/", Routed::Run(Command::ListFilter)),
            (Scope::Queue, Line, "/", typed('/')),
            (Scope::Case, Closed, "7", typed('7')),
            (Scope::Intake, Line, "<Enter>", Routed::Run(Command::Choose)),
            (Scope::Intake, Line, "<Up>", Routed::Run(Command::MoveUp)),
            (Scope::Intake, Line, "<C-g>", Routed::Wait),
            (Scope::Intake, Line, "<C-g> <Esc>", Routed::Drop),
            (
                Scope::Intake,
                Area,
                "<Enter>",
                Routed::Type(Press::alone(Key::plain(Code::Enter))),
            ),
            (
                Scope::Queue,
                Closed,
                "<C-g> z",
                Routed::Unbound(parse_keys("<C-g> z").unwrap()),
            ),
        ] {
            assert_eq!(routed(scope, field, keys), expected, "{keys}");
        }
    }

    #[test]
    fn an_enter_behind_committed_text_never_chooses() {
        let press = Press {
            key: Key::plain(Code::Enter),
            with_text: true,
        };
        for field in [Openness::Closed, Openness::Line, Openness::Choice] {
            let routed = route(&default_map(), Scope::Queue, field, &mut Vec::new(), press);
            assert_eq!(routed, Routed::Drop, "{field:?}");
        }
    }
}
