//! `mulin repair`: a new file in which damaged records stand again as their histories give them.

use std::path::Path;

use crate::domain::looked::LookKind;
use crate::runtime::attachments::carry;
use crate::store::redb::mending;
use crate::store::redb::store::RedbStore;
use crate::verbs::look;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::setting::Setting;
use crate::verbs::store::{exists, failed, of_a_file, path, projections, tell_missing};
use crate::verbs::verify::counted;

/// Writes the new file, proves it, and says what could not be had; the files of cases go with it.
pub fn repair(setting: &Setting, target: &Path) -> Exit {
    if let Err(exit) = of_a_file(setting) {
        return exit;
    }
    let words = &setting.words;
    let shown = target.display().to_string();
    if target.exists() {
        complain(words.say_with("verbs-there-already", &[("file", shown.into())]));
        return Exit::Refused;
    }
    if !exists(setting) {
        tell_missing(setting);
        return Exit::Store;
    }
    let (mended, findings) =
        match mending::repair(&path(setting), target, &projections(), &setting.town) {
            Ok(done) => done,
            Err(error) => return failed(setting, &error),
        };
    // The damaged file stays as it is: the new one says that it was taken out of it.
    let taken = look::begin(setting, LookKind::BackedUp).at(shown.clone());
    let opened = RedbStore::open(target, projections(), setting.town.clone());
    if let Err(error) = opened.and_then(|store| look::write(setting, &store, taken)) {
        let reason = words.store_failure(error.code(), &error.detail());
        complain(words.say_with("looked-not-written", &[("reason", reason.into())]));
    }
    for thing in &mended.replayed {
        let args = [("thing", thing.as_str().into())];
        say(words.say_with("verbs-repair-replayed", &args));
    }
    for thing in &mended.lost {
        let args = [("thing", thing.as_str().into())];
        complain(words.say_with("verbs-repair-lost", &args));
    }
    say(counted(words, &findings));
    for fault in &findings.faults {
        complain(fault);
    }
    let args = [
        ("file", shown.clone().into()),
        ("n", mended.replayed.len().into()),
        ("lost", mended.lost.len().into()),
    ];
    say(words.say_with("verbs-repair-done", &args));
    match carry(words, &path(setting), target) {
        Ok(sentence) => {
            sentence.map(say);
        }
        Err(sentence) => {
            complain(sentence);
            return Exit::Refused;
        }
    }
    if mended.lost.is_empty() && findings.count() == 0 {
        Exit::Done
    } else {
        Exit::Refused
    }
}
