//! 矛盾纠纷排查情况表 in the town's own form: what was found and where it was settled, one row a type.

use crate::domain::sheet::{Cell, Column, Label, SheetTable};

/// The columns behind the type, in the order in which the form has them: what was found, where it was
/// settled, people and money.
pub const COLUMNS: [Column; 13] = [
    Column::Total,
    Column::FoundMicro,
    Column::FoundVillage,
    Column::FoundArea,
    Column::FoundTown,
    Column::Brought,
    Column::SettledVillage,
    Column::SettledArea,
    Column::SettledTown,
    Column::SettledAbove,
    Column::Unsettled,
    Column::Concerned,
    Column::Amount,
];

/// Gives the rows of both halves side by side, each cell where one of them has it.
pub fn joined<'a>(
    found: &'a SheetTable,
    settled: &'a SheetTable,
) -> Vec<(&'a Label, Vec<Option<&'a Cell>>)> {
    // Both halves have the same rows.
    let rows = found.rows.iter().zip(&settled.rows);
    let row = rows.map(|(one, other)| {
        let halves = [(found, one), (settled, other)];
        let cells = COLUMNS.iter().map(|column| {
            halves.iter().find_map(|(table, row)| {
                let place = table.columns.iter().position(|it| it == column)?;
                row.cells.get(place)
            })
        });
        (&one.label, cells.collect())
    });
    row.collect()
}
