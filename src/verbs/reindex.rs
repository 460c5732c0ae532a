//! `mulin reindex`: every row anew by which lists, searches and figures find records.

use crate::verbs::outcome::{Exit, say};
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed};

/// Makes the indexes anew and says what differed.
pub fn reindex(setting: &Setting) -> Exit {
    let words = &setting.words;
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    match store.reindex() {
        Ok(differing) if differing.is_empty() => {
            say(words.say("verbs-reindex-nothing"));
            Exit::Done
        }
        Ok(differing) => {
            for (table, rows) in &differing {
                let args = [("table", (*table).into()), ("n", (*rows).into())];
                say(words.say_with("verbs-reindex-table", &args));
            }
            say(words.say("verbs-reindex-done"));
            Exit::Done
        }
        Err(error) => failed(setting, &error),
    }
}
