//! What the desk asks and hears of an import.

use std::path::PathBuf;

use crate::domain::sheet_kind::SheetKind;

/// A file that is to be tried or taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOrder {
    /// What stands in it.
    pub kind: SheetKind,
    /// The file.
    pub file: PathBuf,
    /// What was decided by hand: a heading with the code of its field, or with none where it is not to
    /// be read; `None` where nobody decided, and what was kept for such a sheet holds.
    pub changes: Option<Vec<(String, Option<String>)>>,
    /// Whether nothing is to be written.
    pub rehearsal: bool,
    /// Rows that the file has, where it was tried before.
    pub total: Option<u64>,
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportView {
    /// Which.
    pub order: ImportOrder,
    /// Rows that were read so far.
    pub done: u64,
    /// What came of it, once it ended.
    pub end: Option<Box<ImportEnd>>,
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportEnd {
    /// Why it ended early: the file, its headings, the store.
    pub problem: Option<String>,
    /// Whether it was broken off.
    pub stopped: bool,
    /// Rows that were read.
    pub read: u64,
    /// Rows that were taken in, or would be.
    pub imported: u64,
    /// Rows that were not taken in.
    pub refused: u64,
    /// The columns with what is done with each.
    pub columns: Vec<ColumnRow>,
    /// The fields that a column may give, each by its code and name.
    pub fields: Vec<(&'static str, String)>,
    /// The first rows as they would be taken in.
    pub samples: Vec<String>,
    /// The report, in lines.
    pub lines: Vec<String>,
    /// What was decided by hand, now or when such a sheet was taken in before.
    pub changes: Vec<(String, Option<String>)>,
    /// The file in which that is kept.
    pub kept: Option<String>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRow {
    /// Its sheet, in a workbook.
    pub sheet: Option<String>,
    /// Its letters.
    pub letters: String,
    /// Its heading; empty where it has none.
    pub heading: String,
    /// What is done with it: the tail of a word key.
    pub became: &'static str,
    /// The code of the field that it gives.
    pub field: Option<&'static str>,
}
