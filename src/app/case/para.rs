//! A paragraph of a case: a label, a text, and the lines that it takes.

use crate::app::cells::broken;

/// Cells of the labels, with the free one behind them.
pub const LABEL: u16 = 16;

/// How a paragraph is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// Ordinary.
    Plain,
    /// Stands back.
    Dim,
    /// In order.
    Good,
    /// Needs a hand today.
    Warn,
    /// Late.
    Bad,
    /// The heading of a group, from the left edge on.
    Heading(Pressing),
    /// A cell of a map.
    Cell(CellState),
}

/// How much a group presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressing {
    /// Not today.
    Calm,
    /// Today.
    Today,
    /// Late.
    Late,
}

/// How a place of a map stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// All is in order.
    Good,
    /// Something is late.
    Late,
    /// Something is missing.
    Missing,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Para {
    /// What it is, in words; empty when it goes on.
    pub label: String,
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Shade,
    /// Which thing of a list it belongs to: the cursor stands on things.
    pub item: Option<usize>,
}

impl Para {
    /// Makes the empty line between two groups.
    pub const fn gap() -> Self {
        Self {
            label: String::new(),
            text: String::new(),
            tone: Shade::Plain,
            item: None,
        }
    }

    /// Gives the column at which the text begins: a heading has no label.
    pub const fn indent(&self) -> u16 {
        match self.tone {
            Shade::Heading(_) => 1,
            Shade::Plain | Shade::Dim | Shade::Good | Shade::Warn | Shade::Bad | Shade::Cell(_) => {
                LABEL
            }
        }
    }
}

/// Breaks a paragraph into the lines that stand beside its label in `width` cells. It is measured as
/// the terminal that needs most draws it, so that it takes the same lines on every one.
pub fn lines(para: &Para, width: u16) -> Vec<String> {
    let room = width.saturating_sub(para.indent()).max(2);
    let lines = broken(&para.text, room, true);
    lines.into_iter().map(str::to_owned).collect()
}
