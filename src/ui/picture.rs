//! A frame as text: what tests compare and what the README shows.

use ratatui::buffer::{Buffer, CellWidth};

/// Writes the cells as lines of text, trailing blanks cut; a wide character stands once.
pub fn picture(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut lines = Vec::with_capacity(usize::from(area.height));
    for row in area.y..area.bottom() {
        let mut line = String::new();
        let mut column = area.x;
        while column < area.right() {
            let Some(cell) = buffer.cell((column, row)) else {
                break;
            };
            line.push_str(cell.symbol());
            column += cell.cell_width().max(1);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n") + "\n"
}
