//! Where the lines of the form and what stands beside it are, in cells from the pane's own corner:
//! to draw them and to find what was clicked.

use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::{Entry, Line};
use crate::app::form::rows::remark_rows;
use crate::app::intake::sheet::FRONT;
use crate::app::intake::state::Side;
use crate::domain::field::Field;

/// From this width on the form stands in two columns.
const TWO_COLUMNS: u16 = 110;
/// Fewer cells leave no room beside the form.
const LEAST_BESIDE: u16 = 56;
/// Rows of a field of several lines while it is open.
const AREA_ROWS: u16 = 3;
/// First row of what is proposed beside a narrow form: the candidates of an input method open below the
/// caret, over several rows and far to the right, while a name or a village is typed.
const PROPOSALS: u16 = 6;
/// In fewer rows what is proposed begins at the top.
const LEAST_ROWS: u16 = 14;
/// Rows of a list's heading beside the form.
pub const HEADING: u16 = 1;
/// Rows by which a page moves in the lists beside the form.
pub const PAGE: usize = 5;
/// Rows that a person takes in the list beside the form.
pub const PERSON_ROWS: u16 = 2;

/// A room in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Room {
    /// First column.
    pub column: u16,
    /// First row.
    pub row: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Room {
    /// Gives the row at a cell, from 0; `None` outside.
    pub const fn row_at(self, column: u16, row: u16) -> Option<u16> {
        if self.holds(column, row) {
            Some(row - self.row)
        } else {
            None
        }
    }

    /// Tells whether a cell lies within.
    pub const fn holds(self, column: u16, row: u16) -> bool {
        column >= self.column
            && column < self.column + self.width
            && row >= self.row
            && row < self.row + self.height
    }
}

/// The places of one frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The lines in sight.
    pub lines: Vec<(Field, Room)>,
    /// What stands beside the form.
    pub side: Room,
    /// What is proposed there: who has been here before, villages, contents.
    pub proposals: Room,
    /// The last row: where to call in danger.
    pub foot: Room,
}

impl Places {
    /// Lays the pane out in `width` × `height` cells.
    pub fn of(form: &Form<Field>, width: u16, height: u16) -> Self {
        let foot = Room {
            column: 0,
            row: height.saturating_sub(1),
            width,
            height: height.min(1),
        };
        let rows = height.saturating_sub(foot.height);
        let side_width = match width {
            0..LEAST_BESIDE => 0,
            LEAST_BESIDE..TWO_COLUMNS => width * 2 / 5,
            _ => (width / 3).min(56),
        };
        let room = Room {
            column: 0,
            row: 0,
            width: width - side_width - u16::from(side_width > 0),
            height: rows,
        };
        let side = Room {
            column: width - side_width,
            row: 0,
            width: side_width,
            height: rows,
        };
        let top = if width < TWO_COLUMNS && rows >= LEAST_ROWS {
            PROPOSALS
        } else {
            0
        };
        let proposals = Room {
            row: top,
            height: rows - top,
            ..side
        };
        let mut lines = Vec::new();
        if width >= TWO_COLUMNS {
            let half = room.width / 2;
            let left = Room {
                width: half,
                ..room
            };
            let right = Room {
                column: half,
                width: room.width - half,
                ..room
            };
            column(form, is_left, left, &mut lines);
            column(form, |field| !is_left(field), right, &mut lines);
        } else {
            column(form, |_| true, room, &mut lines);
        }
        Self {
            lines,
            side,
            proposals,
            foot,
        }
    }

    /// Gives the line at a cell.
    pub fn line_at(&self, column: u16, row: u16) -> Option<Field> {
        self.lines
            .iter()
            .find(|(_, room)| room.holds(column, row))
            .map(|(field, _)| *field)
    }

    /// Gives the room in which a side stands.
    pub const fn room_of(&self, side: Side) -> Room {
        match side {
            Side::Prior | Side::Proposals => self.proposals,
            Side::Owner | Side::Asking | Side::Options | Side::Facts => self.side,
        }
    }
}

/// The left column of the wide form: who, what, whom.
fn is_left(field: Field) -> bool {
    let at = |it: Field| FRONT.iter().position(|front| *front == it);
    field == Field::Accused || at(field).is_some_and(|place| Some(place) < at(Field::Channel))
}

/// Lays the lines of one column out, scrolled so that the open line is in sight.
fn column(
    form: &Form<Field>,
    is_here: impl Fn(Field) -> bool,
    room: Room,
    lines: &mut Vec<(Field, Room)>,
) {
    let all: Vec<(Field, u16, bool)> = form
        .shown()
        .filter(|(line, _)| is_here(line.id))
        .map(|(line, open)| (line.id, rows(line, open).min(room.height), open))
        .collect();
    let mut end = 0;
    for (_, rows, open) in &all {
        end += rows;
        if *open {
            break;
        }
    }
    let open_here = all.iter().any(|(.., open)| *open);
    let mut hidden = if open_here {
        end.saturating_sub(room.height)
    } else {
        0
    };
    let mut row = room.row;
    for (field, rows, _) in all {
        if hidden > 0 {
            hidden = hidden.saturating_sub(rows);
            continue;
        }
        let height = rows.min((room.row + room.height).saturating_sub(row));
        if height == 0 {
            break;
        }
        lines.push((
            field,
            Room {
                row,
                height,
                ..room
            },
        ));
        row += height;
    }
}

/// Gives the rows of a line: more while a text of several lines is open, one for a problem.
fn rows(line: &Line<Field>, open: bool) -> u16 {
    let entry = match &line.entry {
        Entry::Text(text) if text.kind() == FieldKind::Area && open => AREA_ROWS,
        Entry::Text(_) | Entry::Code(..) => 1,
    };
    entry + remark_rows(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::intake::sheet::Sheet;

    #[test]
    fn the_open_line_is_always_in_sight_and_nothing_overlaps() {
        let mut sheet = Sheet {
            more: true,
            ..Sheet::default()
        };
        sheet.refold();
        for (width, height) in [(58, 10), (78, 19), (158, 11), (158, 30), (20, 3), (0, 0)] {
            for field in Field::ALL {
                sheet.form.go(*field);
                let places = Places::of(&sheet.form, width, height);
                if height > 1 {
                    assert!(
                        places.lines.iter().any(|(line, _)| line == field),
                        "{field:?} in {width}×{height}"
                    );
                }
                for (at, (_, room)) in places.lines.iter().enumerate() {
                    assert!(room.row + room.height <= places.foot.row.max(1));
                    assert!(!places.side.holds(room.column, room.row));
                    for (_, other) in &places.lines[at + 1..] {
                        assert!(!room.holds(other.column, other.row));
                    }
                }
            }
        }
    }

    #[test]
    fn a_click_finds_its_line_and_its_row_beside() {
        let sheet = Sheet::default();
        let places = Places::of(&sheet.form, 78, 19);
        assert_eq!(places.line_at(3, 0), Some(Field::Name));
        assert_eq!(places.line_at(30, 2), Some(Field::Village));
        assert_eq!(places.line_at(70, 2), None);
        assert_eq!(places.room_of(Side::Facts).row_at(70, 2), Some(2));
        assert_eq!(places.room_of(Side::Prior).row_at(70, 8), Some(2));
    }

    #[test]
    fn what_is_proposed_stands_clear_of_the_candidates_of_an_input_method() {
        // Two rows of candidates and one of letters, in a font of its own: four rows below the caret,
        // as ibus shows them in MATE Terminal.
        let covered = 4;
        let places = Places::of(&Sheet::default().form, 78, 19);
        let prior = places.room_of(Side::Prior);
        for (field, line) in &places.lines {
            if matches!(field, Field::Name | Field::Village) {
                assert!(prior.row + HEADING > line.row + covered, "{field:?}");
            }
        }
        // The wide form leaves more than forty columns to them.
        let wide = Places::of(&Sheet::default().form, 158, 19);
        assert_eq!(wide.room_of(Side::Prior), wide.side);
        // A small window has no rows to spare.
        let low = Places::of(&Sheet::default().form, 78, 12);
        assert_eq!(low.room_of(Side::Prior), low.side);
    }
}
