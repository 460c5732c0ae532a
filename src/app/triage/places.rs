//! Where things stand on the screen of triage: for drawing and for the mouse.

use crate::app::case::para;
use crate::app::form::rows::Space;
use crate::app::layout::{Place, inside, layout};
use crate::app::pane::Pane;
use crate::app::shared::Shared;

/// Its place on the window.
pub const PLACE: Place = Place::Popup(150, 38);
/// From this width on the words stand beside the rows.
pub const SIDE: u16 = 110;
/// Cells of the labels.
pub const LABEL: u16 = para::LABEL - 4;
/// Rows that the matter's words keep at least.
const LEAST_WORDS: u16 = 4;

/// Gives the room of the rows inside a border of so many columns and rows.
pub const fn rows(width: u16, height: u16) -> Space {
    let beside = width >= SIDE;
    Space {
        width: if beside { width * 11 / 20 } else { width },
        height: if beside {
            height
        } else {
            height.saturating_sub(LEAST_WORDS + 1)
        },
        label: LABEL,
    }
}

/// Gives the room of the rows on the window as it is.
pub fn space(shared: &Shared) -> Space {
    let desk = layout(shared.size, shared.intake_open, Pane::Queue, Pane::Case);
    let inner = desk.map(|it| inside(it.place(PLACE)));
    inner.map_or(rows(0, 0), |it| rows(it.width, it.height))
}
