//! An extract as a paper: the unit and the name in the middle, its tables, who signs, and at the foot
//! what tells one issue from another.

use crate::domain::extract::{Extract, ExtractBlock, ExtractTable};
use crate::exchange::paper::sheet::{Kind, Part, Sheet, Table};

/// Letters of a report's body in points (三号).
const REPORT: usize = 16;
/// Letters of a list's.
const LIST: usize = 12;
/// From this width of a table on, in digits, the paper lies on its side.
const UPRIGHT: usize = 90;
/// Digits that fit between the margins of a paper that stands, and of one that lies.
const ROOM: (usize, usize) = (88, 137);
/// Digits of a column's least and greatest width.
const WIDTHS: (usize, usize) = (6, 40);
/// What the edges of a cell take, in digits; fonts that stand in for a missing one are a little wider.
const EDGES: usize = 4;

/// Makes the paper.
pub fn paper(extract: &Extract) -> Sheet {
    let is_report = extract.is_report();
    let mut parts = Vec::new();
    if !extract.unit.is_empty() {
        parts.push(Part::Line(Kind::Centre, extract.unit.clone()));
    }
    parts.push(Part::Line(Kind::Title, extract.title.clone()));
    let note = if is_report { Kind::Centre } else { Kind::Flush };
    let notes = extract.notes.iter();
    parts.extend(notes.map(|text| Part::Line(note, text.clone())));
    let tables = extract.blocks.iter().filter_map(|block| match block {
        ExtractBlock::Table(table) => Some(natural(table).into_iter().sum::<usize>()),
        _ => None,
    });
    let landscape = tables.max().is_some_and(|widest| widest > UPRIGHT);
    let room = if landscape { ROOM.1 } else { ROOM.0 };
    for block in &extract.blocks {
        match block {
            ExtractBlock::Heading(text) => {
                parts.push(Part::Gap);
                parts.push(Part::Line(Kind::Heading, text.clone()));
            }
            ExtractBlock::Line(text) => parts.push(Part::Line(Kind::Flush, text.clone())),
            ExtractBlock::Fact(label, text) => {
                parts.push(Part::Line(Kind::Flush, format!("{label}  {text}")));
            }
            ExtractBlock::Table(table) => {
                parts.push(Part::Table(placed(table, room)));
            }
        }
    }
    if is_report {
        parts.push(Part::Gap);
    }
    let signers = extract.signers.iter();
    parts.extend(signers.map(|who| Part::Line(Kind::Sign, who.clone())));
    let foot = extract.foot.iter();
    Sheet {
        points: if is_report { REPORT } else { LIST },
        landscape,
        mark: None,
        parts,
        foot: foot.map(|it| Part::Line(Kind::Flush, it.clone())).collect(),
        number: extract.title.clone(),
    }
}

fn placed(table: &ExtractTable, room: usize) -> Table {
    let numbers: Vec<bool> = table.columns.iter().map(|it| it.number).collect();
    let widths = natural(table).into_iter().map(|it| it + EDGES).collect();
    Table {
        head: table.columns.iter().map(|it| it.heading.clone()).collect(),
        widths: fitted(widths, &numbers, room),
        numbers,
        rows: table.rows.clone(),
    }
}

/// Gives how wide each column's text is, in digits, between the bounds.
fn natural(table: &ExtractTable) -> Vec<usize> {
    let (least, most) = WIDTHS;
    let columns = table.columns.iter().enumerate();
    let width = columns.map(|(at, column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(at));
        let widest = cells.map(|it| digits(it)).max().unwrap_or(0);
        widest.max(digits(&column.heading)).clamp(least, most)
    });
    width.collect()
}

/// Narrows the widest columns of words until all stand in `room` digits. A figure that breaks over two
/// lines is misread: its column keeps its width.
fn fitted(mut widths: Vec<usize>, numbers: &[bool], room: usize) -> Vec<usize> {
    while widths.iter().sum::<usize>() > room {
        let words = widths
            .iter_mut()
            .zip(numbers)
            .filter(|(_, number)| !**number);
        let widest = words.map(|(width, _)| width).max_by_key(|width| **width);
        match widest {
            Some(width) if *width > WIDTHS.0 + EDGES => *width -= 1,
            _ => break,
        }
    }
    widths
}

/// Measures a text in digits; a Hanzi takes two.
fn digits(text: &str) -> usize {
    text.chars()
        .map(|it| if it.is_ascii() { 1 } else { 2 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_stands_on_one_line_and_words_give_way() {
        let widths = vec![40, 6, 43, 9, 14, 9];
        let numbers = [false, true, false, true, true, true];
        let room = fitted(widths, &numbers, 88);
        assert_eq!(room, [25, 6, 25, 9, 14, 9]);
    }

    #[test]
    fn figures_alone_are_never_narrowed() {
        let widths = vec![50, 50];
        assert_eq!(fitted(widths.clone(), &[true, true], 88), widths);
    }
}
