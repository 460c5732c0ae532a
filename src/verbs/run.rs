//! From arguments to the verb.

use crate::verbs::arguments::{Arguments, KeysDeed, Verb};
use crate::verbs::keys;
use crate::verbs::open;
use crate::verbs::outcome::Exit;
use crate::verbs::probe;
use crate::verbs::setting::Setting;

/// Runs what was asked for.
pub fn run(arguments: Arguments) -> Exit {
    let setting = match Setting::of(&arguments.global) {
        Ok(setting) => setting,
        Err(exit) => return exit,
    };
    match arguments.verb {
        None => open::open(setting),
        Some(Verb::Keys { deed: None }) => keys::list(&setting),
        Some(Verb::Keys {
            deed: Some(KeysDeed::Check { file }),
        }) => keys::check(&setting, &file),
        Some(Verb::Keys {
            deed: Some(KeysDeed::Probe),
        }) => probe::probe(&setting),
    }
}
