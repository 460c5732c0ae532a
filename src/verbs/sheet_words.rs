//! Why a file or a map was not read, or a file not written, as sentences.

use crate::exchange::map::file::MapError;
use crate::exchange::read::error::{ReadError, Trouble};
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::words::say::Words;

/// Says why a file was not read, or not to its end.
pub fn read_error(words: &Words, error: &ReadError) -> String {
    let key = format!("read-{}", error.trouble.code());
    let text = |text: String| words.say_with(&key, &[("text", text.into())]);
    let pair = |wanted: String, have: &[String]| {
        let args = [("text", wanted.into()), ("have", have.join("、").into())];
        words.say_with(&key, &args)
    };
    let sentence = match &error.trouble {
        Trouble::Io(error) => text(error.to_string()),
        Trouble::OtherType(what) => text((*what).to_owned()),
        Trouble::Damaged(reason) => text(reason.clone()),
        Trouble::TooLarge(bound, limit) => {
            let what = words.say(&format!("bound-{}", bound.code()));
            words.say_with(
                &key,
                &[("text", what.into()), ("n", limit.to_string().into())],
            )
        }
        Trouble::NoSheet(name, have) => pair(name.clone(), have),
        Trouble::NoHeadings(seen) => text(seen.join("、")),
        Trouble::HeadingsMissing(missing, have) => pair(missing.join("、"), have),
        Trouble::FieldMissing(field, have) => pair((*field).to_owned(), have),
        Trouble::Locked | Trouble::Empty => words.say(&key),
    };
    format!("{}: {sentence}", error.file.display())
}

/// Says why a map does not read.
pub fn map_error(words: &Words, error: &MapError) -> String {
    let key = format!("map-{}", error.code());
    let text = |text: &str| words.say_with(&key, &[("text", text.into())]);
    match error {
        MapError::Syntax(line, reason) => words.say_with(
            &key,
            &[
                ("line", line.to_string().into()),
                ("text", reason.as_str().into()),
            ],
        ),
        MapError::UnknownPart(name) | MapError::WrongValue(name, _) => text(name),
        MapError::UnknownField(name, have) => words.say_with(
            &key,
            &[
                ("text", name.as_str().into()),
                ("have", have.join(" ").into()),
            ],
        ),
        MapError::HeadingTwice(heading) => text(heading),
        MapError::FieldMissing(field) => text(field),
    }
}

/// Says why a file was not written.
pub fn write_error(words: &Words, error: &WriteError) -> String {
    let key = format!("write-{}", error.trouble.code());
    let detail = match &error.trouble {
        WriteTrouble::Io(error) => error.to_string(),
        WriteTrouble::UnknownType(end) => end.clone(),
        WriteTrouble::TooManyRows(limit) => limit.to_string(),
        WriteTrouble::Sheet(reason) => reason.clone(),
    };
    let sentence = words.say_with(&key, &[("text", detail.into())]);
    format!("{}: {sentence}", error.file.display())
}
