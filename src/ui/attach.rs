//! Drawing the files of a case, the choice of another, and its title.

use ratatui::layout::Rect;

use crate::app::attach::{Stage, State};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::file_chooser;

/// Rows of what stands against something, which names a file,
const PROBLEM: u16 = 4;
/// and of the hint.
const HINT: u16 = 2;

/// Draws it over what is open.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let args = [("number", state.number.to_string().into())];
    let title = words.say_with("attach-title", &args);
    let inner = canvas.popup(area, &title);
    if inner.height < 5 {
        return;
    }
    let rows = if state.problem.is_some() {
        PROBLEM
    } else {
        HINT
    };
    let rows = rows.min(inner.height - 3);
    let below = Rect {
        y: inner.bottom() - rows,
        height: rows,
        ..inner
    };
    let above = Rect {
        height: inner.height - rows,
        ..inner
    };
    match &state.stage {
        Stage::List => list(canvas, state, above),
        Stage::File => file_chooser::view(canvas, &state.chooser, above),
        Stage::Title(file, title) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let (dim, text) = (canvas.styles.dim, canvas.styles.text);
            canvas.text(above.x + 1, above.y, above.width, &name, dim);
            let ask = canvas.shared.words.say("attach-ask-title");
            canvas.text(above.x + 1, above.y + 2, above.width, &ask, text);
            let line = Rect {
                x: above.x + 1,
                y: above.y + 3,
                width: above.width.saturating_sub(2),
                height: 1,
            };
            field::line(canvas, line, title, true);
        }
    }
    if let Some(problem) = &state.problem {
        let bad = canvas.styles.bad;
        canvas.paragraph(below, &format!("!! {problem}"), bad);
    } else if matches!(state.stage, Stage::List) {
        let (hint, dim) = (canvas.shared.words.say("attach-hint"), canvas.styles.dim);
        canvas.paragraph(below, &hint, dim);
    }
}

fn list(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let (lines, at) = state.lines(canvas.shared);
    if lines.is_empty() {
        let key = if state.is_locked() {
            "case-locked"
        } else {
            "queue-loading"
        };
        let (text, dim) = (canvas.shared.words.say(key), canvas.styles.dim);
        canvas.paragraph(area, &text, dim);
        return;
    }
    let page = usize::from(area.height.max(1));
    let shown = lines.iter().enumerate().skip(at / page * page);
    for (row, (index, line)) in (area.y..area.bottom()).zip(shown) {
        let style = if index == at {
            canvas.styles.selected
        } else {
            canvas.styles.text
        };
        if index == at {
            canvas.paint(Rect::new(area.x, row, area.width, 1), style);
            canvas.text(area.x, row, 1, ">", style);
        }
        let room = area.width.saturating_sub(2);
        canvas.text(area.x + 2, row, room, line, style);
    }
}
