//! Drawing the form in which somebody else sits down: who sits here, who is proposed, what is typed.

use ratatui::layout::Rect;

use crate::app::operator::{State, proposed};
use crate::command::table::Command;
use crate::ui::canvas::Canvas;
use crate::ui::palette::prompt;

/// Draws the form.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let shared = canvas.shared;
    let inner = canvas.popup(area, &shared.command(Command::OperatorChange));
    let (text, dim, bad) = (canvas.styles.text, canvas.styles.dim, canvas.styles.bad);
    let args = [("name", shared.who.as_str().into())];
    let now = shared.words.say_with("operator-now", &args);
    canvas.text(
        inner.x + 1,
        inner.y,
        inner.width.saturating_sub(1),
        &now,
        text,
    );
    let names = proposed(shared);
    let rows = inner.y + 1..inner.bottom().saturating_sub(2);
    for ((at, name), row) in names.iter().enumerate().zip(rows.clone()) {
        let line = format!("{} {name}", at + 1);
        canvas.text(inner.x + 1, row, inner.width.saturating_sub(1), &line, text);
    }
    if names.is_empty() {
        let keys = [("keys", shared.keys(Command::SetupOpen).into())];
        let hint = shared.words.say_with("operator-no-staff", &keys);
        canvas.text(
            inner.x + 1,
            rows.start,
            inner.width.saturating_sub(1),
            &hint,
            dim,
        );
    }
    let foot = inner.bottom().saturating_sub(2);
    if let Some(problem) = &state.problem {
        canvas.text(
            inner.x + 1,
            foot,
            inner.width.saturating_sub(1),
            &format!("! {problem}"),
            bad,
        );
    }
    prompt(canvas, inner, &state.field, "operator-prompt");
}
