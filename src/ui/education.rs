//! Drawing the education pane, and the form over it.

use ratatui::layout::Rect;

use crate::app::education::State;
use crate::ui::canvas::Canvas;
use crate::ui::job::{self, Around};
use crate::ui::paras;

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let paras = state.page(canvas.shared);
    let hand = state.hand(&state.spots());
    paras::view(canvas, &paras, hand, 0, area);
    if let Some(job) = state.tray.job() {
        let words = &canvas.shared.words;
        let around = Around {
            title: job.title(words),
            told: job.told.as_deref(),
            hint: job.hint(words),
        };
        job::view(canvas, &around, &job.form, area);
    }
}
