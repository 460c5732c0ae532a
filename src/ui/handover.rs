//! Drawing a hand-over: the note, and below one's own what is added to it.

use ratatui::layout::Rect;

use crate::app::handover::{FORM_ROWS, State};
use crate::ui::canvas::Canvas;
use crate::ui::form;
use crate::ui::paras;

/// Cells of the form's labels.
const LABEL: u16 = 14;

/// Draws it over what is open.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let (at, last) = state.place();
    let title = if at == 0 {
        words.say_with("handover-own", &[("n", last.into())])
    } else {
        let args = [("at", at.into()), ("n", last.into())];
        words.say_with("handover-last", &args)
    };
    let inner = canvas.popup(area, &title);
    let page = state.page(canvas.shared);
    let form = if at == 0 { FORM_ROWS } else { 0 };
    let above = Rect {
        height: inner.height.saturating_sub(form),
        ..inner
    };
    paras::view(canvas, &page, usize::MAX, state.scroll, above);
    if at > 0 {
        return;
    }
    let mut lines = Rect {
        y: above.bottom(),
        height: inner.height - above.height,
        ..inner
    };
    if let Some(problem) = &state.task.problem {
        let bad = canvas.styles.bad;
        let taken = canvas.paragraph(Rect { height: 2, ..lines }, &format!("× {problem}"), bad);
        lines.y += taken;
        lines.height = lines.height.saturating_sub(taken);
    }
    form::view(canvas, lines, &state.task.form, LABEL, true);
}
