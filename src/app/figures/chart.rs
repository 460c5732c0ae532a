//! The pictures of a report: what its tables count, and nothing else.

use chrono::Datelike;

use crate::app::case::para::CellState;
use crate::app::ledger::chart::{Chart, Tile, Trend};
use crate::app::ledger::heat::Heat;
use crate::app::shared::Shared;
use crate::domain::areas_open::OpenCount;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::sheet::{Cell, Column, Label, SheetRow, SheetTable, TableCode};
use crate::domain::value::Value;
use crate::domain::view::ReportView;

/// Draws what a table counts, where it is better looked at: registrations and closures over time, what
/// is open in the areas.
pub fn picture(shared: &Shared, table: &SheetTable) -> Option<Chart> {
    let is_empty = table.rows.is_empty();
    if table.code == TableCode::Trend && !is_empty {
        trend(shared, table)
    } else if table.code == TableCode::ByArea && !is_empty {
        areas(shared, table)
    } else {
        None
    }
}

/// Registrations and closures over time; a report that was issued before closures stood in its table
/// has no such picture.
fn trend(shared: &Shared, table: &SheetTable) -> Option<Chart> {
    let columns = [Column::Registered, Column::Ended];
    let [registered, ended] = columns.map(|column| place(table, column));
    let (registered, ended) = (registered?, ended?);
    let places = table.rows.iter().filter_map(|row| {
        let Label::Period(period) = &row.label else {
            return None;
        };
        let counts = [count(row, registered)?, count(row, ended)?];
        Some((short(*period), counts))
    });
    Some(Chart::Trend(Trend {
        names: columns.map(|column| shared.words.code("column", column.code())),
        places: places.collect(),
    }))
}

/// What is open in each area, and how much of it is overdue.
fn areas(shared: &Shared, table: &SheetTable) -> Option<Chart> {
    let columns = [Column::Open, Column::Overdue];
    let [open, overdue] = columns.map(|column| place(table, column));
    let (open, overdue) = (open?, overdue?);
    let tiles = table.rows.iter().filter_map(|row| {
        let (open, overdue) = (count(row, open)?, count(row, overdue)?);
        let name = shared.words.label(&row.label);
        Some(tile(shared, name, OpenCount { open, overdue }))
    });
    Some(Chart::Tiles(tiles.collect()))
}

/// Draws a place with what is open there, and how much of it is overdue.
pub fn tile(shared: &Shared, name: String, count: OpenCount) -> Tile {
    let named = |column: Column| shared.words.code("column", column.code());
    let open = format!("{} {}", named(Column::Open), count.open);
    let (text, state) = if count.overdue > 0 {
        let late = format!("{} {}", named(Column::Overdue), count.overdue);
        (format!("{open}  {late}"), CellState::Late)
    } else {
        (open, CellState::Good)
    };
    Tile { name, text, state }
}

/// The days of a month, with what came and what ended on each.
pub fn month(shared: &Shared, view: &ReportView) -> Option<Chart> {
    let is_month = view.sheet.period.kind == PeriodKind::Month && !view.days.is_empty();
    is_month.then(|| {
        let names = [Column::Registered, Column::Ended];
        let days = view.days.iter();
        Chart::Heat(Heat {
            names: names.map(|column| shared.words.code("column", column.code())),
            days: days.map(|it| (it.day, [it.registered, it.ended])).collect(),
        })
    })
}

/// Gives the place of a column in a table.
fn place(table: &SheetTable, column: Column) -> Option<usize> {
    table.columns.iter().position(|it| *it == column)
}

/// Gives what a row counts in a column.
pub fn count(row: &SheetRow, at: usize) -> Option<u32> {
    match row.cells.get(at) {
        Some(Cell::Value(Value::Count(count))) => Some(*count),
        _ => None,
    }
}

/// Writes a period so short that a pillar stands above it; its table writes it in full.
fn short(period: Period) -> String {
    let from = period.from;
    match period.kind {
        PeriodKind::Day => from.format("%d").to_string(),
        PeriodKind::Week => format!("W{}", from.iso_week().week()),
        PeriodKind::Month => from.format("%m").to_string(),
        PeriodKind::Quarter => format!("Q{}", from.month0() / 3 + 1),
        PeriodKind::Year => from.format("%Y").to_string(),
    }
}
