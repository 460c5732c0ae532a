//! Drawing a question with its answers.

use ratatui::layout::Rect;

use crate::app::confirm::State;
use crate::ui::canvas::Canvas;

/// Draws the question; the answer under the cursor is marked.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let title = canvas.shared.words.say("desk-question");
    let inner = canvas.popup(area, &title);
    let style = canvas.styles.text;
    let taken = canvas.paragraph(inner, &state.question, style);
    let row = (inner.y + taken + 1).min(inner.bottom().saturating_sub(1));
    let mut column = inner.x + 1;
    for (index, answer) in state.answer.options().iter().enumerate() {
        let key = if *answer { "desk-yes" } else { "desk-no" };
        let chosen = state.answer.value() == Some(*answer);
        let (mark, style) = if chosen {
            (">", canvas.styles.selected)
        } else {
            (" ", canvas.styles.text)
        };
        let text = format!("{mark}{} {} ", index + 1, canvas.shared.words.say(key));
        column += canvas.text(
            column,
            row,
            inner.right().saturating_sub(column),
            &text,
            style,
        ) + 2;
    }
}
