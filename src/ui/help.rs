//! Drawing help: the live keymap by scope, the search field below it.

use ratatui::layout::Rect;

use crate::app::help::{Section, State};
use crate::ui::canvas::Canvas;
use crate::ui::palette::prompt;

/// Draws help.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let shared = canvas.shared;
    let inner = canvas.popup(area, &shared.words.say("help-title"));
    if inner.height < 3 {
        return;
    }
    let hits = state.hits();
    let bottom = inner.bottom() - 2;
    let mut row = inner.y;
    let mut last = None;
    for hit in hits.iter().skip(state.top()) {
        if row >= bottom {
            break;
        }
        if last != Some(hit.section) {
            let title = canvas.styles.title;
            let heading = match hit.section {
                Section::Now => shared.words.say("help-now"),
                Section::Of(scope) => shared.words.code("scope", scope.name()),
            };
            canvas.text(inner.x, row, inner.width, &heading, title);
            last = Some(hit.section);
            row += 1;
            if row >= bottom {
                break;
            }
        }
        let (text, key) = (canvas.styles.text, canvas.styles.key);
        canvas.text(inner.x + 2, row, 22, &hit.command, text);
        let room = inner.width.saturating_sub(26);
        canvas.text(inner.x + 25, row, room, &hit.keys, key);
        row += 1;
    }
    if hits.is_empty() {
        let dim = canvas.styles.dim;
        let none = shared.words.say("help-none");
        canvas.text(
            inner.x + 2,
            inner.y,
            inner.width.saturating_sub(2),
            &none,
            dim,
        );
    }
    prompt(canvas, inner, &state.field, "help-prompt");
}
