//! Drawing the Finder: rows above the field, so that an input method covers none.

use ratatui::layout::Rect;

use crate::app::finder::{AROUND, CARD_HEAD, Card, State};
use crate::app::match_row::{MatchRow, person_lines};
use crate::command::table::Command;
use crate::domain::codes::Class;
use crate::domain::inquiry::Inquiry;
use crate::domain::queue::CaseRow;
use crate::ui::canvas::Canvas;
use crate::ui::match_row::{birth, marked, times};
use crate::ui::palette::prompt;

/// Cells of the columns: name, village, year of birth, phone or ID number, times.
const NAME: u16 = 12;
const VILLAGE: u16 = 12;
const BIRTH: u16 = 7;
const PAPER: u16 = 19;
const TIMES: u16 = 16;
/// Below this width the columns are narrower, and why stands below the list alone.
const WIDE: u16 = 100;

/// Draws the Finder.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let inner = canvas.popup(area, &canvas.shared.command(Command::FinderOpen));
    if inner.height <= AROUND {
        return;
    }
    if let Some(card) = &state.card {
        let open = state
            .rows()
            .iter()
            .find(|row| row.hit.person == card.view.id)
            .is_some_and(|row| state.is_open(row));
        view_card(canvas, card, open, inner);
        return;
    }
    let list = Rect {
        y: inner.y + 1,
        height: inner.height - AROUND,
        ..inner
    };
    heading(canvas, inner);
    if state.is_blank() {
        hints(canvas, list);
    } else if state.is_nobody() {
        let none = canvas.shared.words.say("finder-none");
        canvas.text(list.x + 2, list.y, list.width - 2, &none, canvas.styles.dim);
    }
    let height = usize::from(list.height);
    if let Some((cursor, top)) = state.cursor(height) {
        let rows = state.rows().iter().enumerate().skip(top).take(height);
        for (y, (index, row)) in (list.y..list.bottom()).zip(rows) {
            let line = MatchRow::of(row, state.is_open(row), &canvas.shared.words);
            row_of(
                canvas,
                &line,
                Rect::new(list.x, y, list.width, 1),
                index == cursor,
            );
        }
    }
    if let [row] = state.rows()
        && let Some(inquiry) = &row.inquiry
    {
        view_inquiry(canvas, inquiry, list);
    }
    let hint = Rect::new(inner.x + 2, inner.bottom() - 2, inner.width - 2, 1);
    hint_of(canvas, state, height, hint);
    prompt(canvas, inner, &state.field, "finder-prompt");
}

/// Draws what may be read out to one who gave number and 查询码, below his row.
fn view_inquiry(canvas: &mut Canvas<'_>, inquiry: &Inquiry, list: Rect) {
    let lines = canvas.shared.words.inquiry(inquiry);
    let text = canvas.styles.text;
    for (y, line) in (list.y + 2..list.bottom()).zip(&lines) {
        canvas.text(list.x + 2, y, list.width.saturating_sub(2), line, text);
    }
}

/// Draws the whole reason of the row under the cursor, and a warning where others have his name.
fn hint_of(canvas: &mut Canvas<'_>, state: &State, height: usize, area: Rect) {
    let styles = canvas.styles;
    let Some(row) = state
        .cursor(height)
        .and_then(|(cursor, _)| state.rows().get(cursor))
    else {
        return;
    };
    let line = MatchRow::of(row, state.is_open(row), &canvas.shared.words);
    let taken = canvas.text(area.x, area.y, area.width, &line.why, styles.dim);
    let n = state.namesakes();
    if n > 1 {
        let words = &canvas.shared.words;
        let text = words.say_with("finder-namesakes", &[("n", n.into())]);
        let room = area.width.saturating_sub(taken + 2);
        canvas.text(area.x + taken + 2, area.y, room, &text, styles.warn);
    }
}

/// The columns of this width: start and cells of name, village, birth, paper, times, why.
fn columns(area: Rect) -> [(u16, u16); 6] {
    let wide = area.width >= WIDE;
    let widths = if wide {
        [NAME + 4, VILLAGE + 4, BIRTH, PAPER, TIMES]
    } else {
        [NAME - 2, VILLAGE - 2, BIRTH - 1, PAPER - 1, TIMES + 6]
    };
    let mut at = area.x + 2;
    let mut places = [(at, 0); 6];
    for (place, width) in places.iter_mut().zip(widths) {
        *place = (at, width);
        at += width + 1;
    }
    places[5] = (
        at,
        if wide {
            area.right().saturating_sub(at)
        } else {
            0
        },
    );
    places
}

fn heading(canvas: &mut Canvas<'_>, area: Rect) {
    let keys = [
        "finder-name",
        "finder-village",
        "finder-birth",
        "finder-paper",
        "finder-times",
        "finder-why",
    ];
    let title = canvas.styles.title;
    for ((column, room), key) in columns(area).into_iter().zip(keys) {
        let text = canvas.shared.words.say(key);
        canvas.text(column, area.y, room, &text, title);
    }
}

fn row_of(canvas: &mut Canvas<'_>, line: &MatchRow, area: Rect, under_cursor: bool) {
    let styles = canvas.styles;
    let (text, dim) = if under_cursor {
        (styles.selected, styles.selected)
    } else {
        (styles.text, styles.dim)
    };
    if under_cursor {
        canvas.paint(area, text);
        canvas.text(area.x, area.y, 1, ">", text);
    }
    let [name, village, born, paper, came, why] = columns(area);
    marked(canvas, name.0, area.y, name.1, &line.name, text);
    marked(canvas, village.0, area.y, village.1, &line.village, text);
    let year = birth(canvas, line);
    canvas.text(born.0, area.y, born.1, &year, text);
    marked(canvas, paper.0, area.y, paper.1, &line.paper, text);
    let often = times(canvas, line);
    canvas.text(came.0, area.y, came.1, &often, text);
    canvas.text(why.0, area.y, why.1, &line.why, dim);
}

fn hints(canvas: &mut Canvas<'_>, area: Rect) {
    let dim = canvas.styles.dim;
    for (row, key) in (area.y..area.bottom()).zip([
        "finder-hint-name",
        "finder-hint-number",
        "finder-hint-mix",
        "finder-hint-sound",
        "finder-hint-mask",
    ]) {
        let text = canvas.shared.words.say(key);
        canvas.text(area.x + 2, row, area.width - 2, &text, dim);
    }
}

/// Draws a person's cases.
fn view_card(canvas: &mut Canvas<'_>, card: &Card, open: bool, area: Rect) {
    let styles = canvas.styles;
    let shared = canvas.shared;
    let person = &card.view.person;
    let lines = person_lines(person, open, &shared.words);
    for (row, line) in (area.y..area.y + CARD_HEAD - 1).zip(&lines) {
        let style = if row == area.y {
            styles.title
        } else {
            styles.text
        };
        canvas.text(area.x + 2, row, area.width - 2, line, style);
    }
    let list = Rect {
        y: area.y + CARD_HEAD,
        height: area.height - CARD_HEAD,
        ..area
    };
    let count = card.cases().len();
    let top = card.top(usize::from(list.height));
    for (y, at) in (list.y..list.bottom()).zip(top..=count) {
        let under_cursor = at == card.cursor;
        let style = if under_cursor {
            styles.selected
        } else {
            styles.text
        };
        if under_cursor {
            canvas.paint(Rect::new(list.x, y, list.width, 1), style);
            canvas.text(list.x, y, 1, ">", style);
        }
        let text = match card.cases().get(at) {
            Some(row) => {
                let digit = if at < 9 {
                    (at + 1).to_string()
                } else {
                    " ".to_owned()
                };
                format!("{digit} {}", case_line(canvas, row, open))
            }
            None => format!("0 {}", shared.words.say("finder-new-visit")),
        };
        canvas.text(list.x + 2, y, list.width - 2, &text, style);
    }
    let row = u16::try_from(card.cursor - top).unwrap_or(0);
    canvas.set_caret(list.x, list.y + row);
}

/// A case in one line: what it is about stands there only where the person is open, the matter is
/// classed and the viewer may read it.
pub fn case_line(canvas: &Canvas<'_>, row: &CaseRow, open: bool) -> String {
    let words = &canvas.shared.words;
    let day = words.received_day(row.received_at);
    let status = words.code("status", row.status_word());
    let about = if row.locked || row.class == Class::Accusation {
        words.code("class", Class::Accusation.code())
    } else if !open || row.class == Class::Unclassed {
        words.code("class", row.class.code())
    } else {
        row.summary.replace('\n', " ")
    };
    format!("{} {day} {status} {about}", row.number)
}
