//! An extract as `.csv` that Excel and WPS open as it should: UTF-8 with its mark, no live formulas.

use std::io::Write;
use std::path::Path;

use csv::{Terminator, WriterBuilder};

use crate::domain::clean;
use crate::domain::extract::ExtractColumn;
use crate::exchange::extract::sink::{ExtractSink, LineStyle};
use crate::exchange::formula::guarded;
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::{Standing, WholeFile};
use crate::exchange::write::out::Written;

/// A file of values between commas.
pub struct CommaSink {
    file: WholeFile,
    written: Written,
}

impl CommaSink {
    /// Begins the file.
    ///
    /// # Errors
    /// What stands against it.
    pub fn begin(path: &Path, standing: Standing) -> Result<Self, WriteError> {
        let mut sink = Self {
            file: WholeFile::begin(path, standing)?,
            written: Written::default(),
        };
        sink.put("\u{feff}".as_bytes())?;
        Ok(sink)
    }

    fn record(&mut self, cells: &[&str]) -> Result<(), WriteError> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        let cells = cells.iter().map(|text| guarded(&clean::text(text)));
        let made = writer.write_record(cells).map_err(|it| it.to_string());
        let bytes = made.and_then(|()| writer.into_inner().map_err(|it| it.to_string()));
        match bytes {
            Ok(bytes) => self.put(&bytes),
            Err(words) => Err(WriteTrouble::Sheet(words).on(self.file.place())),
        }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        let put = self.file.bytes.write_all(bytes);
        put.map_err(|error| WriteTrouble::Io(error).on(self.file.place()))
    }
}

impl ExtractSink for CommaSink {
    fn line(&mut self, _style: LineStyle, text: &str) -> Result<(), WriteError> {
        self.record(&[text])
    }

    fn fact(&mut self, label: &str, text: &str) -> Result<(), WriteError> {
        self.record(&[label, text])
    }

    fn gap(&mut self) -> Result<(), WriteError> {
        self.put(b"\r\n")
    }

    fn head(&mut self, columns: &[ExtractColumn]) -> Result<(), WriteError> {
        let cells: Vec<&str> = columns.iter().map(|it| it.heading.as_str()).collect();
        self.record(&cells)
    }

    fn row(&mut self, cells: &[String]) -> Result<(), WriteError> {
        self.written.rows += 1;
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        self.record(&cells)
    }

    fn finish(self: Box<Self>) -> Result<Written, WriteError> {
        self.file.finish()?;
        Ok(self.written)
    }
}
