//! Drawing the hotline's pane: the lists or one call, and the form over it.

use ratatui::layout::Rect;

use crate::app::hotline::{PANEL, State};
use crate::app::layout::middle;
use crate::ui::canvas::Canvas;
use crate::ui::form;
use crate::ui::palette::prompt;
use crate::ui::paras;

/// Cells of the labels of a form.
const LABEL: u16 = 14;
/// Rows of the form's panel.
const ROWS: u16 = 14;

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let mut list = area;
    if let Some(find) = state.find() {
        let line = Rect { height: 1, ..area };
        prompt(canvas, line, find, "hotline-prompt");
        if !state.is_finding() {
            canvas.hide_caret();
        }
        list = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
    }
    let paras = state.page(canvas.shared);
    let hand = state.hand(&state.spots());
    paras::view(canvas, &paras, hand, 0, list);
    let Some(job) = state.tray.job() else {
        return;
    };
    let title = job.title(&canvas.shared.words);
    let inner = canvas.popup(middle(area, PANEL, ROWS), &title);
    let styles = canvas.styles;
    let mut taken = 0;
    if let Some(told) = &job.told {
        let room = Rect {
            height: inner.height.min(3),
            ..inner
        };
        taken = canvas.paragraph(room, &format!("!! {told}"), styles.bad);
    }
    if let Some(dial) = job.dial(&canvas.shared.words) {
        let room = Rect::new(inner.x, inner.y + taken, inner.width, 2);
        taken += canvas.paragraph(room, &dial, styles.title);
    }
    let hints = u16::from(inner.height > taken + 3) * 2;
    let lines = Rect {
        y: inner.y + taken,
        height: inner.height.saturating_sub(taken + hints),
        ..inner
    };
    form::view(canvas, lines, &job.form, LABEL, true);
    let below = Rect {
        y: inner.bottom() - hints,
        height: hints,
        ..inner
    };
    let hint = canvas.shared.words.say("case-form-hint");
    canvas.paragraph(below, &hint, styles.dim);
}
