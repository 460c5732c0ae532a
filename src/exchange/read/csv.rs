//! `.csv`: any of `,` `;` `|` and tab between the cells, also in full width, any encoding of
//! [`super::text`].
//!
//! Read more leniently than the rule: a quotation mark within a quoted cell that ends nothing is a
//! sign like any other, blanks before a quoted cell are none of it, and a mark that nobody closed
//! ends with its line where the next one is a row of its own.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};

use crate::exchange::cell::Cell;
use crate::exchange::formula;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::file_type::FileType;
use crate::exchange::read::limits::{CELL_BYTES, HEADER_ROWS, RECORD_BYTES};
use crate::exchange::read::sheets::FileRead;
use crate::exchange::read::text::{Utf8Reader, look};
use crate::exchange::table::{Headings, Row, Table, Visit, Wanted};

const DELIMITERS: [char; 6] = [',', '\t', ';', '|', '，', '；'];
/// Bytes at the head of a file by which its delimiter is told.
const HEAD: u64 = 256 << 10;

/// Reads a file of separated values; a row's number is that of the line on which it starts.
pub fn read(
    mut file: File,
    wanted: Wanted<'_>,
    visit: &mut Visit<'_>,
) -> Result<FileRead, Trouble> {
    let look = look(&mut file)?;
    if look.binary {
        return Err(Trouble::OtherType(FileType::Unknown));
    }
    let mut head = Vec::new();
    Utf8Reader::new(file.try_clone()?, look.encoding)
        .take(HEAD)
        .read_to_end(&mut head)?;
    file.rewind()?;
    let (delimiter, width) = shape_of(&head, wanted.knows);
    let lines = BufReader::new(Utf8Reader::new(file, look.encoding));
    let mut records = Records::new(lines, delimiter, width);
    let mut table = Table::new(wanted, Headings::default(), visit);
    while let Some(record) = records.next_record()? {
        let row = Row {
            number: record.line,
            cells: record.cells.iter().map(|it| cell_of(it)).collect(),
        };
        if table.push(row)?.is_break() {
            break;
        }
    }
    table.finish().map(FileRead::of_table)
}

/// Takes the delimiter under which the first rows hold the most known headings, then the most
/// cells; and how many cells the row of the headings has.
fn shape_of(head: &[u8], knows: &dyn Fn(&str) -> bool) -> (char, usize) {
    let weight = |delimiter: char| {
        let mut most = (0, 0);
        let mut cells = 0;
        let mut records = Records::new(head, delimiter, 0);
        for _ in 0..HEADER_ROWS {
            let Ok(Some(record)) = records.next_record() else {
                break;
            };
            let width = record.cells.len();
            cells += width;
            let here = record.cells.iter().map(|it| cell_of(it));
            let headings = here.filter(|cell| knows(&cell.text())).count();
            most = most.max((headings, width));
        }
        (most, cells)
    };
    let best = DELIMITERS
        .into_iter()
        .rev()
        .map(|delimiter| (delimiter, weight(delimiter)))
        .max_by_key(|(_, ((headings, _), cells))| (*headings, *cells));
    best.map_or((',', 0), |(delimiter, ((_, width), _))| (delimiter, width))
}

/// Takes off what spreadsheet programs put before text to keep it text: `="0012"`, `'=1+1`.
fn cell_of(text: &str) -> Cell {
    if text.len() > CELL_BYTES {
        return Cell::Oversized(text.len());
    }
    let held = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    let bare = held.unwrap_or_else(|| formula::bare(text));
    Cell::of_text(bare.to_owned(), CELL_BYTES)
}

/// The cells of one record.
struct Record {
    /// The line on which it starts, from 1.
    line: u64,
    cells: Vec<String>,
}

/// Records out of lines.
struct Records<R> {
    bytes: R,
    delimiter: char,
    /// Cells of the row of the headings; 0 while nobody knows.
    width: usize,
    /// Lines that were read ahead, with their ends.
    ahead: VecDeque<String>,
    /// The number of the last line that was given out.
    line: u64,
    /// Whether a quotation mark was once left open up to the end of the file.
    distrusts: bool,
}

impl<R: BufRead> Records<R> {
    fn new(bytes: R, delimiter: char, width: usize) -> Self {
        Self {
            bytes,
            delimiter,
            width,
            ahead: VecDeque::new(),
            line: 0,
            distrusts: false,
        }
    }

    fn next_record(&mut self) -> Result<Option<Record>, Trouble> {
        let Some(first) = self.next_line()? else {
            return Ok(None);
        };
        let line = self.line;
        let mut cells = Splitter::new(self.delimiter);
        cells.take(&first);
        if !cells.is_open() {
            let cells = cells.finish();
            return Ok(Some(Record { line, cells }));
        }
        let alone = || {
            let mut cells = Splitter::new(self.delimiter);
            cells.literal = true;
            cells.take(&first);
            cells.finish()
        };
        if self.distrusts {
            let cells = alone();
            return Ok(Some(Record { line, cells }));
        }
        let as_line = alone();
        if self.width > 1 && as_line.len() == self.width && self.next_is_a_row()? {
            return Ok(Some(Record {
                line,
                cells: as_line,
            }));
        }
        let mut taken = Vec::new();
        let mut length = first.len() as u64;
        while cells.is_open() {
            let Some(next) = self.next_line()? else {
                // Nobody closed it: it belongs to its own line, and so does the next such mark.
                self.line -= taken.len() as u64;
                self.ahead.extend(taken);
                self.distrusts = true;
                return Ok(Some(Record {
                    line,
                    cells: as_line,
                }));
            };
            length += next.len() as u64;
            if length > RECORD_BYTES {
                return Err(Trouble::TooLarge(Bound::Record, RECORD_BYTES));
            }
            cells.take(&next);
            taken.push(next);
        }
        let cells = cells.finish();
        Ok(Some(Record { line, cells }))
    }

    /// Tells whether the next line has the cells of a whole row by itself.
    fn next_is_a_row(&mut self) -> Result<bool, Trouble> {
        let Some(next) = self.read_line()? else {
            return Ok(true);
        };
        let mut cells = Splitter::new(self.delimiter);
        cells.literal = true;
        cells.take(&next);
        self.ahead.push_front(next);
        Ok(cells.finish().len() == self.width)
    }

    fn next_line(&mut self) -> Result<Option<String>, Trouble> {
        let line = self.read_line()?;
        self.line += u64::from(line.is_some());
        Ok(line)
    }

    /// Gives the next line with its end, whichever that is.
    fn read_line(&mut self) -> Result<Option<String>, Trouble> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        loop {
            let buffer = self.bytes.fill_buf()?;
            let end = buffer.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let length = end.map_or(buffer.len(), |end| end + 1);
            line.extend_from_slice(buffer.get(..length).unwrap_or_default());
            let at_end = buffer.is_empty();
            self.bytes.consume(length);
            if line.len() as u64 > RECORD_BYTES {
                return Err(Trouble::TooLarge(Bound::Record, RECORD_BYTES));
            }
            if at_end || end.is_some() {
                break;
            }
        }
        if line.ends_with(b"\r") && self.bytes.fill_buf()?.first() == Some(&b'\n') {
            self.bytes.consume(1);
            line.push(b'\n');
        }
        let text = String::from_utf8_lossy(&line).into_owned();
        Ok((!text.is_empty()).then_some(text))
    }
}

/// Splits lines into cells.
struct Splitter {
    delimiter: char,
    cells: Vec<String>,
    cell: String,
    quoted: bool,
    /// Whether a quotation mark is a sign like any other unless its line closes it.
    literal: bool,
}

impl Splitter {
    const fn new(delimiter: char) -> Self {
        Self {
            delimiter,
            cells: Vec::new(),
            cell: String::new(),
            quoted: false,
            literal: false,
        }
    }

    /// Tells whether a quoted cell goes on in the next line.
    const fn is_open(&self) -> bool {
        self.quoted
    }

    fn take(&mut self, line: &str) {
        let mut rest = line;
        if !self.quoted && !self.begin(&mut rest) {
            return;
        }
        while self.quoted {
            if !self.quoted_part(&mut rest) {
                return;
            }
            let Some(after) = rest.strip_prefix(self.delimiter) else {
                return;
            };
            self.end_cell();
            rest = after;
            if !self.begin(&mut rest) {
                return;
            }
        }
    }

    /// Reads unquoted cells up to the next quoted one; false at the line's end.
    fn begin(&mut self, rest: &mut &str) -> bool {
        loop {
            let start = rest.trim_start_matches(' ');
            if let Some(within) = start.strip_prefix('"')
                && (!self.literal || self.closes(within))
            {
                self.quoted = true;
                *rest = within;
                return true;
            }
            let Some((cell, after)) = rest.split_once(self.delimiter) else {
                self.cell.push_str(rest.trim_end_matches(['\r', '\n']));
                return false;
            };
            self.cell.push_str(cell);
            self.end_cell();
            *rest = after;
        }
    }

    /// Reads a quoted cell up to its end; false where the line ends before.
    fn quoted_part(&mut self, rest: &mut &str) -> bool {
        while let Some((before, after)) = rest.split_once('"') {
            self.cell.push_str(before);
            if let Some(doubled) = after.strip_prefix('"') {
                self.cell.push('"');
                *rest = doubled;
            } else if self.ends(after) {
                self.quoted = false;
                *rest = after.trim_start_matches(' ');
                return true;
            } else {
                self.cell.push('"');
                *rest = after;
            }
        }
        self.cell.push_str(rest);
        *rest = "";
        false
    }

    /// Tells whether a cell ends here, by a delimiter or by the line.
    fn ends(&self, rest: &str) -> bool {
        let rest = rest.trim_start_matches(' ');
        rest.is_empty() || rest.starts_with([self.delimiter, '\r', '\n'])
    }

    /// Tells whether some quotation mark in the line closes a cell.
    fn closes(&self, within: &str) -> bool {
        within.match_indices('"').any(|(at, mark)| {
            within
                .get(at + mark.len()..)
                .is_some_and(|it| self.ends(it))
        })
    }

    fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
    }

    fn finish(mut self) -> Vec<String> {
        self.end_cell();
        self.cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, width: usize) -> Vec<(u64, Vec<String>)> {
        let mut records = Records::new(text.as_bytes(), ',', width);
        let mut all = Vec::new();
        while let Some(record) = records.next_record().unwrap() {
            all.push((record.line, record.cells));
        }
        all
    }

    #[test]
    fn quotation_marks_cost_no_row() {
        for (text, expected) in [
            ("a,\"b\",c\n", vec![(1, vec!["a", "b", "c"])]),
            (
                "a,\"b\"\"c\"\r\nd,e",
                vec![(1, vec!["a", "b\"c"]), (2, vec!["d", "e"])],
            ),
            (
                "a,\"b\nc\",d\ne,f,g\n",
                vec![(1, vec!["a", "b\nc", "d"]), (3, vec!["e", "f", "g"])],
            ),
            (
                "a,\"反映\"村村通\"破损\"\n",
                vec![(1, vec!["a", "反映\"村村通\"破损"])],
            ),
            (
                "a,\"\"\"村村通\"\"破损\"\n",
                vec![(1, vec!["a", "\"村村通\"破损"])],
            ),
            ("a, \"b\", \"c\"\n", vec![(1, vec!["a", "b", "c"])]),
            (
                "a,5\" 水管\nb,c\n",
                vec![(1, vec!["a", "5\" 水管"]), (2, vec!["b", "c"])],
            ),
            ("a,\"\",c\n", vec![(1, vec!["a", "", "c"])]),
            (
                "a\rb\r\nc",
                vec![(1, vec!["a"]), (2, vec!["b"]), (3, vec!["c"])],
            ),
        ] {
            let expected: Vec<(u64, Vec<String>)> = expected
                .into_iter()
                .map(|(line, cells)| (line, cells.into_iter().map(str::to_owned).collect()))
                .collect();
            assert_eq!(records(text, 0), expected, "{text}");
        }
    }

    #[test]
    fn a_mark_left_open_ends_with_its_line() {
        let open = "1,甲,\"5寸水管破裂\n2,乙,第二行\n3,丙,\"第三行\"\n";
        let rows: Vec<usize> = records(open, 3).iter().map(|(_, it)| it.len()).collect();
        assert_eq!(rows, [3, 3, 3]);
        assert_eq!(records(open, 3)[0].1[2], "\"5寸水管破裂");
        // Without a width the end of the file tells.
        let lines: Vec<u64> = records("1,\"甲\n2,乙\n3,丙\n", 0)
            .iter()
            .map(|it| it.0)
            .collect();
        assert_eq!(lines, [1, 2, 3]);
    }
}
