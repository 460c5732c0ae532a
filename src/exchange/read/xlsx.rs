//! `.xlsx`: the cells of a sheet in the order of the file; empty ones cost nothing, so that a
//! sheet which claims 65,203 rows and fills 495 is read as 495.

use std::fs::File;
use std::io::{self, BufReader, Seek};
use std::ops::ControlFlow;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::domain::clean;
use crate::exchange::cell::Cell;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::limits::{CELL_BYTES, COLUMNS};
use crate::exchange::read::sheets::{FileRead, SheetFate, SheetName, SheetNote, read_each};
use crate::exchange::read::{mend, package};
use crate::exchange::table::{Headings, Merged, Row, Table, TableRead, Visit, Wanted};
use crate::exchange::when::stamp_of_serial;

type Workbook = Xlsx<BufReader<File>>;

/// Reads the wanted sheet, else every one with known headings.
pub fn read(
    mut file: File,
    wanted: Wanted<'_>,
    visit: &mut Visit<'_>,
) -> Result<FileRead, Trouble> {
    let has_merged = package::look_over(BufReader::new(&file))?;
    file.rewind()?;
    let (mut workbook, without_part) = opened(file)?;
    let names: Vec<SheetName> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| SheetName {
            name: sheet.name.clone(),
            visible: sheet.visible == SheetVisible::Visible,
            has_cells: sheet.typ == SheetType::WorkSheet,
        })
        .collect();
    let mut read = read_each(&names, wanted.sheet, |name| {
        read_sheet(&mut workbook, name, has_merged, wanted, visit)
    })?;
    read.sheets
        .extend(without_part.into_iter().map(|name| SheetNote {
            name: Some(name),
            hidden: true,
            fate: SheetFate::NoCells,
        }));
    Ok(read)
}

/// Opens a workbook. A sheet that names no part of the package (an old macro sheet) is left out
/// and its name given.
fn opened(file: File) -> Result<(Workbook, Vec<String>), Trouble> {
    let kept = file.try_clone()?;
    match Xlsx::new(BufReader::new(file)) {
        Ok(workbook) => Ok((workbook, Vec::new())),
        Err(XlsxError::RelationshipNotFound | XlsxError::Unrecognized { .. }) => {
            let (mended, left_out) = mend::without_lost_sheets(kept)?;
            let workbook = Xlsx::new(BufReader::new(mended)).map_err(trouble)?;
            Ok((workbook, left_out))
        }
        Err(error) => Err(trouble(error)),
    }
}

/// Turns a serial number with a date's format into a cell: a day, or a time of day alone as text.
pub fn cell_of_serial(serial: f64, dates_1904: bool) -> Cell {
    match stamp_of_serial(serial, dates_1904) {
        Some(stamp) if serial >= 1.0 => Cell::Date(stamp),
        Some(stamp) => Cell::Text(stamp.format("%H:%M:%S").to_string()),
        None => Cell::Number(serial),
    }
}

fn read_sheet(
    workbook: &mut Workbook,
    name: &str,
    has_merged: bool,
    wanted: Wanted<'_>,
    visit: &mut Visit<'_>,
) -> Result<TableRead, Trouble> {
    let dates_1904 = workbook.has_1904_epoch();
    let headings = Headings {
        sheet: Some(name.to_owned()),
        dates_1904,
        ..Headings::default()
    };
    let merged = if has_merged {
        merged(workbook, name)?
    } else {
        Vec::new()
    };
    let mut table = Table::new(wanted, headings, visit).with_merged(merged);
    let mut cells = workbook.worksheet_cells_reader(name).map_err(trouble)?;
    let mut row = Row {
        number: 0,
        cells: Vec::new(),
    };
    while let Some(next) = cells.next_cell().map_err(trouble)? {
        let (at, column) = next.get_position();
        let cell = cell_of(next.get_value(), dates_1904);
        if cell.is_empty() {
            continue;
        }
        if row.number != u64::from(at) + 1 {
            let full = std::mem::replace(
                &mut row,
                Row {
                    number: u64::from(at) + 1,
                    cells: Vec::new(),
                },
            );
            if table.push(full)?.is_break() {
                return table.finish();
            }
        }
        put(&mut row, column as usize, cell)?;
    }
    let _: ControlFlow<()> = table.push(row)?;
    table.finish()
}

fn merged(workbook: &mut Workbook, name: &str) -> Result<Vec<Merged>, Trouble> {
    let regions = workbook.merge_cells_by_sheet_name(name).map_err(trouble)?;
    let merged = regions.into_iter().map(|region| Merged {
        first: u64::from(region.start.0) + 1,
        last: u64::from(region.end.0) + 1,
        column: region.start.1 as usize,
    });
    Ok(merged.collect())
}

/// Puts a cell into its column.
pub fn put(row: &mut Row, column: usize, cell: Cell) -> Result<(), Trouble> {
    if column >= COLUMNS {
        return Err(Trouble::TooLarge(Bound::Columns, COLUMNS as u64));
    }
    if row.cells.len() <= column {
        row.cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = row.cells.get_mut(column) {
        *place = cell;
    }
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "beyond 15 digits the cell is known as damaged"
)]
fn cell_of(value: &DataRef<'_>, dates_1904: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            bounded(text)
        }
        DataRef::SharedString(text) => bounded(text),
        DataRef::DateTime(date) if date.is_datetime() => cell_of_serial(date.as_f64(), dates_1904),
        DataRef::DateTime(span) => Cell::Number(span.as_f64()),
        DataRef::Error(fault) => Cell::Fault(fault.to_string()),
    }
}

/// Makes a text cell without copying one that is too long.
pub fn bounded(text: &str) -> Cell {
    if text.len() > CELL_BYTES {
        Cell::Oversized(text.len())
    } else {
        Cell::of_text(text.to_owned(), CELL_BYTES)
    }
}

fn trouble(error: XlsxError) -> Trouble {
    match error {
        XlsxError::Password => Trouble::Locked,
        XlsxError::Io(error) if !is_content(&error) => Trouble::Io(error),
        other => Trouble::Damaged(clean::line(&other.to_string())),
    }
}

/// Tells whether a failure lies in the bytes and not in the disk.
pub fn is_content(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof
    )
}
