//! Drawing the grid pane: the tree left, one node with its people right.

mod job;
mod name;
mod node;

use ratatui::layout::Rect;

use crate::app::grid::places::{FOOT, HEAD, Places};
use crate::app::grid::tree::{Sums, TreeRow, sums};
use crate::app::grid::{Side, State};
use crate::command::table::Command;
use crate::domain::grid::node::GridNode;
use crate::domain::grid::tree::GridTree;
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::grid::name::short_name;

/// From this width on a row of the tree has room for words.
const ROOMY: u16 = 38;

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let Some(tree) = state.tree() else {
        let dim = canvas.styles.dim;
        let text = canvas.shared.words.say("grid-reading");
        canvas.paragraph(area, &text, dim);
        return;
    };
    let places = Places::inside(area.width, area.height);
    if let Some(open) = &state.job {
        return job::draw(canvas, open, tree, places, area);
    }
    head(canvas, state, sums(tree), area);
    let left = Rect::new(
        area.x,
        area.y + HEAD,
        places.tree,
        area.height.saturating_sub(HEAD + FOOT),
    );
    draw_tree(canvas, state, tree, left);
    let foot = Rect::new(area.x, left.bottom(), places.tree, FOOT);
    filter(canvas, state, foot);
    let right = Rect::new(
        area.x + places.tree + 1,
        left.y,
        area.width.saturating_sub(places.tree + 1),
        left.height + FOOT,
    );
    node::draw(canvas, state, tree, right);
}

/// Draws the sums, and where Esc leads.
fn head(canvas: &mut Canvas<'_>, state: &State, sums: Sums, area: Rect) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let [town, area_count, village, micro] = sums.levels;
    let text = words.say_with(
        "grid-counts",
        &[
            ("town", town.into()),
            ("area", area_count.into()),
            ("village", village.into()),
            ("micro", micro.into()),
        ],
    );
    let more = words.say_with(
        "grid-sums",
        &[
            ("vacant", sums.vacant.into()),
            ("unconfirmed", sums.unconfirmed.into()),
        ],
    );
    let taken = canvas.text(area.x, area.y, area.width, &text, styles.title) + 2;
    let room = area.width.saturating_sub(taken);
    let style = if sums.vacant + sums.unconfirmed > 0 {
        styles.warn
    } else {
        styles.dim
    };
    canvas.text(area.x + taken, area.y, room, &more, style);
    if let Some(number) = &state.back {
        let args = [("number", number.as_str().into())];
        let text = canvas.shared.words.say_with("grid-back", &args);
        canvas.text_right(area.right(), area.y, &text, styles.key);
    }
}

fn draw_tree(canvas: &mut Canvas<'_>, state: &State, tree: &GridTree, area: Rect) {
    let rows = state.rows();
    let Some((hand, top)) = state.tree_hand(&rows, usize::from(area.height)) else {
        let (text, dim) = (canvas.shared.words.say("grid-none"), canvas.styles.dim);
        canvas.text(area.x + 2, area.y, area.width - 2, &text, dim);
        return;
    };
    let shown = rows.iter().enumerate().skip(top);
    for (row, (index, shown)) in (area.y..area.bottom()).zip(shown) {
        let place = Rect::new(area.x, row, area.width, 1);
        if let Some(node) = tree.get(&shown.flat.code) {
            draw_row(canvas, shown, node, short_name(tree, node), place);
        }
        if index == hand {
            mark(canvas, place, state.side == Side::Tree);
        }
    }
}

fn draw_row(canvas: &mut Canvas<'_>, shown: &TreeRow, node: &GridNode, name: &str, area: Rect) {
    let styles = canvas.styles;
    let words = &canvas.shared.words;
    let fold = match (shown.flat.below, shown.unfolded) {
        (0, _) => " ",
        (_, true) => "-",
        (_, false) => "+",
    };
    let column = area.x + 2 + shown.flat.depth * 2;
    canvas.text(column, area.y, 1, fold, styles.key);
    let style = if shown.hit { styles.text } else { styles.dim };
    let mut end = area.right().saturating_sub(1);
    if !node.confirmed {
        // The node's own page says it in words; a narrow tree keeps the mark alone.
        let text = if area.width < ROOMY {
            "?".to_owned()
        } else {
            words.say("grid-unconfirmed")
        };
        end = canvas
            .text_right(end, area.y, &text, styles.dim)
            .saturating_sub(1);
    }
    let (who, who_style) = match &node.head {
        Some(head) => (head.holder.name.clone(), styles.dim),
        None => (words.say("grid-vacant"), styles.warn),
    };
    let name = canvas.text(
        column + 2,
        area.y,
        end.saturating_sub(column + 2),
        name,
        style,
    );
    let room = end.saturating_sub(column + 2 + name + 1);
    if canvas.width(&who) <= room {
        canvas.text_right(end, area.y, &who, who_style);
    }
}

/// Shows the hand: reversed in the list that has the keys, a marker in the other.
fn mark(canvas: &mut Canvas<'_>, row: Rect, active: bool) {
    if active {
        let selected = canvas.styles.selected;
        canvas.paint(row, selected);
        canvas.text(row.x, row.y, 1, ">", selected);
    } else {
        let key = canvas.styles.key;
        canvas.text(row.x, row.y, 1, ">", key);
    }
}

/// Draws the filter below the tree, so that an input method covers nothing that is found.
fn filter(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    if state.finding || state.is_filtered() {
        canvas.text(area.x, area.y, 1, "/", styles.key);
    }
    let mut place = Rect::new(area.x + 2, area.y, area.width.saturating_sub(2), 1);
    if state.vacancies {
        let text = words.say("grid-vacancies-only");
        let taken = canvas.text(place.x, place.y, place.width, &text, styles.warn) + 1;
        place.x += taken;
        place.width = place.width.saturating_sub(taken);
    }
    if state.finding || !state.filter.text().is_empty() {
        field::line(canvas, place, &state.filter, state.finding);
    }
    if state.filter.text().is_empty() {
        let text = if state.finding {
            words.say("grid-find-hint")
        } else {
            let keys = canvas.shared.keys(Command::ListFilter);
            words.say_with("grid-find-keys", &[("keys", keys.into())])
        };
        let room = place.width.saturating_sub(1);
        canvas.text(place.x + 1, place.y, room, &text, styles.dim);
    }
}
