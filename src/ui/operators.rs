//! Drawing the operators' window: the list, what can be done to one, the form, the recovery key.

use ratatui::layout::Rect;

use crate::app::operators::form::{Form, Kind, Line};
use crate::app::operators::{Face, Row, State, Task};
use crate::command::table::Command;
use crate::domain::operator::OperatorView;
use crate::domain::right::Role;
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::menu::{menu_lines, padded};

/// Cells of a name,
const NAME: u16 = 16;
/// of a role,
const ROLE: u16 = 16;
/// and of what a line of the form is called.
const CALLED: u16 = 14;

/// Draws the window.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let words = &canvas.shared.words;
    let title = match &state.face {
        Face::List => words.say("operators-title"),
        Face::Tasks { who, .. } => who.name.clone(),
        Face::Form(form) => title(canvas, form),
        Face::Key { .. } => words.say("operators-key-title"),
    };
    let inner = canvas.popup(area, &title);
    let body = Rect {
        height: inner.height.saturating_sub(3),
        ..inner
    };
    match &state.face {
        Face::List => list(canvas, state, body),
        Face::Tasks { tasks, cursor, .. } => tasks_of(canvas, tasks, *cursor, body),
        Face::Form(form) => form_of(canvas, state, form, body),
        Face::Key { key, .. } => {
            let (title, text) = (canvas.styles.title, canvas.styles.text);
            canvas.text(body.x + 2, body.y + 1, body.width - 2, key.expose(), title);
            let about = canvas.shared.words.say("operators-key-about");
            let place = Rect::new(
                body.x + 2,
                body.y + 3,
                body.width.saturating_sub(4),
                body.height.saturating_sub(3),
            );
            canvas.paragraph(place, &about, text);
        }
    }
    let place = Rect::new(
        inner.x + 1,
        inner.bottom().saturating_sub(3),
        inner.width.saturating_sub(2),
        2,
    );
    if let Some(problem) = &state.problem {
        let bad = canvas.styles.bad;
        canvas.paragraph(place, &format!("! {problem}"), bad);
    } else if let Some(answer) = &state.answer {
        let good = canvas.styles.good;
        canvas.paragraph(place, answer, good);
    }
    foot(canvas, state, inner);
}

fn title(canvas: &Canvas<'_>, form: &Form) -> String {
    let words = &canvas.shared.words;
    match &form.kind {
        Kind::First => words.say("operators-first"),
        Kind::Add => words.say("operators-add"),
        Kind::Role(name) => format!("{} · {name}", words.say(Task::Role.word())),
        Kind::Pin(name) => format!("{} · {name}", words.say(Task::Pin.word())),
        Kind::Passphrase(name) => format!("{} · {name}", words.say(Task::Passphrase.word())),
    }
}

fn list(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let (text, dim) = (canvas.styles.text, canvas.styles.dim);
    let Some(rows) = state.rows(canvas.shared) else {
        let reading = canvas.shared.words.say("setup-reading");
        canvas.text(area.x + 2, area.y, area.width - 2, &reading, dim);
        return;
    };
    let lines: Vec<_> = rows
        .iter()
        .map(|row| match row {
            Row::New => (canvas.shared.words.say("operators-add"), text),
            Row::Of(who) => (line(canvas, who), if who.left { dim } else { text }),
        })
        .collect();
    menu_lines(canvas, &lines, state.cursor, area);
}

fn line(canvas: &Canvas<'_>, who: &OperatorView) -> String {
    let words = &canvas.shared.words;
    let state = match (who.left, who.is_script) {
        (true, _) => words.say("operator-left"),
        (false, true) => words.say("operator-script"),
        (false, false) if who.has_pin => words.say("operators-has-pin"),
        (false, false) => String::new(),
    };
    let name = padded(canvas, &who.name, NAME);
    let role = padded(canvas, &words.code("role", who.role.code()), ROLE);
    format!("{name} {role} {state}")
}

fn tasks_of(canvas: &mut Canvas<'_>, tasks: &[Task], cursor: usize, area: Rect) {
    let text = canvas.styles.text;
    let words = &canvas.shared.words;
    let lines: Vec<_> = tasks
        .iter()
        .map(|task| (words.say(task.word()), text))
        .collect();
    menu_lines(canvas, &lines, cursor, area);
}

fn form_of(canvas: &mut Canvas<'_>, state: &State, form: &Form, area: Rect) {
    let (text, dim) = (canvas.styles.text, canvas.styles.dim);
    let mut row = area.y;
    if form.kind == Kind::First {
        let about = canvas.shared.words.say("operators-first-about");
        let place = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        row += canvas.paragraph(place, &about, dim) + 1;
    }
    for line in form.lines() {
        if row >= area.bottom() {
            break;
        }
        let called = canvas.shared.words.say(line.word());
        canvas.text(area.x + 1, row, CALLED, &called, dim);
        let column = area.x + 1 + CALLED;
        let place = Rect::new(column, row, area.right().saturating_sub(column + 1), 1);
        let open = *line == form.line() && !state.waits;
        match line {
            Line::Name => field::line(canvas, place, &form.name, open),
            Line::Secret => typed(canvas, place, form.secret.length(), open),
            Line::Again => typed(canvas, place, form.again.length(), open),
            Line::Role => {
                let roles = Role::ALL.iter().enumerate();
                let roles = roles.map(|(at, role)| {
                    let mark = if *role == form.role { ">" } else { " " };
                    let name = canvas.shared.words.code("role", role.code());
                    format!("{mark} {} {name}", at + 1)
                });
                let roles: Vec<String> = roles.collect();
                for pair in roles.chunks(2) {
                    let pair: Vec<String> =
                        pair.iter().map(|it| padded(canvas, it, ROLE + 6)).collect();
                    canvas.text(column, row, place.width, &pair.concat(), text);
                    row += 1;
                }
                row -= 1;
            }
        }
        row += 1;
    }
}

fn typed(canvas: &mut Canvas<'_>, place: Rect, length: usize, open: bool) {
    if open {
        field::unseen(canvas, place, length);
    } else {
        let text = canvas.styles.text;
        canvas.text(place.x, place.y, place.width, &"*".repeat(length), text);
    }
}

fn foot(canvas: &mut Canvas<'_>, state: &State, inner: Rect) {
    let shared = canvas.shared;
    let rows: &[(Command, &str)] = match &state.face {
        Face::List | Face::Tasks { .. } => &[
            (Command::Choose, "sign-in-key-name"),
            (Command::Back, "sign-in-key-back"),
        ],
        Face::Form(_) => &[
            (Command::Save, "command-save"),
            (Command::Back, "sign-in-key-back"),
        ],
        Face::Key { .. } => &[
            (Command::Choose, "operators-key-done"),
            (Command::ListPrint, "command-list-print"),
        ],
    };
    let (key, dim) = (canvas.styles.key, canvas.styles.dim);
    let (row, mut column) = (inner.bottom().saturating_sub(1), inner.x + 1);
    for (command, word) in rows {
        let (keys, word) = (shared.keys(*command), shared.words.say(word));
        let pieces = [(keys.as_str(), key), (" ", dim), (word.as_str(), dim)];
        let room = inner.right().saturating_sub(column);
        column += canvas.pieces(column, row, room, &pieces) + 2;
    }
}
