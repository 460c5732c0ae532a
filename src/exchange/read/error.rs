//! Why a file cannot be read as a table: what happened, on what, and what to do.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::exchange::read::file_type::FileType;

/// A file that was not read, or not to its end.
#[derive(Debug)]
pub struct ReadError {
    /// Which file.
    pub file: PathBuf,
    /// What stood in the way.
    pub trouble: Trouble,
}

/// What can stand in the way of reading a table.
#[derive(Debug)]
pub enum Trouble {
    /// The file cannot be opened or read.
    Io(io::Error),
    /// The file is of another type.
    OtherType(FileType),
    /// The workbook asks for a password.
    Locked,
    /// The file is damaged; the reader's own words.
    Damaged(String),
    /// A bound was passed: which, and its value.
    TooLarge(Bound, u64),
    /// There is no sheet of that name; those that are there.
    NoSheet(String, Vec<String>),
    /// No row of headings was found; what the widest row on top holds.
    NoHeadings(Vec<String>),
    /// Headings that the map names are not in the sheet; those that are.
    HeadingsMissing(Vec<String>, Vec<String>),
    /// A field that is needed has no column; its code with the heading that it has most, and the headings
    /// that are there.
    FieldMissing((&'static str, &'static str), Vec<String>),
    /// Nothing stands in the file.
    Empty,
}

/// The bounds of `limits.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Bytes of the file.
    File,
    /// Unpacked bytes of a part.
    Unpacked,
    /// Cells that the sheets span.
    Cells,
    /// Rows.
    Rows,
    /// Columns.
    Columns,
    /// Bytes of one record or line; a quotation mark may be left open.
    Record,
}

impl Bound {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Unpacked => "unpacked",
            Self::Cells => "cells",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Record => "record",
        }
    }
}

impl Trouble {
    /// Names the file that it is about.
    pub fn on(self, file: impl Into<PathBuf>) -> ReadError {
        ReadError {
            file: file.into(),
            trouble: self,
        }
    }

    /// Gives the tail of the word key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io",
            Self::OtherType(_) => "other-type",
            Self::Locked => "locked",
            Self::Damaged(_) => "damaged",
            Self::TooLarge(..) => "too-large",
            Self::NoSheet(..) => "no-sheet",
            Self::NoHeadings(_) => "no-headings",
            Self::HeadingsMissing(..) => "headings-missing",
            Self::FieldMissing(..) => "field-missing",
            Self::Empty => "empty",
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}; check the path and the rights on it"),
            Self::OtherType(what) => write!(
                f,
                "this is no table ({}); save it as .xlsx, .csv or .jsonl and try again",
                what.code()
            ),
            Self::Locked => f.write_str(
                "the workbook asks for a password; open it, take the password off and save it again",
            ),
            Self::Damaged(words) => write!(
                f,
                "the file is damaged ({words}); open it in a spreadsheet program and save it again"
            ),
            Self::TooLarge(bound, limit) => write!(
                f,
                "more than {limit} ({}); split the file into smaller ones",
                bound.code()
            ),
            Self::NoSheet(name, have) => {
                write!(f, "there is no sheet {name}; the file has {}", have.join(", "))
            }
            Self::NoHeadings(seen) => write!(
                f,
                "no row of known headings was found (the widest row on top reads {}); \
                 give a map with --map",
                seen.join(", ")
            ),
            Self::HeadingsMissing(missing, have) => write!(
                f,
                "the map names headings that the sheet does not have: {}; it has {}",
                missing.join(", "),
                have.join(", ")
            ),
            Self::FieldMissing((field, _), have) => write!(
                f,
                "no column gives {field}; the headings are {}; give a map with --map",
                have.join(", ")
            ),
            Self::Empty => f.write_str("nothing stands in the file"),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.trouble)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.trouble {
            Trouble::Io(error) => Some(error),
            Trouble::OtherType(_)
            | Trouble::Locked
            | Trouble::Damaged(_)
            | Trouble::TooLarge(..)
            | Trouble::NoSheet(..)
            | Trouble::NoHeadings(_)
            | Trouble::HeadingsMissing(..)
            | Trouble::FieldMissing(..)
            | Trouble::Empty => None,
        }
    }
}
