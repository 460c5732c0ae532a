//! What stands around the panes: tab bar and clock, today's strip, notices, the valid keys.

use ratatui::layout::Rect;

use crate::app::layout::Layout;
use crate::app::layout::tabs::{self, Head};
use crate::app::model::Model;
use crate::app::pane::Pane;
use crate::app::part::Tone;
use crate::command::table::{Command, Scope};
use crate::keymap::key::show_keys;
use crate::keymap::lookup::Lookup;
use crate::ui::canvas::Canvas;

/// Cells for a key that may follow, with its words.
const FOLLOWING: u16 = 26;

/// Draws the tabs and the clock.
pub fn head(canvas: &mut Canvas<'_>, model: &Model, layout: &Layout) {
    let Head { tabs, clock } = tabs::head(&model.shared, layout.head);
    for tab in tabs {
        let style = if tab.pane == model.focus.tab() {
            canvas.styles.selected
        } else {
            canvas.styles.dim
        };
        canvas.text(tab.area.x, tab.area.y, tab.area.width, &tab.text, style);
    }
    let title = canvas.styles.title;
    canvas.text_right(layout.head.right(), layout.head.y, &clock, title);
}

/// Draws today's strip.
pub fn strip(canvas: &mut Canvas<'_>, model: &Model, layout: &Layout) {
    if layout.strip.height == 0 {
        return;
    }
    let (words, today) = (&model.shared.words, &model.today.view);
    let name = |some: &str, none: &str, who: Option<&String>| match who {
        Some(who) => words.say_with(some, &[("name", who.as_str().into())]),
        None => words.say(none),
    };
    let count = |key: &str, n: u64| words.say_with(key, &[("n", n.into())]);
    let plain = canvas.styles.text;
    let alarm = |n: u64, style| if n == 0 { plain } else { style };
    let mut parts = vec![
        (
            name("strip-leader", "strip-leader-none", today.leader.as_ref()),
            plain,
        ),
        (
            name("strip-lawyer", "strip-lawyer-none", today.lawyer.as_ref()),
            plain,
        ),
        (count("strip-visits", today.visits), plain),
        (
            count("strip-overdue", today.overdue),
            alarm(today.overdue, canvas.styles.bad),
        ),
        (
            count("strip-soon", today.due_soon),
            alarm(today.due_soon, canvas.styles.warn),
        ),
        (
            count("strip-whistles", today.whistles),
            alarm(today.whistles, canvas.styles.warn),
        ),
        (words.say("desk-emergency"), canvas.styles.dim),
    ];
    if today.unclosed > 0 {
        // Behind the emergency numbers, which are never pushed off the strip.
        let text = count("strip-unclosed", today.unclosed);
        parts.push((text, canvas.styles.warn));
    }
    let mut column = layout.strip.x + 1;
    for (text, style) in &parts {
        let room = layout.strip.right().saturating_sub(column);
        column += canvas.text(column, layout.strip.y, room, text, *style) + 3;
    }
}

/// Draws the notice.
pub fn notice(canvas: &mut Canvas<'_>, model: &Model, layout: &Layout) {
    let area = layout.notice;
    let room = area.width.saturating_sub(2);
    let Some(notice) = &model.notice else {
        return;
    };
    let (mark, style) = match notice.tone {
        Tone::Good => ("ok ", canvas.styles.good),
        Tone::Plain => ("", canvas.styles.text),
        Tone::Bad => ("!! ", canvas.styles.bad),
    };
    let text = format!("{mark}{}", notice.text);
    canvas.text(area.x + 1, area.y, room, &text, style);
}

/// Draws what may follow the keys that wait for more, in a box at the bottom.
pub fn pending(canvas: &mut Canvas<'_>, model: &Model, layout: &Layout) {
    let next = match model.shared.keymap.lookup(&[model.scope()], &model.pending) {
        Lookup::Pending(next) if !model.pending.is_empty() => next,
        Lookup::Pending(_) | Lookup::Found(_) | Lookup::Unbound => return,
    };
    let body = layout.body();
    let across = usize::from((body.width.saturating_sub(2) / FOLLOWING).max(1));
    let rows = u16::try_from(next.len().div_ceil(across)).unwrap_or(u16::MAX);
    let height = rows.saturating_add(2).min(body.height);
    let area = Rect::new(body.x, body.bottom() - height, body.width, height);
    let inner = canvas.popup(area, &show_keys(&model.pending));
    let (key_style, text) = (canvas.styles.key, canvas.styles.text);
    for (index, (key, command)) in next.iter().enumerate() {
        let (down, right) = (index / across, index % across);
        let row = inner.y + u16::try_from(down).unwrap_or(u16::MAX);
        let column = inner.x + FOLLOWING * u16::try_from(right).unwrap_or(0);
        if row >= inner.bottom() {
            break;
        }
        let words = model.shared.command(*command);
        let taken = canvas
            .text(column + 1, row, FOLLOWING - 2, &key.shown(), key_style)
            .max(5);
        let room = FOLLOWING.saturating_sub(taken + 3);
        canvas.text(column + 2 + taken, row, room, &words, text);
    }
}

/// Draws the keys that are valid now, those of the part in front first; help always has its place
/// at the end, since it leads to all that found none. Keys of the part in front that find no place
/// stand in the notice's row as long as nothing is told there.
pub fn keys(canvas: &mut Canvas<'_>, model: &Model, layout: &Layout) {
    let area = layout.keys;
    let commands = model.valid_commands();
    let help = commands.iter().copied().find(|it| *it == Command::Help);
    let kept = help.map_or(0, |help| needed(canvas, model, help) + 2);
    let shown = |command: &Command| {
        // Panes stand in the tab bar with their keys already.
        let in_tabs = Pane::ALL.iter().any(|pane| pane.opener() == *command);
        let moves = command.scope() == Scope::Global && command.name().starts_with("move.");
        let keyless = model.shared.keys(*command).is_empty();
        !in_tabs && !moves && !keyless && *command != Command::Help
    };
    let mut commands = commands.into_iter().filter(shown).peekable();
    let mut column = area.x + 1;
    while let Some(command) = commands.next_if(|command| {
        let room = area.right().saturating_sub(column);
        needed(canvas, model, *command) + kept <= room
    }) {
        column = key(canvas, model, command, column, area);
    }
    if let Some(help) = help {
        key(canvas, model, help, column, area);
    }
    if model.notice.is_some() || !model.pending.is_empty() {
        return;
    }
    let mut column = layout.notice.x + 1;
    for command in commands.filter(|it| it.scope() != Scope::Global || model.own(*it)) {
        let room = layout.notice.right().saturating_sub(column);
        if needed(canvas, model, command) <= room {
            column = key(canvas, model, command, column, layout.notice);
        }
    }
}

/// Gives the cells that a key and its words take.
fn needed(canvas: &Canvas<'_>, model: &Model, command: Command) -> u16 {
    let (keys, words) = (model.shared.keys(command), model.shared.command(command));
    canvas.width(&keys) + 1 + canvas.width(&words)
}

/// Draws a key with its words; gives the column behind it.
fn key(canvas: &mut Canvas<'_>, model: &Model, command: Command, column: u16, area: Rect) -> u16 {
    let (keys, words) = (model.shared.keys(command), model.shared.command(command));
    let (style, dim) = (canvas.styles.key, canvas.styles.dim);
    let room = area.right().saturating_sub(column);
    let pieces = [(keys.as_str(), style), (" ", dim), (words.as_str(), dim)];
    column + canvas.pieces(column, area.y, room, &pieces) + 2
}
