//! `mulin seal`: the seal (封存码) over everything that is written down by now, for paper and for the
//! file beside the store.

use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::store::seals::Seals;
use crate::verbs::outcome::{Exit, say};
use crate::verbs::present::now;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed};

/// Makes a seal and prints it. A store that is older than its seals is sealed only where it is said to
/// be the right one.
pub fn seal(setting: &Setting, older_is_right: bool) -> Exit {
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    if let Some(older) = store.older()
        && !older_is_right
    {
        return failed(setting, &StoreError::Older(older.to_string()));
    }
    match store.seal(now()) {
        Ok(line) => {
            let file = Seals::beside(store.path()).path().display().to_string();
            let args = [
                ("seal", line.seal.short().to_string().into()),
                ("at", line.at.minute().into()),
                ("entries", line.seal.entries.into()),
                ("streams", line.streams.into()),
                ("file", file.into()),
            ];
            say(setting.words.say_with("verbs-seal-done", &args));
            Exit::Done
        }
        Err(error) => failed(setting, &error),
    }
}
