//! Whether a file may be written where the user wants it: nothing that stands there is replaced without
//! a word, and the store by nobody.

use std::path::Path;

use crate::disk::regular;
use crate::exchange::write::file::Standing;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::setting::Setting;
use crate::verbs::store::{is_a_store, path};

/// Gives what becomes of a file that stands at the place.
pub const fn standing(replace: bool) -> Standing {
    if replace {
        Standing::Replaced
    } else {
        Standing::Stays
    }
}

/// Makes sure that a sheet, a report or a paper may be written to `file`; says why not.
///
/// # Errors
/// How to end.
pub fn may_write(setting: &Setting, file: &Path, replace: bool) -> Result<(), Exit> {
    // A store of another desk is no less a store.
    if is_a_store(file) {
        return Err(refused(setting, "verbs-target-store", file));
    }
    may_stand(setting, file, replace)
}

/// Makes sure that a backup may be written to `file`, also in place of an older one; says why not.
///
/// # Errors
/// How to end.
pub fn may_copy(setting: &Setting, file: &Path, replace: bool) -> Result<(), Exit> {
    may_stand(setting, file, replace)
}

fn may_stand(setting: &Setting, file: &Path, replace: bool) -> Result<(), Exit> {
    if regular::is_same(file, &path(setting)) {
        return Err(refused(setting, "verbs-target-store", file));
    }
    match file.symlink_metadata() {
        Err(_) => Ok(()),
        Ok(_) if !replace => Err(refused(setting, "verbs-there-already", file)),
        Ok(facts) if !facts.is_file() => Err(refused(setting, "verbs-target-no-file", file)),
        Ok(_) => Ok(()),
    }
}

fn refused(setting: &Setting, key: &str, file: &Path) -> Exit {
    let file = file.display().to_string();
    complain(setting.words.say_with(key, &[("file", file.into())]));
    Exit::Refused
}
