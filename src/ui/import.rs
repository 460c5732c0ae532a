//! Drawing an import: what kind, which file, what it would become, how far it is, what came of it.

use ratatui::layout::Rect;

use crate::app::import::rows::{Row, RowAction, column};
use crate::app::import::{Stage, State, fields};
use crate::domain::sheet_kind::SheetKind;
use crate::ui::canvas::Canvas;
use crate::ui::file_chooser;
use crate::ui::palette::prompt;

/// Rows below the list that show the line under the cursor whole.
const WHOLE: u16 = 3;

/// Draws it over what is open.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let title = if matches!(state.stage, Stage::Kind(_)) {
        words.say("import-title")
    } else {
        let kind = words.code("sheet-kind", state.kind.code());
        words.say_with("import-title-kind", &[("kind", kind.into())])
    };
    let inner = canvas.popup(area, &title);
    if inner.height < 6 {
        return;
    }
    match &state.stage {
        Stage::Kind(choice) => kinds(canvas, choice.value(), inner),
        Stage::File => file_chooser::view(canvas, &state.chooser, inner),
        Stage::Running => running(canvas, state, inner),
        Stage::Field(_, picker) => field(canvas, state, picker, inner),
        Stage::Preview | Stage::Done => lines(canvas, state, inner),
    }
}

fn kinds(canvas: &mut Canvas<'_>, chosen: Option<SheetKind>, area: Rect) {
    let words = &canvas.shared.words;
    let dim = canvas.styles.dim;
    let ask = words.say("import-ask-kind");
    canvas.text(area.x + 1, area.y, area.width, &ask, canvas.styles.text);
    for (at, kind) in SheetKind::ALL.iter().enumerate() {
        let row = area.y + 2 + u16::try_from(at).unwrap_or(u16::MAX);
        if row >= area.bottom() {
            break;
        }
        let on = chosen == Some(*kind);
        let text = format!("{} {}", at + 1, words.code("sheet-kind", kind.code()));
        let hint = words.code("sheet-kind-hint", kind.code());
        let style = mark(canvas, Rect::new(area.x, row, area.width, 1), on);
        canvas.text(area.x + 2, row, 20, &text, style);
        let dim = if on { style } else { dim };
        canvas.text(area.x + 24, row, area.width.saturating_sub(24), &hint, dim);
    }
}

fn running(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let text = canvas.styles.text;
    let key = match (state.stopping, state.writes) {
        (true, _) => "import-stopping",
        (false, true) => "import-running",
        (false, false) => "import-trying",
    };
    let args = [
        ("file", state.file.display().to_string().into()),
        ("n", state.done.into()),
    ];
    let taken = canvas.paragraph(area, &words.say_with(key, &args), text);
    let Some(total) = state.total.filter(|total| *total > 0) else {
        return;
    };
    let room = area.width.saturating_sub(20);
    let filled = u64::from(room) * state.done.min(total) / total;
    let filled = usize::try_from(filled).unwrap_or(0);
    let bar = format!(
        "[{}{}] {}/{total}",
        "#".repeat(filled),
        ".".repeat(usize::from(room).saturating_sub(filled)),
        state.done
    );
    let row = area.y + taken + 1;
    canvas.text(area.x + 1, row, area.width, &bar, text);
}

fn lines(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let shared = canvas.shared;
    let end = state.end();
    let file = state.file.file_name().map(|it| it.to_string_lossy());
    let file = file.unwrap_or_default();
    let dim = canvas.styles.dim;
    canvas.text(area.x + 1, area.y, area.width, &file, dim);
    let (head, style) = match (&end.problem, end.lines.first()) {
        (Some(problem), _) => (problem.as_str(), canvas.styles.bad),
        (None, Some(line)) => (line.as_str(), canvas.styles.title),
        (None, None) => ("", canvas.styles.text),
    };
    let top = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: 2,
    };
    let taken = canvas.paragraph(top, head, style);
    let list = Rect {
        y: top.y + taken + 1,
        height: area.height.saturating_sub(2 + taken + WHOLE + 1),
        ..area
    };
    let (rows, at) = state.lines(shared);
    let page = usize::from(list.height.max(1));
    let first = at / page * page;
    let mut whole = String::new();
    for (line, (index, row)) in (list.y..list.bottom()).zip(rows.iter().enumerate().skip(first)) {
        let place = Rect::new(list.x, line, list.width, 1);
        let on = index == at;
        let style = mark(canvas, place, on);
        let (indent, text, style) = match row {
            Row::Action(action) => (2, action_text(canvas, state, *action), style),
            Row::Heading(key) => {
                let heading = canvas.styles.title;
                (1, shared.words.say(key), if on { style } else { heading })
            }
            Row::Column(at) => {
                let text = end.columns.get(*at).map(|it| column(shared, end, it));
                (4, text.unwrap_or_default(), style)
            }
            Row::Text(text) => (4, text.clone(), style),
        };
        let room = list.width.saturating_sub(indent);
        canvas.text(list.x + indent, line, room, &text, style);
        if on {
            whole = text;
        }
    }
    let below = Rect {
        x: area.x + 1,
        y: area.bottom().saturating_sub(WHOLE),
        width: area.width.saturating_sub(2),
        height: WHOLE,
    };
    canvas.paragraph(below, &whole, dim);
}

fn action_text(canvas: &Canvas<'_>, state: &State, action: RowAction) -> String {
    let words = &canvas.shared.words;
    let key = format!("import-do-{}", action.code());
    words.say_with(&key, &[("n", state.end().imported.into())])
}

fn field(canvas: &mut Canvas<'_>, state: &State, picker: &fields::Picker, area: Rect) {
    let words = &canvas.shared.words;
    let heading = state.column().map_or("", |it| it.heading.as_str());
    let ask = words.say_with("import-ask-field", &[("heading", heading.into())]);
    let style = canvas.styles.title;
    canvas.text(area.x + 1, area.y, area.width, &ask, style);
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(3),
        ..area
    };
    let (at, top) = picker.cursor(usize::from(list.height));
    let shown = picker.rows().into_iter().enumerate().skip(top);
    for (line, (index, (code, name))) in (list.y..list.bottom()).zip(shown) {
        let style = mark(canvas, Rect::new(list.x, line, list.width, 1), index == at);
        let text = match code {
            Some(_) => name.to_owned(),
            None => canvas.shared.words.say("import-not-read"),
        };
        canvas.text(list.x + 2, line, list.width, &text, style);
    }
    prompt(canvas, area, &picker.field, "import-prompt-field");
}

/// Marks the line under the cursor and gives the style of its text.
fn mark(canvas: &mut Canvas<'_>, line: Rect, on: bool) -> ratatui::style::Style {
    if !on {
        return canvas.styles.text;
    }
    let style = canvas.styles.selected;
    canvas.paint(line, style);
    canvas.text(line.x, line.y, 1, ">", style);
    style
}
