//! `triage.toml` in the config folder: the town's own word list.

use std::io::ErrorKind;

use crate::domain::triage::WordList;
use crate::exchange::triage;
use crate::runtime::own_file;
use crate::runtime::settings::folder;

/// Reads the town's list; without one the built-in one holds, and with a broken one as well, with
/// the reason.
pub fn read() -> (WordList, Option<String>) {
    let Some(path) = folder().map(|folder| folder.join("triage.toml")) else {
        return (triage::built_in(), None);
    };
    let broken = |why: String| (triage::built_in(), Some(format!("triage.toml {why}")));
    match own_file::read(&path) {
        Ok(text) => triage::read(&text).map_or_else(broken, |list| (list, None)),
        Err(error) if error.kind() == ErrorKind::NotFound => (triage::built_in(), None),
        Err(error) => broken(error.to_string()),
    }
}
