//! Drawing a form: labels left, entries beside them, what is wrong to the right or below.

use ratatui::layout::Rect;

use crate::app::choice::Choice;
use crate::app::field::Kind;
use crate::app::form::{AREA_ROWS, Entry, Form, Line};
use crate::ui::canvas::Canvas;
use crate::ui::field;

/// The most cells of a label.
const LONG_LABEL: u16 = 24;

/// Draws the form into `area`, labels of `label` cells; scrolled so that the open line is in
/// sight. Gives the rows taken.
pub fn view<I: Copy + PartialEq>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    form: &Form<I>,
    label: u16,
    focused: bool,
) -> u16 {
    let label = label_width(canvas, area, form, label);
    let lines: Vec<(&Line<I>, bool, u16)> = form
        .shown()
        .map(|(line, open)| {
            (
                line,
                open,
                rows(canvas, line, open, entry_width(area, label)),
            )
        })
        .collect();
    let before_end: u16 = lines
        .iter()
        .take_while(|(_, open, _)| !open)
        .map(|(.., rows)| *rows)
        .sum();
    let open_rows = lines
        .iter()
        .find(|(_, open, _)| *open)
        .map_or(0, |(.., rows)| *rows);
    let mut hidden = (before_end + open_rows).saturating_sub(area.height);
    let mut row = area.y;
    let problem = form.shown().find(|(_, open)| *open);
    let problem = problem.and_then(|(line, _)| line.problem.as_deref());
    for (line, open, rows) in lines {
        if hidden > 0 {
            hidden = hidden.saturating_sub(rows);
            continue;
        }
        if row >= area.bottom() {
            break;
        }
        let place = Rect::new(area.x, row, area.width, rows.min(area.bottom() - row));
        draw_line(canvas, place, line, label, open && focused);
        row += place.height;
    }
    if let Some(problem) = problem {
        whole_problem(canvas, area, problem, label, row);
    }
    row - area.y
}

/// Says at the foot, where there is room below `row`, the whole of what is wrong at the open line
/// when its own row cuts it: what is possible instead stands at the end.
fn whole_problem(canvas: &mut Canvas<'_>, area: Rect, problem: &str, label: u16, row: u16) {
    let cells = canvas.width(problem).saturating_add(2);
    if area.width == 0 || cells <= entry_width(area, label) {
        return;
    }
    // A word that goes over takes a row more.
    let rows = cells.div_ceil(area.width) + 1;
    let Some(top) = area.bottom().checked_sub(rows).filter(|top| *top >= row) else {
        return;
    };
    let foot = Rect::new(area.x, top, area.width, rows);
    let bad = canvas.styles.bad;
    canvas.paragraph(foot, &format!("! {problem}"), bad);
}

/// Gives the cells of the labels: `usual` ones, more where a label is longer and there is room.
fn label_width<I: Copy + PartialEq>(
    canvas: &Canvas<'_>,
    area: Rect,
    form: &Form<I>,
    usual: u16,
) -> u16 {
    let cells = |line: &Line<I>| canvas.width(&canvas.shared.words.say(&line.label));
    let longest = form.shown().map(|(line, _)| cells(line)).max().unwrap_or(0);
    usual.max(longest.min(LONG_LABEL).min(area.width / 3))
}

/// Gives the cells of an entry beside its label.
fn entry_width(area: Rect, label: u16) -> u16 {
    area.width.saturating_sub(label + 3)
}

fn rows<I>(canvas: &Canvas<'_>, line: &Line<I>, open: bool, width: u16) -> u16 {
    let entry = match &line.entry {
        Entry::Text(text) if text.kind() == Kind::Area && open => AREA_ROWS,
        Entry::Code(list, choice) if open => options(canvas, list, choice, width)
            .last()
            .map_or(1, |option| option.row + 1),
        Entry::Text(_) | Entry::Code(..) => 1,
    };
    entry + u16::from(line.problem.is_some())
}

fn draw_line<I>(canvas: &mut Canvas<'_>, area: Rect, line: &Line<I>, label: u16, open: bool) {
    let styles = canvas.styles;
    let words = canvas.shared.words.say(&line.label);
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
    let problem_rows = u16::from(line.problem.is_some());
    let height = area.height.saturating_sub(problem_rows).max(1);
    let hint = line.hint.as_deref().unwrap_or_default();
    let hint_width = canvas.width(hint).min(width / 2);
    let place = Rect::new(start, area.y, width - hint_width, height);
    match &line.entry {
        Entry::Text(text) if text.kind() == Kind::Area && open => {
            field::area(canvas, place, text, open);
        }
        Entry::Text(text) => field::line(canvas, place, text, open),
        Entry::Code(list, choice) => draw_choice(canvas, place, list, choice, open),
    }
    canvas.text(
        area.right() - hint_width,
        area.y,
        hint_width,
        hint,
        styles.dim,
    );
    if let Some(problem) = &line.problem
        && area.height > 1
    {
        let text = format!("! {problem}");
        canvas.text(start, area.bottom() - 1, width, &text, styles.bad);
    }
}

/// Draws a choice: open with every option and its digit, closed with what is chosen.
fn draw_choice(
    canvas: &mut Canvas<'_>,
    area: Rect,
    list: &str,
    choice: &Choice<&'static str>,
    open: bool,
) {
    let styles = canvas.styles;
    if !open {
        if let Some(code) = choice.value() {
            let words = canvas.shared.words.code(list, code);
            canvas.text(area.x, area.y, area.width, &words, styles.text);
        }
        return;
    }
    for option in options(canvas, list, choice, area.width) {
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
    }
    canvas.set_caret(area.x, area.y);
}

/// An option of an open choice, in cells from the entry's corner.
struct Laid {
    column: u16,
    row: u16,
    text: String,
    chosen: bool,
}

/// Lays the options out, each with its digit, over as many rows as they need.
fn options(
    canvas: &Canvas<'_>,
    list: &str,
    choice: &Choice<&'static str>,
    width: u16,
) -> Vec<Laid> {
    let (mut column, mut row) = (0, 0);
    let mut options = Vec::new();
    for (index, code) in choice.options().iter().enumerate() {
        let chosen = choice.value() == Some(*code);
        let mark = if chosen { ">" } else { "" };
        let words = canvas.shared.words.code(list, code);
        let text = format!("{mark}{} {words}", index + 1);
        let cells = canvas.width(&text);
        if column > 0 && column + cells > width {
            (column, row) = (0, row + 1);
        }
        options.push(Laid {
            column: column.min(width.saturating_sub(1)),
            row,
            text,
            chosen,
        });
        column += cells + 2;
    }
    options
}
