//! Tables of wide text: columns by cells, a marker and reverse for the row under the cursor.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::canvas::Canvas;

/// Cells kept for the markers left of a row.
pub const MARKER: u16 = 2;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Heading.
    pub title: String,
    /// Cells.
    pub width: Width,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many cells.
    Fixed(u16),
    /// A share of what is left, by weight.
    Share(u16),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Marked by the clerk: `+` beside the cursor's marker.
    pub marked: bool,
    /// One text with its style for each column.
    pub cells: Vec<(String, Style)>,
}

/// Draws headings and rows from `top` on; `hand` is the row under the cursor. Gives the rows shown.
pub fn table(
    canvas: &mut Canvas<'_>,
    area: Rect,
    columns: &[Column],
    rows: &[Row],
    cursor: Option<usize>,
    top: usize,
) -> u16 {
    if area.height == 0 || area.width <= MARKER {
        return 0;
    }
    let places = places(area, columns);
    let title = canvas.styles.title;
    for (column, (start, width)) in columns.iter().zip(&places) {
        canvas.text(*start, area.y, *width, &column.title, title);
    }
    let mut shown = 0;
    for (index, row) in rows.iter().enumerate().skip(top) {
        let y = area.y + 1 + shown;
        if y >= area.bottom() {
            break;
        }
        let under_cursor = cursor == Some(index);
        for ((text, style), (start, width)) in row.cells.iter().zip(&places) {
            canvas.text(*start, y, *width, text, *style);
        }
        if under_cursor {
            let selected = canvas.styles.selected;
            canvas.paint(Rect::new(area.x, y, area.width, 1), selected);
            canvas.text(area.x, y, 1, ">", selected);
        }
        if row.marked {
            let style = if under_cursor {
                canvas.styles.selected
            } else {
                canvas.styles.key
            };
            canvas.text(area.x + 1, y, 1, "+", style);
        }
        shown += 1;
    }
    shown
}

/// Gives start and width of each column; a cell stays free between two.
fn places(area: Rect, columns: &[Column]) -> Vec<(u16, u16)> {
    let gaps = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    let fixed: u16 = columns
        .iter()
        .map(|column| match column.width {
            Width::Fixed(cells) => cells,
            Width::Share(_) => 0,
        })
        .sum();
    let shares: u16 = columns
        .iter()
        .map(|column| match column.width {
            Width::Fixed(_) => 0,
            Width::Share(weight) => weight,
        })
        .sum();
    let room = area.width.saturating_sub(MARKER + gaps + fixed);
    let mut start = area.x + MARKER;
    columns
        .iter()
        .map(|column| {
            let wanted = match column.width {
                Width::Fixed(cells) => cells,
                Width::Share(weight) => {
                    let part = u32::from(room) * u32::from(weight) / u32::from(shares.max(1));
                    u16::try_from(part).unwrap_or(room)
                }
            };
            let width = wanted.min(area.right().saturating_sub(start));
            let place = (start, width);
            start = (start + width + 1).min(area.right());
            place
        })
        .collect()
}
