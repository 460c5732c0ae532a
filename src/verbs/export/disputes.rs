//! 矛盾纠纷排查情况表 as rows: one a type, and the sum of all at the end.

use chrono::NaiveDate;

use crate::domain::period::Period;
use crate::domain::sheet::{Cell, Column};
use crate::domain::value::Value;
use crate::exchange::write::out::{OutCell, OutColumn};
use crate::figures::disputes;
use crate::figures::known::Known;
use crate::verbs::export::context::{Export, Stopped};
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// The columns behind the type, in the order in which the sheet has them: what was found, where it
/// was settled, people and money.
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

/// Gives the columns with the headings of the town's own form.
pub fn columns() -> Vec<OutColumn> {
    let words = Words::new(Lang::TOWN);
    let kind = OutColumn {
        code: "dispute_type",
        heading: words.say("ask-dispute_type"),
        width: 24,
    };
    let counted = COLUMNS.iter().map(|column| OutColumn {
        code: column.code(),
        heading: words.code("heading", column.code()),
        width: 14,
    });
    std::iter::once(kind).chain(counted).collect()
}

/// Writes the table of a period as it stands today.
pub fn rows(export: &mut Export<'_>, period: Period, today: NaiveDate) -> Result<(), Stopped> {
    let words = Words::new(Lang::TOWN);
    let known = Known::read(export.snapshot, period, today, export.town)?;
    let [found, settled] = disputes::tables(&known, export.town);
    // Both halves have the same rows.
    for (one, other) in found.rows.iter().zip(&settled.rows) {
        let halves = [(&found, one), (&settled, other)];
        let cells = COLUMNS.iter().map(|column| {
            let cell = halves.iter().find_map(|(table, row)| {
                let place = table.columns.iter().position(|it| it == column)?;
                row.cells.get(place)
            });
            cell.map_or(OutCell::Empty, out)
        });
        let label = OutCell::Text(words.label(&one.label));
        let cells: Vec<OutCell> = std::iter::once(label).chain(cells).collect();
        export.sink.row(&cells)?;
    }
    Ok(())
}

/// Gives a count as one, and money in yuan; what has fen stands as text, so that none is lost.
fn out(cell: &Cell) -> OutCell {
    match cell {
        Cell::Value(Value::Count(count)) => OutCell::Count(i64::from(*count)),
        Cell::Value(value) => {
            let text = value.to_string();
            text.parse().map_or(OutCell::Text(text), OutCell::Count)
        }
        Cell::Word(_) | Cell::Day(_) | Cell::Name(_) | Cell::None => OutCell::Empty,
    }
}
