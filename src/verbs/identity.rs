//! 登录 on the command line: a store that has operators answers only to one who signed in, and each verb
//! only to a role that may do it. `--as` says who wishes to sign in; it proves nothing.

use std::env;
use std::io::{self, IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::private::is_open_to_others;
use crate::domain::right::{Right, Role};
use crate::domain::seat::{Seat, SignedIn};
use crate::domain::secret::Secret;
use crate::office::sign_in::{TOKEN, sign_in, sign_in_by_token};
use crate::runtime::own_file;
use crate::store::contract::{Store, ask};
use crate::verbs::arguments::case::CaseAction;
use crate::verbs::arguments::operator::OperatorAction;
use crate::verbs::arguments::{CheckinAction, DutyAction, LawyerAction, Verb, WhistleAction};
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::setting::Setting;
use crate::verbs::store::{exists, failed, open, tell_update};
use crate::verbs::unseen::Unseen;
use crate::words::bundle::Words;

/// Names the file of `--credential` where that was not given.
const CREDENTIAL: &str = "MULIN_CREDENTIAL";

/// Signs in for a verb, and asks whether the role may do it; whoever signed in is who it is done by.
///
/// # Errors
/// Nobody signed in, or his role may not do this; it was said.
pub fn establish(setting: &mut Setting, verb: Option<&Verb>) -> Result<(), Exit> {
    // The desk is opened to be read; what is done at it is asked about one by one.
    let Some(right) = verb.map_or(Some(Right::Read), needed) else {
        return Ok(());
    };
    if !exists(setting) {
        return Ok(());
    }
    let store = match open(setting) {
        Ok(store) => store.with_keyring(Arc::clone(&setting.keyring)),
        // Of a store that does not open nobody can be asked who he is, and whoever has the file has it.
        Err(_) if matches!(verb, Some(Verb::Restore(_) | Verb::Repair { .. })) => return Ok(()),
        Err(error) => return Err(failed(setting, &error)),
    };
    tell_update(setting, &store);
    let has = ask(&store, |it| it.has_operators()).map_err(|error| failed(setting, &error))?;
    if !has {
        if setting.global.credential.is_some() {
            complain(setting.words.say("identity-no-operators"));
            return Err(Exit::Refused);
        }
        return Ok(());
    }
    let at_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if verb.is_none() && credential(setting).is_none() && at_terminal {
        // The desk asks on a card of its own.
        setting.seat = Seat::Empty;
        return Ok(());
    }
    let (name, role) = signed_in(setting, &store)?;
    setting.who = name;
    setting.seat = Seat::Taken(role);
    if role.may(right) {
        return Ok(());
    }
    let words = &setting.words;
    let args = [
        ("name", setting.who.as_str().into()),
        ("role", words.code("role", role.code()).into()),
        ("roles", words.roles(right).into()),
    ];
    complain(words.say_with("identity-may-not", &args));
    Err(Exit::Refused)
}

/// Gives the right that a verb needs; `None` for one that touches nobody's matter.
fn needed(verb: &Verb) -> Option<Right> {
    Some(match verb {
        Verb::Demo(_)
        | Verb::Tutor { .. }
        | Verb::Due(_)
        | Verb::Doctor { .. }
        | Verb::Keys { .. }
        | Verb::Completions { .. }
        | Verb::Schema { .. }
        | Verb::Man => return None,
        Verb::Register { .. } => Right::Register,
        Verb::Find(_)
        | Verb::Meeting { .. }
        | Verb::Handover { .. }
        | Verb::Call { .. }
        | Verb::Roads(_)
        | Verb::Force { .. }
        | Verb::Education { .. } => Right::Read,
        Verb::Case { action } => match action {
            CaseAction::List(_)
            | CaseAction::Show { .. }
            | CaseAction::Ask { .. }
            | CaseAction::Papers { .. }
            | CaseAction::Attachments { .. } => Right::Read,
            CaseAction::Paper(_) => Right::TakeOut,
            CaseAction::Attach(_) => Right::Handle,
        },
        Verb::Step(_) => Right::Handle,
        Verb::Duty { action, .. } => match action {
            None | Some(DutyAction::Open { .. }) => Right::Read,
            Some(DutyAction::Close(_)) => Right::Ledgers,
        },
        Verb::Whistle { action } => match action {
            WhistleAction::List { .. } => Right::Read,
            WhistleAction::Raise { .. } => Right::Handle,
        },
        Verb::Tick { .. } => Right::Ledgers,
        Verb::Report(asked) if asked.issue => Right::Issue,
        Verb::Report(asked) if asked.to.is_some() => Right::TakeOut,
        Verb::Report(_) => Right::Read,
        Verb::Lawyer { action } => match action {
            LawyerAction::List { .. } | LawyerAction::Tally { .. } => Right::Read,
        },
        Verb::Import(_) => Right::TakeIn,
        Verb::Export(_) => Right::TakeOut,
        Verb::Verify { .. }
        | Verb::Seal { .. }
        | Verb::Reindex
        | Verb::Repair { .. }
        | Verb::Backup { .. }
        | Verb::Restore { .. }
        | Verb::Compact => Right::Upkeep,
        #[cfg(feature = "postgres")]
        Verb::Move { .. } => Right::Upkeep,
        Verb::Looked(_) => Right::Audit,
        Verb::Checkin { action } => match action {
            CheckinAction::List(_) => Right::Read,
            CheckinAction::Report => Right::Ledgers,
        },
        Verb::Operator { action } => match action {
            OperatorAction::Roles | OperatorAction::Recover { .. } => return None,
            // One's own passphrase and PIN are one's own; whose it is, the store looks at.
            OperatorAction::List { .. }
            | OperatorAction::Passphrase { .. }
            | OperatorAction::Pin { .. } => Right::Read,
            OperatorAction::Add { .. }
            | OperatorAction::Token { .. }
            | OperatorAction::Role { .. }
            | OperatorAction::Entrust { .. }
            | OperatorAction::Leave { .. }
            | OperatorAction::Return { .. } => Right::Operators,
        },
    })
}

/// Gives the file that proves who one is, where one was named.
fn credential(setting: &Setting) -> Option<PathBuf> {
    let file = setting.global.credential.clone();
    file.or_else(|| env::var_os(CREDENTIAL).map(PathBuf::from))
}

fn signed_in(setting: &Setting, store: &dyn Store) -> Result<(String, Role), Exit> {
    let words = &setting.words;
    let file = credential(setting);
    let secret = if let Some(file) = &file {
        secret_in(words, file)?
    } else {
        let args = [("name", setting.who.as_str().into())];
        asked_unseen(words, &words.say_with("identity-ask", &args))?
    };
    let came = if file.is_some() && secret.expose().starts_with(TOKEN) {
        sign_in_by_token(store, &secret)
    } else {
        sign_in(store, &setting.who, &secret, now())
    };
    let sentence = match came {
        Ok(SignedIn::As { name, role }) => return Ok((name, role)),
        Ok(failed) => words.not_signed_in(&failed),
        Err(error) => return Err(failed(setting, &error)),
    };
    complain(sentence);
    Err(Exit::Refused)
}

/// Reads a token, a key or a passphrase from a file that its owner alone can read.
///
/// # Errors
/// The file cannot be read, or others can read it too; it was said.
pub fn secret_in(words: &Words, file: &Path) -> Result<Secret, Exit> {
    let named = file.display().to_string();
    if is_open_to_others(file) {
        complain(words.say_with("identity-open-file", &[("file", named.into())]));
        return Err(Exit::Refused);
    }
    match own_file::read(file) {
        Ok(text) => Ok(Secret::new(text.trim_end_matches(['\r', '\n']))),
        Err(error) => {
            let args = [
                ("file", named.into()),
                ("reason", words.io_reason(&error).into()),
            ];
            complain(words.say_with("identity-unreadable", &args));
            Err(Exit::Refused)
        }
    }
}

/// Asks for a secret at the terminal; it is not seen while it is typed.
///
/// # Errors
/// There is no terminal; it was said how a script signs in.
pub fn asked_unseen(words: &Words, prompt: &str) -> Result<Secret, Exit> {
    if !stderr().is_terminal() {
        complain(words.say("identity-needed"));
        return Err(Exit::Refused);
    }
    if let Ok(typed) = Unseen::hold().ask(&format!("{prompt} ")) {
        return Ok(Secret::new(typed));
    }
    complain(words.say("identity-needed"));
    Err(Exit::Refused)
}

/// Asks for a new PIN twice.
///
/// # Errors
/// There is no terminal, or the two differ; it was said.
pub fn asked_pin(words: &Words) -> Result<Secret, Exit> {
    asked_both(words, "identity-ask-pin")
}

/// Asks for a new passphrase twice.
///
/// # Errors
/// There is no terminal, or the two differ; it was said.
pub fn asked_twice(words: &Words) -> Result<Secret, Exit> {
    asked_both(words, "identity-ask-new")
}

fn asked_both(words: &Words, key: &str) -> Result<Secret, Exit> {
    let _unseen = Unseen::hold();
    let first = asked_unseen(words, &words.say(key))?;
    let second = asked_unseen(words, &words.say("identity-ask-again"))?;
    if first == second {
        return Ok(first);
    }
    complain(words.say("identity-differs"));
    Err(Exit::Refused)
}
