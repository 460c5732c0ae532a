//! The places of a form over a pane: what must be read first, its lines, what is proposed beside
//! them, what may be typed.

use ratatui::layout::Rect;

use crate::app::cells::broken;
use crate::app::form::rows::Space;
use crate::app::layout::{inside, middle};

/// The most cells of a form over a pane.
const WIDTH: u16 = 76;
/// The most rows.
const HEIGHT: u16 = 16;
/// Cells of its labels.
pub const LABEL: u16 = 14;

/// The places of a form, in cells from the corner of the pane's room.
#[derive(Debug, Clone, Copy)]
pub struct Panel {
    /// The border.
    pub frame: Rect,
    /// The two texts above the lines.
    pub above: [Rect; 2],
    /// The lines.
    pub lines: Rect,
    /// The proposals, beside the lines.
    pub offers: Rect,
    /// What may be typed.
    pub hint: Rect,
}

impl Panel {
    /// Gives the places in a room of so many columns and rows: above the lines two texts, each with
    /// the most rows that it takes; beside them proposals where there are `offers`.
    pub fn new(
        (width, height): (u16, u16),
        above: [(Option<&str>, usize); 2],
        offers: bool,
        ambiguous_wide: bool,
    ) -> Self {
        let frame = middle(Rect::new(0, 0, width, height), WIDTH, HEIGHT);
        let inner = inside(frame);
        let mut top = inner.y;
        let above = above.map(|(text, most)| {
            let rows = text.map_or(0, |text| {
                broken(text, inner.width, ambiguous_wide).len().min(most)
            });
            let rows = u16::try_from(rows).unwrap_or(u16::MAX);
            let place = Rect {
                y: top,
                height: rows.min(inner.bottom() - top),
                ..inner
            };
            top = place.bottom();
            place
        });
        let rows = inner.bottom() - top;
        let hints = if rows > 3 { 2 } else { 0 };
        let beside = if offers { inner.width * 9 / 20 } else { 0 };
        let lines = Rect::new(inner.x, top, inner.width - beside, rows - hints);
        Self {
            frame,
            above,
            lines,
            offers: Rect {
                x: lines.right() + u16::from(offers),
                width: beside.saturating_sub(1),
                ..lines
            },
            hint: Rect {
                y: inner.bottom() - hints,
                height: hints,
                ..inner
            },
        }
    }

    /// Gives the room of the lines.
    pub const fn space(&self) -> Space {
        Space {
            width: self.lines.width,
            height: self.lines.height,
            label: LABEL,
        }
    }

    /// Gives the first proposal that is shown, so that the one under the cursor is.
    pub fn first_offer(&self, cursor: Option<usize>) -> usize {
        cursor.map_or(0, |at| (at + 1).saturating_sub(self.offers.height.into()))
    }

    /// Gives the row of the proposals at a cell.
    pub fn offer_row(&self, column: u16, row: u16) -> Option<u16> {
        let inside = self.offers.contains((column, row).into());
        inside.then(|| row - self.offers.y)
    }

    /// Gives the row of the lines at a cell.
    pub fn line_row(&self, column: u16, row: u16) -> Option<u16> {
        let inside = self.lines.contains((column, row).into());
        inside.then(|| row - self.lines.y)
    }
}
