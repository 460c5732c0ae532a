//! Drawing what can be copied.

use ratatui::layout::Rect;

use crate::app::copying::State;
use crate::ui::canvas::Canvas;

/// Cells of what a cell is called.
const LABEL: u16 = 16;

/// Draws it over what is open.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let title = canvas.shared.words.say("command-list-copy");
    let choices = state.choices(canvas.shared);
    let wanted = u16::try_from(choices.len()).unwrap_or(u16::MAX);
    let height = wanted.saturating_add(2).min(area.height);
    let area = Rect {
        y: area.y + (area.height - height) / 2,
        height,
        ..area
    };
    let inner = canvas.popup(area, &title);
    let rows = usize::from(inner.height).max(1);
    let top = state.at / rows * rows;
    let shown = choices.iter().enumerate().skip(top);
    for (row, (at, choice)) in (inner.y..inner.bottom()).zip(shown) {
        let (text, dim) = if at == state.at {
            (canvas.styles.selected, canvas.styles.selected)
        } else {
            (canvas.styles.text, canvas.styles.dim)
        };
        if at == state.at {
            canvas.paint(Rect::new(inner.x, row, inner.width, 1), text);
            canvas.text(inner.x, row, 1, ">", text);
        }
        let digit = if at < 9 {
            (at + 1).to_string()
        } else {
            String::new()
        };
        canvas.text(inner.x + 1, row, 2, &digit, dim);
        canvas.text(inner.x + 3, row, LABEL, &choice.label, dim);
        let start = inner.x + LABEL + 5;
        let room = inner.right().saturating_sub(start);
        canvas.text(start, row, room, &choice.text.replace('\n', " "), text);
    }
}
