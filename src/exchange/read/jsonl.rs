//! `.jsonl`: one object a line; its keys are the headings.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use serde_json::{Map, Value};

use crate::exchange::cell::Cell;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::limits::{CELL_BYTES, COLUMNS, RECORD_BYTES, ROWS};
use crate::exchange::read::sheets::FileRead;
use crate::exchange::read::text::{Utf8Reader, look};
use crate::exchange::read::xlsx::put;
use crate::exchange::table::{Headings, Row, TableRead, Visit, Wanted};

/// Reads a file of objects. Keys that first stand in a later line are added to the headings; a
/// line that is no object is handed on as a row without cells.
pub fn read(
    mut file: File,
    wanted: Wanted<'_>,
    visit: &mut Visit<'_>,
) -> Result<FileRead, Trouble> {
    let encoding = look(&mut file)?.of_json();
    let mut lines = Lines::new(BufReader::new(Utf8Reader::new(file, encoding)));
    let mut headings = Headings {
        grows: true,
        ..Headings::default()
    };
    let mut rows = 0;
    let mut objects = 0;
    while let Some(line) = lines.next_line()? {
        let number = line.number;
        rows += 1;
        if rows > ROWS {
            return Err(Trouble::TooLarge(Bound::Rows, ROWS));
        }
        let row = match serde_json::from_slice(&line.bytes) {
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
        _ => Ok(FileRead::of_table(TableRead {
            headings,
            rows,
            passed_over: Vec::new(),
        })),
    }
}

/// The mark of UTF-8, which PowerShell and Excel put before the first line.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Lines that are not blank, with their numbers from 1, within bounds.
pub struct Lines<R> {
    bytes: R,
    number: u64,
}

/// A line that is not blank.
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Its bytes; those within the bound where it is longer.
    pub bytes: Vec<u8>,
    /// Whether it is longer than the bound.
    pub too_long: bool,
}

impl<R: BufRead> Lines<R> {
    /// Begins at line 1.
    pub fn new(bytes: R) -> Self {
        Self { bytes, number: 0 }
    }

    /// Gives the next line that is not blank; the rest of one beyond the bound is passed over.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        loop {
            let mut bytes = Vec::new();
            let read = (&mut self.bytes)
                .take(RECORD_BYTES)
                .read_until(b'\n', &mut bytes)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if self.number == 1 && bytes.starts_with(MARK) {
                bytes.drain(..MARK.len());
            }
            let too_long = read as u64 == RECORD_BYTES && !bytes.ends_with(b"\n");
            if too_long {
                self.bytes.skip_until(b'\n')?;
            }
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Line {
                    number: self.number,
                    bytes,
                    too_long,
                }));
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

/// Makes a cell of a value.
pub(super) fn cell_of(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(yes) => Cell::Bool(yes),
        Value::String(text) => Cell::of_text(text, CELL_BYTES),
        number_or_nested @ (Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Cell::of_text(number_or_nested.to_string(), CELL_BYTES)
        }
    }
}
