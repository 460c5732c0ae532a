//! `mulin backup`: the store, as it stands at one instant, in a file of its own.

use std::path::Path;

use crate::domain::looked::LookKind;
use crate::runtime::backup::daily::{Outcome, Source};
use crate::runtime::backup::make::{Made, Order, faulty};
use crate::verbs::arguments::backup::BackupArguments;
use crate::verbs::look;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::passphrase::{Wanted, passphrase};
use crate::verbs::present::now;
use crate::verbs::setting::Setting;
use crate::verbs::store::existing;
use crate::verbs::target::may_copy;

/// Copies the store into a file, or into the daily folder.
pub fn backup(setting: &Setting, asked: &BackupArguments) -> Exit {
    match &asked.file {
        Some(file) if !asked.daily => to_file(setting, asked, file),
        _ => daily(setting),
    }
}

fn to_file(setting: &Setting, asked: &BackupArguments, file: &Path) -> Exit {
    let words = &setting.words;
    if let Err(exit) = may_copy(setting, file, asked.replace) {
        return exit;
    }
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let secret = if asked.encrypt {
        match passphrase(words, asked.passphrase_file.as_deref(), Wanted::Twice) {
            Ok(secret) => Some(secret),
            Err(exit) => return exit,
        }
    } else {
        None
    };
    let taken = look::begin(setting, LookKind::BackedUp).at(file.display().to_string());
    if let Err(exit) = look::taken_out(setting, &store, taken) {
        return exit;
    }
    let order = Order {
        store: &store,
        place: store.path(),
        now: now(),
        words,
        target: file,
        files: file.to_owned(),
        replaces: asked.replace,
        passphrase: secret.as_ref(),
    };
    match order.make() {
        Ok(made) => {
            let args = [
                ("file", file.display().to_string().into()),
                ("n", made.rows.into()),
            ];
            say(words.say_with("verbs-backup-done", &args));
            if secret.is_some() {
                say(words.say("backup-keep-passphrase"));
            }
            made_with(setting, made)
        }
        Err(sentence) => {
            complain(sentence);
            Exit::Refused
        }
    }
}

/// Says what became of the files of cases, and which faults the copy has; a copy with faults is no
/// success.
fn made_with(setting: &Setting, made: Made) -> Exit {
    let mut exit = Exit::Done;
    match made.files {
        Ok(sentence) => {
            sentence.map(say);
        }
        Err(sentence) => {
            complain(sentence);
            exit = Exit::Refused;
        }
    }
    if let Some(sentence) = faulty(&setting.words, &made.faults) {
        complain(sentence);
        exit = Exit::Refused;
    }
    exit
}

/// Makes the copy of the day.
fn daily(setting: &Setting) -> Exit {
    let words = &setting.words;
    let Some(plan) = &setting.daily else {
        complain(words.say("daily-no-plan"));
        return Exit::Refused;
    };
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let source = Source {
        store: &store,
        place: store.path(),
        words,
        who: &setting.who,
        look: look::begin(setting, LookKind::BackedUp),
    };
    let named = |key: &str, file: &Path| {
        let file = file.display().to_string();
        say(words.say_with(key, &[("file", file.into())]));
        Exit::Done
    };
    match plan.run(&source, now()) {
        Outcome::Made(file) => named("daily-made", &file),
        Outcome::There(file) => named("daily-there", &file),
        Outcome::Elsewhere => {
            say(words.say("daily-elsewhere"));
            Exit::Done
        }
        Outcome::Failed(sentence) => {
            complain(sentence);
            Exit::Refused
        }
    }
}
