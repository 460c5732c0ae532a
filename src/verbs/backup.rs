//! `mulin backup`: the store, as it stands at one instant, in a file of its own.

use std::path::Path;

use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed};

/// Copies the store into a new file; one that stands there already is left alone.
pub fn backup(setting: &Setting, file: &Path) -> Exit {
    let words = &setting.words;
    let shown = file.display().to_string();
    if file.exists() {
        complain(words.say_with("verbs-there-already", &[("file", shown.into())]));
        return Exit::Refused;
    }
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    match store.backup(file) {
        Ok(rows) => {
            let args = [("file", shown.into()), ("n", rows.into())];
            say(words.say_with("verbs-backup-done", &args));
            Exit::Done
        }
        Err(error) => {
            let sentence = words.store_failure(error.code(), &error.detail());
            complain(format!("{shown}: {sentence}"));
            drop(store);
            Exit::Refused
        }
    }
}

/// `mulin compact`: gives back the room that the store no longer needs.
pub fn compact(setting: &Setting) -> Exit {
    match existing(setting) {
        Ok(store) => drop(store),
        Err(exit) => return exit,
    }
    match crate::store::redb::upkeep::compact(&crate::verbs::store::path(setting)) {
        Ok((before, after)) => {
            let args = [
                ("before", kilobytes(before).into()),
                ("after", kilobytes(after).into()),
            ];
            say(setting.words.say_with("verbs-compact-done", &args));
            Exit::Done
        }
        Err(error) => failed(setting, &error),
    }
}

/// Writes a size in kilobytes.
pub fn kilobytes(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1024))
}
