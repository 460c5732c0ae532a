//! Drawing the figures pane: its lines, and the form with which a report is issued.

use ratatui::layout::Rect;

use crate::app::case::para::Tone;
use crate::app::figures::{Job, PANEL, State};
use crate::app::layout::middle;
use crate::ui::canvas::Canvas;
use crate::ui::form;

/// Cells of the label of the form.
const LABEL: u16 = 14;
/// Rows of the form's panel.
const ROWS: u16 = 12;

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let lines = state.page(canvas.shared);
    let top = state.top(&lines, usize::from(area.height));
    let hand = state.hand();
    let styles = canvas.styles;
    for (row, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
        let style = match line.tone {
            Tone::Plain => styles.text,
            Tone::Dim => styles.dim,
            Tone::Good => styles.title,
            Tone::Warn => styles.warn,
            Tone::Bad => styles.bad,
        };
        canvas.text(area.x, row, area.width, &line.text, style);
        if line.spot == Some(hand) {
            let line = Rect {
                y: row,
                height: 1,
                ..area
            };
            canvas.text(area.x, row, 1, ">", style);
            canvas.paint(line, styles.selected);
        }
    }
    if let Some(issuing) = state.tray.job() {
        panel(canvas, issuing, area);
    }
}

fn panel(canvas: &mut Canvas<'_>, issuing: &Job, area: Rect) {
    let words = &canvas.shared.words;
    let (title, hint) = (
        words.say("command-figures-issue"),
        words.say("figures-hint"),
    );
    let inner = canvas.popup(middle(area, PANEL, ROWS), &title);
    let styles = canvas.styles;
    let mut taken = canvas.paragraph(inner, &hint, styles.dim);
    if let Some(told) = &issuing.told {
        let below = Rect {
            y: inner.y + taken,
            height: inner.height.saturating_sub(taken).min(3),
            ..inner
        };
        taken += canvas.paragraph(below, &format!("!! {told}"), styles.bad);
    }
    let lines = Rect {
        y: inner.y + taken,
        height: inner.height.saturating_sub(taken),
        ..inner
    };
    form::view(canvas, lines, &issuing.form, LABEL, true);
}
