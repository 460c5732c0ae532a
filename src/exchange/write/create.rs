//! Opens an export by the ending of its name.

use std::path::Path;

use crate::exchange::write::csv::CsvSink;
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::Standing;
use crate::exchange::write::jsonl::JsonlSink;
use crate::exchange::write::out::{OutColumn, Sink};
use crate::exchange::write::xlsx::XlsxSink;

/// Begins an export with its headings.
///
/// # Errors
/// [`WriteTrouble::UnknownType`] for another ending than .xlsx, .csv or .jsonl.
pub fn create(
    path: &Path,
    title: &str,
    columns: Vec<OutColumn>,
    standing: Standing,
) -> Result<Box<dyn Sink>, WriteError> {
    let end = path
        .extension()
        .map_or(String::new(), |end| end.to_string_lossy().to_lowercase());
    match end.as_str() {
        "xlsx" => Ok(Box::new(XlsxSink::begin(path, title, &columns, standing)?)),
        "csv" => Ok(Box::new(CsvSink::begin(path, &columns, standing)?)),
        "jsonl" | "ndjson" => Ok(Box::new(JsonlSink::begin(path, columns, standing)?)),
        _ => Err(WriteTrouble::UnknownType(end).on(path)),
    }
}
