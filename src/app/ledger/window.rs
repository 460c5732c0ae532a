//! Which lines of a page are in sight: those of the row under the cursor, the headings of its
//! columns above them.

use crate::app::ledger::line::Line;

/// The lines in sight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    /// They, from the top.
    pub lines: Vec<Line>,
    /// Rows below them.
    pub below: usize,
    /// Lines of the row under the cursor that are below, where it is longer than the window.
    pub rest: usize,
}

/// Gives the lines in sight in `height` lines, when the cursor is on `row` and its own lines are
/// scrolled by `scroll`. Of a page that looks `ahead` so many lines below the row are in sight too, and
/// everything above the table stays.
pub fn window(
    lines: Vec<Line>,
    row: Option<usize>,
    scroll: usize,
    ahead: usize,
    height: usize,
) -> Window {
    if lines.len() <= height {
        return Window {
            lines,
            ..Window::default()
        };
    }
    let of_row = |line: &Line| row.is_some() && line.row == row;
    let first = lines.iter().position(of_row).unwrap_or(0);
    let end = lines.iter().rposition(of_row).map_or(1, |at| at + 1);
    let reach = (end + ahead).min(lines.len());
    // The last line says how many rows are below.
    let whole = height.saturating_sub(1);
    let (above, top, room) = if reach <= whole {
        (0..0, 0, whole)
    } else {
        let table = lines.get(first).and_then(|line| line.table);
        let heading = lines
            .iter()
            .position(|line| table.is_some() && line.table == table);
        let above = match heading {
            Some(at) if ahead > 0 => 0..at + 1,
            Some(at) => at..at + 1,
            None => 0..0,
        };
        // Nothing is below where the last of all rows is in sight.
        let is_whole = reach == lines.len() && lines.len() + above.len() <= first + height;
        let last = if is_whole { height } else { whole };
        let room = last.saturating_sub(above.len()).max(1);
        let top = if end - first > room {
            (first + scroll).min(end - room)
        } else {
            reach.saturating_sub(room).min(first)
        };
        let out = |at: usize| at < top;
        (
            if above.end.checked_sub(1).is_some_and(out) {
                above
            } else {
                0..0
            },
            top,
            room,
        )
    };
    let shown = top + room;
    let below = lines.iter().skip(shown);
    let below = below.filter(|line| line.first).count();
    let rest = end.saturating_sub(shown);
    let above = lines.get(above).unwrap_or_default().to_vec();
    let lines = lines.into_iter().skip(top).take(room);
    Window {
        lines: above.into_iter().chain(lines).collect(),
        below,
        rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table: its headings, then rows of so many lines.
    fn lines(rows: &[usize]) -> Vec<Line> {
        let line = |row, first| Line {
            row,
            first,
            table: Some(0),
            ..Line::default()
        };
        let heading = std::iter::once(line(None, false));
        let rows = rows.iter().enumerate();
        heading
            .chain(rows.flat_map(|(at, count)| (0..*count).map(move |n| line(Some(at), n == 0))))
            .collect()
    }

    fn shown(window: &Window) -> Vec<Option<usize>> {
        window.lines.iter().map(|line| line.row).collect()
    }

    #[test]
    fn the_row_under_the_cursor_is_in_sight_below_its_headings() {
        let rows = [1; 10];
        for (row, scroll, expected, below) in [
            (0, 0, vec![None, Some(0), Some(1)], 8),
            (2, 0, vec![None, Some(1), Some(2)], 7),
            (5, 0, vec![None, Some(4), Some(5)], 4),
            (9, 0, vec![None, Some(7), Some(8), Some(9)], 0),
        ] {
            let window = window(lines(&rows), Some(row), scroll, 0, 4);
            assert_eq!((shown(&window), window.below), (expected, below), "{row}");
        }
    }

    #[test]
    fn a_page_that_looks_ahead_has_the_coming_rows_in_sight_and_all_that_stands_above_them() {
        let above = |mut lines: Vec<Line>| {
            lines.insert(0, Line::default());
            lines
        };
        for (row, expected, below) in [
            (0, vec![None, None, Some(0), Some(1), Some(2)], 7),
            (5, vec![None, None, Some(5), Some(6), Some(7)], 2),
            (8, vec![None, None, Some(6), Some(7), Some(8), Some(9)], 0),
            (9, vec![None, None, Some(6), Some(7), Some(8), Some(9)], 0),
        ] {
            let window = window(above(lines(&[1; 10])), Some(row), 0, 2, 6);
            assert_eq!((shown(&window), window.below), (expected, below), "{row}");
        }
        // Where not all of them have room, the row itself stays.
        let window = window(above(lines(&[1; 10])), Some(5), 0, 7, 5);
        assert_eq!(shown(&window), [None, None, Some(5), Some(6)]);
    }

    #[test]
    fn a_row_longer_than_the_window_is_scrolled_to_its_end() {
        let rows = [1, 8, 1];
        let at = |scroll| window(lines(&rows), Some(1), scroll, 0, 6);
        assert_eq!((at(0).rest, at(1).rest, at(9).rest), (4, 3, 0));
        assert!(at(0).lines.iter().any(|line| line.first));
    }
}
