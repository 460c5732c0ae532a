//! Drawing the card at which somebody signs in: the time, why it stands, and the card; nothing else is on
//! the screen.

use ratatui::layout::Rect;

use crate::app::model::Model;
use crate::app::sign_in::{Card, NAMED, Purpose, Step};
use crate::command::table::Command;
use crate::ui::canvas::Canvas;
use crate::ui::field;

/// Cells of the card.
const WIDTH: u16 = 46;
/// Rows of the card, with its border.
const HEIGHT: u16 = 14;
/// Cells of what a line is called.
const CALLED: u16 = 12;

/// Draws the card over everything.
pub fn view(canvas: &mut Canvas<'_>, model: &Model) {
    let area = canvas.buffer.area;
    canvas.clear(area);
    canvas.hide_caret();
    let Some(card) = &model.card else {
        return;
    };
    let words = &model.shared.words;
    let time = model.shared.now.local().format("%H:%M").to_string();
    let why = match &card.purpose {
        Purpose::Open => words.say("sign-in-open"),
        Purpose::Change { who } => {
            words.say_with("sign-in-change", &[("name", who.as_str().into())])
        }
        Purpose::Locked { who, since } => {
            let at = since.local().format("%H:%M").to_string();
            let args = [("name", who.as_str().into()), ("at", at.into())];
            words.say_with("sign-in-locked", &args)
        }
    };
    let height = HEIGHT.min(area.height);
    let top = area.y + area.height.saturating_sub(height + 5) / 2;
    let (title, text) = (canvas.styles.title, canvas.styles.text);
    centred(canvas, top, &time, title);
    centred(canvas, top + 1, &why, text);
    let width = WIDTH.min(area.width);
    let place = Rect::new(
        area.x + (area.width - width) / 2,
        (top + 3).min(area.bottom().saturating_sub(height)),
        width,
        height,
    );
    let inner = canvas.popup(place, &words.say("sign-in-title"));
    match card.step {
        Step::Name => names(canvas, card, inner),
        Step::Secret => secret(canvas, card, inner),
    }
    if let Some(problem) = &card.problem {
        let lines = Rect::new(
            inner.x + 1,
            inner.bottom().saturating_sub(3),
            inner.width.saturating_sub(2),
            2,
        );
        let bad = canvas.styles.bad;
        canvas.paragraph(lines, &format!("! {problem}"), bad);
    }
    foot(canvas, model, card, inner);
}

fn centred(canvas: &mut Canvas<'_>, row: u16, text: &str, style: ratatui::style::Style) {
    let area = canvas.buffer.area;
    if row < area.bottom() {
        let cells = canvas.width(text).min(area.width);
        let column = area.x + (area.width - cells) / 2;
        canvas.text(column, row, cells, text, style);
    }
}

/// Draws who may sign in, and the field for a name.
fn names(canvas: &mut Canvas<'_>, card: &Card, inner: Rect) {
    let room = usize::from(inner.height.saturating_sub(5));
    let found = card.found();
    let at = found.iter().position(|(at, _)| *at == card.cursor());
    let top = at.map_or(0, |at| (at + 1).saturating_sub(room));
    let (text, key) = (canvas.styles.text, canvas.styles.key);
    for ((place, name), row) in found.iter().skip(top).take(room).zip(inner.y..) {
        let mark = if *place == card.cursor() { ">" } else { " " };
        let digit = if *place < NAMED {
            (place + 1).to_string()
        } else {
            " ".to_owned()
        };
        let pieces = [(mark, key), (" ", text), (digit.as_str(), key), (" ", text)];
        let taken = canvas.pieces(inner.x + 1, row, inner.width, &pieces);
        let left = inner.width.saturating_sub(taken + 1);
        canvas.text(inner.x + 1 + taken, row, left, name, text);
        if *place == card.cursor() {
            let line = Rect::new(inner.x, row, inner.width, 1);
            let selected = canvas.styles.selected;
            canvas.paint(line, selected);
        }
    }
    let row = inner.bottom().saturating_sub(4);
    let place = called(canvas, inner, row, "sign-in-name");
    field::line(canvas, place, &card.name, true);
}

/// Draws who is to prove it, and the field whose signs are not seen.
fn secret(canvas: &mut Canvas<'_>, card: &Card, inner: Rect) {
    let text = canvas.styles.text;
    let place = called(canvas, inner, inner.y + 1, "sign-in-name");
    canvas.text(place.x, place.y, place.width, &card.chosen, text);
    let place = called(canvas, inner, inner.y + 3, "sign-in-secret");
    if card.waits {
        let (wait, dim) = (canvas.shared.words.say("sign-in-waits"), canvas.styles.dim);
        canvas.text(place.x, place.y, place.width, &wait, dim);
        return;
    }
    field::unseen(canvas, place, card.secret.length());
}

/// Draws what a line is called; gives the room behind it.
fn called(canvas: &mut Canvas<'_>, inner: Rect, row: u16, word: &str) -> Rect {
    let (name, dim) = (canvas.shared.words.say(word), canvas.styles.dim);
    canvas.text(inner.x + 1, row, CALLED, &name, dim);
    let column = inner.x + 1 + CALLED;
    Rect::new(column, row, inner.right().saturating_sub(column + 1), 1)
}

/// Draws the keys that do something here.
fn foot(canvas: &mut Canvas<'_>, model: &Model, card: &Card, inner: Rect) {
    let shared = &model.shared;
    let back = match (card.step, &card.purpose) {
        (Step::Secret, _) => Some("sign-in-key-other"),
        (Step::Name, Purpose::Change { .. }) => Some("sign-in-key-stay"),
        (Step::Name, Purpose::Locked { .. }) => Some("sign-in-key-back"),
        (Step::Name, Purpose::Open) => None,
    };
    let enter = match card.step {
        Step::Name => "sign-in-key-name",
        Step::Secret => "sign-in-key-enter",
    };
    let rows = [
        (Command::Choose, Some(enter)),
        (Command::Back, back),
        (Command::Quit, Some("command-quit")),
    ];
    let (key, dim) = (canvas.styles.key, canvas.styles.dim);
    let (row, mut column) = (inner.bottom().saturating_sub(1), inner.x + 1);
    for (command, word) in rows {
        let Some(word) = word else { continue };
        let (keys, word) = (shared.keys(command), shared.words.say(word));
        let pieces = [(keys.as_str(), key), (" ", dim), (word.as_str(), dim)];
        let room = inner.right().saturating_sub(column);
        column += canvas.pieces(column, row, room, &pieces) + 2;
    }
}
