//! `roads.toml` in the config folder: the town's own table of legal roads.

use std::io::ErrorKind;

use crate::domain::road::Road;
use crate::exchange::roads;
use crate::runtime::own_file;
use crate::runtime::place::settings_folder;
use crate::words::bundle::Words;

/// Reads the town's table; without one the built-in one holds, and with a broken one as well, with
/// the reason.
pub fn read(words: &Words) -> (Vec<Road>, Option<String>) {
    let Some(path) = settings_folder().map(|folder| folder.join("roads.toml")) else {
        return (roads::built_in(), None);
    };
    let broken = |why: String| (roads::built_in(), Some(format!("roads.toml {why}")));
    match own_file::read(&path) {
        Ok(text) => roads::read(&text).map_or_else(broken, |roads| (roads, None)),
        Err(error) if error.kind() == ErrorKind::NotFound => (roads::built_in(), None),
        Err(error) => broken(words.io_reason(&error)),
    }
}
