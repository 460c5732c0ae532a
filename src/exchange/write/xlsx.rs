//! `.xlsx`: headings that stand still, filters, widths; text is text and never a formula. Rows go
//! to the disk as they come, so that a long export stays small in memory.

use std::path::Path;

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::domain::clean;
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::{Standing, WholeFile};
use crate::exchange::write::guard::written;
use crate::exchange::write::out::{OutCell, OutColumn, Sink, Written};

/// Rows that a sheet holds below its headings.
const ROWS: u64 = 1_048_575;
/// A4, as workbooks count papers.
const A4: u8 = 9;
/// Characters that a sheet's cell holds, in UTF-16 units.
const CELL_UNITS: usize = 32_767;
/// What stands at the end of a text that a sheet's cell does not hold.
const SHORTENED: &str = "……（余文见 .jsonl · rest in .jsonl）";

/// An export to .xlsx.
pub struct XlsxSink {
    book: Workbook,
    file: WholeFile,
    formats: Formats,
    written: Written,
}

struct Formats {
    text: Format,
    day: Format,
    moment: Format,
}

impl XlsxSink {
    /// Begins the workbook with one sheet, named `title`, and its headings.
    pub fn begin(
        path: &Path,
        title: &str,
        columns: &[OutColumn],
        standing: Standing,
    ) -> Result<Self, WriteError> {
        let file = WholeFile::begin(path, standing)?;
        let mut book = Workbook::new();
        let formats = Formats {
            text: Format::new().set_align(FormatAlign::Top),
            day: Format::new()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Top),
            moment: Format::new()
                .set_num_format("yyyy-mm-dd hh:mm:ss")
                .set_align(FormatAlign::Top),
        };
        let made = written(|| {
            book.set_tempdir(file.folder())
                .and_then(|book| head(book, title, columns))
        });
        made.map_err(|trouble| trouble.on(path))?;
        Ok(Self {
            book,
            file,
            formats,
            written: Written::default(),
        })
    }

    fn put(&mut self, cells: &[OutCell]) -> Result<u64, XlsxError> {
        let row = u32::try_from(self.written.rows).unwrap_or(u32::MAX);
        let sheet = self.book.worksheet_from_index(0)?;
        let mut shortened = 0;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                OutCell::Empty => {}
                OutCell::Text(text) => {
                    let text = clean::text(text);
                    let (text, cut) = shortened_to_cell(&text);
                    shortened += u64::from(cut);
                    sheet.write_string_with_format(row, column, text, &self.formats.text)?;
                }
                OutCell::Count(count) => {
                    sheet.write_with_format(row, column, *count, &self.formats.text)?;
                }
                OutCell::Day(day) => {
                    let stamp = ExcelDateTime::parse_from_str(&day.format("%Y-%m-%d").to_string())?;
                    sheet.write_with_format(row, column, &stamp, &self.formats.day)?;
                }
                OutCell::At(moment) => {
                    let local = moment.local().format("%Y-%m-%d %H:%M:%S").to_string();
                    let stamp = ExcelDateTime::parse_from_str(&local)?;
                    sheet.write_with_format(row, column, &stamp, &self.formats.moment)?;
                }
                OutCell::YesNo(yes) => {
                    let word = if *yes { "yes" } else { "no" };
                    sheet.write_string_with_format(row, column, word, &self.formats.text)?;
                }
            }
        }
        Ok(shortened)
    }
}

impl Sink for XlsxSink {
    fn row(&mut self, cells: &[OutCell]) -> Result<(), WriteError> {
        self.written.rows += 1;
        if self.written.rows > ROWS {
            return Err(WriteTrouble::TooManyRows(ROWS).on(self.file.place()));
        }
        let put = written(|| self.put(cells));
        let shortened = put.map_err(|trouble| trouble.on(self.file.place()))?;
        self.written.shortened += shortened;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Written, WriteError> {
        let Self {
            mut book,
            mut file,
            written: rows,
            ..
        } = *self;
        written(|| book.save_to_writer(&mut file.bytes))
            .map_err(|trouble| trouble.on(file.place()))?;
        file.finish()?;
        Ok(rows)
    }
}

fn head(book: &mut Workbook, title: &str, columns: &[OutColumn]) -> Result<(), XlsxError> {
    let style = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00DD_E8F0))
        .set_align(FormatAlign::VerticalCenter);
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(title)?;
    sheet.set_freeze_panes(1, 0)?;
    // Who prints it has all columns side by side and the headings on every page.
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, &column.heading, &style)?;
    }
    Ok(())
}

/// Gives as much of a text as a sheet's cell holds, and whether something is missing.
pub fn shortened_to_cell(text: &str) -> (String, bool) {
    if text.encode_utf16().count() <= CELL_UNITS {
        return (text.to_owned(), false);
    }
    let mut room = CELL_UNITS - SHORTENED.encode_utf16().count();
    let mut kept = String::new();
    for letter in text.chars() {
        match room.checked_sub(letter.len_utf16()) {
            Some(left) => room = left,
            None => break,
        }
        kept.push(letter);
    }
    kept.push_str(SHORTENED);
    (kept, true)
}
