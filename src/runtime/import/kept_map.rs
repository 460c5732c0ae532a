//! Maps that the desk keeps: what was decided by hand for a sheet holds for the next one with the same
//! headings.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::app::import::data::ColumnRow;
use crate::domain::case::fact::attached::ContentHash;
use crate::domain::sheet_kind::SheetKind;
use crate::exchange::headings::folded;
use crate::exchange::map::written::write;
use crate::exchange::message::unwritten;
use crate::exchange::write::plain as file;
use crate::runtime::own_file;
use crate::words::bundle::Words;

/// Signs of the digest in a map's name.
const SIGNS: usize = 12;

/// Gives where the map for a sheet with these columns is kept; the name holds nothing that a person
/// typed.
pub fn place(folder: &Path, kind: SheetKind, columns: &[ColumnRow]) -> PathBuf {
    let mut headings: Vec<String> = columns
        .iter()
        .map(|column| folded(&column.heading))
        .filter(|heading| !heading.is_empty())
        .collect();
    headings.sort();
    headings.dedup();
    let digest = Sha256::digest(headings.join("\n").as_bytes());
    let signs = ContentHash::new(digest.into()).to_string();
    let short: String = signs.chars().take(SIGNS).collect();
    folder.join(format!("{}-{short}.toml", kind.code()))
}

/// Reads the map that is kept there; `None` where there is none.
///
/// # Errors
/// Why it cannot be read.
pub fn read(words: &Words, place: &Path) -> Result<Option<String>, String> {
    match own_file::read(place) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(words.io_reason(&error)),
    }
}

/// Keeps what was decided.
///
/// # Errors
/// Why it was not written.
pub fn keep(
    words: &Words,
    place: &Path,
    changes: &[(String, Option<String>)],
) -> Result<(), String> {
    file::write(place, write(changes).as_bytes()).map_err(|error| unwritten(words, &error))
}
