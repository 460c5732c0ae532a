//! 查看留痕 on the command line: what a verb shows or takes out is written down.

use std::process;

use crate::domain::act::{Act, Action};
use crate::domain::looked::{Look, LookKind};
use crate::domain::number::CaseNumber;
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::setting::Setting;
use crate::verbs::store::failed;

/// Begins a look by the verb that is run.
pub fn begin(setting: &Setting, kind: LookKind) -> Look {
    Look::new(kind, setting.verb, process::id())
}

/// Writes down that a case was shown. Nobody waits long for it: where another program holds the store,
/// or that cannot be written, it is said that it was not.
pub fn shown(setting: &Setting, store: &dyn Store, number: CaseNumber) {
    store.hurry();
    let look = begin(setting, LookKind::Opened).at_case(number);
    if let Err(error) = write(setting, store, look) {
        let reason = setting.words.store_failure(error.code(), &error.detail());
        let args = [("reason", reason.into())];
        complain(setting.words.say_with("looked-not-written", &args));
    }
}

/// Writes down what is taken out, before it is.
///
/// # Errors
/// It cannot be written, which is said: then nothing is taken out.
pub fn taken_out(setting: &Setting, store: &dyn Store, look: Look) -> Result<(), Exit> {
    write(setting, store, look).map_err(|error| failed(setting, &error))
}

/// Writes a look down.
///
/// # Errors
/// The store cannot be written.
pub fn write(setting: &Setting, store: &dyn Store, look: Look) -> Result<(), StoreError> {
    let act = Act {
        who: setting.who.clone(),
        when: now(),
        action: Action::Look(look),
    };
    store.commit(&[act]).map(|_| ())
}
