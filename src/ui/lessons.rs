//! Drawing the list of lessons: those that are done are ticked.

use ratatui::layout::Rect;

use crate::app::tutor::lessons::LESSONS;
use crate::app::tutor::list::State;
use crate::ui::canvas::Canvas;
use crate::ui::menu::menu_lines;

/// Draws the list.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let args = [("n", state.count().into()), ("all", LESSONS.len().into())];
    let title = words.say_with("tutor-list", &args);
    let inner = canvas.popup(area, &title);
    let styles = canvas.styles;
    let lines: Vec<_> = LESSONS
        .iter()
        .map(|lesson| {
            let name = words.say(&format!("tutor-{}", lesson.code));
            if state.is_done(lesson.code) {
                (format!("√ {name}"), styles.good)
            } else {
                (format!("  {name}"), styles.text)
            }
        })
        .collect();
    let list = Rect {
        height: inner.height.saturating_sub(1),
        ..inner
    };
    menu_lines(canvas, &lines, state.cursor(), list);
    let foot = words.say("tutor-list-foot");
    let row = inner.bottom().saturating_sub(1);
    canvas.text(
        inner.x + 1,
        row,
        inner.width.saturating_sub(1),
        &foot,
        styles.dim,
    );
}
