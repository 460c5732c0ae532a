//! Where things stand inside the pane, in cells from its corner: for drawing and for the mouse.

use crate::app::form::rows::Space;
use crate::app::layout::room;
use crate::app::pane::Pane;
use crate::app::shared::Shared;

/// Rows above the tree: the sums.
pub const HEAD: u16 = 1;
/// Rows below the tree: the filter.
pub const FOOT: u16 = 1;
/// Rows above a node's people: its name, where it belongs, what stands below it.
pub const NODE_HEAD: u16 = 4;
/// Rows above a form and above a list of cases: what it is for.
pub const FORM_HEAD: u16 = 2;

/// Cells of a form's labels.
pub const LABEL: u16 = 12;

/// The places of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// Columns of the tree.
    pub tree: u16,
    /// Columns of the pane.
    pub width: u16,
    /// Rows of the pane.
    pub height: u16,
}

/// What was clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A row of the tree, from the first shown.
    Tree(usize),
    /// The filter.
    Filter,
    /// A row of the node's people or cases.
    Line(usize),
}

impl Places {
    /// Lays the pane out as the window is.
    pub fn of(shared: &Shared) -> Self {
        let room = room(shared.size, Pane::Grid);
        Self::inside(room.width, room.height)
    }

    /// Lays a pane of so many cells out.
    pub const fn inside(width: u16, height: u16) -> Self {
        Self {
            tree: width * 11 / 25,
            width,
            height,
        }
    }

    /// Gives the rows of the tree.
    pub fn page(self) -> usize {
        usize::from(self.height.saturating_sub(HEAD + FOOT).max(1))
    }

    /// Gives the columns of a form; proposals stand to its right.
    pub const fn form(self) -> u16 {
        self.width * 11 / 20
    }

    /// Gives the room of a form, alone or with proposals to its right.
    pub const fn space(self, beside: bool) -> Space {
        Space {
            width: if beside { self.form() } else { self.width },
            height: self.height.saturating_sub(FORM_HEAD),
            label: LABEL,
        }
    }

    /// Tells which proposal stands at a cell while a form is open.
    pub fn offer(self, column: u16, row: u16) -> Option<usize> {
        let row = row.checked_sub(FORM_HEAD)?;
        (column > self.form()).then_some(row.into())
    }

    /// Tells what stands at a cell; `head` is the number of rows above the right list.
    pub fn hit(self, column: u16, row: u16, head: u16) -> Option<Hit> {
        if column < self.tree {
            if row + FOOT >= self.height {
                return Some(Hit::Filter);
            }
            return row.checked_sub(HEAD).map(|row| Hit::Tree(row.into()));
        }
        row.checked_sub(HEAD + head)
            .map(|row| Hit::Line(row.into()))
    }
}
