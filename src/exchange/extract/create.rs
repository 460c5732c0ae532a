//! Begins a sheet for an extract.

use std::path::Path;

use crate::exchange::extract::comma::CommaSink;
use crate::exchange::extract::sink::ExtractSink;
use crate::exchange::extract::workbook::WorkbookSink;
use crate::exchange::write::error::WriteError;
use crate::exchange::write::file::Standing;

/// The kinds of sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// `.xlsx`
    Workbook,
    /// `.csv`
    Comma,
}

/// Begins a file; what becomes of one that stands there is chosen.
///
/// # Errors
/// What stands against it.
pub fn create(
    path: &Path,
    kind: SheetKind,
    title: &str,
    standing: Standing,
) -> Result<Box<dyn ExtractSink>, WriteError> {
    Ok(match kind {
        SheetKind::Workbook => Box::new(WorkbookSink::begin(path, title, standing)?),
        SheetKind::Comma => Box::new(CommaSink::begin(path, standing)?),
    })
}
