//! Drawing the lines of a menu, and the menu of what can be done.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::actions::State;
use crate::app::case::menu_top;
use crate::ui::canvas::Canvas;
use crate::ui::palette::prompt;

/// Cells of the headings of a menu.
pub const HEADING: u16 = 10;

/// Draws what can be done: the heading of a group, what is done, its keys at the right.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let title = canvas.shared.words.say("menu-title");
    let inner = canvas.popup(area, &title);
    if inner.height < 3 {
        return;
    }
    let list = Rect {
        height: inner.height - 2,
        ..inner
    };
    let (words, text, dim) = (&canvas.shared.words, canvas.styles.text, canvas.styles.dim);
    let top = menu_top(state.cursor(), list.height);
    let room = list.width.saturating_sub(HEADING + 4);
    let mut heading = String::new();
    let mut lines: Vec<(String, Style)> = Vec::new();
    for (at, action) in state.items().iter().enumerate() {
        let place = words.say(&action.group.heading());
        let begins = place != heading || at == top;
        let shown = if begins { place.as_str() } else { "" };
        let name = keyed(canvas, &action.name, &action.keys, room);
        let style = if action.barred { dim } else { text };
        lines.push((format!("{}{name}", padded(canvas, shown, HEADING)), style));
        heading = place;
    }
    if lines.is_empty() {
        let (none, dim) = (canvas.shared.words.say("menu-none"), canvas.styles.dim);
        canvas.text(list.x + 2, list.y, list.width - 2, &none, dim);
    }
    menu_lines(canvas, &lines, state.cursor(), list);
    prompt(canvas, inner, &state.field, "menu-prompt");
}

/// Writes what is done with its keys at the right of `room` cells.
pub fn keyed(canvas: &Canvas<'_>, name: &str, keys: &str, room: u16) -> String {
    let name = padded(canvas, name, room.saturating_sub(canvas.width(keys)));
    format!("{name}{keys}")
}

/// Fills a text up to so many cells.
pub fn padded(canvas: &Canvas<'_>, text: &str, cells: u16) -> String {
    let free = cells.saturating_sub(canvas.width(text));
    format!("{text}{}", " ".repeat(free.into()))
}

/// Draws the lines of a menu, the cursor in sight.
pub fn menu_lines(canvas: &mut Canvas<'_>, lines: &[(String, Style)], cursor: usize, inner: Rect) {
    let top = menu_top(cursor, inner.height);
    let styles = canvas.styles;
    let shown = lines.iter().enumerate().skip(top);
    for ((index, (text, style)), row) in shown.zip(inner.y..inner.bottom()) {
        let digit = if index < 9 {
            (index + 1).to_string()
        } else {
            " ".to_owned()
        };
        let mark = if index == cursor { ">" } else { " " };
        let pieces = [
            (mark, styles.key),
            (digit.as_str(), styles.key),
            (" ", *style),
        ];
        let taken = canvas.pieces(inner.x, row, inner.width, &pieces);
        canvas.text(inner.x + taken, row, inner.width - taken, text, *style);
        if index == cursor {
            let line = Rect::new(inner.x, row, inner.width, 1);
            canvas.paint(line, styles.selected);
        }
    }
    let below = lines.len().saturating_sub(top + usize::from(inner.height));
    if below > 0 && inner.height > 0 {
        let args = [("n", below.into())];
        let more = canvas.shared.words.say_with("case-menu-more", &args);
        let row = inner.bottom() - 1;
        canvas.text_right(inner.right(), row, &format!(" {more}"), styles.key);
    }
}
