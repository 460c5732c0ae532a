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
/// Digits of a column's least and greatest width.
const WIDTHS: (usize, usize) = (6, 40);

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
    let mut landscape = false;
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
                let table = placed(table);
                landscape |= table.widths.iter().sum::<usize>() > UPRIGHT;
                parts.push(Part::Table(table));
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

fn placed(table: &ExtractTable) -> Table {
    let (least, most) = WIDTHS;
    let width = |at: usize, heading: &str| {
        let cells = table.rows.iter().filter_map(|row| row.get(at));
        let widest = cells.map(|it| digits(it)).max().unwrap_or(0);
        widest.max(digits(heading)).clamp(least, most)
    };
    let columns = table.columns.iter().enumerate();
    Table {
        head: table.columns.iter().map(|it| it.heading.clone()).collect(),
        widths: columns.map(|(at, it)| width(at, &it.heading)).collect(),
        numbers: table.columns.iter().map(|it| it.number).collect(),
        rows: table.rows.clone(),
    }
}

/// Measures a text in digits; a Hanzi takes two.
fn digits(text: &str) -> usize {
    text.chars()
        .map(|it| if it.is_ascii() { 1 } else { 2 })
        .sum()
}
