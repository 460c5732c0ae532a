//! `.xls`: the workbook stream of a compound file, within bounds; cells stream row by row.

use std::fs::File;
use std::io::{BufReader, Read};

use cfb::CompoundFile;

use crate::domain::clean;
use crate::exchange::cell::Cell;
use crate::exchange::read::biff::globals::{self, Globals};
use crate::exchange::read::biff::record::{
    BOF, CONTINUE, EOF, Record, Records, f64_at, rk_at, u16_at, u32_at,
};
use crate::exchange::read::biff::texts::Parts;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::file_type::FileType;
use crate::exchange::read::limits::XLS_BYTES;
use crate::exchange::read::sheets::{FileRead, SheetName, read_each};
use crate::exchange::read::xlsx::{bounded, cell_of_serial, is_content, put};
use crate::exchange::table::{Headings, Merged, Row, Table, TableRead, Visit, Wanted};

const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00d6;
const SHARED_LABEL: u16 = 0x00fd;
const BOOL_OR_FAULT: u16 = 0x0205;
const PACKED: u16 = 0x027e;
const PACKED_ROW: u16 = 0x00bd;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;
const MERGED: u16 = 0x00e5;

/// Reads the wanted sheet, else every one with known headings.
pub fn read(file: File, wanted: Wanted<'_>, visit: &mut Visit<'_>) -> Result<FileRead, Trouble> {
    let stream = workbook_stream(file)?;
    let globals = globals::read(&stream)?;
    let names: Vec<SheetName> = globals
        .sheets
        .iter()
        .map(|sheet| SheetName {
            name: sheet.name.clone(),
            visible: sheet.visible,
            has_cells: sheet.table,
        })
        .collect();
    read_each(&names, wanted.sheet, |name| {
        let at = globals
            .sheets
            .iter()
            .find(|sheet| sheet.name == name && sheet.table)
            .map_or(usize::MAX, |sheet| sheet.at);
        let headings = Headings {
            sheet: Some(name.to_owned()),
            dates_1904: globals.dates_1904,
            ..Headings::default()
        };
        let merged = merged(Records::from(&stream, at));
        let table = Table::new(wanted, headings, visit).with_merged(merged);
        read_sheet(Records::from(&stream, at), &globals, table)
    })
}

fn workbook_stream(file: File) -> Result<Vec<u8>, Trouble> {
    if file.metadata()?.len() > XLS_BYTES {
        return Err(Trouble::TooLarge(Bound::File, XLS_BYTES));
    }
    let mut compound = CompoundFile::open(BufReader::new(file)).map_err(|error| {
        if is_content(&error) {
            Trouble::Damaged(clean::line(&error.to_string()))
        } else {
            Trouble::Io(error)
        }
    })?;
    for (name, trouble) in [
        ("/EncryptedPackage", Trouble::Locked),
        ("/WordDocument", Trouble::OtherType(FileType::Document)),
        ("/PowerPoint Document", Trouble::OtherType(FileType::Slides)),
        ("/Book", Trouble::OtherType(FileType::OldWorkbook)),
    ] {
        if compound.is_stream(name) && !compound.is_stream("/Workbook") {
            return Err(trouble);
        }
    }
    let mut stream = Vec::new();
    compound
        .open_stream("/Workbook")
        .and_then(|part| part.take(XLS_BYTES).read_to_end(&mut stream))
        .map_err(|error| Trouble::Damaged(clean::line(&error.to_string())))?;
    Ok(stream)
}

/// Gives the cells of a sheet that were merged downwards; they are named behind its rows.
fn merged(records: Records<'_>) -> Vec<Merged> {
    let mut depth = 0;
    let mut merged = Vec::new();
    for record in records {
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            MERGED if depth == 1 => {
                for region in record.data.get(2..).unwrap_or_default().chunks_exact(8) {
                    let (Some(first), Some(last), Some(column)) =
                        (u16_at(region, 0), u16_at(region, 2), u16_at(region, 4))
                    else {
                        continue;
                    };
                    merged.push(Merged {
                        first: u64::from(first) + 1,
                        last: u64::from(last) + 1,
                        column: usize::from(column),
                    });
                }
            }
            _ => {}
        }
    }
    merged
}

fn read_sheet(
    records: Records<'_>,
    globals: &Globals,
    mut table: Table<'_>,
) -> Result<TableRead, Trouble> {
    let mut depth = 0;
    let mut row = Row {
        number: 0,
        cells: Vec::new(),
    };
    let mut formula = None;
    let mut records = records.peekable();
    while let Some(record) = records.next() {
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth > 1 => {}
            FORMULA_TEXT => {
                let mut parts = vec![record.data];
                while let Some(next) = records.next_if(|next| next.kind == CONTINUE) {
                    parts.push(next.data);
                }
                let text = Parts::new(parts).text(2).unwrap_or_default();
                if let Some((at, column)) = formula.take()
                    && row.number == at
                {
                    put(&mut row, column, bounded(&text))?;
                }
            }
            _ => {
                let Some((at, column, cells)) = cells_of(record, globals) else {
                    continue;
                };
                if row.number != at {
                    let full = std::mem::replace(
                        &mut row,
                        Row {
                            number: at,
                            cells: Vec::new(),
                        },
                    );
                    if table.push(full)?.is_break() {
                        return table.finish();
                    }
                }
                formula = (record.kind == FORMULA).then_some((at, column));
                for (place, cell) in cells.into_iter().enumerate() {
                    if !cell.is_empty() {
                        put(&mut row, column + place, cell)?;
                    }
                }
            }
        }
    }
    let _ = table.push(row)?;
    table.finish()
}

/// Gives the row's number, the first column and the cells of a record.
fn cells_of(record: Record<'_>, globals: &Globals) -> Option<(u64, usize, Vec<Cell>)> {
    let data = record.data;
    let number = |value: f64, style: u16| {
        if globals.formats.is_date(style) {
            cell_of_serial(value, globals.dates_1904)
        } else {
            Cell::Number(value)
        }
    };
    let style = || u16_at(data, 4).unwrap_or_default();
    let cells = match record.kind {
        NUMBER => vec![number(f64_at(data, 6)?, style())],
        PACKED => vec![number(rk_at(data, 6)?, style())],
        PACKED_ROW => (4..data.len().saturating_sub(7))
            .step_by(6)
            .filter_map(|at| Some(number(rk_at(data, at + 2)?, u16_at(data, at)?)))
            .collect(),
        LABEL | RICH_LABEL => vec![bounded(&Parts::new(vec![data.get(6..)?]).text(2)?)],
        SHARED_LABEL => {
            let at = usize::try_from(u32_at(data, 6)?).ok()?;
            vec![bounded(globals.texts.get(at)?)]
        }
        BOOL_OR_FAULT => vec![truth_or_fault(*data.get(6)?, *data.get(7)? != 0)],
        FORMULA => vec![formula_value(data, number)?],
        _ => return None,
    };
    Some((
        u64::from(u16_at(data, 0)?) + 1,
        usize::from(u16_at(data, 2)?),
        cells,
    ))
}

/// The value that a formula left; a text comes in a record of its own.
fn formula_value(data: &[u8], number: impl Fn(f64, u16) -> Cell) -> Option<Cell> {
    if u16_at(data, 12)? != 0xffff {
        return Some(number(f64_at(data, 6)?, u16_at(data, 4)?));
    }
    let value = *data.get(8)?;
    Some(match *data.get(6)? {
        1 => truth_or_fault(value, false),
        2 => truth_or_fault(value, true),
        _ => Cell::Empty,
    })
}

fn truth_or_fault(value: u8, fault: bool) -> Cell {
    if !fault {
        return Cell::Bool(value != 0);
    }
    let name = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Cell::Fault(name.to_owned())
}
