//! Rows as fields: a file read through a map.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

use crate::exchange::cell::Cell;
use crate::exchange::map::case_field::PROVINCE;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::file::ImportMap;
use crate::exchange::map::masked;
use crate::exchange::map::plan::{ColumnUse, plan};
use crate::exchange::read::error::{ReadError, Trouble};
use crate::exchange::read::open;
use crate::exchange::read::sheets::FileRead;
use crate::exchange::table::{Headings, Place, Row, Wanted};
use crate::exchange::when;
use crate::exchange::when::order::DateOrder;
use crate::exchange::when::parts::{NoMoment, ParsedMoment};

/// The heading by which a sheet is known as one of the provincial export.
const NUMBER: &str = "信访件编号";

/// One row as fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Fields<F> {
    /// The row's number in its sheet, from 1.
    pub row: u64,
    /// Its sheet; `None` in a file that is one table.
    pub sheet: Option<Rc<str>>,
    /// Whether serial dates count from 1904.
    pub dates_1904: bool,
    /// Whether the line could not be read at all.
    pub unreadable: bool,
    /// What is masked in the row, and no value therefore: the field and what stands there.
    pub masked: Vec<(F, String)>,
    /// The cells under the headings of the provincial export, as they came; nothing where the row
    /// is not one of it.
    pub from_above: Vec<(String, String)>,
    values: Vec<(F, Cell)>,
    orders: Vec<(F, DateOrder)>,
}

impl<F: FieldSet> Fields<F> {
    /// Gives where the row stands.
    pub fn place(&self) -> Place {
        Place {
            sheet: self.sheet.clone(),
            row: self.row,
        }
    }

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

    /// Tells whether something in a field is masked.
    pub fn is_masked(&self, field: F) -> bool {
        self.masked.iter().any(|(known, _)| *known == field)
    }

    /// Reads a field as a date, day and month in the order that its column shows.
    pub fn when(&self, field: F) -> Result<Option<ParsedMoment>, NoMoment> {
        let order = self.orders.iter().find(|(known, _)| *known == field);
        when::read(self.cell(field), self.dates_1904, order.map(|(_, it)| *it))
    }

    /// Reads a field as one moment; one that names several days, or only about one, is none.
    pub fn moment(&self, field: F) -> Result<Option<ParsedMoment>, NoMoment> {
        match self.when(field) {
            Ok(Some(read)) if read.loosely.is_some() => Err(NoMoment::NotADate),
            other => other,
        }
    }

    /// Gives every field that has something in it.
    pub fn filled(&self) -> impl Iterator<Item = (F, &Cell)> {
        self.values.iter().map(|(field, cell)| (*field, cell))
    }

    fn add(&mut self, field: F, cell: &Cell) -> bool {
        if cell.is_empty() {
            return false;
        }
        let parted = masked::part(field.mask_kind(), cell);
        let masked = parted.masked.into_iter().map(|text| (field, text));
        self.masked.extend(masked);
        let cell = &parted.open;
        if cell.is_empty() {
            return false;
        }
        match self.values.iter_mut().find(|(known, _)| *known == field) {
            None => self.values.push((field, cell.clone())),
            Some((_, there)) if field.gathers() => {
                *there = Cell::Text(format!("{}、{}", there.text(), cell.text()));
            }
            Some(_) => return false,
        }
        true
    }
}

/// What was read of a file through a map.
#[derive(Debug)]
pub struct Taken<F> {
    /// Its sheets and what became of each.
    pub file: FileRead,
    /// The columns of each table that was read, in the order of the tables.
    pub columns: Vec<Vec<Column<F>>>,
    /// The columns whose cells show the order of day and month.
    pub orders: Vec<OrderShown>,
}

/// A column and what was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<F> {
    /// Its place, from 0.
    pub at: usize,
    /// Its heading; empty where it has none.
    pub heading: String,
    /// What was done with it.
    pub use_: ColumnUse<F>,
}

/// A column that shows the order in which it writes day and month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderShown {
    /// The column's sheet.
    pub sheet: Option<String>,
    /// The column's place, from 0.
    pub column: usize,
    /// Its heading.
    pub heading: String,
    /// The order; `None` where its cells contradict each other.
    pub order: Option<DateOrder>,
    /// The row of the first cell that shows it.
    pub row: u64,
    /// What stands there.
    pub text: String,
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
) -> Result<Taken<F>, ReadError> {
    let orders = orders_in(path, map);
    let mut planned: Option<Planned<F>> = None;
    let mut nameless: BTreeMap<Option<String>, BTreeSet<usize>> = BTreeMap::new();
    let mut take = |headings: &Headings, row: &Row| {
        let planned = Planned::for_headings(&mut planned, map, headings);
        let filled = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, it)| !it.is_empty());
        for (at, _) in filled {
            let use_ = planned.uses.get(at).copied();
            if matches!(use_, None | Some(ColumnUse::Nameless)) {
                let of_sheet = nameless.entry(headings.sheet.clone()).or_default();
                of_sheet.insert(at);
            }
        }
        visit(fields_of(row, headings, planned, map, &orders))
    };
    let file = read_with(path, map, &mut take)?;
    let columns = file.tables().map(|(note, table)| {
        let headings = &table.headings.columns;
        let without = nameless.get(&note.name).cloned().unwrap_or_default();
        let uses = plan(map, headings);
        let named = headings.iter().zip(uses).enumerate();
        let mut columns: Vec<Column<F>> = named
            .filter(|(_, (heading, _))| !heading.is_empty())
            .map(|(at, (heading, use_))| Column {
                at,
                heading: heading.clone(),
                use_,
            })
            .collect();
        columns.extend(without.into_iter().map(|at| Column {
            at,
            heading: String::new(),
            use_: ColumnUse::Nameless,
        }));
        columns
    });
    Ok(Taken {
        columns: columns.collect(),
        orders,
        file,
    })
}

/// Reads a file for the fields of a map.
fn read_with<F: FieldSet>(
    path: &Path,
    map: &ImportMap<F>,
    visit: &mut dyn FnMut(&Headings, &Row) -> ControlFlow<()>,
) -> Result<FileRead, ReadError> {
    open::read(
        path,
        Wanted {
            sheet: map.sheet.as_deref(),
            header_row: map.header_row,
            knows: &|heading| map.field_of(heading).is_some(),
            fits: &|headings| check(map, headings),
        },
        visit,
    )
}

/// Counts the rows that a map finds in a file, for a progress bar; stops at the first trouble.
pub fn count<F: FieldSet>(path: &Path, map: &ImportMap<F>) -> Result<u64, ReadError> {
    let mut rows = 0;
    read_with(path, map, &mut |_, _| {
        rows += 1;
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

/// Looks through the columns of dates for cells that show the order of day and month. Trouble with
/// the file is told when it is read.
fn orders_in<F: FieldSet>(path: &Path, map: &ImportMap<F>) -> Vec<OrderShown> {
    let mut shown: Vec<OrderShown> = Vec::new();
    if !F::ALL.iter().any(|field| field.is_date()) {
        return shown;
    }
    let mut planned: Option<Planned<F>> = None;
    let _ = read_with(path, map, &mut |headings, row| {
        let planned = Planned::for_headings(&mut planned, map, headings);
        for (column, (use_, cell)) in planned.uses.iter().zip(&row.cells).enumerate() {
            if !use_.field().is_some_and(FieldSet::is_date) {
                continue;
            }
            let Some(order) = when::order_shown(cell) else {
                continue;
            };
            let known = shown
                .iter_mut()
                .find(|it| it.column == column && it.sheet == headings.sheet);
            match known {
                Some(it) if it.order == Some(order) => {}
                Some(it) => it.order = None,
                None => shown.push(OrderShown {
                    sheet: headings.sheet.clone(),
                    column,
                    heading: headings.columns.get(column).cloned().unwrap_or_default(),
                    order: Some(order),
                    row: row.number,
                    text: cell.text(),
                }),
            }
        }
        ControlFlow::Continue(())
    });
    shown
}

/// The plan of the sheet that is being read.
struct Planned<F> {
    sheet: Option<Rc<str>>,
    columns: usize,
    uses: Vec<ColumnUse<F>>,
    /// The columns of the provincial export with their headings; none in a sheet of another kind.
    from_above: Vec<(usize, &'static str)>,
}

impl<F: FieldSet> Planned<F> {
    /// Gives the plan for the headings; it is made anew for each sheet, and as headings are added.
    fn for_headings<'a>(
        kept: &'a mut Option<Self>,
        map: &ImportMap<F>,
        headings: &Headings,
    ) -> &'a Self {
        let fresh = || {
            let uses = plan(map, &headings.columns);
            Self {
                sheet: headings.sheet.as_deref().map(Rc::from),
                columns: headings.columns.len(),
                from_above: columns_from_above(&headings.columns, &uses),
                uses,
            }
        };
        let is_same = kept.as_ref().is_some_and(|it| {
            it.sheet.as_deref() == headings.sheet.as_deref() && it.columns == headings.columns.len()
        });
        if !is_same {
            *kept = None;
        }
        kept.get_or_insert_with(fresh)
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
    if headings.grows {
        return Ok(());
    }
    if map.strict {
        let missing = map.missing_in(&headings.columns);
        if !missing.is_empty() {
            return Err(Trouble::HeadingsMissing(missing, shown()));
        }
    }
    let needed = F::needed();
    let columns = headings.columns.iter();
    let mut read = columns.filter_map(|heading| map.field_of(heading));
    if map.fixed.iter().any(|(field, _)| field.suffices()) || read.any(F::suffices) {
        Ok(())
    } else {
        let heading = needed.headings().first().copied();
        let named = (needed.code(), heading.unwrap_or_default());
        Err(Trouble::FieldMissing(named, shown()))
    }
}

/// Finds the columns of the provincial export: those with its headings that are read, where its number
/// is one.
fn columns_from_above<F: Copy>(
    columns: &[String],
    uses: &[ColumnUse<F>],
) -> Vec<(usize, &'static str)> {
    let heading = |column: &String| PROVINCE.iter().find(|it| **it == column.trim());
    let found: Vec<(usize, &'static str)> = columns
        .iter()
        .zip(uses)
        .enumerate()
        .filter(|(_, (_, use_))| use_.field().is_some())
        .filter_map(|(at, (column, _))| Some((at, *heading(column)?)))
        .collect();
    if found.iter().any(|(_, heading)| *heading == NUMBER) {
        found
    } else {
        Vec::new()
    }
}

fn cells_from_above<F>(row: &Row, planned: &Planned<F>) -> Vec<(String, String)> {
    let cell = |at: usize| match row.cells.get(at) {
        Some(Cell::Bool(yes)) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Some(cell) => cell.text(),
        None => String::new(),
    };
    let cells: Vec<(String, String)> = planned
        .from_above
        .iter()
        .map(|(at, heading)| ((*heading).to_owned(), cell(*at)))
        .collect();
    let is_numbered = |(heading, text): &(String, String)| heading == NUMBER && !text.is_empty();
    if cells.iter().any(is_numbered) {
        cells
    } else {
        Vec::new()
    }
}

fn fields_of<F: FieldSet>(
    row: &Row,
    headings: &Headings,
    planned: &Planned<F>,
    map: &ImportMap<F>,
    orders: &[OrderShown],
) -> Fields<F> {
    let mut fields = Fields {
        row: row.number,
        sheet: planned.sheet.clone(),
        dates_1904: headings.dates_1904,
        unreadable: row.cells.is_empty(),
        masked: Vec::new(),
        from_above: cells_from_above(row, planned),
        values: Vec::new(),
        orders: Vec::new(),
    };
    let order_of = |column: usize| {
        let shown = orders
            .iter()
            .find(|it| it.column == column && it.sheet == headings.sheet)?;
        shown.order
    };
    for spare in [false, true] {
        for (column, (use_, cell)) in planned.uses.iter().zip(&row.cells).enumerate() {
            let Some(field) = use_.field() else {
                continue;
            };
            if matches!(use_, ColumnUse::Spare(_)) != spare || !fields.add(field, cell) {
                continue;
            }
            if let Some(order) = order_of(column) {
                fields.orders.push((field, order));
            }
        }
    }
    for (field, value) in &map.fixed {
        fields.add(*field, &Cell::Text(value.clone()));
    }
    fields
}
