//! The live keymap: a trie for each scope; what a scope does not bind falls through to global.

use std::collections::BTreeMap;

use crate::command::table::{Command, Scope};
use crate::keymap::key::Key;

/// A row of a key file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where the row holds.
    pub scope: Scope,
    /// The keys, in the order in which they are pressed.
    pub keys: Vec<Key>,
    /// What they run.
    pub command: Command,
    /// Line in its file, from 1.
    pub line: usize,
}

/// What a lookup answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// The keys run this command.
    Found(Command),
    /// The keys begin something; these may follow, each with the command that it leads to.
    Pending(Vec<(Key, Command)>),
    /// Nothing begins so.
    Unbound,
}

/// Keys → commands by scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    rows: Vec<Binding>,
    roots: BTreeMap<Scope, Node>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Node {
    command: Option<Command>,
    next: BTreeMap<Key, Node>,
}

impl Keymap {
    /// Makes the map of rows; of two rows with one scope and the same keys the later one holds.
    pub fn new(rows: Vec<Binding>) -> Self {
        let mut map = Self::default();
        for row in rows {
            map.rows
                .retain(|old| old.scope != row.scope || old.keys != row.keys);
            map.rows.push(row);
        }
        for row in &map.rows {
            let mut node = map.roots.entry(row.scope).or_default();
            for key in &row.keys {
                node = node.next.entry(*key).or_default();
            }
            node.command = Some(row.command);
        }
        map
    }

    /// Gives the rows, in file order.
    pub fn rows(&self) -> &[Binding] {
        &self.rows
    }

    /// Looks `keys` up in `scopes`, innermost first; global follows by itself.
    pub fn lookup(&self, scopes: &[Scope], keys: &[Key]) -> Lookup {
        let keys: Vec<Key> = keys.iter().map(|key| key.folded()).collect();
        let mut pending: Vec<(Key, Command)> = Vec::new();
        for scope in scopes.iter().chain([&Scope::Global]) {
            let Some(node) = self.node(*scope, &keys) else {
                continue;
            };
            if let Some(command) = node.command {
                // An inner scope that has begun a longer sequence keeps its keys.
                return if pending.is_empty() {
                    Lookup::Found(command)
                } else {
                    Lookup::Pending(pending)
                };
            }
            for (key, onward) in &node.next {
                if let Some(command) = onward.any_command()
                    && pending.iter().all(|(taken, _)| taken != key)
                {
                    pending.push((*key, command));
                }
            }
        }
        if pending.is_empty() {
            Lookup::Unbound
        } else {
            Lookup::Pending(pending)
        }
    }

    /// Gives the shortest keys that run `command`: what the bottom line shows.
    pub fn shortest(&self, command: Command) -> Option<&[Key]> {
        self.of(command).min_by_key(|keys| keys.len())
    }

    /// Gives every sequence that runs `command`, in file order.
    pub fn of(&self, command: Command) -> impl Iterator<Item = &[Key]> {
        self.rows
            .iter()
            .filter(move |row| row.command == command)
            .map(|row| row.keys.as_slice())
    }

    fn node(&self, scope: Scope, keys: &[Key]) -> Option<&Node> {
        let mut node = self.roots.get(&scope)?;
        for key in keys {
            node = node.next.get(key)?;
        }
        Some(node)
    }
}

impl Node {
    fn any_command(&self) -> Option<Command> {
        self.command
            .or_else(|| self.next.values().find_map(Self::any_command))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::key::parse_keys;

    fn map() -> Keymap {
        let row = |scope, keys: &str, command| Binding {
            scope,
            keys: parse_keys(keys).unwrap(),
            command,
            line: 1,
        };
        Keymap::new(vec![
            row(Scope::Global, "<F1>", Command::Help),
            row(Scope::Global, "<C-g> 1", Command::IntakeNew),
            row(Scope::Queue, "<C-g> /", Command::ListFilter),
            row(Scope::Queue, "/", Command::ListFilter),
            row(Scope::Global, "?", Command::Help),
            row(Scope::Case, "?", Command::CaseExplain),
        ])
    }

    #[test]
    fn a_lookup_tells_found_pending_or_unbound() {
        let map = map();
        for (scope, keys, expected) in [
            (Scope::Queue, "<F1>", Lookup::Found(Command::Help)),
            (Scope::Queue, "／", Lookup::Found(Command::ListFilter)),
            (Scope::Case, "/", Lookup::Unbound),
            (Scope::Case, "？", Lookup::Found(Command::CaseExplain)),
            (Scope::Queue, "?", Lookup::Found(Command::Help)),
            (Scope::Queue, "<C-g> １", Lookup::Found(Command::IntakeNew)),
            (Scope::Queue, "<C-g> 5", Lookup::Unbound),
        ] {
            assert_eq!(
                map.lookup(&[scope], &parse_keys(keys).unwrap()),
                expected,
                "{keys} in {}",
                scope.name()
            );
        }
        let Lookup::Pending(next) = map.lookup(&[Scope::Queue], &parse_keys("<C-g>").unwrap())
        else {
            panic!("Ctrl-G waits for more");
        };
        assert_eq!(next.len(), 2);
    }
}
