//! `.json`: a list of objects or of rows, by itself or within an object (`{"data": […]}`).

use std::fs::File;
use std::io::{Read, Seek};

use serde_json::{Deserializer, Map, Value};

use crate::domain::clean;
use crate::exchange::cell::Cell;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::jsonl::{self, cell_of};
use crate::exchange::read::limits::{CELL_BYTES, COLUMNS, XLS_BYTES};
use crate::exchange::read::parsed::{self, ParsedTable};
use crate::exchange::read::sheets::FileRead;
use crate::exchange::read::text::{Utf8Reader, look};
use crate::exchange::read::xlsx::put;
use crate::exchange::table::{Row, Visit, Wanted};

/// How deep within objects a list of rows is looked for.
const DEPTH: usize = 4;

/// Reads a file of JSON: one list, or an object on each line.
pub fn read(
    mut file: File,
    wanted: Wanted<'_>,
    visit: &mut Visit<'_>,
) -> Result<FileRead, Trouble> {
    let encoding = look(&mut file)?.of_json();
    let text = Utf8Reader::new(file.try_clone()?, encoding).take(XLS_BYTES);
    let first = Deserializer::from_reader(std::io::BufReader::new(text))
        .into_iter::<Value>()
        .next();
    file.rewind()?;
    let list = match first {
        Some(Ok(Value::Array(list))) => Some(list),
        Some(Ok(value)) => rows_within(value, DEPTH),
        Some(Err(error)) if starts_list(&mut file)? => {
            return Err(if file.metadata()?.len() > XLS_BYTES {
                Trouble::TooLarge(Bound::File, XLS_BYTES)
            } else {
                Trouble::Damaged(clean::line(&error.to_string()))
            });
        }
        Some(Err(_)) | None => None,
    };
    match list {
        Some(list) => parsed::read(vec![table_of(list)?], wanted, visit),
        None => jsonl::read(file, wanted, visit),
    }
}

fn starts_list(file: &mut File) -> Result<bool, Trouble> {
    let mut head = Vec::new();
    (&mut *file).take(64).read_to_end(&mut head)?;
    file.rewind()?;
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    Ok(head.trim_ascii_start().starts_with(b"["))
}

/// Gives the longest list of objects or rows within an object.
fn rows_within(value: Value, depth: usize) -> Option<Vec<Value>> {
    let Value::Object(object) = value else {
        return None;
    };
    let lists = object.into_iter().filter_map(|(_, value)| match value {
        Value::Array(list) if list.iter().any(|it| it.is_object() || it.is_array()) => Some(list),
        inner @ Value::Object(_) if depth > 0 => rows_within(inner, depth - 1),
        _ => None,
    });
    // A single matter may carry its numbers as a list; two rows are a list of rows.
    lists
        .max_by_key(Vec::len)
        .filter(|list| list.iter().all(|it| it.is_object() || it.is_array()))
}

/// Makes a table: the keys of the objects are its headings, or the first row is.
fn table_of(list: Vec<Value>) -> Result<ParsedTable, Trouble> {
    let mut columns: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for (number, value) in (1..).zip(list) {
        let mut row = Row {
            number,
            cells: Vec::new(),
        };
        match value {
            Value::Object(object) => put_object(&mut row, object, &mut columns)?,
            Value::Array(cells) => {
                for (column, cell) in cells.into_iter().enumerate() {
                    put(&mut row, column, cell_of(cell))?;
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        rows.push(row);
    }
    if !columns.is_empty() {
        let cells = columns
            .into_iter()
            .map(|heading| Cell::of_text(heading, CELL_BYTES));
        rows.insert(
            0,
            Row {
                number: 0,
                cells: cells.collect(),
            },
        );
    }
    Ok(ParsedTable {
        rows,
        ..ParsedTable::default()
    })
}

fn put_object(
    row: &mut Row,
    object: Map<String, Value>,
    columns: &mut Vec<String>,
) -> Result<(), Trouble> {
    for (key, value) in object {
        let column = match columns.iter().position(|it| *it == key) {
            Some(column) => column,
            None if columns.len() >= COLUMNS => {
                return Err(Trouble::TooLarge(Bound::Columns, COLUMNS as u64));
            }
            None => {
                columns.push(key);
                columns.len() - 1
            }
        };
        put(row, column, cell_of(value))?;
    }
    Ok(())
}
