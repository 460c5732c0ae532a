//! Drawing a ledger: its first line, its rows under their columns, the form over it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::cells::whole_parts;
use crate::app::layout::panel::LABEL;
use crate::app::ledger::line::{Ink, Line};
use crate::app::ledger::screen::{FormView, Screen};
use crate::ui::canvas::Canvas;
use crate::ui::{field, form, paras};

/// Cells of the filter while it is typed.
const FILTER: u16 = 28;

/// Draws a ledger inside its border.
pub fn view(canvas: &mut Canvas<'_>, screen: &Screen, area: Rect) {
    if area.height == 0 {
        return;
    }
    head(canvas, screen, area);
    let body = Rect {
        y: area.y + 1,
        height: area.height - 1,
        width: screen.width.min(area.width),
        ..area
    };
    for (line, y) in screen.lines.iter().zip(body.y..body.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..body
        };
        draw(canvas, line, row);
        let Some(at) = line.row else {
            continue;
        };
        let selected = canvas.styles.selected;
        if screen.cursor == Some(at) && !line.detail {
            mark(canvas, screen, line, row, selected);
        } else if line.first && screen.marked.contains(&at) {
            let key = canvas.styles.key;
            canvas.text(row.x + 1, y, 1, "+", key);
        }
    }
    if !screen.below.is_empty() {
        let (y, dim) = (body.bottom() - 1, canvas.styles.dim);
        canvas.text_right(body.right(), y, &screen.below, dim);
    }
    beside(canvas, screen, area);
    if let Some(form) = &screen.form {
        over(canvas, form, area);
    }
}

/// Draws what the ledger is on the left, how it is arranged on the right.
fn head(canvas: &mut Canvas<'_>, screen: &Screen, area: Rect) {
    let (title, key) = (canvas.styles.title, canvas.styles.key);
    let end = match &screen.filter {
        Some(words) => {
            let width = FILTER.min(area.width / 2);
            let start = area.right() - width;
            canvas.text(start, area.y, 1, "/", key);
            let place = Rect::new(start + 2, area.y, width.saturating_sub(2), 1);
            field::line(canvas, place, words, true);
            start
        }
        None => status(canvas, screen, area),
    };
    let room = end.saturating_sub(area.x + 2);
    let heading = whole_parts(&screen.heading, room, canvas.shared.look.ambiguous_wide);
    canvas.text(area.x + 1, area.y, room, heading, title);
}

/// Draws how the ledger is arranged, as much of it as fits whole beside what the ledger is; gives
/// the first column.
fn status(canvas: &mut Canvas<'_>, screen: &Screen, area: Rect) -> u16 {
    let room = area.width.saturating_sub(canvas.width(&screen.heading) + 3);
    let mut parts = screen.status.clone();
    while canvas.width(&parts.join("  ")) > room && parts.pop().is_some() {}
    let dim = canvas.styles.dim;
    canvas.text_right(area.right(), area.y, &parts.join("  "), dim)
}

fn draw(canvas: &mut Canvas<'_>, line: &Line, row: Rect) {
    for piece in &line.pieces {
        let style = style(canvas, piece.ink);
        let room = row.width.saturating_sub(piece.at);
        canvas.text(row.x + piece.at, row.y, room, &piece.text, style);
    }
}

/// Draws a line of the row under the cursor.
fn mark(canvas: &mut Canvas<'_>, screen: &Screen, line: &Line, row: Rect, selected: Style) {
    canvas.paint(row, selected);
    if !line.first {
        return;
    }
    canvas.text(row.x, row.y, 1, ">", selected);
    if line.row.is_some_and(|at| screen.marked.contains(&at)) {
        canvas.text(row.x + 1, row.y, 1, "+", selected);
    }
}

fn style(canvas: &Canvas<'_>, ink: Ink) -> Style {
    let styles = canvas.styles;
    match ink {
        Ink::Title => styles.title,
        Ink::Bar => styles.bar,
        Ink::Tone(shade) => paras::tone(styles, shade),
    }
}

/// Draws what is to be read of the unfolded row beside the table.
fn beside(canvas: &mut Canvas<'_>, screen: &Screen, area: Rect) {
    let right = Rect {
        x: area.x + screen.width.min(area.width),
        y: area.y + 1,
        width: area.width.saturating_sub(screen.width),
        height: area.height - 1,
    };
    for (line, y) in screen.beside.iter().zip(right.y..right.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..right
        };
        draw(canvas, line, row);
    }
}

/// Draws the form in the middle of the pane: what is wrong with it, its lines with what is proposed
/// beside them, what may be typed.
fn over(canvas: &mut Canvas<'_>, view: &FormView, area: Rect) {
    let panel = view.panel(canvas.shared, (area.width, area.height));
    let at = |place: Rect| Rect {
        x: area.x + place.x,
        y: area.y + place.y,
        ..place
    };
    canvas.popup(at(panel.frame), &view.title);
    let styles = canvas.styles;
    let [problem, about] = panel.above.map(at);
    canvas.paragraph(problem, view.problem.as_deref().unwrap_or(""), styles.bad);
    canvas.paragraph(about, view.about.as_deref().unwrap_or(""), styles.title);
    form::view(canvas, at(panel.lines), &view.form, LABEL, true);
    let offers = at(panel.offers);
    let shown = view
        .offers
        .iter()
        .enumerate()
        .skip(panel.first_offer(view.offer));
    for ((index, (text, tone)), y) in shown.zip(offers.y..offers.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..offers
        };
        let style = style(canvas, Ink::Tone(*tone));
        canvas.text(row.x + 2, y, row.width.saturating_sub(2), text, style);
        if view.offer == Some(index) {
            canvas.paint(row, styles.selected);
            canvas.text(row.x, y, 1, ">", styles.selected);
        }
    }
    canvas.paragraph(at(panel.hint), &view.hint, styles.dim);
}
