//! `mulin compact`: gives back the room that the store no longer needs.

use crate::store::redb::upkeep;
use crate::verbs::outcome::{Exit, say};
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed, of_a_file, path};

/// Compacts the store's file while nobody else has it open.
pub fn compact(setting: &Setting) -> Exit {
    if let Err(exit) = of_a_file(setting) {
        return exit;
    }
    match existing(setting) {
        Ok(store) => drop(store),
        Err(exit) => return exit,
    }
    match upkeep::compact(&path(setting)) {
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
