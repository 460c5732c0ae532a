//! Drawing the look-up.

use ratatui::layout::Rect;

use crate::app::lookup::State;
use crate::ui::canvas::Canvas;
use crate::ui::paras;

/// Draws it over what is open.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let args = [("number", state.number.to_string().into())];
    let title = words.say_with("lookup-title", &args);
    let inner = canvas.popup(area, &title);
    let page = state.page(canvas.shared);
    paras::view(canvas, &page, usize::MAX, state.scroll, inner);
}
