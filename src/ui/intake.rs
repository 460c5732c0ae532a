//! Drawing the intake pane.

use ratatui::layout::Rect;

use crate::app::intake::State;
use crate::command::table::Command;
use crate::ui::canvas::Canvas;

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, _state: &State, area: Rect) {
    let shared = canvas.shared;
    let keys = shared.keys(Command::IntakeNew);
    let text = shared
        .words
        .say_with("intake-start", &[("keys", keys.into())]);
    let dim = canvas.styles.dim;
    canvas.paragraph(area, &text, dim);
}
