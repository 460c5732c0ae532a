//! Drawing the palette: proposals above the field, so that an input method covers none.

use ratatui::layout::Rect;

use crate::app::actions::place;
use crate::app::field::Field;
use crate::app::palette::{Hit, PAGE, State};
use crate::command::table::Command;
use crate::ui::canvas::Canvas;
use crate::ui::field;

/// Cells of what is done,
const NAME: u16 = 24;
/// and of where.
const PLACE: u16 = 14;

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
    let (at, top) = state.cursor().unwrap_or_default();
    let rows = state.hits().iter().enumerate().skip(top).take(PAGE);
    for (row, (index, hit)) in (list.y..list.bottom()).zip(rows) {
        let (text, dim) = if index == at {
            (canvas.styles.selected, canvas.styles.selected)
        } else {
            let barred = matches!(hit.right(), Some(right) if !shared.seat.may(right));
            let text = if barred {
                canvas.styles.dim
            } else {
                canvas.styles.text
            };
            (text, canvas.styles.dim)
        };
        if index == at {
            canvas.paint(Rect::new(list.x, row, list.width, 1), text);
            canvas.text(list.x, row, 1, ">", text);
        }
        let [name, place, keys] = columns(canvas, hit);
        let room = if place.is_empty() { list.width } else { NAME };
        canvas.text(list.x + 2, row, room, &name, text);
        canvas.text(list.x + NAME + 3, row, PLACE, &place, dim);
        let end = list.right().saturating_sub(1);
        canvas.text_right(end, row, &keys, dim);
    }
    prompt(canvas, inner, &state.field, "palette-prompt");
}

/// Gives what a row says: what is done, where, and by which keys.
fn columns(canvas: &Canvas<'_>, hit: &Hit) -> [String; 3] {
    let words = &canvas.shared.words;
    match hit {
        Hit::Command(command) => [
            canvas.shared.command(*command),
            words.code("scope", command.scope().name()),
            canvas.shared.keys(*command),
        ],
        Hit::Step(_, kind) => [
            words.code("step", kind.code()),
            words.say("palette-step"),
            String::new(),
        ],
        Hit::Elsewhere(code) => [
            words.code("elsewhere", code),
            words.say("palette-elsewhere"),
            String::new(),
        ],
        Hit::View(view, count) => {
            let place = place(canvas.shared, view, *count);
            [view.name.clone(), place, String::new()]
        }
        Hit::KeepView(name) => {
            let args = [("name", name.as_str().into())];
            let text = words.say_with("view-keep", &args);
            [text, String::new(), String::new()]
        }
        Hit::ForgetView(name) => {
            let args = [("name", name.as_str().into())];
            let text = words.say_with("view-forget", &args);
            [text, String::new(), String::new()]
        }
        Hit::Village(name) => [name.clone(), words.say("palette-village"), String::new()],
        Hit::Case(number) => [number.to_string(), words.say("palette-case"), String::new()],
        Hit::Person(found) => [
            found.name.clone(),
            words.say("palette-person"),
            words.say_with("palette-open", &[("n", found.open.into())]),
        ],
        Hit::Find(text) => {
            let args = [("text", text.as_str().into())];
            let find = words.say_with("palette-find", &args);
            [find, String::new(), canvas.shared.keys(Command::FinderOpen)]
        }
    }
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
