//! Drawing the legal roads: the list above, what the visitor is told of the one under the hand
//! below, the start of the count at the bottom.

use ratatui::layout::Rect;

use crate::app::roads::{State, end, said, told};
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
    let count = u16::try_from(state.rows().len()).unwrap_or(u16::MAX);
    let list = count.min(inner.height.saturating_sub(3) * 3 / 5).max(1);
    rows(
        canvas,
        state,
        Rect {
            height: list,
            ..inner
        },
    );
    let below = Rect::new(
        inner.x + 2,
        inner.y + list + 1,
        inner.width.saturating_sub(2),
        inner.height.saturating_sub(list + 2),
    );
    if let Some(row) = state.current() {
        let (title, text) = (canvas.styles.title, canvas.styles.text);
        let way = said(&canvas.shared.words, &row.road.way).to_owned();
        canvas.text(below.x, below.y, below.width, &way, title);
        let rest = Rect {
            y: below.y + 1,
            height: below.height.saturating_sub(1),
            ..below
        };
        let words = told(&canvas.shared.words, row);
        canvas.paragraph(rest, &words, text);
    }
    prompt(canvas, inner, &state.from, "roads-prompt");
}

fn rows(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let hand = state.hand().unwrap_or(0);
    let height = usize::from(area.height);
    let top = (hand + 1).saturating_sub(height);
    for (row, (index, road)) in
        (area.y..area.bottom()).zip(state.rows().iter().enumerate().skip(top))
    {
        let (text, dim) = if index == hand {
            (canvas.styles.selected, canvas.styles.selected)
        } else {
            (canvas.styles.text, canvas.styles.dim)
        };
        if index == hand {
            canvas.paint(Rect::new(area.x, row, area.width, 1), text);
            canvas.text(area.x, row, 1, ">", text);
        }
        let words = &canvas.shared.words;
        let about = said(words, &road.road.about).to_owned();
        let last = end(words, road);
        let days = canvas.text_right(area.right(), row, &last, dim);
        let room = days.saturating_sub(area.x + 3);
        canvas.text(area.x + 2, row, room, &about, text);
    }
}
