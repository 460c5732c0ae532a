//! An extract as `.xlsx` that is looked at and printed: columns as wide as what is in them, A4, every
//! page with the headings. Rows go to the disk as they come.

use std::path::Path;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::domain::clean;
use crate::domain::extract::ExtractColumn;
use crate::exchange::extract::sink::{ExtractSink, LineStyle};
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::{Standing, WholeFile};
use crate::exchange::write::guard::written;
use crate::exchange::write::out::Written;
use crate::exchange::write::xlsx::shortened_to_cell;

/// Rows that a sheet holds.
const ROWS: u32 = 1_048_576;
/// Letters that the name of a sheet may have.
const NAME: usize = 31;
/// Digits of a column's least and greatest width.
const WIDTHS: (u16, u16) = (6, 48);
/// From this width of all columns on the sheet lies on its side.
const UPRIGHT: u16 = 95;
/// A4, as workbooks count papers.
const A4: u8 = 9;
/// Points of a line, of a heading's row and of the title's: they are written down, for a reading program
/// takes the heights of its own from the writer.
const LINE: u16 = 16;
const HEADING: u16 = 20;
const TITLE: u16 = 26;
/// Digits from which on a sheet would round a number.
const EXACT: usize = 15;

/// A workbook of one sheet.
pub struct WorkbookSink {
    book: Workbook,
    file: WholeFile,
    formats: Formats,
    next: u32,
    /// The last row of a table.
    last: u32,
    /// Headings that were written, by row, with the number of columns.
    heads: Vec<(u32, u16)>,
    numbers: Vec<bool>,
    widths: Vec<u16>,
    written: Written,
}

struct Formats {
    plain: Format,
    title: Format,
    heading: Format,
    head: Format,
    cell: Format,
    number: Format,
}

impl Formats {
    fn new() -> Self {
        let framed = || Format::new().set_border(FormatBorder::Thin);
        let cell = framed()
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        Self {
            plain: Format::new(),
            title: Format::new().set_bold().set_font_size(16),
            heading: Format::new().set_bold().set_font_size(12),
            head: framed()
                .set_bold()
                .set_background_color(Color::RGB(0x00DD_E8F0))
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            number: framed()
                .set_align(FormatAlign::VerticalCenter)
                .set_align(FormatAlign::Right),
            cell,
        }
    }
}

impl WorkbookSink {
    /// Begins the workbook; its sheet has the name `title`.
    ///
    /// # Errors
    /// What stands against it.
    pub fn begin(path: &Path, title: &str, standing: Standing) -> Result<Self, WriteError> {
        let file = WholeFile::begin(path, standing)?;
        let mut book = Workbook::new();
        let made = written(|| {
            let sheet = book
                .set_tempdir(file.folder())?
                .add_worksheet_with_constant_memory()?;
            sheet.set_name(sheet_name(title))?;
            Ok(())
        });
        made.map_err(|trouble| trouble.on(path))?;
        Ok(Self {
            book,
            file,
            formats: Formats::new(),
            next: 0,
            last: 0,
            heads: Vec::new(),
            numbers: Vec::new(),
            widths: Vec::new(),
            written: Written::default(),
        })
    }

    /// Writes one row, whatever stands in it.
    fn put(
        &mut self,
        write: impl FnOnce(&mut Worksheet, u32, &Formats) -> Result<u64, XlsxError>,
    ) -> Result<(), WriteError> {
        if self.next >= ROWS {
            return Err(WriteTrouble::TooManyRows(u64::from(ROWS)).on(self.file.place()));
        }
        let row = self.next;
        let put = written(|| {
            let sheet = self.book.worksheet_from_index(0)?;
            write(sheet, row, &self.formats)
        });
        match put {
            Ok(shortened) => {
                self.next += 1;
                self.written.shortened += shortened;
                Ok(())
            }
            Err(trouble) => Err(trouble.on(self.file.place())),
        }
    }

    fn measure(&mut self, cells: &[&str]) {
        self.widths.resize(self.widths.len().max(cells.len()), 0);
        for (width, text) in self.widths.iter_mut().zip(cells) {
            *width = (*width).max(digits(text).saturating_add(2));
        }
    }
}

impl ExtractSink for WorkbookSink {
    fn line(&mut self, style: LineStyle, text: &str) -> Result<(), WriteError> {
        let text = clean::text(text);
        self.put(|sheet, row, formats| {
            let (format, height) = match style {
                LineStyle::Title => (&formats.title, TITLE),
                LineStyle::Heading => (&formats.heading, HEADING),
                LineStyle::Unit | LineStyle::Plain => (&formats.plain, LINE),
            };
            sheet.set_row_height(row, height)?;
            let (text, cut) = shortened_to_cell(&text);
            sheet.write_string_with_format(row, 0, text, format)?;
            Ok(u64::from(cut))
        })
    }

    fn fact(&mut self, label: &str, text: &str) -> Result<(), WriteError> {
        let (label, text) = (clean::text(label), clean::text(text));
        self.measure(&[&label]);
        self.put(|sheet, row, formats| {
            sheet.write_string_with_format(row, 0, &label, &formats.plain)?;
            let (text, cut) = shortened_to_cell(&text);
            sheet.write_string_with_format(row, 1, text, &formats.plain)?;
            Ok(u64::from(cut))
        })
    }

    fn gap(&mut self) -> Result<(), WriteError> {
        self.put(|_, _, _| Ok(0))
    }

    fn head(&mut self, columns: &[ExtractColumn]) -> Result<(), WriteError> {
        let count = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        self.heads.push((self.next, count));
        self.numbers = columns.iter().map(|it| it.number).collect();
        let cells: Vec<&str> = columns.iter().map(|it| it.heading.as_str()).collect();
        self.measure(&cells);
        self.put(|sheet, row, formats| {
            for (at, text) in (0..).zip(&cells) {
                sheet.write_string_with_format(row, at, *text, &formats.head)?;
            }
            Ok(0)
        })
    }

    fn row(&mut self, cells: &[String]) -> Result<(), WriteError> {
        let cells: Vec<String> = cells.iter().map(|text| clean::text(text)).collect();
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        self.measure(&texts);
        let numbers = self.numbers.clone();
        let lines = texts.iter().map(|text| lines(text)).max().unwrap_or(1);
        self.put(|sheet, row, formats| {
            sheet.set_row_height(row, LINE.saturating_mul(lines))?;
            let mut shortened = 0;
            for (at, text) in (0..).zip(&texts) {
                let is_number = numbers.get(usize::from(at)) == Some(&true);
                if let Some(number) = exact(text).filter(|_| is_number) {
                    sheet.write_number_with_format(row, at, number, &formats.number)?;
                    continue;
                }
                let format = if is_number {
                    &formats.number
                } else {
                    &formats.cell
                };
                let (text, cut) = shortened_to_cell(text);
                shortened += u64::from(cut);
                sheet.write_string_with_format(row, at, text, format)?;
            }
            Ok(shortened)
        })?;
        self.last = self.next - 1;
        self.written.rows += 1;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Written, WriteError> {
        let Self {
            mut book,
            mut file,
            last,
            heads,
            widths,
            written: rows,
            ..
        } = *self;
        written(|| {
            lay_out(book.worksheet_from_index(0)?, &widths, &heads, last)?;
            book.save_to_writer(&mut file.bytes)
        })
        .map_err(|trouble| trouble.on(file.place()))?;
        file.finish()?;
        Ok(rows)
    }
}

/// Lays the sheet out for the screen and for the printer. A single table keeps its headings in sight
/// and has a filter.
fn lay_out(
    sheet: &mut Worksheet,
    widths: &[u16],
    heads: &[(u32, u16)],
    last: u32,
) -> Result<(), XlsxError> {
    let (narrow, wide) = WIDTHS;
    let mut whole: u16 = 0;
    for (at, width) in (0..).zip(widths) {
        let width = (*width).clamp(narrow, wide);
        whole = whole.saturating_add(width);
        sheet.set_column_width(at, width)?;
    }
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer("&C&P / &N");
    if whole > UPRIGHT {
        sheet.set_landscape();
    }
    if let [(head, columns)] = heads {
        sheet.set_freeze_panes(head + 1, 0)?;
        sheet.set_repeat_rows(*head, *head)?;
        if last > *head {
            sheet.autofilter(*head, 0, last, columns.saturating_sub(1))?;
        }
    }
    Ok(())
}

/// Gives a number that a sheet keeps as it is written.
fn exact(text: &str) -> Option<f64> {
    let is_plain = text.len() <= EXACT && text.bytes().all(|it| b"0123456789.-".contains(&it));
    text.parse().ok().filter(|_| is_plain)
}

/// Measures the widest line of a text in digits; a Hanzi takes two.
fn digits(text: &str) -> u16 {
    let line = |line: &str| {
        line.chars()
            .map(|it| if it.is_ascii() { 1 } else { 2 })
            .sum()
    };
    let widest: usize = text.lines().map(line).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(u16::MAX)
}

/// Counts the lines that a text takes in the widest column that it may have.
fn lines(text: &str) -> u16 {
    let room = WIDTHS.1.saturating_sub(2).max(1);
    let broken = |line: &str| digits(line).div_ceil(room).max(1);
    text.lines().map(broken).fold(0, u16::saturating_add).max(1)
}

/// Gives a name that a sheet may have.
fn sheet_name(title: &str) -> String {
    let name: String = title
        .chars()
        .filter(|it| !"[]:*?/\\'".contains(*it) && !it.is_control())
        .take(NAME)
        .collect();
    if name.trim().is_empty() {
        "1".to_owned()
    } else {
        name
    }
}
