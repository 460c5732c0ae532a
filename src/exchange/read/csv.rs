//! `.csv`: any of `,` `;` and tab between the cells, any encoding of [`super::text`].

use std::cell::Cell as Count;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use crate::domain::clean;
use crate::exchange::cell::Cell;
use crate::exchange::formula;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::file_type::FileType;
use crate::exchange::read::limits::{CELL_BYTES, HEADER_ROWS, RECORD_BYTES};
use crate::exchange::read::text::{Utf8Reader, look};
use crate::exchange::table::{Headings, Row, Table, Visit, Wanted};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Bytes at the head of a file by which its delimiter is told.
const HEAD: u64 = 256 << 10;

/// Reads a file of separated values; a row's number is that of the line on which it starts.
pub fn read(
    mut file: File,
    wanted: Wanted<'_>,
    visit: &mut Visit<'_>,
) -> Result<Headings, Trouble> {
    let look = look(&mut file)?;
    if look.binary {
        return Err(Trouble::OtherType(FileType::Unknown));
    }
    let mut head = Vec::new();
    Utf8Reader::new(file.try_clone()?, look.encoding)
        .take(HEAD)
        .read_to_end(&mut head)?;
    file.rewind()?;
    let delimiter = delimiter_of(&head, wanted.knows);
    let mut breaks = head.split(|byte| *byte == b'\n');
    let two_signs = breaks.next().is_some_and(|line| line.ends_with(b"\r"));
    let end: &[u8] = if two_signs { b"\r\n" } else { b"\n" };
    let given = Rc::new(Count::new(0));
    let bytes = Counted {
        // The last line ends like the others, so that lines are counted alike.
        inner: Utf8Reader::new(file, look.encoding).chain(end),
        given: Rc::clone(&given),
    };
    let mut reader = reader_of(delimiter, bytes);
    let mut table = Table::new(wanted, Headings::default(), visit);
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(trouble)? {
        given.set(0);
        // The reader stands behind the record, but between the two signs of a line's end.
        let behind = reader.position().line();
        let within = record.as_slice().iter().filter(|byte| **byte == b'\n');
        let ended = u64::from(!two_signs);
        let number = behind.saturating_sub(within.count() as u64 + ended);
        let row = Row {
            number,
            cells: record.iter().map(cell_of).collect(),
        };
        if table.push(row)?.is_break() {
            break;
        }
    }
    table.finish()
}

fn reader_of<R: Read>(delimiter: u8, bytes: R) -> csv::Reader<R> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes)
}

/// Takes the delimiter under which the first rows hold the most known headings, then the most
/// cells.
fn delimiter_of(head: &[u8], knows: &dyn Fn(&str) -> bool) -> u8 {
    let weight = |delimiter: u8| {
        let mut most = 0;
        let mut cells = 0;
        for record in reader_of(delimiter, head)
            .byte_records()
            .take(HEADER_ROWS)
            .flatten()
        {
            let cells_here = record.iter().map(cell_of);
            let here = cells_here.filter(|cell| knows(&cell.text())).count();
            most = most.max(here);
            cells += record.len();
        }
        (most, cells)
    };
    let best = DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|delimiter| weight(*delimiter));
    best.unwrap_or(b',')
}

/// Takes off what spreadsheet programs put before text to keep it text: `="0012"`, `'=1+1`.
fn cell_of(bytes: &[u8]) -> Cell {
    if bytes.len() > CELL_BYTES {
        return Cell::Oversized(bytes.len());
    }
    let text = String::from_utf8_lossy(bytes);
    let held = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    let bare = held.unwrap_or_else(|| formula::bare(&text));
    Cell::of_text(bare.to_owned(), CELL_BYTES)
}

/// Counts the bytes given out since the last record, and stops a record without an end.
struct Counted<R> {
    inner: R,
    given: Rc<Count<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given.get() > RECORD_BYTES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let read = self.inner.read(buffer)?;
        self.given.set(self.given.get() + read as u64);
        Ok(read)
    }
}

fn trouble(error: csv::Error) -> Trouble {
    let words = clean::line(&error.to_string());
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Trouble::TooLarge(Bound::Record, RECORD_BYTES)
        }
        csv::ErrorKind::Io(error) => Trouble::Io(error),
        _ => Trouble::Damaged(words),
    }
}
