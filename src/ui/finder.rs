//! Drawing the Finder: rows above the field, so that an input method covers none.

use ratatui::layout::Rect;

use crate::app::finder::State;
use crate::command::table::Command;
use crate::ui::canvas::Canvas;
use crate::ui::palette::prompt;

/// Draws the Finder.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let shared = canvas.shared;
    let inner = canvas.popup(area, &shared.command(Command::FinderOpen));
    let dim = canvas.styles.dim;
    let none = shared.words.say("finder-none");
    canvas.text(
        inner.x + 2,
        inner.y,
        inner.width.saturating_sub(2),
        &none,
        dim,
    );
    prompt(canvas, inner, &state.field, "palette-prompt");
}
