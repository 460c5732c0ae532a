//! A line of a ledger's page, and the texts in it.

use crate::app::case::para::Shade;

/// A line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Which of the rows that the cursor stops at it belongs to.
    pub row: Option<usize>,
    /// The first line of its row: marks stand beside it.
    pub first: bool,
    /// It belongs to the details of its row.
    pub detail: bool,
    /// The table to which it belongs.
    pub table: Option<usize>,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

/// A text in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The column at which it begins.
    pub at: u16,
    /// The text; it fits.
    pub text: String,
    /// How it is drawn.
    pub ink: Ink,
}

/// How a text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// A heading.
    Title,
    /// A text of this tone.
    Tone(Shade),
    /// A bar of a chart.
    Bar,
}

impl Piece {
    /// Makes a text that fits.
    pub fn new(at: u16, text: &str, ink: Ink) -> Self {
        Self {
            at,
            text: text.to_owned(),
            ink,
        }
    }
}
