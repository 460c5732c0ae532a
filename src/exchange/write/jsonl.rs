//! `.jsonl`: one object a line, its keys in the order of the columns; empty cells are left out.

use std::io::{self, Write};
use std::path::Path;

use crate::domain::clean;
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::{Standing, WholeFile};
use crate::exchange::write::out::{OutCell, OutColumn, Sink, Written};

/// An export to .jsonl.
pub struct JsonlSink {
    file: WholeFile,
    columns: Vec<OutColumn>,
    written: Written,
}

impl JsonlSink {
    /// Begins the file.
    pub fn begin(
        path: &Path,
        columns: Vec<OutColumn>,
        standing: Standing,
    ) -> Result<Self, WriteError> {
        Ok(Self {
            file: WholeFile::begin(path, standing)?,
            columns,
            written: Written::default(),
        })
    }

    fn put(&mut self, cells: &[OutCell]) -> io::Result<()> {
        let bytes = &mut self.file.bytes;
        let mut between = b'{';
        for (column, cell) in self.columns.iter().zip(cells) {
            if *cell == OutCell::Empty {
                continue;
            }
            bytes.write_all(&[between])?;
            between = b',';
            serde_json::to_writer(&mut *bytes, column.code)?;
            bytes.write_all(b":")?;
            match cell {
                OutCell::Empty => {}
                OutCell::Text(text) => serde_json::to_writer(&mut *bytes, &clean::text(text))?,
                OutCell::Count(count) => write!(bytes, "{count}")?,
                OutCell::Day(day) => write!(bytes, "\"{}\"", day.format("%Y-%m-%d"))?,
                OutCell::At(moment) => write!(bytes, "\"{moment}\"")?,
                OutCell::YesNo(yes) => write!(bytes, "{yes}")?,
            }
        }
        if between == b'{' {
            bytes.write_all(b"{")?;
        }
        bytes.write_all(b"}\n")
    }
}

impl Sink for JsonlSink {
    fn row(&mut self, cells: &[OutCell]) -> Result<(), WriteError> {
        self.written.rows += 1;
        self.put(cells)
            .map_err(|error| WriteTrouble::Io(error).on(self.file.place()))
    }

    fn finish(self: Box<Self>) -> Result<Written, WriteError> {
        self.file.finish()?;
        Ok(self.written)
    }
}
