//! 导出、打印、复制: what the screen shows, or every case that a query lets through, read from one
//! instant of the store page by page.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::DeskService;
use crate::app::answer::{Answer, Exported};
use crate::app::content::{CaseContent, Content, Copied, CopyOrder, CopyPart, Export, Format};
use crate::app::queue::page::{Names, RowContext, taken, taken_columns};
use crate::domain::act::{Action, CommitResult};
use crate::domain::entry::Revealed;
use crate::domain::extract::{Extract, ExtractBlock, ExtractTable};
use crate::domain::looked::LookKind;
use crate::exchange::extract::create::{SheetKind, create};
use crate::exchange::extract::paper::paper;
use crate::exchange::extract::paste;
use crate::exchange::extract::sink::{ExtractSink, LineStyle, above, below, blocks};
use crate::exchange::message::unwritten;
use crate::exchange::paper::docx::docx;
use crate::exchange::paper::plain::plain;
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::Standing;
use crate::exchange::write::out::Written;
use crate::exchange::write::plain as file;
use crate::runtime::clipboard::{MOST, TERMINAL_MOST};
use crate::runtime::looks::Looks;
use crate::runtime::printer;
use crate::store::error::StoreError;

/// Cases read at once.
const PAGE: usize = 500;
/// Rows that are put on paper at once; more belong into a sheet.
const PAPER_ROWS: usize = 2_000;
/// Names that are tried before one is given up.
const NAMES: u32 = 10_000;

/// Why something did not go out.
enum Stopped {
    Store(StoreError),
    File(WriteError),
    /// It is longer than this.
    TooLong(usize),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<WriteError> for Stopped {
    fn from(error: WriteError) -> Self {
        Self::File(error)
    }
}

impl DeskService {
    /// Gives the folder of the exports, beside the papers, and a name there that is free.
    pub(super) fn export_place(&self, stem: &str, ending: &str) -> Answer {
        let folder = self.exports();
        let name = free(&folder, &file_name(stem), ending);
        Answer::ExportPlace {
            folder: folder.display().to_string(),
            name,
        }
    }

    pub(super) fn export(&self, export: &Export) -> Result<Answer, StoreError> {
        let place = self.place(&export.file, export.format.ending());
        let stem = stem(&place);
        let place = match export.format {
            // Nobody named it.
            Format::Print if place.exists() => {
                place.with_file_name(free(&self.exports(), &stem, "docx"))
            }
            _ => place,
        };
        if place.exists() {
            return Ok(taken_name(&place, export.format));
        }
        let look = Looks::begin(LookKind::Exported).at(place.display().to_string());
        self.look(look)?;
        self.reveal(&export.revealed)?;
        let written = match export.format {
            Format::Workbook => self.sheet_file(&place, SheetKind::Workbook, &export.content),
            Format::Comma => self.sheet_file(&place, SheetKind::Comma, &export.content),
            Format::Paper | Format::Print => self.paper_file(&place, export),
        };
        match written {
            Ok(exported) => Ok(Answer::Exported(Box::new(exported))),
            Err(Stopped::File(error)) if is_taken(&error) && place.exists() => {
                Ok(taken_name(&place, export.format))
            }
            Err(stopped) => self.stopped(stopped),
        }
    }

    /// Writes how it reads on paper.
    pub(super) fn preview(&self, content: &Content) -> Result<Answer, StoreError> {
        match self.whole(content) {
            Ok(extract) => {
                let text = plain(&self.words, &paper(&extract));
                Ok(Answer::Preview(text.lines().map(str::to_owned).collect()))
            }
            Err(stopped) => self.stopped(stopped),
        }
    }

    pub(super) fn copy(&self, order: &CopyOrder) -> Result<Answer, StoreError> {
        let (text, rows) = match &order.what {
            CopyPart::Cell(text) => (text.clone(), 1),
            CopyPart::Row(cells) => (paste::line(cells), 1),
            CopyPart::Whole(content) => match self.pasted(content) {
                Ok(whole) => whole,
                Err(stopped) => return self.copy_stopped(stopped),
            },
        };
        let part = match &order.what {
            CopyPart::Cell(_) => "cell",
            CopyPart::Row(_) => "row",
            CopyPart::Whole(_) => "whole",
        };
        let what = format!("{part} {rows}");
        self.look(Looks::begin(LookKind::Copied).at(what))?;
        self.reveal(&order.revealed)?;
        if let Some(tool) = self.clipboard.take(&text) {
            let tool = tool.to_owned();
            return Ok(Answer::Copied(Copied::Taken { tool, rows }));
        }
        if text.len() > TERMINAL_MOST {
            return Ok(Answer::Copied(Copied::TooLong(TERMINAL_MOST)));
        }
        Ok(Answer::Copied(Copied::Terminal { text, rows }))
    }

    /// Writes down who took out what was hidden and is shown in full.
    fn reveal(&self, revealed: &[Revealed]) -> Result<(), StoreError> {
        if revealed.is_empty() {
            return Ok(());
        }
        let action = |what: &Revealed| Action::Reveal {
            what: what.clone(),
            why: self.words.say("output-reveal"),
        };
        let actions = revealed.iter().map(action).collect();
        if let Answer::Outcomes(outcomes) = self.commit(actions)?
            && outcomes
                .iter()
                .all(|it| matches!(it, CommitResult::Done(_)))
        {
            return Ok(());
        }
        Err(StoreError::System(self.words.say("output-not-revealed")))
    }

    fn sheet_file(
        &self,
        place: &Path,
        kind: SheetKind,
        content: &Content,
    ) -> Result<Exported, Stopped> {
        file::make_folder(place)?;
        let written = match content {
            Content::Shown(extract) => {
                let mut sink = create(place, kind, &extract.title, Standing::Stays)?;
                above(sink.as_mut(), extract)?;
                blocks(sink.as_mut(), extract)?;
                self.end(sink, extract, extract.rows())?
            }
            Content::Cases(cases) => {
                let head = &cases.head;
                let mut sink = create(place, kind, &head.title, Standing::Stays)?;
                above(sink.as_mut(), head)?;
                sink.gap()?;
                sink.head(&taken_columns(&self.words, is_led(cases)))?;
                let mut rows = 0;
                self.each_case(cases, &mut |cells| {
                    rows += 1;
                    Ok(sink.row(&cells)?)
                })?;
                self.end(sink, head, rows)?
            }
        };
        Ok(exported(place, &written))
    }

    /// Writes what stands at the end: of a list how many rows it has.
    fn end(
        &self,
        mut sink: Box<dyn ExtractSink>,
        extract: &Extract,
        rows: usize,
    ) -> Result<Written, WriteError> {
        if !extract.is_report() {
            let text = self.words.say_with("output-rows", &[("n", rows.into())]);
            sink.line(LineStyle::Plain, &text)?;
        }
        below(&self.words, sink.as_mut(), extract)?;
        let written = sink.finish()?;
        Ok(Written {
            rows: u64::try_from(rows).unwrap_or(u64::MAX),
            ..written
        })
    }

    fn paper_file(&self, place: &Path, export: &Export) -> Result<Exported, Stopped> {
        let extract = self.whole(&export.content)?;
        let sheet = paper(&extract);
        let bytes = docx(&self.words, &sheet).map_err(|trouble| trouble.on(place))?;
        file::put(place, &bytes, Standing::Stays)?;
        let rows = u64::try_from(extract.rows()).unwrap_or(u64::MAX);
        let mut done = exported(place, &Written { rows, shortened: 0 });
        if export.format == Format::Print {
            let text = plain(&self.words, &sheet);
            file::write(&printer::text_file(place), text.as_bytes())?;
            done.sent = Some(self.printer.print(&printer::Written {
                file: place.to_owned(),
                text,
            }));
        }
        Ok(done)
    }

    /// Gives all of it at once, as far as paper takes it.
    fn whole(&self, content: &Content) -> Result<Extract, Stopped> {
        let extract = match content {
            Content::Shown(extract) => extract.clone(),
            Content::Cases(cases) => {
                let mut table = ExtractTable {
                    columns: taken_columns(&self.words, is_led(cases)),
                    rows: Vec::new(),
                };
                self.each_case(cases, &mut |cells| {
                    table.rows.push(cells);
                    if table.rows.len() > PAPER_ROWS {
                        return Err(Stopped::TooLong(PAPER_ROWS));
                    }
                    Ok(())
                })?;
                table.without_empty_columns();
                let mut extract = cases.head.clone();
                extract.blocks.push(ExtractBlock::Table(table));
                extract
            }
        };
        if extract.rows() > PAPER_ROWS {
            return Err(Stopped::TooLong(PAPER_ROWS));
        }
        Ok(extract)
    }

    /// Writes it as text to paste, with the number of its rows.
    fn pasted(&self, content: &Content) -> Result<(String, u64), Stopped> {
        let mut text = String::new();
        let mut rows = 0_u64;
        let add = |text: &mut String, line: &str| {
            text.push_str(line);
            if text.len() > MOST {
                return Err(Stopped::TooLong(MOST));
            }
            Ok(())
        };
        match content {
            Content::Shown(extract) => {
                rows = u64::try_from(extract.rows()).unwrap_or(u64::MAX);
                for block in &extract.blocks {
                    match block {
                        ExtractBlock::Heading(title) => {
                            add(&mut text, &paste::line(std::slice::from_ref(title)))?;
                        }
                        ExtractBlock::Line(_) => {}
                        ExtractBlock::Fact(label, value) => {
                            let cells = [label.clone(), value.clone()];
                            add(&mut text, &paste::line(&cells))?;
                        }
                        ExtractBlock::Table(table) => {
                            add(&mut text, &paste::head(&table.columns))?;
                            for row in &table.rows {
                                add(&mut text, &paste::line(row))?;
                            }
                        }
                    }
                }
            }
            Content::Cases(cases) => {
                add(
                    &mut text,
                    &paste::head(&taken_columns(&self.words, is_led(cases))),
                )?;
                self.each_case(cases, &mut |cells| {
                    rows += 1;
                    add(&mut text, &paste::line(&cells))
                })?;
            }
        }
        Ok((text, rows))
    }

    /// Gives every case that a query lets through, in the order of the list.
    fn each_case(
        &self,
        cases: &CaseContent,
        take: &mut dyn FnMut(Vec<String>) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        let by = RowContext {
            words: &self.words,
            now: self.clock.read().moment,
            town: &self.town,
        };
        let led = is_led(cases);
        let mut names = Names::new(&self.words);
        let mut stopped = None;
        self.store.read(&mut |snapshot| {
            let mut query = cases.query.clone();
            query.limit = PAGE;
            let mut secret = Vec::new();
            loop {
                let page = snapshot.page(&query, &self.viewer)?;
                for row in &page.rows {
                    let cells = taken(by, &mut names, row, led);
                    // None of the groups may say where it belongs.
                    if cases.grouped && row.is_secret() {
                        secret.push(cells);
                    } else if let Err(error) = take(cells) {
                        stopped = Some(error);
                        return Ok(());
                    }
                }
                if page.next.is_none() {
                    break;
                }
                query.after = page.next;
            }
            stopped = secret.into_iter().find_map(|cells| take(cells).err());
            Ok(())
        })?;
        stopped.map_or(Ok(()), Err)
    }

    fn stopped(&self, stopped: Stopped) -> Result<Answer, StoreError> {
        match stopped {
            Stopped::Store(error) => Err(error),
            Stopped::File(error) => Ok(Answer::Failed(unwritten(&self.words, &error))),
            Stopped::TooLong(most) => Ok(Answer::TooLong(most)),
        }
    }

    fn copy_stopped(&self, stopped: Stopped) -> Result<Answer, StoreError> {
        match stopped {
            Stopped::TooLong(most) => Ok(Answer::Copied(Copied::TooLong(most))),
            other => self.stopped(other),
        }
    }

    /// 导出: the folder of the exports.
    fn exports(&self) -> PathBuf {
        let name = self.words.say("output-folder");
        self.printer.folder.with_file_name(name)
    }

    /// Gives the file that a name means, with the ending of what it holds.
    fn place(&self, name: &str, ending: &str) -> PathBuf {
        let place = self.exports().join(name);
        let has = place
            .extension()
            .is_some_and(|it| it.eq_ignore_ascii_case(ending));
        if has {
            place
        } else {
            let mut whole = place.into_os_string();
            whole.push(".");
            whole.push(ending);
            PathBuf::from(whole)
        }
    }
}

/// Tells whether these are key cases, of which the list says who leads each.
const fn is_led(cases: &CaseContent) -> bool {
    cases.query.filter.key.is_some()
}

fn exported(place: &Path, written: &Written) -> Exported {
    Exported {
        file: place.display().to_string(),
        rows: written.rows,
        shortened: written.shortened,
        sent: None,
    }
}

fn is_taken(error: &WriteError) -> bool {
    matches!(&error.trouble, WriteTrouble::Io(io) if io.kind() == ErrorKind::AlreadyExists)
}

/// Says that a file of this name is there, and which name is free.
fn taken_name(place: &Path, format: Format) -> Answer {
    let folder = place.parent().unwrap_or(Path::new("."));
    Answer::ExportTaken(
        place
            .with_file_name(free(folder, &stem(place), format.ending()))
            .display()
            .to_string(),
    )
}

fn stem(place: &Path) -> String {
    place
        .file_stem()
        .map_or(String::new(), |it| it.to_string_lossy().into_owned())
}

/// Gives a name that no file in the folder has: the stem, else the stem with a number.
fn free(folder: &Path, stem: &str, ending: &str) -> String {
    let name = |n: u32| match n {
        1 => format!("{stem}.{ending}"),
        n => format!("{stem}-{n}.{ending}"),
    };
    let mut names = (1..NAMES).map(name);
    names
        .find(|name| !folder.join(name).exists())
        .unwrap_or_else(|| name(NAMES))
}

/// Leaves out of a name what no file system takes.
fn file_name(text: &str) -> String {
    text.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-")
}
