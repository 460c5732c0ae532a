//! 遮屏: nothing of the desk is on the screen, only the centre's name and the hotline.

use crate::app::model::Model;
use crate::command::table::Command;
use crate::ui::canvas::Canvas;

/// Draws the curtain over everything.
pub fn view(canvas: &mut Canvas<'_>, model: &Model) {
    let area = canvas.buffer.area;
    canvas.clear(area);
    canvas.hide_caret();
    let words = &model.shared.words;
    let keys = model.shared.keys(Command::Curtain);
    let hotline = model.shared.town.settings.hotline.as_str();
    let time = model.shared.now.local().format("%H:%M").to_string();
    let lines = [
        (words.say("desk-curtain-title"), canvas.styles.title),
        (time, canvas.styles.text),
        (
            words.say_with("desk-curtain-line", &[("hotline", hotline.into())]),
            canvas.styles.text,
        ),
        (
            words.say_with("desk-curtain-lift", &[("keys", keys.into())]),
            canvas.styles.dim,
        ),
    ];
    let mut row = area.y + (area.height / 2).saturating_sub(4);
    for (text, style) in &lines {
        let cells = canvas.width(text).min(area.width);
        let column = area.x + (area.width - cells) / 2;
        canvas.text(column, row, cells, text, *style);
        row += 2;
    }
}
