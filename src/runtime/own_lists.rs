//! `phrases.toml` and `views.toml` in the config folder: lists of the town's own that the desk writes.

use std::io::ErrorKind;
use std::path::Path;

use crate::domain::phrase::Phrase;
use crate::domain::saved_view::SavedView;
use crate::exchange::{phrases, views};
use crate::runtime::own_file;
use crate::runtime::place::settings_folder;
use crate::words::bundle::Words;

const PHRASES: &str = "phrases.toml";
const VIEWS: &str = "views.toml";

/// Reads the short texts; without a file the built-in ones stand there, and with a broken one as well,
/// with the reason.
pub fn phrases(words: &Words) -> (Vec<Phrase>, Option<String>) {
    let lang = words.lang();
    match read(words, PHRASES, phrases::read) {
        Ok(Some(list)) => (list, None),
        Ok(None) => (phrases::built_in(lang), None),
        Err(why) => (phrases::built_in(lang), Some(why)),
    }
}

/// Reads the saved views; with a broken file there are none, with the reason.
pub fn views(words: &Words) -> (Vec<SavedView>, Option<String>) {
    match read(words, VIEWS, views::read) {
        Ok(list) => (list.unwrap_or_default(), None),
        Err(why) => (Vec::new(), Some(why)),
    }
}

/// Keeps the short texts.
///
/// # Errors
/// As [`views::read`] and the system say.
pub fn keep_phrases(words: &Words, folder: &Path, list: &[Phrase]) -> Result<(), String> {
    keep(
        words,
        &folder.join(PHRASES),
        phrases::read,
        &phrases::write(list),
    )
}

/// Keeps the saved views.
///
/// # Errors
/// As [`views::read`] and the system say.
pub fn keep_views(words: &Words, folder: &Path, list: &[SavedView]) -> Result<(), String> {
    keep(words, &folder.join(VIEWS), views::read, &views::write(list))
}

fn read<T>(
    words: &Words,
    name: &str,
    read: impl Fn(&str) -> Result<Vec<T>, String>,
) -> Result<Option<Vec<T>>, String> {
    let Some(folder) = settings_folder() else {
        return Ok(None);
    };
    stands(words, &folder.join(name), read)
}

/// Gives what stands in a file; `None` where there is none.
fn stands<T>(
    words: &Words,
    path: &Path,
    read: impl Fn(&str) -> Result<Vec<T>, String>,
) -> Result<Option<Vec<T>>, String> {
    let named = |why: String| match path.file_name() {
        Some(name) => format!("{} {why}", name.display()),
        None => why,
    };
    match own_file::read(path) {
        Ok(text) => read(&text).map(Some).map_err(named),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(named(words.io_reason(&error))),
    }
}

/// Writes a file; one that does not read is left as it is, for somebody wrote it by hand.
fn keep<T>(
    words: &Words,
    path: &Path,
    read: impl Fn(&str) -> Result<Vec<T>, String>,
    text: &str,
) -> Result<(), String> {
    stands(words, path, read)?;
    own_file::write(path, text).map_err(|error| words.io_reason(&error))
}
