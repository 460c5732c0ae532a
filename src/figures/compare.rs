//! What stands otherwise today than in a report as it was issued, line by line.

use std::collections::BTreeMap;

use crate::domain::sheet::{Base, Cell, Column, Label, Measure, Sheet, TableCode};

/// Where a difference stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A figure.
    Figure(Base, Measure),
    /// A cell of a table.
    Cell(TableCode, Label, Column),
}

/// What was issued and what is computed today; `None` where there is no such line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where.
    pub place: Place,
    /// As issued.
    pub issued: Option<Cell>,
    /// As computed today.
    pub today: Option<Cell>,
}

/// Gives what differs, in the order of the report as issued; what is new comes last. A column that the
/// program did not have when the report was issued differs from nothing.
pub fn differences(issued: &Sheet, today: &Sheet) -> Vec<Difference> {
    let (was, is) = (lines(issued), lines(today));
    let (then, now) = (by_place(&was), by_place(&is));
    let changed = was.iter().filter_map(|(place, cell)| {
        let now = now.get(place).copied();
        (now != Some(cell)).then(|| Difference {
            place: place.clone(),
            issued: Some(cell.clone()),
            today: now.cloned(),
        })
    });
    let had = |place: &Place| match place {
        Place::Figure(..) => true,
        Place::Cell(code, _, column) => {
            let table = issued.table(*code);
            table.is_none_or(|it| it.rows.is_empty() || it.columns.contains(column))
        }
    };
    let new = is
        .iter()
        .filter(|(place, _)| had(place) && !then.contains_key(place));
    let new = new.map(|(place, cell)| Difference {
        place: place.clone(),
        issued: None,
        today: Some(cell.clone()),
    });
    changed.chain(new).collect()
}

/// Gives what stands at each place: the first, where a report has two lines of one name.
fn by_place(lines: &[(Place, Cell)]) -> BTreeMap<&Place, &Cell> {
    let last_first = lines.iter().rev();
    last_first.map(|(place, cell)| (place, cell)).collect()
}

fn lines(sheet: &Sheet) -> Vec<(Place, Cell)> {
    let figures = sheet.figures.iter().map(|it| {
        let place = Place::Figure(it.base, it.measure);
        (place, Cell::Value(it.value))
    });
    let cells = sheet.tables.iter().flat_map(|table| {
        table.rows.iter().flat_map(move |row| {
            let columns = table.columns.iter().zip(&row.cells);
            columns.map(move |(column, cell)| {
                let place = Place::Cell(table.code, row.label.clone(), *column);
                (place, cell.clone())
            })
        })
    });
    figures.chain(cells).collect()
}
