//! 矛盾纠纷排查情况表 as rows: one a type, and the sum of all at the end.

use chrono::NaiveDate;

use crate::domain::period::Period;
use crate::domain::sheet::Cell;
use crate::domain::value::Value;
use crate::exchange::write::out::{OutCell, OutColumn};
use crate::figures::dispute_form::{COLUMNS, joined};
use crate::figures::disputes;
use crate::figures::known::Known;
use crate::verbs::export::context::{Export, Stopped};
use crate::words::bundle::Words;
use crate::words::lang::Lang;

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
    for (label, cells) in joined(&found, &settled) {
        let cells = cells.into_iter().map(|it| it.map_or(OutCell::Empty, out));
        let label = OutCell::Text(words.label(label));
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
