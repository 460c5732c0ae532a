//! The page of the figures pane: figures and tables, and the cases behind them.

use crate::app::case::para::Shade;
use crate::app::figures::chart::{count, month, picture};
use crate::app::figures::look::Look;
use crate::app::layout::DESK_WIDTH;
use crate::app::ledger::page::{self as ledger, Cell, Page};
use crate::app::shared::Shared;
use crate::domain::report::{Issue, Report};
use crate::domain::sheet::{Base, Column, Figure, Label, Measure, Sheet, SheetTable, TableCode};
use crate::domain::value::Value;
use crate::domain::view::ReportView;
use crate::figures::compare::Difference;
use crate::figures::differences;

const FIGURES: &[ledger::Column] = &[
    ledger::Column::text("col-figure"),
    ledger::Column::number("col-value"),
    ledger::Column::bar("col-bar"),
];

/// What the cursor stops at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A figure.
    Figure(Base, Measure),
    /// A row of a table.
    Row(TableCode, Label),
}

/// Gives the report that is looked at: as it is computed now, or as it was issued.
fn seen(view: &ReportView, look: Look) -> &Sheet {
    issue_of(view, look).map_or(&view.sheet, |(_, issue)| &issue.sheet)
}

/// Gives the issue that is looked at, with its version.
pub fn issue_of(view: &ReportView, look: Look) -> Option<(usize, &Issue)> {
    let Look::Issue(at) = look else { return None };
    let issue = view.issued.as_ref()?.issues.get(at)?;
    Some((at + 1, issue))
}

/// What of a report is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Looked<'a> {
    /// The report.
    pub view: &'a ReportView,
    /// What is otherwise now than in the last issue.
    pub differences: &'a [Difference],
    /// Now, the differences, or an issue.
    pub look: Look,
    /// The rules by which figures are counted stand beside them.
    pub rules: bool,
    /// Rows of a table that are written; more are named by their number.
    pub most: usize,
}

/// Writes the report: what was issued, the figures of each base, the tables.
pub fn page(shared: &Shared, looked: Looked<'_>) -> Page<Row> {
    let words = &shared.words;
    let Looked {
        view, look, rules, ..
    } = looked;
    let sheet = seen(view, look);
    let mut page = Page::new(words.sheet_title(sheet.period));
    page.note(words.sheet_span(sheet), Shade::Dim);
    page.note(words.say("figures-keys"), Shade::Dim);
    if let Some(area) = &sheet.area {
        let args = [("area", area.name.as_str().into())];
        page.note(words.say_with("figures-area", &args), Shade::Plain);
    }
    for (text, tone) in issue(shared, looked) {
        page.note(text, tone);
    }
    // Only the report of now has its days: an issue holds what was issued.
    if let Some(days) = month(shared, view).filter(|_| look == Look::Now) {
        page.title(words.say("figures-by-day"));
        page.chart(days);
    }
    // A wide desk looks before it reads; a smaller one has each picture over its table.
    if is_wide(shared) {
        for table in &sheet.tables {
            if let Some(chart) = picture(shared, table) {
                page.title(words.code("sheet", table.code.code()));
                page.chart(chart);
            }
        }
    }
    for base in Base::ALL {
        let figures: Vec<&Figure> = sheet.figures.iter().filter(|it| it.base == *base).collect();
        if figures.is_empty() {
            continue;
        }
        page.list(words.code("base", base.code()), FIGURES);
        for it in figures {
            page.row(Row::Figure(it.base, it.measure), figure(shared, it));
            let compared = words.compared(sheet, it).join("  ");
            let rule = rules.then(|| words.formula(it.measure, &shared.town.settings));
            for text in [Some(compared), rule].into_iter().flatten() {
                if !text.is_empty() {
                    page.below(text);
                }
            }
        }
    }
    for it in &sheet.tables {
        table(shared, &mut page, it, looked.most);
    }
    page
}

/// Says what was issued, and, where it is asked for, each difference; nothing changes silently.
fn issue(shared: &Shared, looked: Looked<'_>) -> Vec<(String, Shade)> {
    let words = &shared.words;
    let Looked { view, look, .. } = looked;
    let dim = |texts: Vec<String>| texts.into_iter().map(|text| (text, Shade::Dim)).collect();
    if let Some((version, issue)) = issue_of(view, look) {
        let mut texts = words.issue(version, issue);
        texts.push(words.say(if issue.counted.is_some() {
            "figures-seen-as-issued"
        } else {
            "figures-seen-uncounted"
        }));
        return dim(texts);
    }
    let Some((version, issue)) = view.issued.as_ref().and_then(Report::last) else {
        return dim(vec![words.say("figures-not-issued")]);
    };
    let mut texts: Vec<(String, Shade)> = dim(words.issue(version, issue));
    let tone = if looked.differences.is_empty() {
        Shade::Dim
    } else {
        Shade::Warn
    };
    let lines = if look == Look::Differences {
        differences::render(words, looked.differences)
    } else {
        vec![differences::count(words, looked.differences)]
    };
    texts.extend(lines.into_iter().map(|text| (text, tone)));
    texts
}

/// Writes a figure, with a bar for a rate.
fn figure(shared: &Shared, figure: &Figure) -> [Cell; 3] {
    let words = &shared.words;
    let bar = match figure.value {
        Value::Rate { n, of } if of > 0 => Cell::bar(n, of),
        _ => "".into(),
    };
    let late = [Measure::Overdue, Measure::LongestOverdue].contains(&figure.measure);
    let alarm = late && figure.value.has_value() && figure.value != Value::Count(0);
    let tone = if alarm { Shade::Bad } else { Shade::Plain };
    [
        Cell::toned(words.measure(figure.measure), tone),
        words.headline(figure.value).into(),
        bar,
    ]
}

/// Writes a table, with a bar for what its first column counts.
fn table(shared: &Shared, page: &mut Page<Row>, table: &SheetTable, most_rows: usize) {
    let words = &shared.words;
    page.title(words.code("sheet", table.code.code()));
    if let Some(rule) = words.table_rule(table.code, &shared.town.settings) {
        page.note(rule, Shade::Dim);
    }
    if table.rows.is_empty() {
        page.note(words.say("figures-nothing"), Shade::Dim);
        return;
    }
    if let Some(chart) = picture(shared, table).filter(|_| !is_wide(shared)) {
        page.chart(chart);
    }
    let counted = |column: &Column| ledger::Column::number(column.code()).of("column");
    let columns: Vec<ledger::Column> = std::iter::once(ledger::Column::text(""))
        .chain(table.columns.iter().map(counted))
        .chain([ledger::Column::bar("col-bar")])
        .collect();
    page.list(String::new(), &columns);
    let most = table.rows.iter().filter_map(|row| count(row, 0)).max();
    for row in table.rows.iter().take(most_rows) {
        let mut cells: Vec<Cell> = vec![words.read_label(&row.label).into()];
        cells.extend(row.cells.iter().map(|it| Cell::from(words.cell(it))));
        if let Some(n) = count(row, 0) {
            cells.push(Cell::bar(n, most.unwrap_or(0)));
        }
        page.row(Row::Row(table.code, row.label.clone()), cells);
    }
    let more = table.rows.len().saturating_sub(most_rows);
    if more > 0 {
        let args = [("n", more.into())];
        page.note(words.say_with("figures-more-rows", &args), Shade::Dim);
    }
}

/// Tells whether pictures stand at the top of the page.
const fn is_wide(shared: &Shared) -> bool {
    shared.size.0 >= DESK_WIDTH
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::answer::Answer;
    use crate::app::figures::{Figures, State};
    use crate::app::ledger::Ledger;
    use crate::app::part::{Input, Part};
    use crate::command::table::Command;
    use crate::domain::number::CaseNumber;
    use crate::domain::period::{Period, PeriodKind};
    use crate::domain::sheet::SheetRow;

    /// A day on which so many cases are late.
    fn day(shared: &Shared, late: u32) -> ReportView {
        let rows = (1..=late).map(|run| SheetRow {
            label: Label::Case(CaseNumber { year: 2026, run }),
            cells: Vec::new(),
            cases: Vec::new(),
        });
        let today = shared.now.date();
        ReportView {
            sheet: Sheet {
                period: Period::of(PeriodKind::Day, today),
                area: None,
                until: today,
                figures: Vec::new(),
                tables: vec![SheetTable {
                    code: TableCode::Late,
                    columns: Vec::new(),
                    rows: rows.collect(),
                }],
            },
            days: Vec::new(),
            whole: false,
            issued: None,
            held_back: std::collections::BTreeSet::new(),
            seal: None,
            areas: Vec::new(),
        }
    }

    #[test]
    fn of_a_long_list_the_first_rows_are_drawn_and_the_filter_finds_every_row() {
        let shared = Shared::sample();
        let mut pane = State::default();
        let view = day(&shared, 2000);
        Figures::answered(&mut pane, &shared, Answer::Report(Some(Box::new(view))));
        pane.update(&shared, Input::Tick);
        assert_eq!(pane.rows().len(), 500);
        assert_eq!(Figures::rows(&pane), Some(2000));
        let drawn = pane.ledger.first_page(&shared);
        assert_eq!(
            drawn.blocks.last(),
            Some(&ledger::Block::Note(
                "此处未列 1500 行：筛选可找到，打印、导出中都有".to_owned(),
                Shade::Dim
            ))
        );
        pane.update(&shared, Input::Command(Command::ListFilter));
        pane.update(&shared, Input::Paste("2026-1999".to_owned()));
        let last = Label::Case(CaseNumber {
            year: 2026,
            run: 1999,
        });
        assert_eq!(pane.rows(), [Row::Row(TableCode::Late, last)]);
    }
}
