//! Rows as fields: a file read through a map.

use std::ops::ControlFlow;
use std::path::Path;

use crate::exchange::cell::Cell;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::file::ImportMap;
use crate::exchange::read::error::{ReadError, Trouble};
use crate::exchange::read::open;
use crate::exchange::table::{Headings, Row, Wanted};

/// One row as fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Fields<F> {
    /// The row's number in the file, from 1.
    pub row: u64,
    /// Whether serial dates count from 1904.
    pub dates_1904: bool,
    /// Whether the line could not be read at all.
    pub unreadable: bool,
    values: Vec<(F, Cell)>,
}

impl<F: FieldSet> Fields<F> {
    /// Gives what stands in a field.
    pub fn cell(&self, field: F) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        self.values
            .iter()
            .find(|(known, _)| *known == field)
            .map_or(NOTHING, |(_, cell)| cell)
    }

    /// Gives a field as text, trimmed.
    pub fn text(&self, field: F) -> String {
        self.cell(field).text()
    }

    /// Gives every field that has something in it.
    pub fn filled(&self) -> impl Iterator<Item = (F, &Cell)> {
        self.values.iter().map(|(field, cell)| (*field, cell))
    }

    fn add(&mut self, field: F, cell: &Cell) {
        if cell.is_empty() {
            return;
        }
        match self.values.iter_mut().find(|(known, _)| *known == field) {
            None => self.values.push((field, cell.clone())),
            Some((_, there)) if field.gathers() => {
                *there = Cell::Text(format!("{}、{}", there.text(), cell.text()));
            }
            Some(_) => {}
        }
    }
}

/// Reads a file through a map, row by row, until `visit` breaks off.
///
/// # Errors
/// [`ReadError`] of the file; of a heading that the map names and the sheet lacks; of the needed
/// field that no column gives.
pub fn read_fields<F: FieldSet>(
    path: &Path,
    map: &ImportMap<F>,
    visit: &mut dyn FnMut(Fields<F>) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let mut columns: Vec<Option<F>> = Vec::new();
    let mut checked = false;
    let mut wrong = None;
    let mut take = |headings: &Headings, row: &Row| {
        while let Some(heading) = headings.columns.get(columns.len()) {
            columns.push(map.field_of(heading));
        }
        if !checked && !row.cells.is_empty() {
            checked = true;
            if let Err(trouble) = check(map, headings) {
                wrong = Some(trouble);
                return ControlFlow::Break(());
            }
        }
        visit(fields_of(row, headings, &columns, map))
    };
    let knows = |heading: &str| map.field_of(heading).is_some();
    let wanted = Wanted {
        sheet: map.sheet.as_deref(),
        header_row: map.header_row,
        knows: &knows,
    };
    let headings = open::read(path, wanted, &mut take)?;
    match wrong {
        Some(trouble) => Err(trouble.on(path)),
        None if !checked => check(map, &headings).map_err(|trouble| trouble.on(path)),
        None => Ok(()),
    }
}

fn check<F: FieldSet>(map: &ImportMap<F>, headings: &Headings) -> Result<(), Trouble> {
    let shown = || {
        headings
            .columns
            .iter()
            .filter(|heading| !heading.is_empty())
            .cloned()
            .collect()
    };
    if map.strict && !headings.grows {
        let missing = map.missing_in(&headings.columns);
        if !missing.is_empty() {
            return Err(Trouble::HeadingsMissing(missing, shown()));
        }
    }
    let needed = F::needed();
    let given = map.fixed.iter().any(|(field, _)| *field == needed)
        || headings
            .columns
            .iter()
            .any(|heading| map.field_of(heading) == Some(needed));
    if given || headings.grows {
        Ok(())
    } else {
        Err(Trouble::FieldMissing(needed.code(), shown()))
    }
}

fn fields_of<F: FieldSet>(
    row: &Row,
    headings: &Headings,
    columns: &[Option<F>],
    map: &ImportMap<F>,
) -> Fields<F> {
    let mut fields = Fields {
        row: row.number,
        dates_1904: headings.dates_1904,
        unreadable: row.cells.is_empty(),
        values: Vec::new(),
    };
    for (field, cell) in columns.iter().zip(&row.cells) {
        if let Some(field) = field {
            fields.add(*field, cell);
        }
    }
    for (field, value) in &map.fixed {
        fields.add(*field, &Cell::Text(value.clone()));
    }
    fields
}
