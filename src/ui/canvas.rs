//! What panes draw on: text by cells, borders, popups that leave no half characters, the caret.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use crate::app::cells::{broken, drawn, grapheme_width, truncate, width};
use crate::app::layout::inside;
use crate::app::shared::{Borders, Look, Shared};
use crate::domain::clean;
use crate::ui::theme::Styles;

/// Bytes beyond which a sign on the screen may be a letter under a heap of marks.
const HEAPED: usize = 16;

/// A frame being drawn.
pub struct Canvas<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// What all parts share.
    pub shared: &'a Shared,
    /// The styles of the theme.
    pub styles: Styles,
    caret: Option<Position>,
}

impl<'a> Canvas<'a> {
    /// Starts a frame: all of it on the theme's ground.
    pub fn new(buffer: &'a mut Buffer, shared: &'a Shared) -> Self {
        let styles = Styles::of(shared.look);
        buffer.set_style(buffer.area, styles.text);
        Self {
            buffer,
            styles,
            shared,
            caret: None,
        }
    }

    /// Gives where the terminal's own cursor stands, where a field is open.
    pub const fn caret(&self) -> Option<Position> {
        self.caret
    }

    /// Puts the terminal's own cursor on a cell; the last word counts.
    pub fn set_caret(&mut self, column: u16, row: u16) {
        let area = self.buffer.area;
        self.caret = Some(Position::new(
            column.min(area.right().saturating_sub(1)),
            row.min(area.bottom().saturating_sub(1)),
        ));
    }

    /// Takes the cursor off the screen: no part below has an open field any more.
    pub fn hide_caret(&mut self) {
        self.caret = None;
    }

    /// Gives the cells of `text` on this terminal.
    pub fn width(&self, text: &str) -> u16 {
        width(text, self.look().ambiguous_wide)
    }

    /// Writes `text` from a cell on, at most `room` cells, `~` where it is cut; gives the cells
    /// taken. Control characters never get this far but are dropped here all the same.
    pub fn text(&mut self, column: u16, row: u16, room: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if row < area.y || row >= area.bottom() || column >= area.right() {
            return 0;
        }
        let room = room.min(area.right() - column);
        let wide = self.look().ambiguous_wide;
        let shown = truncate(text, room, wide);
        let style = self.styles.text.patch(style);
        let mut at = column;
        for grapheme in shown.graphemes(true) {
            let cells = grapheme_width(grapheme, wide);
            if cells == 0 || grapheme.chars().any(clean::is_unfit) {
                continue;
            }
            let Some(cell) = self.buffer.cell_mut((at, row)) else {
                break;
            };
            cell.reset();
            let shown = drawn(grapheme);
            if shown.len() > HEAPED {
                cell.set_symbol(&clean::text(shown)).set_style(style);
            } else {
                cell.set_symbol(shown).set_style(style);
            }
            if cells != cell.cell_width()
                && let Some(forced) = NonZeroU16::new(cells)
            {
                cell.set_diff_option(CellDiffOption::ForcedWidth(forced));
            }
            // The other half of a wide letter is another blank than a free cell. Where such a letter
            // makes room for a free cell, the cell is drawn: a terminal has emptied it in colours of
            // its own.
            for hidden in 1..cells {
                if let Some(cell) = self.buffer.cell_mut((at + hidden, row)) {
                    cell.reset();
                    cell.set_style(style.add_modifier(Modifier::HIDDEN));
                }
            }
            at += cells;
        }
        at - column
    }

    /// Writes `text` so that it ends before `right`; gives its first column.
    pub fn text_right(&mut self, right: u16, row: u16, text: &str, style: Style) -> u16 {
        let cells = self.width(text).min(right);
        self.text(right - cells, row, cells, text, style);
        right - cells
    }

    /// Writes pieces with styles of their own behind one another; gives the cells taken.
    pub fn pieces(&mut self, column: u16, row: u16, room: u16, pieces: &[(&str, Style)]) -> u16 {
        let mut taken = 0;
        for (text, style) in pieces {
            taken += self.text(column + taken, row, room - taken, text, *style);
            if taken >= room {
                break;
            }
        }
        taken
    }

    /// Gives every cell of `area` a style.
    pub fn paint(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// Draws a border with a title and gives the room inside.
    pub fn border(&mut self, area: Rect, title: &str, focused: bool) -> Rect {
        if area.width < 2 || area.height < 2 {
            return Rect::new(area.x, area.y, 0, 0);
        }
        let style = if focused {
            self.styles.focus
        } else {
            self.styles.border
        };
        let lines = Lines::of(self.look());
        let (left, right) = (area.x, area.right() - 1);
        let (top, bottom) = (area.y, area.bottom() - 1);
        for column in left..=right {
            self.text(column, top, 1, lines.level, style);
            self.text(column, bottom, 1, lines.level, style);
        }
        for row in top..=bottom {
            self.text(left, row, 1, lines.upright, style);
            self.text(right, row, 1, lines.upright, style);
        }
        for (column, row, corner) in [
            (left, top, lines.top_left),
            (right, top, lines.top_right),
            (left, bottom, lines.bottom_left),
            (right, bottom, lines.bottom_right),
        ] {
            self.text(column, row, 1, corner, style);
        }
        if !title.is_empty() && area.width > 6 {
            let marked = if focused {
                format!(" * {title} ")
            } else {
                format!(" {title} ")
            };
            self.text(left + 2, top, area.width - 4, &marked, style);
        }
        inside(area)
    }

    /// Empties the room of a popup, and the outer half of every wide character that its edges
    /// cut (a plain clear leaves that half on the screen).
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for row in area.y..area.bottom() {
            if let Some(before) = area.x.checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut((before, row))
                && cell.cell_width() > 1
            {
                cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
            }
            for column in area.x..area.right() {
                if let Some(cell) = self.buffer.cell_mut((column, row)) {
                    cell.reset();
                    cell.set_style(self.styles.text);
                }
            }
        }
    }

    /// Clears a place and draws the border of an overlay with the keys; gives the room inside.
    pub fn popup(&mut self, area: Rect, title: &str) -> Rect {
        self.clear(area);
        self.hide_caret();
        self.border(area, title, true)
    }

    /// Writes `text` over several lines inside `area`; gives the rows taken.
    pub fn paragraph(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let lines = broken(text, area.width, self.look().ambiguous_wide);
        let mut row = 0;
        for line in lines.into_iter().take(usize::from(area.height)) {
            self.text(area.x, area.y + row, area.width, line, style);
            row += 1;
        }
        row
    }

    const fn look(&self) -> Look {
        self.shared.look
    }
}

/// The characters of a border.
struct Lines {
    level: &'static str,
    upright: &'static str,
    top_left: &'static str,
    top_right: &'static str,
    bottom_left: &'static str,
    bottom_right: &'static str,
}

impl Lines {
    /// Lines of one cell: ASCII where they are asked for or where lines would take two.
    const fn of(look: Look) -> Self {
        match (look.borders, look.ambiguous_wide) {
            (Borders::Line, false) => Self {
                level: "─",
                upright: "│",
                top_left: "┌",
                top_right: "┐",
                bottom_left: "└",
                bottom_right: "┘",
            },
            (Borders::Ascii, _) | (Borders::Line, true) => Self {
                level: "-",
                upright: "|",
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_cell_where_half_a_wide_letter_was_is_drawn() {
        let shared = Shared::sample();
        let drawn = |text: &str| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 1));
            let mut canvas = Canvas::new(&mut buffer, &shared);
            let style = canvas.styles.text;
            canvas.text(0, 0, 5, text, style);
            buffer
        };
        let (before, after) = (drawn(" 排 "), drawn("师 侯"));
        let columns: Vec<u16> = before.diff(&after).iter().map(|(at, _, _)| *at).collect();
        assert_eq!(columns, [0, 2, 3]);
    }

    #[test]
    fn every_cell_has_the_ground_of_the_theme() {
        let shared = Shared::sample();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 6));
        let mut canvas = Canvas::new(&mut buffer, &shared);
        let ground = canvas.styles.text.bg;
        let matched = canvas.styles.matched;
        let area = Rect::new(2, 1, 12, 4);
        canvas.text(0, 0, 20, "来访人姓名", Style::new());
        canvas.popup(area, "案卷");
        canvas.text(3, 2, 9, "牟春", matched);
        for cell in &buffer.content {
            assert!([ground, matched.bg].contains(&Some(cell.bg)), "{cell:?}");
        }
    }
}
