//! `mulin backup`: the store, as it stands at one instant, in a file of its own.

use std::path::Path;

use crate::store::attachments::{AttachError, Attachments};
use crate::store::contract::Store;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::setting::Setting;
use crate::verbs::store::existing;

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
            files(setting, store.path(), file)
        }
        Err(error) => {
            let sentence = words.store_failure(error.code(), &error.detail());
            complain(format!("{shown}: {sentence}"));
            drop(store);
            Exit::Refused
        }
    }
}

/// Copies the files of cases from beside one store's file to beside another; those that are whole there
/// stay. Nothing is said where there are none.
pub fn files(setting: &Setting, from: &Path, to: &Path) -> Exit {
    let words = &setting.words;
    let (from, to) = (Attachments::beside(from), Attachments::beside(to));
    let folder = to.folder().display().to_string();
    match from.copy_to(&to) {
        Ok(0) => Exit::Done,
        Ok(copies) => {
            let args = [("folder", folder.into()), ("n", copies.into())];
            say(words.say_with("verbs-files-copied", &args));
            Exit::Done
        }
        Err(error) => {
            let reason = match error {
                AttachError::Io(error) => error.to_string(),
                AttachError::NotAFile | AttachError::TooLarge(_) => {
                    words.say("attach-changed-bare")
                }
            };
            let args = [
                ("folder", from.folder().display().to_string().into()),
                ("reason", reason.into()),
            ];
            complain(words.say_with("verbs-files-not-copied", &args));
            Exit::Refused
        }
    }
}
