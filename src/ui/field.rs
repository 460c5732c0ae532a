//! Drawing a text field: what fits around the caret, and the terminal's own cursor on it.

use ratatui::layout::Rect;

use crate::app::cells::{fit, width, wrap};
use crate::app::field::Field;
use crate::ui::canvas::Canvas;

/// Draws a field of one line into `area` (its first row); an open one has the caret, and shows as
/// chosen what gives way to what is typed.
pub fn line(canvas: &mut Canvas<'_>, area: Rect, field: &Field, open: bool) {
    draw_line(canvas, area, field, open, field.gives_way());
}

/// Draws a field of one line whose text gives way to what is typed, as the form tells.
pub fn proposed(canvas: &mut Canvas<'_>, area: Rect, field: &Field, open: bool) {
    draw_line(canvas, area, field, open, true);
}

fn draw_line(canvas: &mut Canvas<'_>, area: Rect, field: &Field, open: bool, gives_way: bool) {
    if area.width < 2 || area.height == 0 {
        return;
    }
    let wide = canvas.shared.look.ambiguous_wide;
    let style = if open {
        canvas.styles.field
    } else {
        canvas.styles.text
    };
    if open {
        canvas.paint(Rect { height: 1, ..area }, style);
    }
    // The caret keeps a cell of its own at the end of the text.
    let room = area.width - 1;
    let before = field.before_caret();
    let from = if open { hidden(before, room, wide) } else { 0 };
    let shown = field.text().get(from..).unwrap_or_default();
    let shown = if open {
        fit(shown, area.width, wide).0
    } else {
        shown
    };
    let chosen = canvas.styles.selected;
    let style = if open && gives_way { chosen } else { style };
    canvas.text(area.x, area.y, area.width, shown, style);
    if open {
        let cells = width(before.get(from..).unwrap_or_default(), wide);
        canvas.set_caret(area.x + cells, area.y);
    }
}

/// Draws a field of which nothing is seen but how many signs were typed.
pub fn unseen(canvas: &mut Canvas<'_>, area: Rect, typed: usize) {
    if area.width < 2 || area.height == 0 {
        return;
    }
    let style = canvas.styles.field;
    canvas.paint(Rect { height: 1, ..area }, style);
    let signs = typed.min(usize::from(area.width - 1));
    let taken = canvas.text(area.x, area.y, area.width, &"*".repeat(signs), style);
    canvas.set_caret(area.x + taken, area.y);
}

/// Draws a field of several lines into `area`, scrolled so that the caret is in sight.
pub fn area(canvas: &mut Canvas<'_>, area: Rect, field: &Field, open: bool) {
    if area.width < 3 || area.height == 0 {
        return;
    }
    let wide = canvas.shared.look.ambiguous_wide;
    let style = if open {
        canvas.styles.field
    } else {
        canvas.styles.text
    };
    if open {
        canvas.paint(area, style);
    }
    let caret = field.before_caret().len();
    let lines = wrap(field.text(), area.width - 1, wide);
    let caret_line = lines
        .iter()
        .rposition(|(start, _)| *start <= caret)
        .unwrap_or(0);
    let height = usize::from(area.height);
    let top = if open {
        (caret_line + 1).saturating_sub(height)
    } else {
        0
    };
    for (row, (start, text)) in (0u16..).zip(lines.iter().skip(top).take(height)) {
        canvas.text(area.x, area.y + row, area.width, text, style);
        if open && usize::from(row) + top == caret_line {
            let before = text.get(..caret - start).unwrap_or(text);
            canvas.set_caret(area.x + width(before, wide), area.y + row);
        }
    }
}

/// Gives the bytes to hide at the head so that `before` ends within `room` cells.
fn hidden(before: &str, room: u16, wide: bool) -> usize {
    let total = width(before, wide);
    if total <= room {
        return 0;
    }
    let (head, taken) = fit(before, total - room, wide);
    if taken < total - room {
        // A wide character stands across the edge: it is hidden whole.
        let rest = before.get(head.len()..).unwrap_or_default();
        head.len() + rest.chars().next().map_or(0, char::len_utf8)
    } else {
        head.len()
    }
}
