//! Drawing a form over a pane: what stands against it as a whole, its lines, what may be typed.

use ratatui::layout::Rect;

use crate::app::form::Form;
use crate::app::layout::middle;
use crate::ui::canvas::Canvas;
use crate::ui::form;

/// Cells of the form.
const PANEL: u16 = 76;
/// Rows of it.
const ROWS: u16 = 16;
/// Cells of its labels.
const LABEL: u16 = 14;

/// What is drawn around the lines of a form.
#[derive(Debug)]
pub struct Around<'a> {
    /// What it is for.
    pub title: &'a str,
    /// What stands against it as a whole.
    pub told: Option<&'a str>,
    /// What may be typed.
    pub hint: &'a str,
}

/// Draws a form in the middle of a pane.
pub fn view<I: Copy + PartialEq>(
    canvas: &mut Canvas<'_>,
    form: &Form<I>,
    around: &Around<'_>,
    area: Rect,
) {
    let inner = canvas.popup(middle(area, PANEL, ROWS), around.title);
    let styles = canvas.styles;
    let mut taken = 0;
    if let Some(told) = around.told {
        let room = Rect {
            height: inner.height.min(3),
            ..inner
        };
        taken = canvas.paragraph(room, &format!("!! {told}"), styles.bad);
    }
    let hints = u16::from(inner.height > taken + 3) * 2;
    let lines = Rect {
        y: inner.y + taken,
        height: inner.height.saturating_sub(taken + hints),
        ..inner
    };
    form::view(canvas, lines, form, LABEL, true);
    let below = Rect {
        y: inner.bottom() - hints,
        height: hints,
        ..inner
    };
    canvas.paragraph(below, around.hint, styles.dim);
}
