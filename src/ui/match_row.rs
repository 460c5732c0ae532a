//! Drawing what tells a prior complainant: matched characters marked, masked ones masked.

use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::match_row::{Marked, MatchRow};
use crate::ui::canvas::Canvas;

/// Writes a text with its matched characters marked; gives the cells taken.
pub fn marked(
    canvas: &mut Canvas<'_>,
    column: u16,
    row: u16,
    room: u16,
    text: &Marked,
    style: Style,
) -> u16 {
    if canvas.width(&text.text) > room {
        return canvas.text(column, row, room, &text.text, style);
    }
    let matched = style.patch(canvas.styles.matched);
    let (mut taken, mut place) = (0, 0);
    for grapheme in text.text.graphemes(true) {
        let style = if text.marks.contains(&place) {
            matched
        } else {
            style
        };
        taken += canvas.text(column + taken, row, room - taken, grapheme, style);
        place += grapheme.chars().count();
    }
    taken
}

/// Says how often he came, and when last: `3次 在办1 上次 11-20`.
pub fn times(canvas: &Canvas<'_>, line: &MatchRow) -> String {
    let words = &canvas.shared.words;
    let mut text = words.say_with("finder-cases", &[("n", line.cases.into())]);
    if line.open_cases > 0 {
        text.push(' ');
        text.push_str(&words.say_with("finder-open", &[("n", line.open_cases.into())]));
    }
    if let Some(last) = line.last_visit {
        let this_year = last.local().format("%Y").to_string()
            == canvas.shared.now.local().format("%Y").to_string();
        let form = if this_year { "%m-%d" } else { "%Y-%m-%d" };
        let day = last.local().format(form).to_string();
        text.push(' ');
        text.push_str(&words.say_with("finder-last", &[("day", day.into())]));
    }
    text
}

/// Says the year of birth, where it may be shown.
pub fn birth(canvas: &Canvas<'_>, line: &MatchRow) -> String {
    line.birth.map_or_else(String::new, |year| {
        let year = year.to_string();
        canvas
            .shared
            .words
            .say_with("finder-born", &[("year", year.into())])
    })
}
