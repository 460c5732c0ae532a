//! 排班 as rows: one a day on which somebody is named.

use chrono::NaiveDate;

use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::rota_field::RotaField;
use crate::exchange::write::out::{OutCell, OutColumn};
use crate::verbs::export::context::{Export, Stopped};

/// Gives the columns, with headings by which an import knows them.
pub fn columns() -> Vec<OutColumn> {
    RotaField::ALL
        .iter()
        .map(|field| OutColumn {
            code: field.code(),
            heading: field
                .headings()
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned(),
            width: 14,
        })
        .collect()
}

/// Writes the days in order.
pub fn rows(export: &mut Export<'_>) -> Result<(), Stopped> {
    let year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let roster = export.snapshot.leaders()?;
    for (date, day) in export.snapshot.rota(year(2000), year(2101))? {
        let Some(leader) = &day.leader else {
            continue;
        };
        let card = roster.0.iter().find(|it| it.name == *leader);
        let (stand_in, why) = day.stand_in.clone().unzip();
        let cells = [
            OutCell::Day(date),
            OutCell::text(Some(leader.clone())),
            OutCell::text(card.map(|it| it.post.clone())),
            OutCell::text(stand_in),
            OutCell::text(why),
            OutCell::text(Some(day.note.clone())),
        ];
        export.sink.row(&cells)?;
    }
    Ok(())
}
