//! `.xls` (BIFF8): read whole, within the bounds of its own format.

use std::fs::File;
use std::io::BufReader;

use calamine::{Data, Reader, Xls, XlsError};

use crate::domain::clean;
use crate::exchange::cell::Cell;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::limits::XLS_BYTES;
use crate::exchange::read::xlsx::{bounded, cell_of_date, is_content, put, sheets_to_try, whole};
use crate::exchange::table::{Headings, Row, Table, Visit, Wanted};

/// Reads the wanted sheet, else the first visible one with known headings.
pub fn read(file: File, wanted: Wanted<'_>, visit: &mut Visit<'_>) -> Result<Headings, Trouble> {
    if file.metadata()?.len() > XLS_BYTES {
        return Err(Trouble::TooLarge(Bound::File, XLS_BYTES));
    }
    let mut workbook: Xls<_> = Xls::new(BufReader::new(file)).map_err(trouble)?;
    let dates_1904 = workbook.has_1904_epoch();
    let mut first_trouble = None;
    for name in sheets_to_try(workbook.sheets_metadata(), wanted.sheet)? {
        let range = workbook.worksheet_range(&name).map_err(trouble)?;
        let headings = Headings {
            sheet: Some(name),
            dates_1904,
            ..Headings::default()
        };
        let mut table = Table::new(wanted, headings, visit);
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (at, cells) in range.rows().enumerate() {
            let mut row = Row {
                number: u64::from(first_row) + at as u64 + 1,
                cells: Vec::new(),
            };
            for (column, value) in cells.iter().enumerate() {
                let cell = cell_of(value, dates_1904);
                if !cell.is_empty() {
                    put(&mut row, first_column as usize + column, cell)?;
                }
            }
            if table.push(row)?.is_break() {
                break;
            }
        }
        match table.finish() {
            Err(none @ (Trouble::NoHeadings(_) | Trouble::Empty)) => {
                if !matches!(first_trouble, Some(Trouble::NoHeadings(_))) {
                    first_trouble = Some(none);
                }
            }
            done => return done,
        }
    }
    Err(first_trouble.unwrap_or(Trouble::Empty))
}

fn cell_of(value: &Data, dates_1904: bool) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => whole(*number),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => bounded(text),
        Data::DateTime(date) => cell_of_date(*date, dates_1904),
        Data::Error(fault) => Cell::Fault(fault.to_string()),
    }
}

fn trouble(error: XlsError) -> Trouble {
    match error {
        XlsError::Password => Trouble::Locked,
        XlsError::Io(error) if !is_content(&error) => Trouble::Io(error),
        other => Trouble::Damaged(clean::line(&other.to_string())),
    }
}
