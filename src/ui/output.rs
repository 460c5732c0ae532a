//! Drawing an export or a print: the form, where the file will stand, and how the paper reads.

use ratatui::layout::Rect;

use crate::app::content::Format;
use crate::app::output::State;
use crate::ui::canvas::Canvas;
use crate::ui::form;

/// Cells of the form's labels.
const LABEL: u16 = 10;
/// Rows of an export that has nothing to show before.
const SHORT: u16 = 9;

/// Draws it over what is open.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let prints = state.format() == Format::Print;
    let height = if prints {
        area.height
    } else {
        SHORT.min(area.height)
    };
    let area = Rect {
        y: area.y + (area.height - height) / 2,
        height,
        ..area
    };
    let title = canvas.shared.words.say(if prints {
        "command-list-print"
    } else {
        "command-list-export"
    });
    let inner = canvas.popup(area, &title);
    let mut place = inner;
    let go_on = |place: &mut Rect, taken: u16| {
        place.y += taken;
        place.height = place.height.saturating_sub(taken);
    };
    if let Some(problem) = &state.problem {
        let bad = canvas.styles.bad;
        let taken = canvas.paragraph(place, &format!("!! {problem}"), bad);
        go_on(&mut place, taken);
    }
    let taken = form::view(canvas, place, &state.form, LABEL, true);
    go_on(&mut place, taken + 1);
    let dim = canvas.styles.dim;
    let words = &canvas.shared.words;
    let hint = if state.is_writing() {
        words.say("output-writing")
    } else if prints {
        words.say("output-print-hint")
    } else {
        let args = [("folder", state.folder.as_str().into())];
        words.say_with("output-hint", &args)
    };
    let taken = canvas.paragraph(place, &hint, dim);
    go_on(&mut place, taken + 1);
    if !prints {
        return;
    }
    if state.is_reading() {
        let text = canvas.shared.words.say("queue-loading");
        canvas.text(place.x, place.y, place.width, &text, dim);
        return;
    }
    let text = canvas.styles.text;
    let rows = usize::from(place.height);
    let lines = state.preview.iter().skip(state.scroll).take(rows);
    for (row, line) in (place.y..place.bottom()).zip(lines) {
        canvas.text(place.x, row, place.width, line, text);
    }
    let below = state.preview.len().saturating_sub(state.scroll + rows);
    if below > 0 {
        let args = [("n", below.to_string().into())];
        let more = canvas.shared.words.say_with("ledger-below", &args);
        canvas.text_right(inner.right(), inner.bottom() - 1, &more, dim);
    }
}
