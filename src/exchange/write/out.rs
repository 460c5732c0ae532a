//! What an export is made of.

use chrono::NaiveDate;

use crate::domain::moment::Moment;
use crate::exchange::write::error::WriteError;

/// A column of an export.
#[derive(Debug, Clone, PartialEq)]
pub struct OutColumn {
    /// The field's name, the key in .jsonl.
    pub code: &'static str,
    /// The heading in .xlsx and .csv, in the clerk's language.
    pub heading: String,
    /// The width in a sheet, in digits of its font (a Hanzi takes two).
    pub width: u16,
}

/// A cell of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutCell {
    /// Nothing.
    Empty,
    /// Text; never run as a formula.
    Text(String),
    /// A count.
    Count(i64),
    /// A day.
    Day(NaiveDate),
    /// An instant, in Beijing time.
    At(Moment),
    /// Yes or no.
    YesNo(bool),
}

impl OutCell {
    /// Makes a cell of text that may be missing.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map(Into::into)
            .filter(|text| !text.is_empty())
            .map_or(Self::Empty, Self::Text)
    }
}

/// What an export came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Rows below the headings.
    pub rows: u64,
    /// Cells whose text was longer than a sheet's cell holds and stands shortened.
    pub shortened: u64,
}

/// Takes the rows of an export; nothing stands under the file's name before [`Sink::finish`].
pub trait Sink {
    /// Writes a row; its cells stand in the order of the columns.
    fn row(&mut self, cells: &[OutCell]) -> Result<(), WriteError>;

    /// Puts the file in its place.
    fn finish(self: Box<Self>) -> Result<Written, WriteError>;
}
