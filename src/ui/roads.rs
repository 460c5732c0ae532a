//! Drawing the legal roads: the list above, what the visitor is told of the one under the cursor
//! below, what finds them and the start of the count at the bottom.

use ratatui::layout::Rect;

use crate::app::roads::{Places, State, end, localised, take_home_text};
use crate::ui::canvas::Canvas;
use crate::ui::palette::prompt;

/// Draws the roads.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let title = match &state.teller {
        Some(teller) => {
            let args = [("number", teller.number.as_str().into())];
            words.say_with("roads-title-case", &args)
        }
        None => words.say("roads-title"),
    };
    let inner = canvas.popup(area, &title);
    if inner.height < 4 {
        return;
    }
    let places = state.places(canvas.shared, (inner.width, inner.height));
    rows(
        canvas,
        state,
        places,
        Rect {
            height: places.list,
            ..inner
        },
    );
    let (dim, title, text) = (canvas.styles.dim, canvas.styles.title, canvas.styles.text);
    let between = inner.y + places.list;
    let words = &canvas.shared.words;
    let below = if places.below > 0 {
        words.say_with("ledger-below", &[("n", places.below.into())])
    } else {
        String::new()
    };
    let place = [
        ("at", state.index().map_or(0, |at| at + 1).into()),
        ("n", state.rows().len().into()),
        ("all", state.count().into()),
    ];
    let place = words.say_with("roads-place", &place);
    canvas.text(inner.x + 2, between, inner.width, &below, dim);
    canvas.text_right(inner.right(), between, &place, dim);
    let below = Rect::new(
        inner.x + 2,
        between + 1,
        inner.width.saturating_sub(2),
        inner.height.saturating_sub(places.list + 2),
    );
    if let Some(row) = state.current() {
        let way = localised(&canvas.shared.words, &row.road.way).to_owned();
        canvas.text(below.x, below.y, below.width, &way, title);
        let rest = Rect {
            y: below.y + 1,
            height: below.height.saturating_sub(1),
            ..below
        };
        let words = take_home_text(&canvas.shared.words, row);
        canvas.paragraph(rest, &words, text);
    } else if state.count() > 0 {
        let none = canvas.shared.words.say("roads-none");
        canvas.text(inner.x + 2, inner.y, inner.width, &none, dim);
    }
    prompt(canvas, inner, &state.line, "roads-prompt");
}

fn rows(canvas: &mut Canvas<'_>, state: &State, places: Places, area: Rect) {
    let at = state.index().unwrap_or(0);
    let shown = state.rows();
    let shown = shown.iter().enumerate().skip(places.top);
    for (row, (index, road)) in (area.y..area.bottom()).zip(shown) {
        let (text, dim) = if index == at {
            (canvas.styles.selected, canvas.styles.selected)
        } else {
            (canvas.styles.text, canvas.styles.dim)
        };
        if index == at {
            canvas.paint(Rect::new(area.x, row, area.width, 1), text);
            canvas.text(area.x, row, 1, ">", text);
        }
        let words = &canvas.shared.words;
        let about = localised(words, &road.road.about).to_owned();
        let last = end(words, road);
        let days = canvas.text_right(area.right(), row, &last, dim);
        let room = days.saturating_sub(area.x + 3);
        canvas.text(area.x + 2, row, room, &about, text);
    }
}
