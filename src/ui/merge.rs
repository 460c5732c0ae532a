//! Drawing a merge: the other is looked for, then both stand side by side, what differs first.

use ratatui::layout::Rect;

use crate::app::match_row::{MatchRow, agrees};
use crate::app::merge::shown::shown;
use crate::app::merge::{Stage, State};
use crate::app::merging::Merging;
use crate::domain::merge::{Comparison, Keep, Likeness};
use crate::ui::canvas::Canvas;
use crate::ui::palette::prompt;

/// Cells of a line's name.
const LABEL: u16 = 14;
/// Cells of what is kept.
const KEEP: u16 = 10;

/// Draws the merge or the split.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let key = match (&state.stage, state.what) {
        (Stage::Splitting(..), _) => "merge-title-split",
        (_, Merging::Case(_)) => "merge-title-case",
        (_, Merging::Person(_)) => "merge-title-person",
    };
    let title = words.say_with(key, &[("what", state.what.to_string().into())]);
    let inner = canvas.popup(area, &title);
    if inner.height < 4 {
        return;
    }
    match &state.stage {
        Stage::Choosing(field) => {
            found(canvas, state, inner);
            let key = match state.what {
                Merging::Case(_) => "merge-prompt-case",
                Merging::Person(_) => "merge-prompt-person",
            };
            prompt(canvas, inner, field, key);
        }
        Stage::Preview(lines, cursor) => compared(canvas, state, (lines, *cursor), inner),
        Stage::Splitting(parts, cursor) => {
            for (row, (index, part)) in (inner.y..inner.bottom()).zip(parts.iter().enumerate()) {
                let line = Rect::new(inner.x, row, inner.width, 1);
                let style = cursor_style(canvas, line, index == *cursor);
                canvas.text(line.x + 2, row, line.width - 2, &part.to_string(), style);
            }
            if parts.is_empty() {
                let (text, dim) = (canvas.shared.words.say("merge-nothing"), canvas.styles.dim);
                canvas.text(inner.x + 2, inner.y, inner.width - 2, &text, dim);
            }
            hint(canvas, inner, "merge-hint-split");
        }
    }
}

fn found(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let cursor = state.cursor();
    let list = area.y..area.bottom().saturating_sub(2);
    for (row, (index, found)) in list.zip(state.rows().iter().enumerate()) {
        let line = MatchRow::of(found, agrees(found), &canvas.shared.words);
        let at = Rect::new(area.x, row, area.width, 1);
        let style = cursor_style(canvas, at, Some(index) == cursor);
        let text = format!(
            "{}  {}  {}  {}  {}",
            line.id, line.name.text, line.village.text, line.paper.text, line.why
        );
        canvas.text(at.x + 2, row, at.width - 2, &text, style);
    }
}

fn compared(
    canvas: &mut Canvas<'_>,
    state: &State,
    (lines, cursor): (&[Comparison], usize),
    area: Rect,
) {
    let half = area.width.saturating_sub(LABEL + KEEP + 3) / 2;
    let (left, right) = (area.x + LABEL, area.x + LABEL + half + 1);
    let last = area.right().saturating_sub(KEEP);
    let (going, standing) = state.sides();
    let title = canvas.styles.title;
    for (column, side, key) in [
        (left, going, "merge-going"),
        (right, standing, "merge-standing"),
    ] {
        let name = side.map_or_else(String::new, |side| side.name().to_string());
        let text = canvas.shared.words.say_with(key, &[("what", name.into())]);
        canvas.text(column, area.y, half, &text, title);
    }
    let height = usize::from(area.height.saturating_sub(3)).max(1);
    let top = (cursor + 1).saturating_sub(height);
    let rows =
        (area.y + 1..area.bottom().saturating_sub(2)).zip(lines.iter().enumerate().skip(top));
    for (row, (index, line)) in rows {
        let at = Rect::new(area.x, row, area.width, 1);
        let mut style = cursor_style(canvas, at, index == cursor);
        let words = &canvas.shared.words;
        let label = words.say(&format!("ask-{}", line.name));
        let (a, b) = (
            shown(words, line, &line.going),
            shown(words, line, &line.standing),
        );
        let keep = if line.choices().is_empty() {
            words.code("likeness", line.likeness.code())
        } else {
            let arrow = match line.keep {
                Keep::Going => "< ",
                Keep::Standing => "> ",
                Keep::Both => "+ ",
            };
            format!("{arrow}{}", words.code("keep", line.keep.code()))
        };
        if index != cursor {
            style = match line.likeness {
                Likeness::Differs => canvas.styles.warn,
                Likeness::Only => canvas.styles.text,
                Likeness::Same => canvas.styles.dim,
            };
        }
        canvas.text(area.x + 2, row, LABEL - 3, &label, style);
        canvas.text(left, row, half, &a, style);
        canvas.text(right, row, half, &b, style);
        canvas.text(last, row, KEEP, &keep, style);
    }
    let key = match state.what {
        Merging::Case(_) => "merge-hint-case",
        Merging::Person(_) => "merge-hint-person",
    };
    hint(canvas, area, key);
}

fn hint(canvas: &mut Canvas<'_>, area: Rect, key: &str) {
    let (text, dim) = (canvas.shared.words.say(key), canvas.styles.dim);
    let row = area.bottom().saturating_sub(1);
    canvas.text(area.x, row, area.width, &text, dim);
}

/// Marks the line under the cursor and gives the style of its text.
fn cursor_style(canvas: &mut Canvas<'_>, line: Rect, on: bool) -> ratatui::style::Style {
    if !on {
        return canvas.styles.text;
    }
    let style = canvas.styles.selected;
    canvas.paint(line, style);
    canvas.text(line.x, line.y, 1, ">", style);
    style
}
