//! `.jsonl`: one object a line; its keys are the headings.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use serde_json::{Map, Value};

use crate::exchange::cell::Cell;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::limits::{CELL_BYTES, COLUMNS, RECORD_BYTES, ROWS};
use crate::exchange::read::text::{Utf8Reader, look};
use crate::exchange::read::xlsx::put;
use crate::exchange::table::{Headings, Row, Visit, Wanted};

/// Reads a file of objects. Keys that first stand in a later line are added to the headings; a
/// line that is no object is handed on as a row without cells.
pub fn read(
    mut file: File,
    wanted: Wanted<'_>,
    visit: &mut Visit<'_>,
) -> Result<Headings, Trouble> {
    let look = look(&mut file)?;
    let mut lines = Lines::new(BufReader::new(Utf8Reader::new(file, look.encoding)));
    let mut headings = Headings {
        grows: true,
        ..Headings::default()
    };
    let mut rows = 0;
    let mut objects = 0;
    while let Some((number, line)) = lines.next_line()? {
        rows += 1;
        if rows > ROWS {
            return Err(Trouble::TooLarge(Bound::Rows, ROWS));
        }
        let row = match serde_json::from_slice(&line) {
            Ok(Value::Object(object)) => {
                objects += 1;
                row_of(number, object, &mut headings)?
            }
            Ok(_) | Err(_) => Row {
                number,
                cells: Vec::new(),
            },
        };
        if objects == 1
            && !headings
                .columns
                .iter()
                .any(|heading| (wanted.knows)(heading))
        {
            return Err(Trouble::NoHeadings(headings.columns));
        }
        if visit(&headings, &row).is_break() {
            break;
        }
    }
    match (rows, objects) {
        (0, _) => Err(Trouble::Empty),
        (_, 0) => Err(Trouble::Damaged("no line is a JSON object".to_owned())),
        _ => Ok(headings),
    }
}

/// Lines that are not blank, with their numbers from 1, within bounds.
pub struct Lines<R> {
    bytes: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Begins at line 1.
    pub fn new(bytes: R) -> Self {
        Self { bytes, number: 0 }
    }

    /// Gives the next line that is not blank.
    ///
    /// # Errors
    /// [`Trouble::TooLarge`] for a line without an end.
    pub fn next_line(&mut self) -> Result<Option<(u64, Vec<u8>)>, Trouble> {
        loop {
            let mut line = Vec::new();
            let read = (&mut self.bytes)
                .take(RECORD_BYTES + 1)
                .read_until(b'\n', &mut line)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if read as u64 > RECORD_BYTES {
                return Err(Trouble::TooLarge(Bound::Record, RECORD_BYTES));
            }
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some((self.number, line)));
            }
        }
    }
}

fn row_of(
    number: u64,
    object: Map<String, Value>,
    headings: &mut Headings,
) -> Result<Row, Trouble> {
    let mut row = Row {
        number,
        cells: Vec::new(),
    };
    for (key, value) in object {
        let column = match headings.columns.iter().position(|heading| *heading == key) {
            Some(column) => column,
            None if headings.columns.len() >= COLUMNS => {
                return Err(Trouble::TooLarge(Bound::Columns, COLUMNS as u64));
            }
            None => {
                headings.columns.push(key);
                headings.columns.len() - 1
            }
        };
        put(&mut row, column, cell_of(value))?;
    }
    Ok(row)
}

fn cell_of(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(yes) => Cell::Bool(yes),
        Value::String(text) => Cell::of_text(text, CELL_BYTES),
        number_or_nested @ (Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Cell::of_text(number_or_nested.to_string(), CELL_BYTES)
        }
    }
}
