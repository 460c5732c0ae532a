//! Drawing the case pane: number and state, who, the tabs, the part that is shown, what stands
//! over it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::case::page::{is_shut, who};
use crate::app::case::para::LABEL;
use crate::app::case::section::Section;
use crate::app::case::{HEAD_ROWS, State, tab_width};
use crate::domain::view::CaseView;
use crate::ui::canvas::Canvas;
use crate::ui::paras;

mod panel;

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let Some(view) = state.view() else {
        nothing(canvas, state, area);
        return;
    };
    if area.height <= HEAD_ROWS || area.width < LABEL * 2 {
        return;
    }
    head(canvas, state, view, area);
    body(canvas, state, area);
    if let Some(over) = state.panel() {
        panel::view(canvas, state, view, over, area);
    }
}

fn nothing(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let text = match (&state.missing, state.number()) {
        (Some(number), _) => words.say_with("case-missing", &[("number", number.as_str().into())]),
        (None, Some(_)) => words.say("queue-loading"),
        (None, None) => words.say("case-none"),
    };
    let dim = canvas.styles.dim;
    canvas.paragraph(area, &text, dim);
}

fn head(canvas: &mut Canvas<'_>, state: &State, view: &CaseView, area: Rect) {
    let (styles, words) = (canvas.styles, &canvas.shared.words);
    let number = view.case.number.to_string();
    let today = canvas.shared.now.date();
    let (status, pressing) = match view.row.acceptance_overdue(today) {
        Some(_) => (words.say("status-acceptance_overdue"), styles.bad),
        None => (words.code("status", view.case.status_word()), styles.text),
    };
    let mut class = words.code("class", view.case.matter.class.code());
    let mut who = who(canvas.shared, view, state.disclosure.revealed);
    if is_shut(view, state.disclosure) {
        class = words.say("queue-tag-lock");
        who = words.say("queue-secret");
    } else if let Some(category) = view.case.matter.category {
        class = format!("{class}/{}", words.code("category", category.code()));
    }
    if state.disclosure.revealed {
        class = format!("{class}  {}", words.say("case-open-values"));
    }
    let pieces: [(&str, Style); 5] = [
        (&number, styles.title),
        ("  ", styles.text),
        (&status, pressing),
        ("  ", styles.text),
        (&class, styles.text),
    ];
    canvas.pieces(area.x, area.y, area.width, &pieces);
    canvas.text(area.x, area.y + 1, area.width, &who, styles.text);
    let width = tab_width(area.width);
    let mut column = area.x;
    for (at, section) in Section::ALL.iter().enumerate() {
        let text = format!("{} {}", at + 1, canvas.shared.words.say(section.word()));
        let style = if *section == state.section {
            styles.selected
        } else {
            styles.dim
        };
        let room = (width - 1).min(area.right().saturating_sub(column));
        canvas.text(column, area.y + 2, room, &text, style);
        column += width;
    }
}

fn body(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let area = Rect {
        y: area.y + HEAD_ROWS,
        height: area.height - HEAD_ROWS,
        ..area
    };
    let paras = state.page(canvas.shared);
    paras::view(canvas, &paras, state.cursor(), state.scroll, area);
}
