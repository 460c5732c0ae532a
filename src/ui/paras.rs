//! Drawing paragraphs: a label, the lines beside it, the cursor on the thing that it stands on.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::case::para::{CellState, LABEL, Para, Pressing, Shade, lines};
use crate::app::case::top;
use crate::command::table::Command;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Styles;

/// Draws paragraphs so that the thing under the cursor is in sight; where the cursor stands on
/// nothing, from row `scroll` on.
pub fn view(canvas: &mut Canvas<'_>, paras: &[Para], cursor: usize, scroll: u16, area: Rect) {
    let height = usize::from(area.height);
    let top = top(paras, cursor, scroll, area.width, height);
    let mut line = 0;
    for para in paras {
        for (at, text) in lines(para, area.width).iter().enumerate() {
            if line >= top + height {
                if height > 0 {
                    more(canvas, area);
                }
                return;
            }
            if let Some(row) = line.checked_sub(top) {
                let row = area.y + u16::try_from(row).unwrap_or(u16::MAX);
                let row = Rect {
                    y: row,
                    height: 1,
                    ..area
                };
                draw(canvas, para, text, (at == 0, cursor), row);
            }
            line += 1;
        }
    }
}

/// Says at the end of the last row that there is more, and by which key.
fn more(canvas: &mut Canvas<'_>, area: Rect) {
    let keys = canvas.shared.keys(Command::MovePageDown);
    let style = canvas.styles.key;
    canvas.text_right(area.right(), area.bottom() - 1, &format!(" {keys}"), style);
}

/// Gives the style of a tone.
pub fn tone(styles: Styles, tone: Shade) -> Style {
    match tone {
        Shade::Plain => styles.text,
        Shade::Dim => styles.dim,
        Shade::Good => styles.good,
        Shade::Warn => styles.warn,
        Shade::Bad => styles.bad,
        Shade::Heading(pressing) => {
            let style = match pressing {
                Pressing::Calm => styles.text,
                Pressing::Today => styles.warn,
                Pressing::Late => styles.bad,
            };
            style.add_modifier(Modifier::BOLD)
        }
        Shade::Cell(CellState::Good) => styles.cells[0],
        Shade::Cell(CellState::Late) => styles.cells[1],
        Shade::Cell(CellState::Missing) => styles.cells[2],
    }
}

fn draw(
    canvas: &mut Canvas<'_>,
    para: &Para,
    text: &str,
    (first, cursor): (bool, usize),
    row: Rect,
) {
    let styles = canvas.styles;
    let style = tone(styles, para.tone);
    let under_cursor = para.item == Some(cursor);
    if first {
        let label = if under_cursor {
            format!(">{}", para.label)
        } else if para.item.is_some() {
            format!(" {}", para.label)
        } else {
            para.label.clone()
        };
        canvas.text(row.x, row.y, LABEL - 1, &label, styles.dim);
    }
    let indent = para.indent();
    let room = row.width.saturating_sub(indent);
    canvas.text(row.x + indent, row.y, room, text, style);
    if under_cursor {
        canvas.paint(row, styles.selected);
    }
}
