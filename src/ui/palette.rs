//! Drawing the palette: proposals above the field, so that an input method covers none.

use ratatui::layout::Rect;

use crate::app::field::Field;
use crate::app::palette::{PAGE, State};
use crate::ui::canvas::Canvas;
use crate::ui::field;

/// Draws the palette.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let shared = canvas.shared;
    let inner = canvas.popup(area, &shared.words.say("palette-title"));
    if inner.height < 3 {
        return;
    }
    let list = Rect {
        height: inner.height - 2,
        ..inner
    };
    if let Some((hand, top)) = state.hand() {
        let rows = state.hits().iter().enumerate().skip(top).take(PAGE);
        for (row, (index, command)) in (list.y..list.bottom()).zip(rows) {
            let (text, dim) = if index == hand {
                (canvas.styles.selected, canvas.styles.selected)
            } else {
                (canvas.styles.text, canvas.styles.dim)
            };
            if index == hand {
                canvas.paint(Rect::new(list.x, row, list.width, 1), text);
                canvas.text(list.x, row, 1, ">", text);
            }
            let scope = shared.words.code("scope", command.scope().name());
            canvas.text(list.x + 2, row, 24, &shared.command(*command), text);
            canvas.text(list.x + 27, row, 14, &scope, dim);
            let end = list.right().saturating_sub(1);
            canvas.text_right(end, row, &shared.keys(*command), dim);
        }
    } else {
        let dim = canvas.styles.dim;
        let none = shared.words.say("palette-none");
        canvas.text(list.x + 2, list.y, list.width.saturating_sub(2), &none, dim);
    }
    prompt(canvas, inner, &state.field, "palette-prompt");
}

/// Draws a search field on the last row of a popup, with what may be typed while it is empty.
pub fn prompt(canvas: &mut Canvas<'_>, inner: Rect, search: &Field, word: &str) {
    let row = inner.bottom().saturating_sub(1);
    let (key, dim) = (canvas.styles.key, canvas.styles.dim);
    canvas.text(inner.x, row, 1, "/", key);
    let area = Rect::new(inner.x + 2, row, inner.width.saturating_sub(2), 1);
    field::line(canvas, area, search, true);
    if search.text().is_empty() {
        let hint = canvas.shared.words.say(word);
        canvas.text(area.x + 1, row, area.width.saturating_sub(1), &hint, dim);
    }
}
