//! Answers on stdout: buffered, and quiet when nobody reads any more (`mulin … | head`).

use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::domain::clean;
use crate::verbs::outcome::{note, printable};

/// Writes answers to stdout.
pub struct Printer {
    out: BufWriter<Stdout>,
    gone: bool,
    rows: u64,
}

impl Printer {
    /// Begins to write.
    pub fn new() -> Self {
        Self {
            out: BufWriter::new(io::stdout()),
            gone: false,
            rows: 0,
        }
    }

    /// Tells whether nobody reads any more.
    pub const fn is_gone(&self) -> bool {
        self.gone
    }

    /// Writes a line, free of control characters.
    pub fn line(&mut self, line: impl std::fmt::Display) {
        let written = writeln!(self.out, "{}", printable(&line.to_string()));
        self.note(&written);
    }

    /// Writes bytes that are fit as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let written = self.out.write_all(bytes);
        self.note(&written);
    }

    /// Writes a value as one line of JSON, and sends it off at once.
    pub fn json_line(&mut self, value: &impl Serialize) {
        self.json(value);
        let written = self.out.write_all(b"\n").and_then(|()| self.out.flush());
        self.note(&written);
    }

    /// Writes the next element of a JSON array.
    pub fn element(&mut self, value: &impl Serialize) {
        let between: &[u8] = if self.rows == 0 { b"[" } else { b",\n" };
        let written = self.out.write_all(between);
        self.note(&written);
        self.rows += 1;
        self.json(value);
    }

    /// Ends a JSON array.
    pub fn end_array(&mut self) {
        let end: &[u8] = if self.rows == 0 { b"[]\n" } else { b"]\n" };
        let written = self.out.write_all(end);
        self.note(&written);
    }

    fn json(&mut self, value: &impl Serialize) {
        let mut writer = Serializer::with_formatter(&mut self.out, Visible);
        let written = value.serialize(&mut writer).map_err(io::Error::from);
        self.note(&written);
    }

    fn note(&mut self, written: &io::Result<()>) {
        note(written);
        self.gone |= written.is_err();
    }
}

impl Default for Printer {
    fn default() -> Self {
        Self::new()
    }
}

/// JSON on one line, in which what a terminal would obey or nobody would see stands as `\u202e`.
struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W>(&mut self, to: &mut W, text: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        for part in text.split_inclusive(clean::is_unfit) {
            let fit = part.trim_end_matches(clean::is_unfit);
            to.write_all(fit.as_bytes())?;
            let mut units = [0; 2];
            for letter in part.chars().rev().take_while(|it| clean::is_unfit(*it)) {
                for unit in letter.encode_utf16(&mut units) {
                    write!(to, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

/// What is left goes out.
impl Drop for Printer {
    fn drop(&mut self) {
        note(&self.out.flush());
    }
}
