//! Drawing the grid pane.

use ratatui::layout::Rect;

use crate::app::grid::State;
use crate::ui::canvas::Canvas;

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, _state: &State, area: Rect) {
    let dim = canvas.styles.dim;
    let text = canvas.shared.words.say("grid-none");
    canvas.paragraph(area, &text, dim);
}
