//! Where things stand inside the pane, in cells from its corner: for drawing and for the mouse.

use crate::app::form::rows::Space;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::shared::Shared;

/// Rows above the days: the month's sum.
pub const HEAD: u16 = 1;
/// Rows above a day's lines: the day, and who comes.
pub const DAY_HEAD: u16 = 3;
/// Rows below a day's lines: more about the booking under the hand.
pub const DETAIL: u16 = 2;
/// Rows above a form: what it is for.
pub const FORM_HEAD: u16 = 2;
/// Cells of a form's labels.
pub const LABEL: u16 = 10;
/// Rows above the lawyers' list.
pub const CARDS_HEAD: u16 = 2;

/// The places of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// Columns of the days.
    pub days: u16,
    /// Columns of the pane.
    pub width: u16,
    /// Rows of the pane.
    pub height: u16,
}

/// What was clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// The row of a day, from the first shown.
    Day(usize),
    /// The row of a line, from the first shown.
    Line(usize),
    /// The row of a lawyer.
    Card(usize),
}

impl Places {
    /// Lays the pane out as the window is.
    pub fn of(shared: &Shared) -> Self {
        let room = room(shared.size, Pane::Lawyers);
        Self::inside(room.width, room.height)
    }

    /// Lays a pane of so many cells out.
    pub const fn inside(width: u16, height: u16) -> Self {
        let days = if width < 70 { 22 } else { 28 };
        Self {
            days,
            width,
            height,
        }
    }

    /// Gives the rows of the days.
    pub fn page(&self) -> usize {
        usize::from(self.height.saturating_sub(HEAD).max(1))
    }

    /// Gives the rows of a day's lines.
    pub fn lines(&self) -> usize {
        let taken = HEAD + DAY_HEAD + DETAIL;
        usize::from(self.height.saturating_sub(taken).max(1))
    }

    /// Gives the columns of a form; proposals stand to its right.
    pub const fn form(&self) -> u16 {
        self.width * 11 / 20
    }

    /// Gives the room of a form.
    pub const fn space(&self) -> Space {
        Space {
            width: self.form(),
            height: self.height.saturating_sub(FORM_HEAD),
            label: LABEL,
        }
    }

    /// Tells which proposal stands at a cell while a form is open.
    pub fn offer(&self, column: u16, row: u16) -> Option<usize> {
        let row = row.checked_sub(FORM_HEAD)?;
        (column > self.form()).then_some(row.into())
    }

    /// Tells what stands at a cell.
    pub fn hit(&self, column: u16, row: u16, cards: bool) -> Option<Hit> {
        if cards {
            return row.checked_sub(CARDS_HEAD).map(|row| Hit::Card(row.into()));
        }
        if column < self.days {
            return row.checked_sub(HEAD).map(|row| Hit::Day(row.into()));
        }
        let row = usize::from(row.checked_sub(HEAD + DAY_HEAD)?);
        (row < self.lines()).then_some(Hit::Line(row))
    }
}
