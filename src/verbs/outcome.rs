//! How a verb ends: the four exit codes, and the sentence for whoever reads the terminal.

use std::cell::RefCell;
use std::fmt::Display;
use std::io::{self, Write};

use crate::disk::number::system_number;
use crate::domain::clean;
use crate::words::bundle::Words;

thread_local! {
    /// What stood in the way when an answer could not be written.
    static UNWRITTEN: RefCell<Option<io::Error>> = const { RefCell::new(None) };
}

/// Exit codes (see `product.md`, the command line).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Refused or not found.
    Refused,
    /// Wrong usage.
    Usage,
    /// The store cannot be used.
    Store,
    /// Ended by a signal.
    Signal(i32),
}

impl Exit {
    /// Gives the number; a signal gives 128 and its own, as shells do.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::Usage => 2,
            Self::Store => 3,
            Self::Signal(number) => u8::try_from(128 + number).unwrap_or(255),
        }
    }
}

/// Writes one sentence to stderr, free of control characters. A stderr that is gone cannot be told
/// so.
pub fn complain(sentence: impl Display) {
    let _ = writeln!(io::stderr(), "mulin: {}", printable(&sentence.to_string()));
}

/// Writes a line to stdout; false when nobody reads it any more (`mulin … | head`).
pub fn say(line: impl Display) -> bool {
    let written = writeln!(io::stdout(), "{}", printable(&line.to_string()));
    note(&written);
    written.is_ok()
}

/// Notes that something of an answer could not be written. That nobody reads any more is no failure.
pub fn note(written: &io::Result<()>) {
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        UNWRITTEN.with_borrow_mut(|first| {
            first.get_or_insert_with(|| match system_number(error) {
                Some(number) => io::Error::from_raw_os_error(number),
                None => error.kind().into(),
            });
        });
    }
}

/// Tells whether something of the answer could not be written.
pub fn is_unwritten() -> bool {
    UNWRITTEN.with_borrow(Option::is_some)
}

/// Gives how a verb ends: one whose answer could not be written has failed, and says so.
pub fn settled(words: &Words, exit: Exit) -> Exit {
    note(&io::stdout().flush());
    let Some(error) = UNWRITTEN.take() else {
        return exit;
    };
    let args = [("reason", words.io_reason(&error).into())];
    complain(words.say_with("verbs-unwritten", &args));
    if exit == Exit::Done {
        Exit::Refused
    } else {
        exit
    }
}

/// Takes control characters out of what goes to a terminal; tabs between columns stay.
pub fn printable(line: &str) -> String {
    let columns: Vec<String> = line.split('\t').map(clean::text).collect();
    columns.join("\t")
}
