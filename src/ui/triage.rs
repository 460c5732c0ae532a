//! Drawing triage: the rows with what is proposed, the dates, and the matter's own words with those
//! marked that led to a proposal.

use ratatui::layout::Rect;

use crate::app::case::para::{LABEL, Para, lines};
use crate::app::cells::wrap;
use crate::app::triage::State;
use crate::app::triage::places::{self, SIDE};
use crate::domain::triage::parts;
use crate::domain::view::TriageView;
use crate::ui::canvas::Canvas;
use crate::ui::form;
use crate::ui::paras::tone;

/// Draws the screen.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let args = [("number", state.number.to_string().into())];
    let inner = canvas.popup(area, &words.say_with("triage-title", &args));
    let Some(view) = state.view() else {
        let (dim, text) = (canvas.styles.dim, canvas.shared.words.say("queue-loading"));
        canvas.paragraph(inner, &text, dim);
        return;
    };
    if inner.height < 8 {
        return;
    }
    if inner.width >= SIDE {
        let left = form_area(inner);
        rows(canvas, state, left);
        let right = Rect {
            x: left.right() + 2,
            width: inner.right().saturating_sub(left.right() + 2),
            ..inner
        };
        matter(canvas, state, view, right);
        return;
    }
    let taken = rows(canvas, state, form_area(inner));
    let below = Rect {
        y: inner.y + taken + 1,
        height: inner.height.saturating_sub(taken + 1),
        ..inner
    };
    matter(canvas, state, view, below);
}

/// Gives the room of the rows inside the border.
const fn form_area(inner: Rect) -> Rect {
    let space = places::rows(inner.width, inner.height);
    Rect {
        width: space.width,
        height: space.height,
        ..inner
    }
}

/// Draws rows, refusal and dates; gives the rows taken.
fn rows(canvas: &mut Canvas<'_>, state: &State, area: Rect) -> u16 {
    let mut row = form::view(canvas, area, &state.form, places::LABEL, true);
    if let Some(message) = &state.message {
        let bad = canvas.styles.bad;
        let place = Rect {
            y: area.y + row,
            height: area.height.saturating_sub(row).min(2),
            ..area
        };
        row += canvas.paragraph(place, message, bad);
    }
    for para in state.page(canvas.shared) {
        row += paragraph(
            canvas,
            &para,
            Rect {
                y: area.y + row,
                height: area.height.saturating_sub(row),
                ..area
            },
        );
    }
    row.min(area.height)
}

fn paragraph(canvas: &mut Canvas<'_>, para: &Para, area: Rect) -> u16 {
    let styles = canvas.styles;
    let style = tone(styles, para.tone);
    if para.label.is_empty() {
        return canvas.paragraph(area, &para.text, style);
    }
    let lines = lines(para, area.width);
    let mut taken = 0;
    for (row, line) in (area.y..area.bottom()).zip(&lines) {
        if taken == 0 {
            canvas.text(area.x, row, LABEL - 1, &para.label, styles.dim);
        }
        let room = area.width.saturating_sub(LABEL);
        canvas.text(area.x + LABEL, row, room, line, style);
        taken += 1;
    }
    taken
}

/// Draws the parts of the matter; the words that led to a proposal are marked.
fn matter(canvas: &mut Canvas<'_>, state: &State, view: &TriageView, area: Rect) {
    let styles = canvas.styles;
    let wide = canvas.shared.look.ambiguous_wide;
    let mut line = 0;
    let bottom = area.bottom();
    let shown = |line: u16| {
        line.checked_sub(state.scroll)
            .map(|row| area.y + row)
            .filter(|row| *row < bottom)
    };
    for (part, text) in parts(&view.view.case.matter) {
        if text.is_empty() {
            continue;
        }
        if let Some(row) = shown(line) {
            let label = canvas.shared.words.say(&format!("ask-{}", part.code()));
            canvas.text(area.x, row, area.width, &label, styles.dim);
        }
        line += 1;
        let found = view.proposal.found(part);
        for (start, piece) in wrap(text, area.width, wide) {
            if let Some(row) = shown(line) {
                let mut column = 0;
                for (at, letter) in piece.char_indices() {
                    let byte = start + at;
                    let hit = found.iter().any(|it| (it.start..it.end).contains(&byte));
                    let style = if hit { styles.matched } else { styles.text };
                    let mut letters = [0; 4];
                    let letter = letter.encode_utf8(&mut letters);
                    let room = area.width.saturating_sub(column);
                    column += canvas.text(area.x + column, row, room, letter, style);
                }
            }
            line += 1;
        }
    }
}
