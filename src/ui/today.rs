//! Drawing the opening page.

use ratatui::layout::Rect;

use crate::app::today::State;
use crate::ui::canvas::Canvas;
use crate::ui::paras;

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let paras = state.page(canvas.shared);
    paras::view(canvas, &paras, state.cursor(), 0, area);
}
