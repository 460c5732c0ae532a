//! What came of an import.

use serde::Serialize;

use crate::verbs::intake::Told;
use crate::verbs::print::Printer;
use crate::words::say::Words;

/// Doubtful rows that are shown as text; the rest are counted.
const SHOWN: usize = 20;

/// What came of an import, row by row.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Rows below the headings.
    pub read: u64,
    /// Rows that were taken in, or would be.
    pub imported: u64,
    /// Rows that are here already.
    pub skipped: u64,
    /// Rows that were not taken in, each with its reason.
    pub refused: Vec<RefusedRow>,
    /// Rows that hold something doubtful, kept as it came.
    pub doubtful: u64,
    /// Whether nothing was written.
    pub dry_run: bool,
    #[serde(skip)]
    doubts: Vec<RefusedRow>,
}

/// A row with what is told of it.
#[derive(Debug, Serialize)]
pub struct RefusedRow {
    /// Its number in the file, from 1.
    pub row: u64,
    /// The field that it is about.
    pub field: String,
    /// What is told.
    pub text: String,
}

impl Report {
    /// Begins a report.
    pub const fn new(dry_run: bool) -> Self {
        Self {
            read: 0,
            imported: 0,
            skipped: 0,
            refused: Vec::new(),
            doubtful: 0,
            dry_run,
            doubts: Vec::new(),
        }
    }

    /// Tells of a row that was not taken in.
    pub fn refuse(&mut self, row: u64, field: &str, text: String) {
        self.refused.push(RefusedRow {
            row,
            field: field.to_owned(),
            text,
        });
    }

    /// Tells what is doubtful in a row.
    pub fn doubt(&mut self, row: u64, told: Vec<Told>) {
        if told.is_empty() {
            return;
        }
        self.doubtful += 1;
        if self.doubtful <= SHOWN as u64 {
            self.doubts.extend(told.into_iter().map(|told| RefusedRow {
                row,
                field: told.field,
                text: told.text,
            }));
        }
    }

    /// Prints the report as text.
    pub fn print(&self, words: &Words, printer: &mut Printer) {
        let key = if self.dry_run {
            "verbs-import-would"
        } else {
            "verbs-import-done"
        };
        printer.line(words.say_with(
            key,
            &[
                ("read", self.read.into()),
                ("imported", self.imported.into()),
                ("skipped", self.skipped.into()),
                ("refused", self.refused.len().into()),
            ],
        ));
        let mut row = |key: &str, row: &RefusedRow| {
            printer.line(words.say_with(
                key,
                &[
                    ("row", row.row.to_string().into()),
                    ("field", row.field.as_str().into()),
                    ("text", row.text.as_str().into()),
                ],
            ));
        };
        for refused in &self.refused {
            row("verbs-import-refused", refused);
        }
        for doubt in &self.doubts {
            row("verbs-import-doubt", doubt);
        }
        if self.doubtful > SHOWN as u64 {
            let more = self.doubtful - SHOWN as u64;
            printer.line(words.say_with("verbs-import-more", &[("n", more.into())]));
        }
    }
}
