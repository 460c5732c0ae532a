//! `mulin operator`: who may sign in, what each may do, passphrases and tokens.

use std::fs;
use std::io::Write;
use std::path::Path;

use chrono::Datelike;
use serde::Serialize;

use crate::command::table::Command;
use crate::disk::private::make_file;
use crate::domain::clean;
use crate::domain::number::CaseNumber;
use crate::domain::operator::{OperatorFact, OperatorView};
use crate::domain::refusal::Refusal;
use crate::domain::right::{Right, Role};
use crate::domain::secret::Secret;
use crate::office::operators::{add, add_script, change_named, entrust, recover, set_passphrase};
use crate::office::pin::set_pin;
use crate::store::contract::ask;
use crate::store::error::StoreError;
use crate::verbs::arguments::operator::{NewPassphrase, OperatorAction};
use crate::verbs::identity::{asked_pin, asked_twice, asked_unseen, secret_in};
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed, for_reading, opened};
use crate::words::bundle::Words;

#[derive(Debug, Serialize)]
struct OperatorJson<'a> {
    name: &'a str,
    role: &'static str,
    script: bool,
    left: bool,
}

/// Runs what was asked for.
pub fn run(setting: &Setting, action: &OperatorAction) -> Exit {
    match action {
        OperatorAction::List { json } => list(setting, *json),
        OperatorAction::Roles => roles(&setting.words),
        OperatorAction::Add {
            name,
            role,
            passphrase,
        } => added(setting, name, role, passphrase),
        OperatorAction::Token { name, file, role } => token(setting, name, file, role),
        OperatorAction::Role { name, role } => {
            let Some(role) = Role::parse(role) else {
                return Exit::Usage;
            };
            changed(setting, name, OperatorFact::Role(role))
        }
        OperatorAction::Passphrase {
            name,
            key_file,
            passphrase,
        } => {
            let recovery = match key_file.as_deref().map(|it| secret_in(&setting.words, it)) {
                None => None,
                Some(Ok(key)) => Some(key),
                Some(Err(exit)) => return exit,
            };
            let secret = match new_passphrase(setting, passphrase) {
                Ok(secret) => secret,
                Err(exit) => return exit,
            };
            let store = match existing(setting) {
                Ok(store) => store,
                Err(exit) => return exit,
            };
            match set_passphrase(
                &store,
                &setting.who,
                name,
                &secret,
                recovery.as_ref(),
                now(),
            ) {
                Ok(Ok(false)) => {
                    complain(setting.words.say("identity-recovery-wrong"));
                    Exit::Refused
                }
                came => answered(setting, came.map(|it| it.map(|_| ())), name),
            }
        }
        OperatorAction::Pin {
            name,
            pin_file,
            remove,
        } => pin(setting, name, pin_file.as_deref(), *remove),
        OperatorAction::Entrust {
            number,
            name,
            key_file,
        } => entrusted(setting, number, name, key_file.as_deref()),
        OperatorAction::Leave { name } => changed(setting, name, OperatorFact::Left),
        OperatorAction::Return { name } => changed(setting, name, OperatorFact::Returned),
        OperatorAction::Recover {
            name,
            key_file,
            passphrase,
        } => recovered(setting, name, key_file.as_deref(), passphrase),
    }
}

fn list(setting: &Setting, json: bool) -> Exit {
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let all = match ask(store.as_ref(), |it| it.operators()) {
        Ok(all) => all,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    if json {
        let all: Vec<OperatorJson<'_>> = all.iter().map(of).collect();
        printer.json_line(&all);
        return Exit::Done;
    }
    let words = &setting.words;
    if all.is_empty() {
        printer.line(words.say("operator-none"));
    }
    for it in &all {
        let state = match (it.left, it.is_script) {
            (true, _) => words.say("operator-left"),
            (false, true) => words.say("operator-script"),
            (false, false) => String::new(),
        };
        let role = words.code("role", it.role.code());
        printer.line([it.name.as_str(), &role, &state].join("\t"));
    }
    Exit::Done
}

fn of(it: &OperatorView) -> OperatorJson<'_> {
    OperatorJson {
        name: &it.name,
        role: it.role.code(),
        script: it.is_script,
        left: it.left,
    }
}

/// Prints the table of rights, each with the roles that have it and the commands of the desk that need it.
fn roles(words: &Words) -> Exit {
    for right in Right::ALL {
        let commands = Command::ALL.iter().filter(|it| it.right() == Some(*right));
        let commands: Vec<String> = commands.map(|it| words.say(&it.word())).collect();
        let line = [
            words.code("right", right.code()),
            words.roles(*right),
            commands.join(&words.say("identity-and")),
        ]
        .join("\t");
        if !say(line) {
            break;
        }
    }
    Exit::Done
}

fn added(setting: &Setting, name: &str, role: &str, asked: &NewPassphrase) -> Exit {
    let name = clean::line(name);
    let secret = match new_passphrase(setting, asked) {
        Ok(secret) => secret,
        Err(exit) => return exit,
    };
    let store = match opened(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let is_first = match ask(&store, |it| it.has_operators()) {
        Ok(has) => !has,
        Err(error) => return failed(setting, &error),
    };
    let role = if is_first {
        Some(Role::Administrator)
    } else {
        Role::parse(role)
    };
    let Some(role) = role else {
        return Exit::Usage;
    };
    match add(&store, &setting.who, &name, role, &secret, now()) {
        Ok(Ok(key)) => {
            let words = &setting.words;
            let role = words.code("role", role.code());
            let args = [("name", name.into()), ("role", role.into())];
            say(words.say_with("operator-added", &args));
            if let Some(key) = key {
                say(words.say_with("operator-recovery", &[("key", key.expose().into())]));
            }
            Exit::Done
        }
        Ok(Err(refusal)) => refused(setting, &refusal),
        Err(error) => failed(setting, &error),
    }
}

fn token(setting: &Setting, name: &str, file: &Path, role: &str) -> Exit {
    let name = clean::line(name);
    let Some(role) = Role::parse(role) else {
        return Exit::Usage;
    };
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    // The file comes first: a token that cannot be written down is of no use to anybody.
    let mut target = match make_file(file) {
        Ok(target) => target,
        Err(error) => {
            let args = [
                ("file", file.display().to_string().into()),
                ("reason", setting.words.io_reason(&error).into()),
            ];
            complain(setting.words.say_with("identity-unwritable", &args));
            return Exit::Refused;
        }
    };
    let exit = match add_script(&store, &setting.who, &name, role, now()) {
        Ok(Ok(token)) => {
            let written = writeln!(target, "{}", token.expose()).and_then(|()| target.sync_all());
            if let Err(error) = written {
                let args = [
                    ("file", file.display().to_string().into()),
                    ("reason", setting.words.io_reason(&error).into()),
                ];
                complain(setting.words.say_with("identity-unwritable", &args));
                // What nobody holds lets nobody in, but is not to stand among the others.
                let left = change_named(&store, &setting.who, &name, OperatorFact::Left, now());
                answered(setting, left, &name);
                Exit::Refused
            } else {
                let args = [
                    ("name", name.into()),
                    ("file", file.display().to_string().into()),
                ];
                say(setting.words.say_with("operator-token", &args));
                return Exit::Done;
            }
        }
        Ok(Err(refusal)) => refused(setting, &refusal),
        Err(error) => failed(setting, &error),
    };
    let _ = fs::remove_file(file);
    exit
}

fn changed(setting: &Setting, name: &str, fact: OperatorFact) -> Exit {
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let came = change_named(&store, &setting.who, name, fact, now());
    answered(setting, came, name)
}

/// Sets a PIN, or takes it away.
fn pin(setting: &Setting, name: &str, file: Option<&Path>, remove: bool) -> Exit {
    let secret = match (remove, file) {
        (true, _) => None,
        (false, Some(file)) => Some(secret_in(&setting.words, file)),
        (false, None) => Some(asked_pin(&setting.words)),
    };
    let secret = match secret.transpose() {
        Ok(secret) => secret,
        Err(exit) => return exit,
    };
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let came = set_pin(&store, &setting.who, name, secret.as_ref(), now());
    answered(setting, came, name)
}

/// Names somebody by the recovery key for a case that nobody reads who signs in.
fn entrusted(setting: &Setting, typed: &str, name: &str, key_file: Option<&Path>) -> Exit {
    let words = &setting.words;
    let key = match key_file {
        Some(file) => secret_in(words, file),
        None => asked_unseen(words, &words.say("identity-ask-recovery")),
    };
    let key = match key {
        Ok(key) => key,
        Err(exit) => return exit,
    };
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let year = u16::try_from(now().date().year()).unwrap_or_default();
    let Some(case) = CaseNumber::parse_short(typed, year) else {
        complain(words.say_with("verbs-case-none", &[("number", typed.into())]));
        return Exit::Refused;
    };
    match entrust(&store, &setting.who, &key, case, name, now()) {
        Ok(Ok(false)) => {
            complain(words.say("identity-recovery-wrong"));
            Exit::Refused
        }
        Ok(done) => answered(setting, Ok(done.map(|_| ())), name),
        Err(error) => failed(setting, &error),
    }
}

fn recovered(
    setting: &Setting,
    name: &str,
    key_file: Option<&Path>,
    passphrase: &NewPassphrase,
) -> Exit {
    let words = &setting.words;
    let key = match key_file {
        Some(file) => secret_in(words, file),
        None => asked_unseen(words, &words.say("identity-ask-recovery")),
    };
    let secret = key.and_then(|key| Ok((key, new_passphrase(setting, passphrase)?)));
    let (key, secret) = match secret {
        Ok(both) => both,
        Err(exit) => return exit,
    };
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    match recover(&store, &key, name, &secret, now()) {
        Ok(Ok(false)) => {
            complain(words.say("identity-recovery-wrong"));
            Exit::Refused
        }
        Ok(came) => answered(setting, Ok(came.map(|_| ())), name),
        Err(error) => failed(setting, &error),
    }
}

fn new_passphrase(setting: &Setting, asked: &NewPassphrase) -> Result<Secret, Exit> {
    match &asked.passphrase_file {
        Some(file) => secret_in(&setting.words, file),
        None => asked_twice(&setting.words),
    }
}

fn answered(setting: &Setting, came: Result<Result<(), Refusal>, StoreError>, name: &str) -> Exit {
    match came {
        Ok(Ok(())) => {
            say(setting
                .words
                .say_with("operator-changed", &[("name", name.into())]));
            Exit::Done
        }
        Ok(Err(refusal)) => refused(setting, &refusal),
        Err(error) => failed(setting, &error),
    }
}

fn refused(setting: &Setting, refusal: &Refusal) -> Exit {
    complain(setting.words.refusal(refusal));
    Exit::Refused
}
