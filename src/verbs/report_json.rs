//! `mulin report --format json`: a report with stable field names.

use serde::Serialize;

use crate::domain::report::{Issue, Report};
use crate::domain::settings::Settings;
use crate::domain::sheet::{Cell, Figure, Sheet, SheetRow, SheetTable, code};
use crate::domain::value::Value;
use crate::figures::compare::{Difference, Place, differences};
use crate::verbs::dispute_json::yuan;
use crate::words::bundle::Words;

/// What is shown of a period: the report as it was issued last, else as it is computed today.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The report.
    pub sheet: Sheet,
    /// The issue that it is, with its version.
    pub issued: Option<(usize, &'a Issue)>,
    /// What stands otherwise today.
    pub differences: Vec<Difference>,
}

impl<'a> Shown<'a> {
    /// Takes the last issue where there is one.
    pub fn of(today: Sheet, report: Option<&'a Report>) -> Self {
        let issued = report.and_then(Report::last);
        match issued {
            None => Self {
                sheet: today,
                issued,
                differences: Vec::new(),
            },
            Some((_, issue)) => Self {
                differences: differences(&issue.sheet, &today.bare()),
                sheet: issue.whole(&today),
                issued,
            },
        }
    }
}

/// A report.
#[derive(Debug, Serialize)]
pub struct ReportJson {
    /// `issued` or `today`.
    shows: &'static str,
    period: PeriodJson,
    area: Option<String>,
    figures: Vec<FigureJson>,
    tables: Vec<TableJson>,
    issued: Option<IssuedJson>,
}

#[derive(Debug, Serialize)]
struct PeriodJson {
    kind: &'static str,
    name: String,
    from: String,
    to: String,
    until: String,
}

#[derive(Debug, Serialize)]
struct FigureJson {
    code: String,
    base: &'static str,
    name: String,
    n: Option<u32>,
    of: Option<u32>,
    percent: Option<f64>,
    rounded: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<f64>,
    rule: String,
    previous: Option<BeforeJson>,
    last_year: Option<BeforeJson>,
    cases: Vec<String>,
}

#[derive(Debug, Serialize)]
struct BeforeJson {
    n: Option<u32>,
    of: Option<u32>,
    percent: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<f64>,
    change: Option<f64>,
}

#[derive(Debug, Serialize)]
struct TableJson {
    code: &'static str,
    name: String,
    columns: Vec<&'static str>,
    rows: Vec<RowJson>,
}

#[derive(Debug, Serialize)]
struct RowJson {
    code: String,
    name: String,
    cells: Vec<CellJson>,
    cases: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum CellJson {
    Count(u32),
    Rate {
        n: u32,
        of: u32,
        percent: Option<f64>,
    },
    Score(Option<f64>),
    /// In yuan.
    Money(f64),
    Text(String),
    None(()),
}

#[derive(Debug, Serialize)]
struct IssuedJson {
    version: usize,
    by: String,
    at: String,
    reason: String,
    fingerprint: String,
    differences: Vec<DifferenceJson>,
}

#[derive(Debug, Serialize)]
struct DifferenceJson {
    line: String,
    issued: Option<CellJson>,
    today: Option<CellJson>,
}

fn places(hundredths: impl Into<f64>) -> f64 {
    hundredths.into() / 100.0
}

/// Gives n and, of a rate, all.
const fn parts(value: Value) -> (Option<u32>, Option<u32>) {
    match value {
        Value::Count(n) => (Some(n), None),
        Value::Rate { n, of } => (Some(n), Some(of)),
        // A mean of days: over so many matters.
        Value::Mean { of, .. } => (None, Some(of)),
        Value::Score(_) | Value::Days(_) | Value::Money(_) => (None, None),
    }
}

/// Gives days: the mean to one place, or so many.
fn days(value: Value) -> Option<f64> {
    match value {
        Value::Days(days) => days.map(f64::from),
        _ => value.tenths_of_a_day().map(|it| f64::from(it) / 10.0),
    }
}

impl ReportJson {
    /// Makes it of what is shown.
    pub fn of(words: &Words, settings: &Settings, shown: &Shown<'_>) -> Self {
        let sheet = &shown.sheet;
        let period = sheet.period;
        Self {
            shows: if shown.issued.is_some() {
                "issued"
            } else {
                "today"
            },
            period: PeriodJson {
                kind: period.kind.code(),
                name: period.to_string(),
                from: period.from.to_string(),
                to: period.to.to_string(),
                until: sheet.until.to_string(),
            },
            area: sheet.area.as_ref().map(|it| it.name.clone()),
            figures: sheet
                .figures
                .iter()
                .map(|it| figure(words, settings, it))
                .collect(),
            tables: sheet.tables.iter().map(|it| table(words, it)).collect(),
            issued: shown.issued.map(|(version, issue)| IssuedJson {
                version,
                by: issue.by.clone(),
                at: issue.at.to_string(),
                reason: issue.reason.clone(),
                fingerprint: issue.fingerprint.clone(),
                differences: shown.differences.iter().map(difference).collect(),
            }),
        }
    }
}

fn figure(words: &Words, settings: &Settings, figure: &Figure) -> FigureJson {
    let (n, of) = parts(figure.value);
    let before = |before: Option<Value>| {
        before.map(|before| {
            let (n, of) = parts(before);
            BeforeJson {
                n,
                of,
                percent: before.hundredths().map(places),
                days: days(before),
                change: figure
                    .value
                    .change(before)
                    .and_then(|it| i32::try_from(it).ok())
                    .map(places),
            }
        })
    };
    FigureJson {
        code: figure.code(),
        base: figure.base.code(),
        name: words.measure(figure.measure),
        n,
        of,
        percent: figure.value.hundredths().map(places),
        rounded: figure.value.tenths().map(|it| f64::from(it) / 10.0),
        days: days(figure.value),
        rule: words.formula(figure.measure, settings),
        previous: before(figure.previous),
        last_year: before(figure.last_year),
        cases: figure.cases.iter().map(ToString::to_string).collect(),
    }
}

fn table(words: &Words, table: &SheetTable) -> TableJson {
    TableJson {
        code: table.code.code(),
        name: words.code("sheet", table.code.code()),
        columns: table.columns.iter().map(|it| it.code()).collect(),
        rows: table.rows.iter().map(|it| row(words, it)).collect(),
    }
}

fn row(words: &Words, row: &SheetRow) -> RowJson {
    RowJson {
        code: row.label.to_string(),
        name: words.label(&row.label),
        cells: row.cells.iter().map(cell).collect(),
        cases: row.cases.iter().map(ToString::to_string).collect(),
    }
}

fn cell(cell: &Cell) -> CellJson {
    match cell {
        Cell::Value(Value::Count(count)) => CellJson::Count(*count),
        Cell::Value(Value::Rate { n, of }) => CellJson::Rate {
            n: *n,
            of: *of,
            percent: Value::Rate { n: *n, of: *of }.hundredths().map(places),
        },
        Cell::Value(Value::Score(score)) => CellJson::Score(score.map(places)),
        Cell::Value(Value::Money(it)) => CellJson::Money(yuan(*it)),
        Cell::Value(value @ (Value::Mean { .. } | Value::Days(_))) => CellJson::Score(days(*value)),
        Cell::Word(text) | Cell::Name(text) => CellJson::Text(text.clone()),
        Cell::Day(day) => CellJson::Text(day.to_string()),
        Cell::None => CellJson::None(()),
    }
}

fn difference(difference: &Difference) -> DifferenceJson {
    DifferenceJson {
        line: match &difference.place {
            Place::Figure(base, measure) => code(*base, *measure),
            Place::Cell(table, label, column) => {
                format!("{}/{label}/{}", table.code(), column.code())
            }
        },
        issued: difference.issued.as_ref().map(cell),
        today: difference.today.as_ref().map(cell),
    }
}
