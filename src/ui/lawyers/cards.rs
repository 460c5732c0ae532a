//! Drawing the list of lawyers.

use ratatui::layout::Rect;

use crate::app::lawyers::State;
use crate::app::lawyers::places::CARDS_HEAD;
use crate::ui::canvas::Canvas;
use crate::ui::table::{Column, Row, Width, table};

/// Draws the list; its last row makes a new one.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let title = words.say("lawyers-cards");
    canvas.text(area.x, area.y, area.width, &title, styles.title);
    let column = |word: &str, width| Column {
        title: words.say(word),
        width,
    };
    let columns = [
        column("lawyers-ask-name", Width::Fixed(10)),
        column("lawyers-ask-firm", Width::Share(3)),
        column("lawyers-ask-phone", Width::Fixed(13)),
        column("lawyers-ask-fields", Width::Share(3)),
        column("lawyers-ask-active", Width::Fixed(6)),
    ];
    let rows: Vec<Row> = state
        .cards()
        .into_iter()
        .map(|card| {
            let cells = match card {
                Some((_, lawyer)) => {
                    let active = if lawyer.active { "yes" } else { "no" };
                    let style = if lawyer.active {
                        styles.text
                    } else {
                        styles.dim
                    };
                    let active = words.code("desk", active);
                    [
                        lawyer.name.clone(),
                        lawyer.firm.clone(),
                        lawyer.phone.clone(),
                        lawyer.fields.clone(),
                        active,
                    ]
                    .map(|text| (text, style))
                    .to_vec()
                }
                None => vec![
                    ("+".to_owned(), styles.key),
                    (words.say("lawyers-new"), styles.key),
                ],
            };
            Row {
                marked: false,
                cells,
            }
        })
        .collect();
    let list = Rect::new(
        area.x,
        area.y + CARDS_HEAD - 1,
        area.width,
        area.height.saturating_sub(CARDS_HEAD - 1),
    );
    table(canvas, list, &columns, &rows, Some(state.card_hand()), 0);
}
