//! What stands in the way of a file or a row, in the chosen language.

use crate::exchange::intake::raw::{Doubtful, RowDoubt, RowRefusal};
use crate::exchange::map::file::MapError;
use crate::exchange::read::error::{ReadError, Trouble};
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// Says why a file was not read.
pub fn unread(words: &Words, error: &ReadError) -> String {
    let text = trouble(words, &error.trouble);
    on(words, &error.file.display().to_string(), text)
}

/// Says what stands in the way of reading a table.
pub fn trouble(words: &Words, trouble: &Trouble) -> String {
    let list = |names: &[String]| names.join(", ");
    let (mut detail, mut name, mut have, mut bound, mut limit) = (
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
    );
    match trouble {
        Trouble::Io(error) => detail = words.io_reason(error),
        Trouble::Damaged(text) => detail.clone_from(text),
        Trouble::OtherType(what) => detail = words.say(&format!("file-{}", what.code())),
        Trouble::TooLarge(which, most) => {
            bound = words.say(&format!("read-{}", which.code()));
            limit = most.to_string();
        }
        Trouble::NoSheet(sheet, sheets) => {
            name.clone_from(sheet);
            have = list(sheets);
        }
        Trouble::NoHeadings(seen) => have = list(seen),
        Trouble::HeadingsMissing(missing, seen) => {
            name = list(missing);
            have = list(seen);
        }
        Trouble::FieldMissing((field, heading), seen) => {
            let is_own = words.lang() == Lang::TOWN;
            (if is_own { *heading } else { *field }).clone_into(&mut name);
            have = list(seen);
        }
        Trouble::Locked | Trouble::Empty => {}
    }
    words.say_with(
        &format!("read-{}", trouble.code()),
        &[
            ("detail", detail.into()),
            ("name", name.into()),
            ("have", have.into()),
            ("bound", bound.into()),
            ("limit", limit.into()),
        ],
    )
}

/// Says why a file was not written.
pub fn unwritten(words: &Words, error: &WriteError) -> String {
    let detail = match &error.trouble {
        WriteTrouble::Io(error) => words.io_reason(error),
        WriteTrouble::UnknownType(text) => text.clone(),
        // What the writer of sheets says is for whoever mends the program.
        WriteTrouble::Sheet(_) => String::new(),
        WriteTrouble::TooManyRows(limit) => limit.to_string(),
    };
    let key = format!("write-{}", error.trouble.code());
    let text = words.say_with(&key, &[("detail", detail.into())]);
    on(words, &error.file.display().to_string(), text)
}

/// Says what is wrong with an import map.
pub fn map(words: &Words, error: &MapError) -> String {
    let (name, detail) = match error {
        MapError::Syntax(line, text) => (line.to_string(), text.clone()),
        MapError::UnknownPart(name) | MapError::HeadingTwice(name) => (name.clone(), String::new()),
        MapError::UnknownField(name, have) => (name.clone(), have.join(", ")),
        MapError::WrongValue(name, wanted) => {
            (name.clone(), words.say(&format!("map-{}", wanted.code())))
        }
        MapError::FieldMissing(field) => ((*field).to_owned(), String::new()),
    };
    let key = format!("map-{}", error.code());
    words.say_with(&key, &[("name", name.into()), ("detail", detail.into())])
}

/// Says why a row or line was refused.
pub fn refusal(words: &Words, refusal: &RowRefusal) -> String {
    row(words, refusal.why.code(), &refusal.why.quoted())
}

/// Says what is doubtful in a row or line, and what was done with it.
pub fn doubt(words: &Words, doubt: &RowDoubt) -> String {
    let text = row(words, doubt.what.code(), doubt.what.quoted());
    match doubt.what {
        Doubtful::When(..) => words.say_with("row-kept-aside", &[("text", text.into())]),
        Doubtful::Fault(_) => words.say_with("row-left-out", &[("text", text.into())]),
        Doubtful::UnknownField
        | Doubtful::DigitsLost
        | Doubtful::Masked
        | Doubtful::WrongKind
        | Doubtful::Loosely(..)
        | Doubtful::Undated
        | Doubtful::Garbled
        | Doubtful::UnknownChannel(_)
        | Doubtful::NotEnded(_)
        | Doubtful::EndUnknown(_) => text,
    }
}

fn row(words: &Words, code: &str, text: &str) -> String {
    words.say_with(&format!("row-{code}"), &[("text", text.to_owned().into())])
}

fn on(words: &Words, file: &str, text: String) -> String {
    words.say_with(
        "read-on",
        &[("file", file.to_owned().into()), ("text", text.into())],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read::error::Bound;
    use crate::exchange::read::file_type::FileType;

    #[test]
    fn every_trouble_is_a_sentence_that_names_the_file() {
        for lang in Lang::ALL {
            let words = Words::new(*lang);
            for trouble in [
                Trouble::OtherType(FileType::Pdf),
                Trouble::Locked,
                Trouble::Damaged("x".to_owned()),
                Trouble::TooLarge(Bound::Rows, 7),
                Trouble::NoSheet("甲".to_owned(), vec!["乙".to_owned()]),
                Trouble::NoHeadings(vec!["乙".to_owned()]),
                Trouble::HeadingsMissing(vec!["甲".to_owned()], vec!["乙".to_owned()]),
                Trouble::FieldMissing(("summary", "概况"), vec!["乙".to_owned()]),
                Trouble::Empty,
            ] {
                let text = unread(&words, &trouble.on("台账.xlsx"));
                assert!(
                    text.contains("台账.xlsx") && !text.contains("read-"),
                    "{text}"
                );
                assert!(!text.contains('$') && text.chars().count() > 14, "{text}");
            }
        }
    }
}
