//! Answers on stdout: buffered, and quiet when nobody reads any more (`mulin … | head`).

use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;

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
        let written = serde_json::to_writer(&mut self.out, value).map_err(io::Error::from);
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

/// What is left goes out.
impl Drop for Printer {
    fn drop(&mut self) {
        note(&self.out.flush());
    }
}
