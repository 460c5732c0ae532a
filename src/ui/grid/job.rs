//! Drawing a form of the grid pane, proposals to its right.

use ratatui::layout::Rect;

use crate::app::grid::job::{Job, Kind};
use crate::app::grid::places::{FORM_HEAD, LABEL, Places};
use crate::app::grid::post::Seat;
use crate::domain::grid::node::GridCode;
use crate::domain::grid::tree::GridTree;
use crate::ui::canvas::Canvas;
use crate::ui::form;

/// Draws the form and what is proposed.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    job: &Job,
    tree: &GridTree,
    places: Places,
    area: Rect,
) {
    let (text, styles) = (title(canvas, job, tree), canvas.styles);
    canvas.text(area.x, area.y, area.width, &text, styles.title);
    let words = &canvas.shared.words;
    if let Kind::Post(_, seat) = &job.kind
        && *seat != Seat::NewWorker
    {
        let hint = words.say("grid-post-hint");
        canvas.text(area.x, area.y + 1, area.width, &hint, styles.dim);
    }
    let height = area.height.saturating_sub(FORM_HEAD);
    let width = places.space(job.has_proposals()).width;
    let left = Rect::new(area.x, area.y + FORM_HEAD, width, height);
    form::view(canvas, left, &job.form, LABEL, true);
    if job.offers.is_empty() {
        return;
    }
    let start = area.x + places.form() + 1;
    let right = Rect::new(
        start,
        area.y + FORM_HEAD,
        area.right().saturating_sub(start),
        height,
    );
    let hint = words.say("grid-offers");
    canvas.text(right.x, area.y + 1, right.width, &hint, styles.dim);
    let rows = usize::from(right.height.max(1));
    let top = job.hand.unwrap_or(0) / rows * rows;
    let offers = job.offers.iter().enumerate().skip(top);
    for (row, (index, code)) in (right.y..right.bottom()).zip(offers) {
        let name = name(tree, code);
        canvas.text(
            right.x + 2,
            row,
            right.width.saturating_sub(2),
            &name,
            styles.text,
        );
        if job.hand == Some(index) {
            canvas.paint(Rect::new(right.x, row, right.width, 1), styles.selected);
            canvas.text(right.x, row, 1, ">", styles.selected);
        }
    }
}

fn title(canvas: &Canvas<'_>, job: &Job, tree: &GridTree) -> String {
    let words = &canvas.shared.words;
    let (word, code) = match &job.kind {
        Kind::Post(code, Seat::Head) => ("grid-title-head", code),
        Kind::Post(code, Seat::Worker(_)) => ("grid-title-worker", code),
        Kind::Post(code, Seat::NewWorker) => ("grid-title-new-worker", code),
        Kind::Add(code) => {
            let below = tree.get(code).and_then(|node| node.level.below());
            let level = below.map(|level| words.code("level", level.code()));
            let args = [
                ("name", name(tree, code).into()),
                ("level", level.unwrap_or_default().into()),
            ];
            return words.say_with("grid-title-add", &args);
        }
        Kind::Rename(code) => ("grid-title-rename", code),
        Kind::Move(code) => ("grid-title-move", code),
        Kind::Away(code) => ("grid-title-away", code),
        Kind::Lanes(code) => ("grid-title-lanes", code),
    };
    words.say_with(word, &[("name", name(tree, code).into())])
}

fn name(tree: &GridTree, code: &GridCode) -> String {
    tree.get(code)
        .map(|node| node.name.clone())
        .unwrap_or_default()
}
