//! What stands around the panes: tab bar and clock, today's strip, notices, the valid keys.

use ratatui::layout::Rect;

use crate::app::layout::Layout;
use crate::app::layout::tabs::{self, Head};
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::part::Tone;
use crate::command::table::{Command, Scope};
use crate::ui::canvas::Canvas;

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
    let gone = model.lost.as_ref().filter(|it| it.can_be_rescued());
    if let Some(lost) = gone {
        let (text, bad) = (lost.advice(&model.shared), canvas.styles.bad);
        let room = layout.strip.width.saturating_sub(2);
        canvas.text(layout.strip.x + 1, layout.strip.y, room, &text, bad);
        return;
    }
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
    if model.offline.waiting > 0 {
        let waiting = u64::try_from(model.offline.waiting).unwrap_or(u64::MAX);
        parts.push((count("strip-offline", waiting), canvas.styles.warn));
    }
    if !model.today.known {
        // Nothing is said to be none before it was counted.
        parts = vec![(words.say("desk-emergency"), canvas.styles.dim)];
    }
    let mut column = layout.strip.x + 1;
    for (text, style) in &parts {
        let room = layout.strip.right().saturating_sub(column);
        column += canvas.text(column, layout.strip.y, room, text, *style) + 3;
    }
}

/// Says what stands against keeping anything, where something does.
fn lost(model: &Model) -> Option<String> {
    let lost = model.lost.as_ref()?;
    Some(lost.notice(&model.shared, model.offline.waiting))
}

/// Draws the notice.
pub fn notice(canvas: &mut Canvas<'_>, model: &Model, layout: &Layout) {
    let area = layout.notice;
    let room = area.width.saturating_sub(2);
    let (tone, text) = match (&model.notice, lost(model)) {
        (Some(notice), _) => (notice.tone, notice.text.clone()),
        (None, Some(text)) => (Tone::Bad, text),
        (None, None) => {
            if let Some(text) = work(model) {
                let dim = canvas.styles.dim;
                canvas.text(area.x + 1, area.y, room, &text, dim);
            }
            return;
        }
    };
    let (mark, style) = match tone {
        Tone::Good => ("√ ", canvas.styles.good),
        Tone::Plain => ("", canvas.styles.text),
        Tone::Bad => ("× ", canvas.styles.bad),
    };
    let text = format!("{mark}{text}");
    canvas.text(area.x + 1, area.y, room, &text, style);
}

/// Says what goes on or has ended without a window of its own.
fn work(model: &Model) -> Option<String> {
    let mut windows = model.overlays.iter().filter_map(Overlay::import);
    if model.is_covered() || windows.next().is_some() {
        return None;
    }
    model.import_watch.line(&model.shared)
}

/// Draws the keys that are valid now, those of the part in front first; the menu and help always have
/// their place at the end, since they lead to all that found none, and the menu says how many those
/// are. Keys of the part in front that find no place in the last row stand in the notice's row, behind
/// what is told there.
pub fn keys(canvas: &mut Canvas<'_>, model: &Model, layout: &Layout) {
    let area = layout.keys;
    let mut commands = model.valid_commands();
    commands.retain(|it| model.shared.may(*it));
    let last = [Command::Menu, Command::Help].into_iter();
    let last: Vec<Command> = last.filter(|it| commands.contains(it)).collect();
    let most = more(canvas, commands.len());
    let kept: u16 = last.iter().map(|it| needed(canvas, model, *it) + 2).sum();
    let kept = kept + canvas.width(&most);
    let shown = |command: &Command| {
        // Panes stand in the tab bar with their keys already.
        let in_tabs = Pane::ALL.iter().any(|pane| pane.opener() == *command);
        let moves = command.scope() == Scope::Global && command.name().starts_with("move.");
        let keyless = model.shared.keys(*command).is_empty();
        !in_tabs && !moves && !keyless && !last.contains(command)
    };
    let mut commands = commands.into_iter().filter(shown).peekable();
    let mut column = area.x + 1;
    while let Some(command) = commands.next_if(|command| {
        let room = area.right().saturating_sub(column);
        needed(canvas, model, *command) + kept <= room
    }) {
        column = key(canvas, model, command, column, area);
    }
    let rest = above(canvas, model, layout, commands);
    for command in last {
        column = key(canvas, model, command, column, area);
        if command == Command::Menu && rest > 0 {
            let (text, dim) = (more(canvas, rest), canvas.styles.dim);
            let at = column - 1;
            let room = area.right().saturating_sub(at);
            column = at + canvas.text(at, area.y, room, &text, dim) + 2;
        }
    }
}

/// Says that there is more.
fn more(canvas: &Canvas<'_>, n: usize) -> String {
    let args = [("n", n.into())];
    canvas.shared.words.say_with("desk-more-keys", &args)
}

/// Draws the keys that found no place behind the notice; gives how many of the part in front are left
/// over there too.
fn above(
    canvas: &mut Canvas<'_>,
    model: &Model,
    layout: &Layout,
    commands: impl Iterator<Item = Command>,
) -> usize {
    let area = layout.notice;
    let line = model.notice.as_ref().map(|it| it.text.clone());
    let line = line.or_else(|| lost(model));
    let message = line.or_else(|| work(model));
    let message = message.map_or(0, |text| canvas.width(&text) + 4);
    let mut column = area.x + 1 + message;
    let mut rest = 0;
    for command in commands.filter(|it| it.scope() != Scope::Global || model.own(*it)) {
        let room = area.right().saturating_sub(column);
        if model.pending.is_empty() && needed(canvas, model, command) <= room {
            column = key(canvas, model, command, column, area);
        } else {
            rest += 1;
        }
    }
    rest
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
