//! `mulin backup`: the store, as it stands at one instant, in a file of its own.

use std::path::Path;

use crate::runtime::attachments::carry;
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

/// Copies the files of cases from beside one store's file to beside another. Nothing is said where
/// there are none.
pub fn files(setting: &Setting, from: &Path, to: &Path) -> Exit {
    match carry(&setting.words, from, to) {
        Ok(sentence) => {
            sentence.map(say);
            Exit::Done
        }
        Err(sentence) => {
            complain(sentence);
            Exit::Refused
        }
    }
}
