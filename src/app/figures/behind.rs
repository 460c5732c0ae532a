//! The cases behind what the cursor stops at: which they are, and, before they are here, whether there are
//! any.

use crate::app::figures::look::Look;
use crate::app::figures::page::{Row, issue_of};
use crate::domain::number::CaseNumber;
use crate::domain::sheet::{Cell, Column, Label, Measure, TableCode};
use crate::domain::value::Value;
use crate::domain::view::ReportView;

/// Tells whether a row is one of a list: its case is always here.
pub const fn is_listed(row: &Row) -> bool {
    matches!(row, Row::Row(_, Label::Case(_)))
}

/// Tells whether anything stands behind a thing, or behind it that wants attention; as far as its
/// figures tell, while the cases are not here.
pub fn opens(view: &ReportView, look: Look, row: &Row, marked: bool) -> bool {
    if view.whole || is_listed(row) {
        return !behind(view, look, row, marked).is_empty();
    }
    if issue_of(view, look).is_some() {
        return !counted(view, look, row, marked).is_empty();
    }
    match row {
        Row::Figure(base, measure) => {
            let figure = view.sheet.figure(*base, *measure);
            figure.is_some_and(|it| has_cases(it.value, *measure, marked))
        }
        Row::Row(code, label) => {
            let table = view.sheet.table(*code).filter(|_| !marked);
            table.is_some_and(|table| {
                let row = table.rows.iter().find(|it| it.label == *label);
                let cells = row.map_or(&[][..], |it| it.cells.as_slice());
                let mut cells = table.columns.iter().zip(cells);
                cells.any(|(column, cell)| column_has_cases(*column, cell))
            })
        }
    }
}

/// Tells whether a column of a table counts cases, and here at least one.
fn column_has_cases(column: Column, cell: &Cell) -> bool {
    let counts = matches!(
        column,
        Column::Registered
            | Column::Ended
            | Column::Open
            | Column::Visits
            | Column::Total
            | Column::Matters
    );
    counts && matches!(cell, Cell::Value(Value::Count(1..)))
}

/// Tells whether cases stand behind a value of a measure, or among them some that want attention.
fn has_cases(value: Value, measure: Measure, marked: bool) -> bool {
    match measure {
        // What is counted from other ledgers opens no case.
        Measure::Calls
        | Measure::CallsAnswered
        | Measure::LawyerVisits
        | Measure::Lawyers
        | Measure::Firms
        | Measure::LawyerCases
        | Measure::Aided
        | Measure::ChecksDone => return false,
        // Those that came again are marked.
        Measure::Repeat if marked => return matches!(value, Value::Rate { n: 1.., .. }),
        Measure::Raised | Measure::People => return matches!(value, Value::Count(1..)),
        _ => {}
    }
    match value {
        Value::Count(count) => count > 0 && !marked,
        Value::Rate { n, of } => {
            if marked {
                n < of
            } else {
                of > 0
            }
        }
        Value::Mean { .. } | Value::Days(_) => value.has_value(),
        Value::Score(_) | Value::Money(_) => false,
    }
}

/// Gives the cases behind a thing that the viewer may read, or those of them that want attention; of
/// an issue those that it counted then.
pub fn behind(view: &ReportView, look: Look, row: &Row, marked: bool) -> Vec<CaseNumber> {
    let mut all = counted(view, look, row, marked);
    all.retain(|it| !view.held_back.contains(it));
    all
}

fn counted(view: &ReportView, look: Look, row: &Row, marked: bool) -> Vec<CaseNumber> {
    if let Some((_, issue)) = issue_of(view, look) {
        let Some(counted) = &issue.counted else {
            return Vec::new();
        };
        return match row {
            Row::Figure(base, measure) => counted.figure(&issue.sheet, (*base, *measure), marked),
            Row::Row(..) if marked => Vec::new(),
            Row::Row(code, label) => counted.row(&issue.sheet, *code, label),
        };
    }
    match row {
        Row::Figure(base, measure) => {
            let figure = view.sheet.figure(*base, *measure);
            let list = figure.map(|it| if marked { &it.marked } else { &it.cases });
            list.cloned().unwrap_or_default()
        }
        Row::Row(code, label) => {
            let table = view.sheet.table(*code);
            let it = table.and_then(|it| it.rows.iter().find(|row| row.label == *label));
            let list = it.filter(|_| !marked).map(|it| &it.cases);
            list.cloned().unwrap_or_default()
        }
    }
}

/// Tells whether a thing of an issue is about a place or a person: what became an accusation since is
/// left out there, as it is in today's figures (条例 30 ¶3).
pub fn is_placing(view: &ReportView, look: Look, row: &Row) -> bool {
    let Some((_, issue)) = issue_of(view, look) else {
        return false;
    };
    let placing = match row {
        Row::Figure(..) => false,
        Row::Row(code, _) => matches!(
            code,
            TableCode::ByArea
                | TableCode::ByChannel
                | TableCode::ByUnit
                | TableCode::ByLeader
                | TableCode::Evaluation
                | TableCode::VillageEvaluation
                | TableCode::DisputesFound
                | TableCode::DisputesSettled
                | TableCode::InPlace
        ),
    };
    placing || issue.sheet.area.is_some()
}
