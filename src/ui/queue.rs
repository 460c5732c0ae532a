//! Drawing the queue pane: counts in the title, what is filtered, the list, what stands over it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::queue::filter::{Span, mark};
use crate::app::queue::lines::Line;
use crate::app::queue::{HEAD_ROWS, State};
use crate::app::shared::Shared;
use crate::domain::queue::Sort;
use crate::ui::canvas::Canvas;
use crate::ui::table::{Row, table};

mod panel;
mod row;

/// Gives the title: the live counts.
pub fn title(shared: &Shared, state: &State) -> String {
    let counts = &state.counts;
    let args = [
        ("all", counts.all.into()),
        ("open", counts.open.into()),
        ("overdue", counts.overdue.into()),
        ("soon", counts.due_soon.into()),
        ("today", counts.today.into()),
    ];
    shared.words.say_with("queue-title", &args)
}

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    head(canvas, state, area);
    if state.list().rows().is_empty() {
        let key = if state.list().is_loaded() {
            "queue-empty"
        } else {
            "queue-loading"
        };
        let (text, dim) = (canvas.shared.words.say(key), canvas.styles.dim);
        let below = Rect {
            y: area.y + HEAD_ROWS.min(area.height),
            height: area.height.saturating_sub(HEAD_ROWS),
            ..area
        };
        canvas.paragraph(below, &text, dim);
    } else {
        list(canvas, state, area);
    }
    if let Some(over) = state.panel() {
        panel::view(canvas, over, area);
    }
}

/// Draws what is filtered, sorted, grouped, marked and loaded.
fn head(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    if area.height == 0 {
        return;
    }
    let (key, dim) = (canvas.styles.key, canvas.styles.dim);
    let filtered = filtered(canvas, state);
    let sorted = sorted(canvas, state);
    let words = &canvas.shared.words;
    let loaded = state.list().rows().len();
    let more = if state.list().has_more() { "+" } else { "" };
    let mut right = format!("{loaded}{more}");
    if state.marks() > 0 {
        let marked = words.say_with("queue-marked", &[("n", state.marks().into())]);
        right = format!("{marked}  {right}");
    }
    let start = canvas.text_right(area.right(), area.y, &right, key);
    let room = start.saturating_sub(area.x + 1);
    let gone = state.gone.map_or(String::new(), |number| {
        let args = [("number", number.to_string().into())];
        canvas.shared.words.say_with("queue-gone", &args)
    });
    let warn = canvas.styles.warn;
    let pieces: [(&str, Style); 5] = [
        (&filtered, key),
        ("  ", dim),
        (&sorted, dim),
        ("  ", dim),
        (&gone, warn),
    ];
    canvas.pieces(area.x, area.y, room, &pieces);
}

fn filtered(canvas: &Canvas<'_>, state: &State) -> String {
    let words = &canvas.shared.words;
    let filter = &state.wanted.filter;
    let show = match filter.open {
        Some(true) => "open",
        Some(false) => "closed",
        None => "all",
    };
    let mut parts = vec![words.code("show", show)];
    parts.extend(
        state
            .wanted
            .span
            .map(|span| words.code("span", Span::code(span))),
    );
    parts.extend(
        Some(mark(filter))
            .filter(|code| !code.is_empty())
            .map(|code| words.code("mark", code)),
    );
    parts.extend(filter.undated.then(|| words.say("queue-undated")));
    parts.extend(filter.category.map(|it| words.code("category", it.code())));
    parts.extend(filter.channel.map(|it| words.code("channel", it.code())));
    parts.extend(filter.class.map(|it| words.code("class", it.code())));
    parts.extend(filter.status.map(|it| words.code("status", it.code())));
    parts.extend(filter.village.clone());
    parts.extend(filter.holder.clone());
    parts.extend(filter.person.map(|it| it.to_string()));
    parts.extend(filter.numbers.as_ref().map(|it| {
        let args = [("n", it.len().into())];
        words.say_with("queue-counted", &args)
    }));
    if !filter.words.is_empty() {
        parts.push(format!("\"{}\"", filter.words));
    }
    parts.join("/")
}

fn sorted(canvas: &Canvas<'_>, state: &State) -> String {
    let words = &canvas.shared.words;
    let by = words.code("sort", state.sort.code());
    let key = match (state.group.is_some(), state.descending) {
        (false, false) => "queue-sorted",
        (false, true) => "queue-sorted-down",
        (true, false) => "queue-grouped",
        (true, true) => "queue-grouped-down",
    };
    words.say_with(key, &[("by", by.into())])
}

fn list(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let below = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let height = usize::from(area.height.saturating_sub(HEAD_ROWS)).max(1);
    let lines = state.lines();
    let (hand, top) = state.window(&lines, height);
    let shown: Vec<&Line> = lines.iter().skip(top).take(height).collect();
    let cases: Vec<_> = shown
        .iter()
        .filter_map(|line| match line {
            Line::Row(index) => state.list().rows().get(*index),
            Line::Group { .. } => None,
        })
        .collect();
    let columns = row::columns(canvas, &cases, area.width);
    let rows: Vec<Row> = shown
        .iter()
        .map(|line| match line {
            Line::Row(index) => {
                let case = &state.list().rows()[*index];
                Row {
                    marked: state.is_marked(case.number),
                    cells: row::cells(canvas, case, &columns),
                }
            }
            Line::Group { .. } => Row {
                marked: false,
                cells: Vec::new(),
            },
        })
        .collect();
    let headings: Vec<_> = columns.iter().map(|it| it.column.clone()).collect();
    let hand = hand.map(|at| at - top);
    table(canvas, below, &headings, &rows, hand, 0);
    let style = canvas.styles.title;
    for (line, y) in shown.iter().zip(area.y + HEAD_ROWS..area.bottom()) {
        if let Line::Group { value, count } = line {
            let text = group_heading(canvas, state, value.as_deref(), *count);
            canvas.text(area.x, y, area.width, &text, style);
        }
    }
}

fn group_heading(canvas: &Canvas<'_>, state: &State, value: Option<&str>, count: usize) -> String {
    let words = &canvas.shared.words;
    let name = match (value, state.group) {
        (None, _) => words.say("queue-secret"),
        (Some(""), _) => words.say("queue-group-none"),
        (Some(value), Some(Sort::Category)) => words.code("category", value),
        (Some(value), Some(Sort::Status)) => words.code("status", value),
        (Some(value), _) => value.to_owned(),
    };
    format!("-- {name} ({count})")
}
