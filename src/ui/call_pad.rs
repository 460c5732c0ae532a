//! Drawing the call pad: emergencies first, the running clock, what is typed, who may be calling.

use ratatui::layout::Rect;

use crate::app::call_pad::callers::CALLERS;
use crate::app::call_pad::{HEAD, LABEL, State};
use crate::app::match_row::MatchRow;
use crate::command::table::Command;
use crate::ui::canvas::Canvas;
use crate::ui::form;
use crate::ui::match_row::{marked, times};

/// Draws the pad.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let inner = canvas.popup(area, &canvas.shared.command(Command::CallOpen));
    let styles = canvas.styles;
    let callers = rows(state).min(inner.height.saturating_sub(6));
    let words = &canvas.shared.words;
    let emergency = words.say("pad-emergency");
    let clock = clock(canvas, state);
    let line = |at: u16| Rect::new(inner.x, inner.y + at, inner.width, 1);
    canvas.text(inner.x, inner.y, inner.width, &emergency, styles.warn);
    canvas.paragraph(line(1), &clock, styles.title);
    let mut top = HEAD;
    if let Some(message) = &state.message {
        let room = Rect::new(inner.x, inner.y + top, inner.width, 2);
        top += canvas.paragraph(room, &format!("× {message}"), styles.bad);
    }
    let lines = Rect {
        y: inner.y + top,
        height: inner.height.saturating_sub(top + callers + 1),
        ..inner
    };
    form::view(canvas, lines, &state.form, LABEL, true);
    let list = Rect::new(inner.x, inner.bottom() - callers - 1, inner.width, callers);
    if state.villages().names().is_empty() {
        self::callers(canvas, state, list);
    } else {
        villages(canvas, state, list);
    }
    let hint = canvas
        .shared
        .words
        .say(if !state.villages().names().is_empty() {
            "pad-hint-villages"
        } else if state.rows().is_empty() {
            "pad-hint"
        } else {
            "pad-hint-callers"
        });
    let foot = inner.bottom().saturating_sub(1);
    canvas.text(inner.x, foot, inner.width, &hint, styles.dim);
}

/// Rows of the list of villages or callers, with its heading.
fn rows(state: &State) -> u16 {
    let villages = state.villages().names().len();
    let listed = if villages > 0 {
        villages
    } else {
        state.rows().len()
    };
    let shown = u16::try_from(listed.min(CALLERS)).unwrap_or(0);
    if shown == 0 { 0 } else { shown + 1 }
}

fn clock(canvas: &Canvas<'_>, state: &State) -> String {
    let words = &canvas.shared.words;
    let Some((start, seconds)) = state.timed() else {
        return String::new();
    };
    let args = [
        ("start", start.local().format("%H:%M:%S").to_string().into()),
        (
            "took",
            format!("{}:{:02}", seconds / 60, seconds % 60).into(),
        ),
        ("parked", state.parked().into()),
    ];
    let key = if state.is_running() {
        "pad-clock"
    } else {
        "pad-clock-stopped"
    };
    let mut text = words.say_with(key, &args);
    if state.parked() > 0 {
        text.push_str(&words.say_with("pad-others", &args));
    }
    text
}

fn villages(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    if area.height < 2 {
        return;
    }
    let (styles, villages) = (canvas.styles, state.villages());
    let args = [("n", villages.names().len().into())];
    let heading = canvas.shared.words.say_with("pad-villages", &args);
    canvas.text(area.x, area.y, area.width, &heading, styles.dim);
    let shown = villages.names().iter().enumerate();
    let shown = shown.skip(state.first_village());
    for (y, (at, name)) in (area.y + 1..area.bottom()).zip(shown) {
        let cursor = villages.cursor() == Some(at);
        canvas.text(area.x, y, 1, if cursor { ">" } else { " " }, styles.key);
        canvas.text(
            area.x + 2,
            y,
            area.width.saturating_sub(2),
            name,
            styles.text,
        );
        if cursor {
            canvas.paint(Rect::new(area.x, y, area.width, 1), styles.selected);
        }
    }
}

fn callers(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    if area.height < 2 {
        return;
    }
    let styles = canvas.styles;
    let args = [("n", state.rows().len().into())];
    let heading = canvas.shared.words.say_with("pad-callers", &args);
    canvas.text(area.x, area.y, area.width, &heading, styles.dim);
    let top = state.top();
    let shown = state.rows().iter().enumerate().skip(top);
    for (y, (at, row)) in (area.y + 1..area.bottom()).zip(shown) {
        let line = MatchRow::of(row, state.is_open(row), &canvas.shared.words);
        let cursor = state.cursor() == Some(at);
        let mark = if cursor { ">" } else { " " };
        canvas.text(area.x, y, 1, mark, styles.key);
        let mut column = area.x + 2;
        for part in [&line.name, &line.village] {
            let room = area.right().saturating_sub(column);
            column += marked(canvas, column, y, room, part, styles.text) + 2;
        }
        let rest = format!("{}  {}", times(canvas, &line), line.why);
        let room = area.right().saturating_sub(column);
        canvas.text(column.min(area.right()), y, room, &rest, styles.dim);
        if cursor {
            canvas.paint(Rect::new(area.x, y, area.width, 1), styles.selected);
        }
    }
}
