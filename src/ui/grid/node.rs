//! Drawing one node: where it belongs, its people, what stands below it, its cases.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::grid::places::{FORM_HEAD, NODE_HEAD};
use crate::app::grid::post::{Line, Seat, lines, post};
use crate::app::grid::{Side, State};
use crate::command::table::Command;
use crate::domain::codes::Class;
use crate::domain::grid::node::{Contact, GridLevel, GridNode};
use crate::domain::grid::tree::GridTree;
use crate::domain::mask::mask_name;
use crate::domain::queue::CaseRow;
use crate::ui::canvas::Canvas;
use crate::ui::grid::name::short_name;

/// Draws the node under the hand.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, tree: &GridTree, area: Rect) {
    let Some(node) = state.node() else {
        return;
    };
    if state.side == Side::Cases {
        return cases(canvas, state, node, area);
    }
    head(canvas, tree, node, area);
    let list = Rect::new(
        area.x,
        area.y + NODE_HEAD,
        area.width,
        area.height.saturating_sub(NODE_HEAD),
    );
    let taken = people(canvas, state, node, list);
    let rest = Rect::new(
        list.x,
        list.y + taken,
        list.width,
        list.height.saturating_sub(taken),
    );
    below(canvas, tree, node, rest);
}

fn head(canvas: &mut Canvas<'_>, tree: &GridTree, node: &GridNode, area: Rect) {
    let (shared, styles) = (canvas.shared, canvas.styles);
    let words = &shared.words;
    let level = words.code("level", node.level.code());
    let title = format!("{}  {level}", node.name);
    let taken = canvas.text(area.x, area.y, area.width, &title, styles.title);
    let code = format!("  {}", node.code);
    let room = area.width.saturating_sub(taken);
    canvas.text(area.x + taken, area.y, room, &code, styles.dim);
    let above: Vec<String> = tree
        .chain(&node.code)
        .into_iter()
        .skip(1)
        .map(|above| above.name.clone())
        .collect();
    if !above.is_empty() {
        let args = [("chain", above.join(" < ").into())];
        let text = words.say_with("grid-belongs", &args);
        canvas.text(area.x, area.y + 1, area.width, &text, styles.text);
    }
    if !node.confirmed {
        let keys = shared.keys(Command::GridConfirm);
        let text = words.say_with("grid-unconfirmed-yet", &[("keys", keys.into())]);
        canvas.text(area.x, area.y + 2, area.width, &text, styles.warn);
    } else if let Some(until) = node.away.filter(|day| *day >= shared.now.date()) {
        let args = [("day", until.to_string().into())];
        let text = format!("! {}", words.say_with("grid-away", &args));
        canvas.text(area.x, area.y + 2, area.width, &text, styles.warn);
    }
    let people = words.say("grid-people");
    canvas.text(area.x, area.y + 3, area.width, &people, styles.dim);
}

/// Draws the people; gives the rows taken.
fn people(canvas: &mut Canvas<'_>, state: &State, node: &GridNode, area: Rect) -> u16 {
    let styles = canvas.styles;
    let hand = state.current_seat();
    let lines = lines(node);
    let height = usize::from(area.height.max(1));
    let at = hand
        .and_then(|seat| lines.iter().position(|line| *line == Line::Seat(seat)))
        .unwrap_or(0);
    let top = if state.side == Side::People {
        at / height * height
    } else {
        0
    };
    let mut row = area.y;
    for line in lines.iter().skip(top).take(height) {
        let place = Rect::new(area.x, row, area.width, 1);
        match line {
            Line::Seat(seat) => {
                draw_seat(canvas, node, *seat, place);
                if state.side == Side::People && hand == Some(*seat) {
                    canvas.paint(place, styles.selected);
                    canvas.text(place.x, row, 1, ">", styles.selected);
                }
            }
            Line::StandIn(seat) => {
                if let Some(stand_in) = post(node, *seat).and_then(|post| post.stand_in.as_ref()) {
                    let label = canvas.shared.words.say("grid-stand-in");
                    draw_contact(canvas, &label, stand_in, "", place);
                }
            }
        }
        row += 1;
    }
    row - area.y
}

fn draw_seat(canvas: &mut Canvas<'_>, node: &GridNode, seat: Seat, area: Rect) {
    let words = &canvas.shared.words;
    let label = match seat {
        Seat::Head => words.say("grid-head"),
        Seat::Worker(_) => words.say("grid-worker"),
        Seat::NewWorker => {
            let (text, style) = (words.say("grid-new-worker"), canvas.styles.key);
            canvas.text(area.x + 2, area.y, area.width - 2, &text, style);
            return;
        }
    };
    if let Some(post) = post(node, seat) {
        draw_contact(canvas, &label, &post.holder, &post.role, area);
    } else {
        let warn = canvas.styles.warn;
        let text = format!("{label}  {}", words.say("grid-vacant"));
        canvas.text(area.x + 2, area.y, area.width - 2, &text, warn);
    }
}

/// Draws one person: duty, name, phone (posted publicly by the grid's rule), what the town calls it.
fn draw_contact(canvas: &mut Canvas<'_>, label: &str, contact: &Contact, role: &str, area: Rect) {
    let styles = canvas.styles;
    let pieces: [(u16, u16, &str, Style); 4] = [
        (2, 6, label, styles.dim),
        (9, 8, &contact.name, styles.text),
        (18, 11, &contact.phone, styles.text),
        (30, u16::MAX, role, styles.dim),
    ];
    for (column, width, text, style) in pieces {
        let room = width.min(area.width.saturating_sub(column));
        canvas.text(area.x + column, area.y, room, text, style);
    }
}

/// Draws what stands directly below, with who heads it.
fn below(canvas: &mut Canvas<'_>, tree: &GridTree, node: &GridNode, area: Rect) {
    if node.level == GridLevel::Micro && area.height > 1 {
        let words = &canvas.shared.words;
        let count = node.households.map_or("—".to_owned(), |it| it.to_string());
        let args = [("lanes", node.lanes.join("、").into()), ("n", count.into())];
        let text = words.say_with("grid-lanes", &args);
        let style = canvas.styles.text;
        canvas.text(area.x, area.y + 1, area.width, &text, style);
    }
    let children: Vec<&GridNode> = tree.children(&node.code).collect();
    if children.is_empty() || area.height < 3 {
        return;
    }
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let vacant = children.iter().filter(|it| it.is_vacant()).count();
    let args = [("n", children.len().into()), ("vacant", vacant.into())];
    let text = words.say_with("grid-below", &args);
    canvas.text(area.x, area.y + 1, area.width, &text, styles.dim);
    for (row, child) in (area.y + 2..area.bottom()).zip(&children) {
        canvas.text(
            area.x + 2,
            row,
            16.min(area.width),
            short_name(tree, child),
            styles.text,
        );
        let start = 19.min(area.width);
        let room = area.width - start;
        let (text, style) = match &child.head {
            Some(head) => (
                format!("{} {}", head.holder.name, head.holder.phone),
                styles.text,
            ),
            None => (canvas.shared.words.say("grid-vacant"), styles.warn),
        };
        canvas.text(area.x + start, row, room, &text, style);
    }
}

/// Draws the cases about the village: of one that is not classed yet only the number stands there.
fn cases(canvas: &mut Canvas<'_>, state: &State, node: &GridNode, area: Rect) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let args = [("name", node.name.as_str().into())];
    let title = words.say_with("grid-cases", &args);
    canvas.text(area.x, area.y, area.width, &title, styles.title);
    let list = Rect::new(
        area.x,
        area.y + FORM_HEAD,
        area.width,
        area.height.saturating_sub(FORM_HEAD),
    );
    let Some(rows) = &state.cases else {
        let text = words.say("grid-reading");
        canvas.text(list.x + 2, list.y, list.width - 2, &text, styles.dim);
        return;
    };
    if rows.is_empty() {
        let text = words.say("grid-no-cases");
        canvas.text(list.x + 2, list.y, list.width - 2, &text, styles.dim);
    }
    let hand = state.case_hand().unwrap_or(0);
    let height = usize::from(list.height.max(1));
    let top = hand / height * height;
    for (y, (index, row)) in (list.y..list.bottom()).zip(rows.iter().enumerate().skip(top)) {
        let text = case_line(canvas, row);
        canvas.text(list.x + 2, y, list.width - 2, &text, styles.text);
        if index == hand {
            canvas.paint(Rect::new(list.x, y, list.width, 1), styles.selected);
            canvas.text(list.x, y, 1, ">", styles.selected);
        }
    }
}

fn case_line(canvas: &Canvas<'_>, row: &CaseRow) -> String {
    let words = &canvas.shared.words;
    let status = words.code("status", row.status_word());
    let due = row
        .due
        .map_or_else(String::new, |due| due.format("%m-%d").to_string());
    let held_back = row.locked || row.class == Class::Unclassed;
    let (name, summary) = if held_back {
        (String::new(), words.say("grid-held-back"))
    } else {
        (mask_name(&row.name), row.summary.clone())
    };
    format!("{} {status} {due} {name} {summary}", row.number)
}
