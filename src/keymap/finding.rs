//! What can be wrong in a key file, as data.

use crate::command::table::Command;
use crate::keymap::key::Key;

/// Something wrong, with the line on which it stands (0: in no line).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// The kinds of things that can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No TOML of the right shape; the reader's own sentence.
    Toml(String),
    /// A heading that is no scope.
    UnknownScope(String),
    /// A text that names no key.
    UnknownKey(String),
    /// A command that does not exist.
    UnknownCommand(String),
    /// The same keys, or the beginning of them, stand on another line of the scope.
    Clash {
        /// The keys of this row.
        keys: Vec<Key>,
        /// The other line.
        other: usize,
    },
    /// The keys hide a global row from this scope.
    Hides {
        /// The keys of this row.
        keys: Vec<Key>,
        /// The global command that cannot be reached.
        command: Command,
    },
    /// A key that terminals, desktops or input methods take away.
    NeverBound(Key),
    /// A command bound where it cannot run.
    WrongScope(Command),
    /// A command without any key.
    Unreachable(Command),
    /// A command with only one road.
    OneRoad(Command),
}
