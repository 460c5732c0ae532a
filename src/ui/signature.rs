//! Drawing the window in which another one signs for a step.

use ratatui::layout::Rect;

use crate::app::signature::{Face, State};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::menu::menu_lines;

/// Cells of what a line is called.
const CALLED: u16 = 12;

/// Draws the window.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let title = canvas.shared.words.say("signature-title");
    let inner = canvas.popup(area, &title);
    let (text, dim) = (canvas.styles.text, canvas.styles.dim);
    let args = [("name", canvas.shared.who.as_str().into())];
    let about = canvas.shared.words.say_with("signature-about", &args);
    let place = Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    };
    let taken = canvas.paragraph(place, &about, dim) + 1;
    let body = Rect {
        y: inner.y + taken,
        height: inner.height.saturating_sub(taken),
        ..inner
    };
    match &state.face {
        Face::Signer { names: None, .. } => {
            let reading = canvas.shared.words.say("setup-reading");
            canvas.text(body.x + 1, body.y, body.width - 1, &reading, dim);
        }
        Face::Signer {
            names: Some(names),
            cursor,
            ..
        } => {
            if names.is_empty() {
                let none = canvas.shared.words.say("signature-none");
                canvas.paragraph(
                    Rect {
                        x: body.x + 1,
                        ..body
                    },
                    &none,
                    text,
                );
                return;
            }
            let lines: Vec<_> = names.iter().map(|name| (name.clone(), text)).collect();
            menu_lines(canvas, &lines, *cursor, body);
        }
        Face::Secret { signer, secret } => {
            for (row, word) in [(0, "sign-in-name"), (2, "signature-secret")] {
                let called = canvas.shared.words.say(word);
                canvas.text(body.x + 1, body.y + row, CALLED, &called, dim);
            }
            let column = body.x + 1 + CALLED;
            let room = body.right().saturating_sub(column + 1);
            canvas.text(column, body.y, room, signer, text);
            field::unseen(
                canvas,
                Rect::new(column, body.y + 2, room, 1),
                secret.length(),
            );
        }
    }
}
