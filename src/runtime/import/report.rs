//! What came of an import.

use serde::Serialize;

use crate::exchange::field_message::FieldMessage;
use crate::exchange::table::Place;
use crate::runtime::import::sheet_notes::SheetNotes;
use crate::words::bundle::Words;

/// Doubtful rows that are shown one by one; of the rest, equal doubts share a line.
const SHOWN: usize = 20;

/// What came of an import, sheet by sheet and row by row.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Rows below the headings.
    pub read: u64,
    /// Rows that were taken in, or would be.
    pub imported: u64,
    /// Rows that are here already.
    pub skipped: u64,
    /// Rows that were not taken in, each with its reason.
    pub refused: Vec<RowMessage>,
    /// Rows that hold something doubtful.
    pub doubtful: u64,
    /// What is doubtful in them, and what was done.
    pub doubts: Vec<RowMessage>,
    /// What the fields are called, by their codes.
    #[serde(skip)]
    pub names: Vec<(&'static str, String)>,
    /// The sheets of the file, their columns, and what was done with each.
    pub sheets: Vec<SheetNotes>,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Whether it was broken off before the last row.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stopped: bool,
}

/// A row with what is told of it.
#[derive(Debug, Serialize)]
pub struct RowMessage {
    /// Its sheet, in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Its number in the sheet, from 1.
    pub row: u64,
    /// The field that it is about.
    pub field: String,
    /// What is told.
    pub text: String,
}

impl RowMessage {
    fn new(at: &Place, field: &str, text: String) -> Self {
        Self {
            sheet: at.sheet.as_deref().map(str::to_owned),
            row: at.row,
            field: field.to_owned(),
            text,
        }
    }
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
            doubts: Vec::new(),
            names: Vec::new(),
            sheets: Vec::new(),
            dry_run,
            stopped: false,
        }
    }

    /// Tells of a row that was not taken in.
    pub fn refuse(&mut self, at: &Place, field: &str, text: String) {
        self.refused.push(RowMessage::new(at, field, text));
    }

    /// Tells what is doubtful in a row.
    pub fn doubt(&mut self, at: &Place, messages: Vec<FieldMessage>) {
        if messages.is_empty() {
            return;
        }
        let last = self.doubts.last();
        let again =
            last.is_some_and(|it| it.row == at.row && it.sheet.as_deref() == at.sheet.as_deref());
        self.doubtful += u64::from(!again);
        let rows = messages.into_iter();
        self.doubts
            .extend(rows.map(|message| RowMessage::new(at, &message.field, message.text)));
    }

    /// Gives what a field is called; one that the sheet cannot have is called as it came.
    fn name<'a>(&'a self, code: &'a str) -> &'a str {
        let named = self.names.iter().find(|(it, _)| *it == code);
        named.map_or(code, |(_, name)| name.as_str())
    }

    /// Writes the report as lines of text.
    pub fn lines(&self, words: &Words) -> Vec<String> {
        let mut lines = Vec::new();
        let key = if self.dry_run {
            "verbs-import-would"
        } else {
            "verbs-import-done"
        };
        lines.push(words.say_with(
            key,
            &[
                ("read", self.read.into()),
                ("imported", self.imported.into()),
                ("skipped", self.skipped.into()),
                ("refused", self.refused.len().into()),
            ],
        ));
        if self.read == 0 {
            lines.push(words.say("verbs-import-nothing"));
        }
        if self.stopped {
            lines.push(words.say("verbs-import-stopped"));
        }
        for sheet in &self.sheets {
            sheet.lines(words, &|code| self.name(code).to_owned(), &mut lines);
        }
        // A sheet is named where the file has several.
        let names_sheet = self.sheets.len() > 1;
        let mut line = |key: &str, message: &RowMessage, rows: String| {
            let text = words.say_with(
                key,
                &[
                    ("row", rows.into()),
                    ("field", self.name(&message.field).into()),
                    ("text", message.text.as_str().into()),
                ],
            );
            lines.push(match &message.sheet {
                Some(sheet) if names_sheet => in_sheet(words, sheet, text),
                Some(_) | None => text,
            });
        };
        for refused in &self.refused {
            line("verbs-import-refused", refused, refused.row.to_string());
        }
        let mut rest: Vec<(&RowMessage, Vec<u64>)> = Vec::new();
        let mut shown: Vec<(&Option<String>, u64)> = Vec::new();
        for doubt in &self.doubts {
            let at = (&doubt.sheet, doubt.row);
            if shown.contains(&at) || shown.len() < SHOWN {
                if !shown.contains(&at) {
                    shown.push(at);
                }
                line("verbs-import-doubt", doubt, doubt.row.to_string());
                continue;
            }
            let equal = rest.iter_mut().find(|(it, _)| {
                it.sheet == doubt.sheet && it.field == doubt.field && it.text == doubt.text
            });
            match equal {
                Some((_, rows)) => rows.push(doubt.row),
                None => rest.push((doubt, vec![doubt.row])),
            }
        }
        for (doubt, rows) in rest {
            line("verbs-import-doubt", doubt, ranges(&rows));
        }
        lines
    }
}

/// Puts the sheet's name before what is told of its row.
fn in_sheet(words: &Words, sheet: &str, text: String) -> String {
    let args = [("sheet", sheet.to_owned().into()), ("text", text.into())];
    words.say_with("verbs-import-in-sheet", &args)
}

/// Writes rising numbers shortly: `2–5, 9`.
fn ranges(rows: &[u64]) -> String {
    let mut parts: Vec<(u64, u64)> = Vec::new();
    for row in rows {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            Some((_, last)) if *last == *row => {}
            _ => parts.push((*row, *row)),
        }
    }
    let parts = parts.iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        }
    });
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_written_shortly() {
        assert_eq!(ranges(&[2, 3, 4, 4, 9]), "2–4, 9");
    }
}
