//! Tables that were parsed whole out of a marked-up text, given row by row.

use crate::exchange::read::error::Trouble;
use crate::exchange::read::sheets::{FileRead, SheetName, read_each};
use crate::exchange::table::{Headings, Merged, Row, Table, TableRead, Visit, Wanted};

/// A table in memory.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParsedTable {
    /// Its name, where the file gives one.
    pub name: Option<String>,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Its cells that were merged downwards.
    pub merged: Vec<Merged>,
}

/// Reads the wanted table, else every one with known headings. Several without names are called
/// `#1`, `#2`.
pub fn read(
    mut tables: Vec<ParsedTable>,
    wanted: Wanted<'_>,
    visit: &mut Visit<'_>,
) -> Result<FileRead, Trouble> {
    tables.retain(|table| !table.rows.is_empty());
    if let [table] = tables.as_slice()
        && table.name.is_none()
        && wanted.sheet.is_none()
    {
        return read_one(table, None, wanted, visit).map(FileRead::of_table);
    }
    for (at, table) in (1..).zip(&mut tables) {
        table.name.get_or_insert_with(|| format!("#{at}"));
    }
    let names: Vec<SheetName> = tables
        .iter()
        .map(|table| SheetName {
            name: table.name.clone().unwrap_or_default(),
            visible: !table.hidden,
            has_cells: true,
        })
        .collect();
    read_each(&names, wanted.sheet, |name| {
        let table = tables.iter().find(|it| it.name.as_deref() == Some(name));
        match table {
            Some(table) => read_one(table, Some(name), wanted, visit),
            None => Err(Trouble::Empty),
        }
    })
}

fn read_one(
    parsed: &ParsedTable,
    name: Option<&str>,
    wanted: Wanted<'_>,
    visit: &mut Visit<'_>,
) -> Result<TableRead, Trouble> {
    let headings = Headings {
        sheet: name.map(str::to_owned),
        ..Headings::default()
    };
    let mut table = Table::new(wanted, headings, visit).with_merged(parsed.merged.clone());
    for row in &parsed.rows {
        if table.push(row.clone())?.is_break() {
            break;
        }
    }
    table.finish()
}
