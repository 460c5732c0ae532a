//! Whether the store goes on from what was sealed: from one seal off paper, from a file of seals, or
//! from the file beside the store.

use std::path::Path;

use crate::domain::seal::ShortSeal;
use crate::store::continuation::{Break, Continuation, Sealed};
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::store::seals::{Seals, sealed};
use crate::words::bundle::Words;

/// What a store is compared with, and how that came out.
pub struct Compared {
    /// What is to be told of a store that goes on.
    pub sentence: Option<String>,
    /// What does not hold.
    pub faults: Vec<String>,
}

/// Reads what was asked for: a seal, else a file of seals.
///
/// # Errors
/// The file cannot be read; `None` where it is neither.
pub fn asked(text: &str) -> Result<Option<Vec<Sealed>>, StoreError> {
    if let Some(seal) = ShortSeal::parse(text) {
        return Ok(Some(vec![seal.into()]));
    }
    let file = Path::new(text);
    if !file.exists() {
        return Ok(None);
    }
    Seals::in_file(file)
        .read()
        .map(|lines| Some(sealed(&lines)))
}

/// Compares a store with what was asked for, or with the seals beside it; those of a town on a server may
/// lie beside the mirrors of other machines, and are not missed here.
///
/// # Errors
/// The store or the file cannot be read.
pub fn compared(
    words: &Words,
    store: &dyn Store,
    (beside, has_all): (&Seals, bool),
    since: Option<Vec<Sealed>>,
) -> Result<Compared, StoreError> {
    let mut faults = Vec::new();
    let wanted = if let Some(wanted) = since {
        wanted
    } else {
        let read = if beside.exist() {
            beside.readable()
        } else {
            Ok((Vec::new(), Vec::new()))
        };
        // What cannot be read is told; the store itself is proved all the same.
        let (lines, unread) = read.unwrap_or_else(|error| {
            faults.push(words.store_failure(error.code(), &error.detail()));
            (Vec::new(), Vec::new())
        });
        for at in unread {
            let file = beside.path().display().to_string();
            let args = [("line", at.into()), ("file", file.into())];
            faults.push(words.say_with("verbs-seal-unread", &args));
        }
        let counted = ask(store, |it| it.sealed())?;
        let there = lines.iter().map(|line| line.seal.entries).max();
        if has_all && counted > there.unwrap_or(0) {
            let file = beside.path().display().to_string();
            let args = [("entries", counted.into()), ("file", file.into())];
            faults.push(words.say_with("verbs-seal-missing", &args));
        }
        sealed(&lines)
    };
    if wanted.is_empty() {
        let sentence = None;
        return Ok(Compared { sentence, faults });
    }
    let Continuation {
        seals,
        since,
        broken,
    } = ask(store, |it| it.continues(&wanted))?;
    let sentence = match broken {
        None => {
            let args = [("seals", seals.into()), ("since", since.into())];
            Some(words.say_with("verbs-seal-goes-on", &args))
        }
        Some(Break::Shorter { sealed, there }) => {
            let args = [("sealed", sealed.into()), ("there", there.into())];
            faults.push(words.say_with("verbs-seal-shorter", &args));
            None
        }
        Some(Break::Differs {
            after,
            until,
            entry,
        }) => {
            let args = [
                ("after", after.into()),
                ("until", until.into()),
                ("entry", entry.into()),
            ];
            faults.push(words.say_with("verbs-seal-differs", &args));
            None
        }
    };
    Ok(Compared { sentence, faults })
}
