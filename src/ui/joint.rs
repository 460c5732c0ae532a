//! Drawing the joint pane: the sessions or the one on the table, and the form over it.

use ratatui::layout::Rect;

use crate::app::joint::job::Job;
use crate::app::joint::{PANEL, State};
use crate::app::layout::middle;
use crate::ui::canvas::Canvas;
use crate::ui::form;
use crate::ui::paras;

/// Cells of the labels of a form.
const LABEL: u16 = 14;
/// Rows of the form's panel.
const ROWS: u16 = 16;

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let paras = state.page(canvas.shared);
    let hand = state.hand(&state.spots());
    paras::view(canvas, &paras, hand, 0, area);
    if let Some(job) = &state.job {
        self::job(canvas, job, area);
    }
}

fn job(canvas: &mut Canvas<'_>, job: &Job, area: Rect) {
    let title = job.title(&canvas.shared.words);
    let hint = job.hint(canvas.shared);
    form::panel(
        canvas,
        middle(area, PANEL, ROWS),
        &title,
        job.told.as_deref(),
        &job.form,
        (LABEL, &hint),
    );
}
