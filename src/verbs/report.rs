//! `mulin report`: a sheet for a day, week, month, quarter or year, and its issue. A period that was
//! issued is shown as it was issued, with what differs today.

use std::path::Path;

use chrono::NaiveDate;

use crate::app::cells::width;
use crate::domain::act::{Act, Action, CommitResult};
use crate::domain::extract::Extract;
use crate::domain::looked::LookKind;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::report::ReportPart;
use crate::domain::seal::Seal;
use crate::domain::sheet::{Base, Sheet, SheetTable};
use crate::domain::viewer::Viewer;
use crate::exchange::extract::create::{SheetKind, create};
use crate::exchange::extract::paper::paper;
use crate::exchange::extract::sink::{above, below, blocks};
use crate::exchange::message::unwritten;
use crate::exchange::paper::docx::docx;
use crate::exchange::when::read_text;
use crate::exchange::write::error::{WriteError, WriteTrouble};
use crate::exchange::write::file::Standing;
use crate::exchange::write::plain;
use crate::figures::differences::render;
use crate::figures::document::{Source, document, parts};
use crate::figures::report::{Asked, looked_at, report as computed};
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::verbs::arguments::report::{DocumentPart, ReportArguments, ReportFormat, ReportPeriod};
use crate::verbs::look;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::report_json::{ReportJson, Shown};
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed, for_reading};
use crate::verbs::target::{may_write, standing};
use crate::words::bundle::Words;

/// Prints a report; issues it before, where that is asked for.
pub fn report(setting: &Setting, asked: &ReportArguments) -> Exit {
    let today = now().date();
    let on = match day(&setting.words, asked.on.as_deref(), today) {
        Ok(on) => on,
        Err(exit) => return exit,
    };
    // A report that cannot be written is not issued either.
    if let Some(file) = &asked.to
        && let Err(exit) = may_write(setting, file, asked.replace)
    {
        return exit;
    }
    let store: Box<dyn Store> = if asked.issue {
        match existing(setting) {
            Ok(store) => Box::new(store),
            Err(exit) => return exit,
        }
    } else {
        match for_reading(setting) {
            Ok(store) => store,
            Err(exit) => return exit,
        }
    };
    let wanted = Asked {
        period: Period::of(asked.period.into(), on),
        area: asked.area.clone(),
        today,
    };
    match print(setting, asked, store.as_ref(), &wanted) {
        Ok(exit) => exit,
        Err(error) => failed(setting, &error),
    }
}

/// Reads the day in the period that is asked for, today where none is.
///
/// # Errors
/// How to end where it does not read, which is said.
pub fn day(words: &Words, typed: Option<&str>, today: NaiveDate) -> Result<NaiveDate, Exit> {
    let Some(text) = typed else {
        return Ok(today);
    };
    read_text(text)
        .map(|read| read.moment.date())
        .map_err(|why| {
            let key = format!("row-{}", why.code());
            complain(words.say_with(&key, &[("text", text.into())]));
            Exit::Usage
        })
}

fn print(
    setting: &Setting,
    asked: &ReportArguments,
    store: &dyn Store,
    wanted: &Asked,
) -> Result<Exit, StoreError> {
    // Cases stand behind the figures of what is issued, and in JSON; nobody reads them elsewhere.
    let lists = asked.to.is_none() && matches!(asked.format, ReportFormat::Json);
    let counted = ask(store, |it| {
        if asked.issue || lists {
            computed(it, wanted, &setting.town)
        } else {
            Ok(looked_at(it, wanted, &setting.town)?.map(|it| it.sheet))
        }
    })?;
    let Some(sheet) = counted else {
        let area = wanted.area.as_deref().unwrap_or_default();
        let args = [("area", area.into())];
        complain(setting.words.say_with("verbs-report-no-area", &args));
        return Ok(Exit::Refused);
    };
    if asked.issue
        && let Some(exit) = issue(setting, store, &sheet, asked.reason.as_deref())?
    {
        return Ok(exit);
    }
    let area = sheet.area.as_ref().map(|it| it.code.as_str());
    let issued = ask(store, |it| it.report(sheet.period, area))?;
    let mut shown = Shown::of(sheet, issued.as_ref());
    let viewer = Viewer::new(setting.who.clone());
    let held_back = ask(store, |it| it.held_back(&shown.sheet.numbers(), &viewer))?;
    shown.sheet = shown.sheet.without(&held_back);
    if let Some(file) = &asked.to {
        let taken = look::begin(setting, LookKind::Report).at(file.display().to_string());
        if let Err(exit) = look::taken_out(setting, store, taken) {
            return Ok(exit);
        }
        let seal = ask(store, |it| it.seal())?;
        return Ok(to_file(setting, asked, (&shown, Some(seal)), file));
    }
    let mut printer = Printer::new();
    match asked.format {
        ReportFormat::Json => {
            printer.json_line(&ReportJson::of(&setting.words, &setting.town, &shown));
        }
        ReportFormat::Text => text(setting, &shown)
            .iter()
            .for_each(|line| printer.line(line)),
    }
    Ok(Exit::Done)
}

/// Writes the report in official form into a file.
fn to_file(
    setting: &Setting,
    asked: &ReportArguments,
    (shown, seal): (&Shown<'_>, Option<Seal>),
    file: &Path,
) -> Exit {
    let words = &setting.words;
    let part = match asked.part {
        DocumentPart::Report => ReportPart::Whole,
        DocumentPart::Stations => ReportPart::Stations,
        DocumentPart::Disputes => ReportPart::Disputes,
    };
    if !parts(&shown.sheet).contains(&part) {
        let period = words.code("period", shown.sheet.period.kind.code());
        let args = [
            ("part", words.code("output-part", part.code()).into()),
            ("period", period.into()),
        ];
        complain(words.say_with("verbs-report-no-part", &args));
        return Exit::Refused;
    }
    let source = Source {
        words,
        town: &setting.town,
        sheet: &shown.sheet,
        issue: shown.issued,
        who: &setting.who,
        now: now(),
        seal,
    };
    match write(
        words,
        &document(source, part),
        file,
        standing(asked.replace),
    ) {
        Ok(()) => {
            let args = [("file", file.display().to_string().into())];
            say(words.say_with("verbs-report-done", &args));
            Exit::Done
        }
        Err(error) => {
            complain(unwritten(words, &error));
            Exit::Refused
        }
    }
}

/// Writes a document as the ending of the file's name says.
fn write(
    words: &Words,
    document: &Extract,
    file: &Path,
    standing: Standing,
) -> Result<(), WriteError> {
    let end = file
        .extension()
        .map_or(String::new(), |end| end.to_string_lossy().to_lowercase());
    let kind = match end.as_str() {
        "docx" => {
            let made = docx(words, &paper(document));
            return made
                .map_err(|trouble| trouble.on(file))
                .and_then(|bytes| plain::put(file, &bytes, standing));
        }
        "xlsx" => SheetKind::Workbook,
        "csv" => SheetKind::Comma,
        _ => return Err(WriteTrouble::UnknownType(end).on(file)),
    };
    let mut sink = create(file, kind, &document.title, standing)?;
    above(sink.as_mut(), document)?;
    blocks(sink.as_mut(), document)?;
    below(words, sink.as_mut(), document)?;
    sink.finish().map(|_| ())
}

/// Issues the report; gives how to end where it is refused.
fn issue(
    setting: &Setting,
    store: &dyn Store,
    sheet: &Sheet,
    reason: Option<&str>,
) -> Result<Option<Exit>, StoreError> {
    let act = Act {
        who: setting.who.clone(),
        when: now(),
        action: Action::Report {
            sheet: Box::new(sheet.clone()),
            reason: reason.unwrap_or_default().to_owned(),
        },
    };
    Ok(match store.commit(&[act])?.into_iter().next() {
        Some(CommitResult::Refused(refusal)) => {
            complain(setting.words.refusal(&refusal));
            Some(Exit::Refused)
        }
        Some(
            CommitResult::Done(_)
            | CommitResult::Conflict { .. }
            | CommitResult::Skipped { .. }
            | CommitResult::Known(_),
        )
        | None => None,
    })
}

/// Writes the sheet that a human reads.
fn text(setting: &Setting, shown: &Shown<'_>) -> Vec<String> {
    let (words, sheet) = (&setting.words, &shown.sheet);
    let mut lines = vec![words.sheet_title(sheet.period), words.sheet_span(sheet)];
    if let Some(area) = &sheet.area {
        lines.push(words.say_with("figures-area", &[("area", area.name.as_str().into())]));
    }
    lines.extend(issue_lines(words, shown));
    for base in Base::ALL {
        let figures: Vec<_> = sheet.figures.iter().filter(|it| it.base == *base).collect();
        if figures.is_empty() {
            continue;
        }
        lines.push(String::new());
        lines.push(words.code("base", base.code()));
        for figure in figures {
            let name = words.measure(figure.measure);
            lines.push(format!("  {name}  {}", words.headline(figure.value)));
            let compared = words.compared(sheet, figure);
            if !compared.is_empty() {
                lines.push(format!("      {}", compared.join("  ")));
            }
            lines.push(format!(
                "      {}",
                words.formula(figure.measure, &setting.town)
            ));
        }
    }
    for table in &sheet.tables {
        lines.push(String::new());
        lines.push(words.code("sheet", table.code.code()));
        if let Some(rule) = words.table_rule(table.code, &setting.town) {
            lines.push(format!("  {rule}"));
        }
        lines.extend(columns(setting, table));
    }
    lines
}

/// Says what was issued, and what stands otherwise today.
fn issue_lines(words: &Words, shown: &Shown<'_>) -> Vec<String> {
    let Some((version, issue)) = shown.issued else {
        return vec![words.say("figures-not-issued")];
    };
    let mut lines = words.issue(version, issue);
    lines.push(words.say("figures-shown-as-issued"));
    lines.extend(render(words, &shown.differences));
    lines
}

/// Lays a table out in columns.
fn columns(setting: &Setting, table: &SheetTable) -> Vec<String> {
    let words = &setting.words;
    if table.rows.is_empty() {
        return vec![format!("  {}", words.say("figures-nothing"))];
    }
    let head = table
        .columns
        .iter()
        .map(|it| words.code("column", it.code()));
    let mut rows: Vec<Vec<String>> = vec![std::iter::once(String::new()).chain(head).collect()];
    rows.extend(table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|it| words.cell(it));
        std::iter::once(words.label(&row.label))
            .chain(cells)
            .collect()
    }));
    let wide = setting.look.ambiguous_wide;
    let widths: Vec<u16> = (0..=table.columns.len())
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.map(|it| width(it, wide)).max().unwrap_or_default()
        })
        .collect();
    rows.iter()
        .map(|row| {
            let mut line = String::from("  ");
            for (cell, room) in row.iter().zip(&widths) {
                let blank = usize::from(room.saturating_sub(width(cell, wide))) + 2;
                line.push_str(cell);
                line.push_str(&" ".repeat(blank));
            }
            line.trim_end().to_owned()
        })
        .collect()
}

impl From<ReportPeriod> for PeriodKind {
    fn from(period: ReportPeriod) -> Self {
        match period {
            ReportPeriod::Day => Self::Day,
            ReportPeriod::Week => Self::Week,
            ReportPeriod::Month => Self::Month,
            ReportPeriod::Quarter => Self::Quarter,
            ReportPeriod::Year => Self::Year,
        }
    }
}
