//! Drawing help: the questions with the first one answered, the live keymap by scope, the search field
//! below.

use ratatui::layout::Rect;

use crate::app::help::{Hit, Row, Section, State};
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
    for (nth, hit) in hits.iter().skip(state.top()).enumerate() {
        let heading = match hit {
            Hit::HowTo(_) => shared.words.say("howto-heading"),
            Hit::Keys(it) => section(canvas, it),
        };
        if last.as_ref() != Some(&heading) && row < bottom {
            let title = canvas.styles.title;
            canvas.text(inner.x, row, inner.width, &heading, title);
            last = Some(heading);
            row += 1;
        }
        if row >= bottom {
            break;
        }
        match hit {
            Hit::HowTo(it) => {
                let style = canvas.styles.text;
                let mark = if nth == 0 { ">" } else { " " };
                let line = format!("{mark} {}", it.question);
                canvas.text(inner.x, row, inner.width, &line, style);
                row += 1;
                for line in it.answer.iter().filter(|_| nth == 0) {
                    let place = Rect {
                        x: inner.x + 4,
                        y: row,
                        width: inner.width.saturating_sub(4),
                        height: bottom.saturating_sub(row),
                    };
                    let style = canvas.styles.key;
                    row += canvas.paragraph(place, line, style);
                }
            }
            Hit::Keys(it) => {
                let (text, key) = (canvas.styles.text, canvas.styles.key);
                canvas.text(inner.x + 2, row, 22, &it.command, text);
                let room = inner.width.saturating_sub(26);
                let place = Rect {
                    x: inner.x + 25,
                    y: row,
                    width: room,
                    height: bottom.saturating_sub(row),
                };
                row += canvas.paragraph(place, &it.keys, key).max(1);
            }
        }
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

/// Gives the heading of a row of keys.
fn section(canvas: &Canvas<'_>, row: &Row) -> String {
    let words = &canvas.shared.words;
    match row.section {
        Section::Now => words.say("help-now"),
        Section::Rights => words.say("help-rights"),
        Section::Of(scope) => words.code("scope", scope.name()),
    }
}
