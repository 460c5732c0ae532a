//! Drawing a form: labels left, entries beside them, what is wrong to the right or below.

use ratatui::layout::Rect;

use crate::app::choice::Choice;
use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::{Entry, Line};
use crate::app::form::rows::{Space, hint_below, options, remark_rows, remarks};
use crate::ui::canvas::Canvas;
use crate::ui::field;

/// Draws the form into `area`, labels of `label` cells; scrolled so that the open line is in
/// sight. Gives the rows taken.
pub fn view<I: Copy + PartialEq>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    form: &Form<I>,
    label: u16,
    focused: bool,
) -> u16 {
    let space = Space {
        width: area.width,
        height: area.height,
        label,
    };
    let rows = space.rows(canvas.shared, form);
    let label = rows.label;
    let mut row = area.y;
    let open = form.shown().find(|(_, open)| *open);
    let open = open.map_or_else(Vec::new, |(line, _)| remarks(canvas.shared, line));
    for ((line, open), rows) in form.shown().zip(rows.lines).skip(rows.hidden) {
        if row >= area.bottom() {
            break;
        }
        let place = Rect::new(area.x, row, area.width, rows.min(area.bottom() - row));
        draw_line(canvas, place, line, label, open && focused);
        row += place.height;
    }
    if let Some(remark) = open.first() {
        whole_remark(canvas, area, remark, space.entry(label), row);
    }
    row - area.y
}

/// Says at the foot, where there is room below `row`, the whole of what is wrong at the open line
/// when its own row cuts it: what is possible instead stands at the end.
fn whole_remark(canvas: &mut Canvas<'_>, area: Rect, remark: &str, entry: u16, row: u16) {
    let cells = canvas.width(remark).saturating_add(2);
    if area.width == 0 || cells <= entry {
        return;
    }
    // A word that goes over takes a row more.
    let rows = cells.div_ceil(area.width) + 1;
    let Some(top) = area.bottom().checked_sub(rows).filter(|top| *top >= row) else {
        return;
    };
    let foot = Rect::new(area.x, top, area.width, rows);
    let bad = canvas.styles.bad;
    canvas.paragraph(foot, &format!("! {remark}"), bad);
}

fn draw_line<I>(canvas: &mut Canvas<'_>, area: Rect, line: &Line<I>, label: u16, open: bool) {
    let styles = canvas.styles;
    let words = line.label_text(&canvas.shared.words);
    let star = if line.needed { "*" } else { " " };
    let style = if open { styles.title } else { styles.dim };
    canvas.text(area.x, area.y, 1, if open { ">" } else { " " }, styles.key);
    canvas.text(area.x + 1, area.y, 1, star, styles.warn);
    let room = label.min(area.width.saturating_sub(2));
    canvas.text(area.x + 2, area.y, room, &words, style);
    let start = area.x + 3 + label;
    let Some(width) = area.right().checked_sub(start) else {
        return;
    };
    let mut height = area.height.saturating_sub(remark_rows(line)).max(1);
    let hint = line.hint.as_deref().unwrap_or_default();
    let own_row = open && hint_below(canvas.shared, line, width) && height > 1;
    let mut hint_width = canvas.width(hint);
    if own_row {
        height -= 1;
        canvas.text(start, area.y + height, width, hint, styles.dim);
        hint_width = 0;
    } else if matches!(line.entry, Entry::Text(_)) {
        hint_width = hint_width.min(width / 2);
    }
    let place = Rect::new(start, area.y, width.saturating_sub(hint_width), height);
    let mut free = hint_width;
    match &line.entry {
        Entry::Text(text) if text.kind() == FieldKind::Area && open => {
            field::area(canvas, place, text, open);
        }
        Entry::Text(text) if line.proposed => field::proposed(canvas, place, text, open),
        Entry::Text(text) => field::line(canvas, place, text, open),
        Entry::Code(list, choice) => {
            let place = Rect { width, ..place };
            let taken = draw_choice(canvas, place, list, choice, open);
            free = hint_width.min(width.saturating_sub(taken));
        }
    }
    if !own_row {
        canvas.text(area.right() - free, area.y, free, hint, styles.dim);
    }
    let first = area.y + height + u16::from(own_row);
    let remarks = remarks(canvas.shared, line);
    for (remark, row) in remarks.iter().zip(first..area.bottom()) {
        canvas.text(start, row, width, &format!("! {remark}"), styles.bad);
    }
}

/// Draws a choice: open with every option and its digit, closed with what is chosen. Gives the cells
/// taken of the first row, with two behind them.
fn draw_choice(
    canvas: &mut Canvas<'_>,
    area: Rect,
    list: &str,
    choice: &Choice<&'static str>,
    open: bool,
) -> u16 {
    let styles = canvas.styles;
    if !open {
        let Some(code) = choice.value() else {
            return 0;
        };
        let words = canvas.shared.words.code(list, code);
        canvas.text(area.x, area.y, area.width, &words, styles.text);
        return canvas.width(&words).saturating_add(2);
    }
    let mut taken = 0;
    for option in options(canvas.shared, list, choice, area.width) {
        if option.row >= area.height {
            break;
        }
        let style = if option.chosen {
            styles.selected
        } else {
            styles.text
        };
        let (column, row) = (area.x + option.column, area.y + option.row);
        canvas.text(column, row, area.right() - column, &option.text, style);
        if option.row == 0 {
            taken = option.column + canvas.width(&option.text) + 2;
        }
    }
    canvas.set_caret(area.x, area.y);
    taken
}
