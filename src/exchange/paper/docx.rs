//! A paper as `.docx`, as LibreOffice Writer, WPS and Word open it: A4, 仿宋 for the body, 宋体 for
//! the name, 黑体 for headings, page numbers at the foot. A font is named for East Asian letters too
//! (`w:eastAsia`), else a reader falls back to its own for every Hanzi.

use std::io::{Cursor, Error};
use std::iter;

use docx_rs::{
    AlignmentType, BorderType, Docx, FieldCharType, Footer, Header, HeightRule, InstrNUMPAGES,
    InstrPAGE, InstrText, LineSpacing, LineSpacingType, PageMargin, PageOrientationType, Paragraph,
    ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Pic, Run, RunFonts,
    SpecialIndentType, Table as Grid, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};

use crate::exchange::paper::qr::QrCode;
use crate::exchange::paper::sheet::{Kind, Part, Sheet, Table};
use crate::exchange::write::error::WriteTrouble;
use crate::words::bundle::Words;

/// A4 in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);
/// Margins in twentieths of a point: 2.5 cm above and below, 2.7 cm at the sides.
const MARGIN: (u32, u32) = (1_417, 1_531);
/// Points of the paper's name (二号), of the foot (小五) and of a table (五号).
const TITLE: usize = 22;
const SMALL: usize = 9;
const TABLE: usize = 10;

/// Side of a QR code: 26 mm, in English Metric Units.
const QR_EMU: u32 = 936_000;
/// Pixels of a module of it: sharp at 300 dots an inch.
const PIXELS: usize = 8;

/// 仿宋: the body of official papers (GB/T 9704).
const BODY: &str = "仿宋";
/// 宋体: the name, tables.
const SONG: &str = "宋体";
/// 黑体: headings.
const HEADING: &str = "黑体";
const LATIN: &str = "Times New Roman";

/// Writes a sheet as a `.docx` file's bytes.
///
/// # Errors
/// What the writer says when it refuses.
pub fn docx(words: &Words, sheet: &Sheet) -> Result<Vec<u8>, WriteTrouble> {
    let (side, top) = (MARGIN.1.cast_signed(), MARGIN.0.cast_signed());
    let margin = PageMargin::new()
        .top(top)
        .bottom(top)
        .left(side)
        .right(side);
    let (width, height) = if sheet.landscape { (A4.1, A4.0) } else { A4 };
    let mut file = Docx::new()
        .default_fonts(fonts(BODY))
        .default_size(sheet.points * 2)
        .page_size(width, height)
        .page_margin(margin)
        .footer(footer(words, sheet));
    if sheet.landscape {
        file = file.page_orient(PageOrientationType::Landscape);
    }
    if let Some(mark) = &sheet.mark {
        let run = run(mark, HEADING, 14).bold();
        let line = Paragraph::new().add_run(run).align(AlignmentType::Right);
        file = file.header(Header::new().add_paragraph(line));
    }
    let room = usize::try_from(width - 2 * MARGIN.1).unwrap_or(9_000);
    let page = Page {
        words,
        points: sheet.points,
        room,
    };
    file = page.parts(file, &sheet.parts)?;
    if !sheet.foot.is_empty() {
        let foot = Page {
            points: SMALL,
            ..page
        };
        file = foot.parts(file.add_paragraph(rule()), &sheet.foot)?;
    }
    let mut built = file.build();
    built.document = with_headings_again(&built.document);
    let mut bytes = Cursor::new(Vec::new());
    built
        .pack(&mut bytes)
        .map_err(|error| WriteTrouble::Sheet(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// Has the first row of each table stand at the top of every page that the table goes on to: the writer
/// has no word for it, and a text's own signs are escaped in what it writes.
fn with_headings_again(document: &[u8]) -> Vec<u8> {
    const ROW: &str = "<w:trPr>";
    let text = String::from_utf8_lossy(document);
    let mut tables = text.split("<w:tbl>");
    let mut written = tables.next().unwrap_or_default().to_owned();
    for table in tables {
        written.push_str("<w:tbl>");
        written.push_str(&table.replacen(ROW, &format!("{ROW}<w:tblHeader />"), 1));
    }
    written.into_bytes()
}

/// How a part of the page is set.
#[derive(Clone, Copy)]
struct Page<'a> {
    words: &'a Words,
    points: usize,
    room: usize,
}

impl Page<'_> {
    fn parts(self, mut file: Docx, parts: &[Part]) -> Result<Docx, Error> {
        for (at, part) in parts.iter().enumerate() {
            match part {
                Part::Gap => {}
                Part::Rule => file = file.add_paragraph(rule()),
                Part::Table(table) => file = file.add_table(self.table(table)),
                Part::Qr(text) => {
                    if let Some(code) = QrCode::of(text) {
                        file = file.add_paragraph(picture(&code)?);
                    }
                }
                Part::Line(kind, text) => {
                    let after_gap = at > 0 && parts.get(at - 1) == Some(&Part::Gap);
                    let line = self.line(*kind, text, after_gap);
                    // No seal stands alone on a page.
                    let rest = parts.iter().skip(at + 1);
                    let next = rest.into_iter().find(|part| **part != Part::Gap);
                    let sealed = matches!(next, Some(Part::Line(Kind::Right | Kind::Sign, _)));
                    file = file.add_paragraph(line.keep_next(sealed || *kind == Kind::Heading));
                }
            }
        }
        Ok(file)
    }

    fn line(self, kind: Kind, text: &str, after_gap: bool) -> Paragraph {
        let points = self.points;
        let before = if after_gap { points * 12 } else { 0 };
        // Official papers stand wide (GB/T 9704); small ones must end on their page.
        let line = if points > 12 { 312 } else { 270 };
        let spacing = LineSpacing::new()
            .before(u32::try_from(before).unwrap_or_default())
            .line_rule(LineSpacingType::Auto)
            .line(line);
        let body = Paragraph::new().line_spacing(spacing);
        match kind {
            Kind::Title => body
                .align(AlignmentType::Center)
                .add_run(run(text, SONG, TITLE).bold()),
            Kind::Centre => body
                .align(AlignmentType::Center)
                .add_run(run(text, BODY, points)),
            Kind::Heading => body.add_run(self.heading(text, points)),
            Kind::Body => match self.words.lang().row().indent {
                0 => body,
                // Letters of the line's own size, as Word's “2 字符”.
                letters => body
                    .indent(
                        None,
                        Some(SpecialIndentType::FirstLine(twips(
                            points * usize::from(letters),
                        ))),
                        None,
                        None,
                    )
                    .first_line_chars(i32::from(letters) * 100),
            }
            .align(AlignmentType::Both)
            .add_run(run(text, BODY, points)),
            Kind::Flush => body.add_run(run(text, BODY, points)),
            Kind::Item => body
                .indent(
                    Some(twips(points)),
                    Some(SpecialIndentType::Hanging(twips(points))),
                    None,
                    None,
                )
                .add_run(run(&format!("· {text}"), BODY, points)),
            Kind::Right => body
                .align(AlignmentType::Right)
                .keep_lines(true)
                .add_run(run(text, BODY, points)),
            Kind::Sign => {
                let text = self.words.say_with("paper-sign", &[("who", text.into())]);
                body.keep_lines(true).add_run(run(&text, BODY, points))
            }
        }
    }

    /// 黑体 is dark by itself; Latin letters are made so.
    fn heading(self, text: &str, points: usize) -> Run {
        let run = run(text, HEADING, points);
        if self.words.lang().row().bold_headings {
            run.bold()
        } else {
            run
        }
    }

    fn table(self, table: &Table) -> Grid {
        let whole: usize = table.widths.iter().sum::<usize>().max(1);
        let widths: Vec<usize> = table
            .widths
            .iter()
            .map(|width| self.room * width / whole)
            .collect();
        let row = |cells: &[String], head: bool| {
            let numbers = table.numbers.iter().copied().chain(iter::repeat(false));
            let cells = cells.iter().zip(&widths).zip(numbers);
            let cells = cells.map(|((text, width), number)| {
                // Without a text of its own a line is as high as its mark.
                let line = Paragraph::new().size(TABLE * 2);
                let line = if number {
                    line.align(AlignmentType::Right)
                } else {
                    line
                };
                let text = if head {
                    self.heading(text, TABLE)
                } else {
                    run(text, SONG, TABLE)
                };
                TableCell::new()
                    .width(*width, WidthType::Dxa)
                    .add_paragraph(line.add_run(text))
            });
            TableRow::new(cells.collect())
                .height_rule(HeightRule::AtLeast)
                .cant_split()
        };
        let mut rows = vec![row(&table.head, true)];
        rows.extend(table.rows.iter().map(|cells| row(cells, false)));
        Grid::new(rows)
            .layout(TableLayoutType::Fixed)
            .width(self.room, WidthType::Dxa)
            .margins(TableCellMargins::new().margin(40, 80, 40, 80))
            .set_grid(widths.clone())
    }
}

/// Points in twentieths.
fn twips(points: usize) -> i32 {
    i32::try_from(points * 20).unwrap_or_default()
}

fn fonts(east: &str) -> RunFonts {
    RunFonts::new()
        .east_asia(east)
        .ascii(LATIN)
        .hi_ansi(LATIN)
        .cs(LATIN)
        .hint("eastAsia")
}

fn run(text: &str, font: &str, points: usize) -> Run {
    Run::new()
        .add_text(text)
        .fonts(fonts(font))
        .size(points * 2)
}

/// Draws a code at the left edge.
fn picture(code: &QrCode) -> Result<Paragraph, Error> {
    let (png, side) = code.png(PIXELS)?;
    let picture = Pic::new_with_dimensions(png, side, side).size(QR_EMU, QR_EMU);
    Ok(Paragraph::new().add_run(Run::new().add_image(picture)))
}

fn rule() -> Paragraph {
    let border = ParagraphBorder::new(ParagraphBorderPosition::Bottom)
        .val(BorderType::Single)
        .size(6)
        .space(1)
        .color("auto");
    let borders = ParagraphBorders::with_empty().set(border);
    let mut line = Paragraph::new().line_spacing(LineSpacing::new().before(120).after(60));
    line.property = line.property.set_borders(borders);
    line
}

/// A value that the reading program counts; each piece is a run of its own, or LibreOffice forgets
/// the letters' size.
fn field(line: Paragraph, what: InstrText) -> Paragraph {
    let piece = || Run::new().fonts(fonts(SONG)).size(SMALL * 2);
    line.add_run(piece().add_field_char(FieldCharType::Begin, false))
        .add_run(piece().add_instr_text(what))
        .add_run(piece().add_field_char(FieldCharType::Separate, false))
        .add_run(piece().add_text("1"))
        .add_run(piece().add_field_char(FieldCharType::End, false))
}

/// The number of the case and of the page.
fn footer(words: &Words, sheet: &Sheet) -> Footer {
    let text = words.say("paper-page");
    let (before, rest) = text.split_once('#').unwrap_or((text.as_str(), ""));
    let (between, after) = rest.split_once('#').unwrap_or((rest, ""));
    let small = |text: &str| run(text, SONG, SMALL);
    let line = Paragraph::new()
        .align(AlignmentType::Center)
        .add_run(small(&format!("{}  {before}", sheet.number)));
    let line = field(line, InstrText::PAGE(InstrPAGE::new())).add_run(small(between));
    let line = field(line, InstrText::NUMPAGES(InstrNUMPAGES::new())).add_run(small(after));
    Footer::new().add_paragraph(line)
}
