//! `.csv` that Excel opens as it should: UTF-8 with its mark, no live formulas.

use std::path::Path;

use csv::{Terminator, Writer, WriterBuilder};

use crate::domain::clean;
use crate::exchange::formula::guarded;
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::{Standing, WholeFile};
use crate::exchange::write::out::{OutCell, OutColumn, Sink, Written};

/// An export to .csv.
pub struct CsvSink {
    file: WholeFile,
    written: Written,
}

impl CsvSink {
    /// Begins the file with its headings.
    pub fn begin(
        path: &Path,
        columns: &[OutColumn],
        standing: Standing,
    ) -> Result<Self, WriteError> {
        let mut sink = Self {
            file: WholeFile::begin(path, standing)?,
            written: Written::default(),
        };
        sink.put(&"\u{feff}".to_owned().into_bytes())?;
        let headings: Vec<String> = columns
            .iter()
            .map(|column| guarded(&column.heading))
            .collect();
        sink.record(&headings)?;
        Ok(sink)
    }

    fn record(&mut self, cells: &[String]) -> Result<(), WriteError> {
        let mut writer: Writer<Vec<u8>> = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        let made = writer.write_record(cells).map_err(trouble);
        let bytes = made.and_then(|()| {
            let whole = writer.into_inner();
            whole.map_err(|error| WriteTrouble::Io(error.into_error()))
        });
        match bytes {
            Ok(bytes) => self.put(&bytes),
            Err(trouble) => Err(trouble.on(self.file.place())),
        }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        use std::io::Write;
        self.file
            .bytes
            .write_all(bytes)
            .map_err(|error| WriteTrouble::Io(error).on(self.file.place()))
    }
}

impl Sink for CsvSink {
    fn row(&mut self, cells: &[OutCell]) -> Result<(), WriteError> {
        self.written.rows += 1;
        let cells: Vec<String> = cells.iter().map(text_of).collect();
        self.record(&cells)
    }

    fn finish(self: Box<Self>) -> Result<Written, WriteError> {
        self.file.finish()?;
        Ok(self.written)
    }
}

/// Takes out of what the writer of records says what the system said.
fn trouble(error: csv::Error) -> WriteTrouble {
    let words = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => WriteTrouble::Io(error),
        _ => WriteTrouble::Sheet(words),
    }
}

fn text_of(cell: &OutCell) -> String {
    match cell {
        OutCell::Empty => String::new(),
        OutCell::Text(text) => guarded(&clean::text(text)),
        OutCell::Count(count) => count.to_string(),
        OutCell::Day(day) => day.format("%Y-%m-%d").to_string(),
        OutCell::At(moment) => moment.local().format("%Y-%m-%d %H:%M:%S").to_string(),
        OutCell::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}
