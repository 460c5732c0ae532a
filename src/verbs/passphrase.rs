//! The passphrase of an encrypted backup: from a file, or typed at the terminal.

use std::io::{self, IsTerminal};
use std::path::Path;

use crate::runtime::backup::make::no_passphrase;
use crate::runtime::backup::passphrase::Passphrase;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::unseen::Unseen;
use crate::words::bundle::Words;

/// How often it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// To open what it was made with.
    Once,
    /// A new one: a slip would lock the backup for good.
    Twice,
}

/// Gives the passphrase; says why there is none.
///
/// # Errors
/// How to end.
pub fn passphrase(words: &Words, file: Option<&Path>, wanted: Wanted) -> Result<Passphrase, Exit> {
    let (found, place) = match file {
        Some(file) => (Passphrase::of_file(file), file),
        None => (Passphrase::new(typed(words, wanted)?), Path::new("-")),
    };
    found.map_err(|trouble| {
        complain(no_passphrase(words, place, &trouble));
        Exit::Refused
    })
}

fn typed(words: &Words, wanted: Wanted) -> Result<String, Exit> {
    if !io::stdin().is_terminal() {
        complain(words.say("backup-need-terminal"));
        return Err(Exit::Usage);
    }
    let unseen = Unseen::hold();
    let ask = |key: &str| {
        let prompt = format!("{}: ", words.say(key));
        unseen.ask(&prompt).map_err(|error| {
            let args = [("reason", words.io_reason(&error).into())];
            complain(words.say_with("backup-read-terminal", &args));
            Exit::Refused
        })
    };
    let first = ask("backup-ask-passphrase")?;
    if wanted == Wanted::Twice && ask("backup-ask-again")? != first {
        complain(words.say("backup-not-twice"));
        return Err(Exit::Refused);
    }
    Ok(first)
}
