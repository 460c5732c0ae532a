//! What the figures pane says, line by line, and what the hand can stand on.

use crate::app::case::para::Tone;
use crate::app::cells::{broken, truncate, width};
use crate::app::figures::chart::{bar, trend};
use crate::app::figures::look::Look;
use crate::app::shared::Shared;
use crate::domain::number::CaseNumber;
use crate::domain::report::{Issue, Report};
use crate::domain::sheet::{
    Base, Cell, Column, Figure, Label, Measure, Sheet, SheetRow, SheetTable, TableCode, Value,
};
use crate::domain::view::ReportView;
use crate::figures::compare::differences;
use crate::figures::told::told;

/// Cells of the names of figures.
const NAME: u16 = 29;
/// The most cells of the names of rows.
const LABEL: u16 = 22;
/// Cells of a bar.
const BAR: u16 = 12;

/// A thing that the hand can stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A figure.
    Figure(Base, Measure),
    /// A row of a table.
    Row(TableCode, Label),
}

/// A line of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// The thing of which it is the first line.
    pub spot: Option<usize>,
}

impl PageLine {
    fn new(text: String, tone: Tone) -> Self {
        Self {
            text,
            tone,
            spot: None,
        }
    }

    /// Makes a line that stands back.
    pub fn dim(text: String) -> Self {
        Self::new(text, Tone::Dim)
    }
}

/// Gives the report that is looked at: as it is computed now, or as it was issued.
fn seen(view: &ReportView, look: Look) -> &Sheet {
    issue_of(view, look).map_or(&view.sheet, |(_, issue)| &issue.sheet)
}

/// Gives the issue that is looked at, with its version.
fn issue_of(view: &ReportView, look: Look) -> Option<(usize, &Issue)> {
    let Look::Issue(at) = look else { return None };
    let issue = view.issued.as_ref()?.issues.get(at)?;
    Some((at + 1, issue))
}

/// Gives what the hand can stand on, in the order of the lines.
pub fn spots(view: &ReportView, look: Look) -> Vec<Spot> {
    let sheet = seen(view, look);
    let figures = Base::ALL.iter().flat_map(|base| {
        let of_base = sheet.figures.iter().filter(move |it| it.base == *base);
        of_base.map(|it| Spot::Figure(it.base, it.measure))
    });
    let rows = sheet.tables.iter().flat_map(|table| {
        let labels = table.rows.iter().map(|row| row.label.clone());
        labels.map(|label| Spot::Row(table.code, label))
    });
    figures.chain(rows).collect()
}

/// Gives the cases behind a thing, or those of them that want attention; of an issue those that it
/// counted then.
pub fn behind(view: &ReportView, look: Look, spot: &Spot, marked: bool) -> Vec<CaseNumber> {
    if let Some((_, issue)) = issue_of(view, look) {
        let Some(counted) = &issue.counted else {
            return Vec::new();
        };
        return match spot {
            Spot::Figure(base, measure) => counted.figure(&issue.sheet, (*base, *measure), marked),
            Spot::Row(..) if marked => Vec::new(),
            Spot::Row(code, label) => counted.row(&issue.sheet, *code, label),
        };
    }
    match spot {
        Spot::Figure(base, measure) => {
            let figure = view.sheet.figure(*base, *measure);
            let list = figure.map(|it| if marked { &it.marked } else { &it.cases });
            list.cloned().unwrap_or_default()
        }
        Spot::Row(code, label) => {
            let table = view.sheet.table(*code);
            let row = table.and_then(|it| it.rows.iter().find(|row| row.label == *label));
            let list = row.filter(|_| !marked).map(|it| &it.cases);
            list.cloned().unwrap_or_default()
        }
    }
}

/// Tells whether a thing of an issue is about a place or a person: what became an accusation since is
/// left out there, as it is in today's figures (条例 30 ¶3).
pub fn places(view: &ReportView, look: Look, spot: &Spot) -> bool {
    let Some((_, issue)) = issue_of(view, look) else {
        return false;
    };
    let placing = match spot {
        Spot::Figure(..) => false,
        Spot::Row(code, _) => matches!(
            code,
            TableCode::ByArea
                | TableCode::ByUnit
                | TableCode::ByLeader
                | TableCode::Evaluation
                | TableCode::VillageEvaluation
        ),
    };
    placing || issue.sheet.area.is_some()
}

/// Writes the pane: what was issued, the figures of each base, the tables.
pub fn page(
    shared: &Shared,
    view: &ReportView,
    (rules, look): (bool, Look),
    room: u16,
) -> Vec<PageLine> {
    let words = &shared.words;
    let sheet = seen(view, look);
    let mut lines = vec![
        PageLine::new(words.sheet_title(sheet.period), Tone::Good),
        PageLine::dim(words.sheet_span(sheet)),
        PageLine::dim(words.say("figures-keys")),
    ];
    if let Some(area) = &sheet.area {
        let args = [("area", area.name.as_str().into())];
        lines.push(PageLine::new(
            words.say_with("figures-area", &args),
            Tone::Plain,
        ));
    }
    lines.extend(issue(shared, view, look, room));
    let mut spot = 0;
    for base in Base::ALL {
        let figures: Vec<&Figure> = sheet.figures.iter().filter(|it| it.base == *base).collect();
        if figures.is_empty() {
            continue;
        }
        lines.push(PageLine::dim(String::new()));
        lines.push(PageLine::new(words.code("base", base.code()), Tone::Good));
        for it in figures {
            lines.extend(figure(shared, sheet, it, spot, rules, room));
            spot += 1;
        }
    }
    for it in &sheet.tables {
        lines.push(PageLine::dim(String::new()));
        lines.push(PageLine::new(
            words.code("sheet", it.code.code()),
            Tone::Good,
        ));
        if let Some(rule) = words.table_rule(it.code, &shared.town.settings) {
            lines.extend(note(shared, &rule, 2, room));
        }
        lines.extend(table(shared, it, spot, room));
        spot += it.rows.len();
    }
    lines
}

/// Says what was issued, and, where it is asked for, each difference; nothing changes silently.
fn issue(shared: &Shared, view: &ReportView, look: Look, room: u16) -> Vec<PageLine> {
    let words = &shared.words;
    if let Some((version, issue)) = issue_of(view, look) {
        let mut texts = words.issue(version, issue);
        texts.push(words.say(if issue.counted.is_some() {
            "figures-seen-as-issued"
        } else {
            "figures-seen-uncounted"
        }));
        let lines = texts.iter().flat_map(|text| note(shared, text, 0, room));
        return lines.collect();
    }
    let Some((version, issue)) = view.issued.as_ref().and_then(Report::last) else {
        return vec![PageLine::dim(words.say("figures-not-issued"))];
    };
    let mut lines: Vec<PageLine> = words
        .issue(version, issue)
        .iter()
        .flat_map(|text| note(shared, text, 0, room))
        .collect();
    let differ = told(words, &differences(&issue.sheet, &view.sheet.bare()));
    let tone = if differ.len() > 1 {
        Tone::Warn
    } else {
        Tone::Dim
    };
    let shown = if look == Look::Differences {
        differ.len()
    } else {
        1
    };
    for text in differ.iter().take(shown) {
        for line in note(shared, text, 0, room) {
            lines.push(PageLine { tone, ..line });
        }
    }
    lines
}

/// Breaks a text that stands back into lines.
fn note(shared: &Shared, text: &str, indent: u16, room: u16) -> Vec<PageLine> {
    let blank = " ".repeat(usize::from(indent));
    let room = room.saturating_sub(indent).max(8);
    broken(text, room, shared.look.ambiguous_wide)
        .into_iter()
        .map(|line| PageLine::dim(format!("{blank}{line}")))
        .collect()
}

fn figure(
    shared: &Shared,
    sheet: &Sheet,
    figure: &Figure,
    spot: usize,
    rules: bool,
    room: u16,
) -> Vec<PageLine> {
    let words = &shared.words;
    let wide = shared.look.ambiguous_wide;
    let name = padded(shared, &words.measure(figure.measure), NAME);
    let mut text = format!("  {name} {}", words.headline(figure.value));
    if let Value::Rate { n, of } = figure.value
        && of > 0
        && width(&text, wide) + BAR + 2 <= room
    {
        text = format!("{text}  {}", bar(shared, n, of, BAR));
    }
    let alarm = figure.measure == Measure::Overdue && figure.value != Value::Count(0);
    if alarm {
        text = text.replacen("  ", "!!", 1);
    }
    let mut lines = vec![PageLine {
        text,
        tone: if alarm { Tone::Bad } else { Tone::Plain },
        spot: Some(spot),
    }];
    let compared = words.compared(sheet, figure).join("  ");
    if !compared.is_empty() {
        lines.extend(note(shared, &compared, 5, room));
    }
    if rules {
        let formula = words.formula(figure.measure, &shared.town.settings);
        lines.extend(note(shared, &formula, 5, room));
    }
    lines
}

fn padded(shared: &Shared, text: &str, room: u16) -> String {
    let wide = shared.look.ambiguous_wide;
    let text = truncate(text, room, wide);
    let blank = usize::from(room.saturating_sub(width(&text, wide)));
    format!("{text}{}", " ".repeat(blank))
}

/// Lays a table out in columns, with a bar for what its first column counts.
fn table(shared: &Shared, table: &SheetTable, spot: usize, room: u16) -> Vec<PageLine> {
    let words = &shared.words;
    if table.rows.is_empty() {
        return vec![PageLine::dim(format!("  {}", words.say("figures-nothing")))];
    }
    let wide = shared.look.ambiguous_wide;
    let head = table
        .columns
        .iter()
        .map(|it| words.code("column", it.code()));
    let mut rows: Vec<Vec<String>> = vec![std::iter::once(String::new()).chain(head).collect()];
    rows.extend(table.rows.iter().map(|row| {
        let label = truncate(&words.label(&row.label), LABEL, wide);
        let cells = row.cells.iter().map(|it| words.cell(it));
        std::iter::once(label).chain(cells).collect()
    }));
    let widths: Vec<u16> = (0..=table.columns.len())
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.map(|it| width(it, wide)).max().unwrap_or_default()
        })
        .collect();
    let most = table.rows.iter().filter_map(first).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut text = String::from("  ");
        for (cell, room) in row.iter().zip(&widths) {
            text.push_str(&padded(shared, cell, *room));
            text.push_str("  ");
        }
        let counted = at.checked_sub(1).and_then(|at| table.rows.get(at));
        if let Some(count) = counted.and_then(first) {
            let left = room.saturating_sub(width(&text, wide));
            text.push_str(&bar(shared, count, most, left.min(BAR)));
        }
        lines.push(PageLine {
            text: text.trim_end().to_owned(),
            tone: if at == 0 { Tone::Dim } else { Tone::Plain },
            spot: at.checked_sub(1).map(|at| spot + at),
        });
    }
    if table.code == TableCode::Trend {
        for (at, column) in table.columns.iter().enumerate() {
            lines.insert(
                at,
                PageLine::new(trend_line(shared, table, at, *column), Tone::Plain),
            );
        }
    }
    lines
}

fn first(row: &SheetRow) -> Option<u32> {
    match row.cells.first() {
        Some(Cell::Value(Value::Count(count))) => Some(*count),
        _ => None,
    }
}

fn trend_line(shared: &Shared, table: &SheetTable, at: usize, column: Column) -> String {
    let values: Vec<u32> = table
        .rows
        .iter()
        .filter_map(|row| match row.cells.get(at) {
            Some(Cell::Value(Value::Count(count))) => Some(*count),
            _ => None,
        })
        .collect();
    let name = padded(shared, &shared.words.code("column", column.code()), LABEL);
    format!("  {name}{}", trend(shared, &values))
}
