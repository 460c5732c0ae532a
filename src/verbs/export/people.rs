//! 来访人 as rows.

use crate::domain::person::part::PartKind;
use crate::domain::person::{Person, PersonField};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::person_field::PersonColumn;
use crate::exchange::write::out::{OutCell, OutColumn};
use crate::verbs::export::context::{Export, Stopped};
use crate::verbs::export::mask::Veil;

/// Gives the columns, with headings by which an import knows them.
pub fn columns() -> Vec<OutColumn> {
    PersonColumn::ALL
        .iter()
        .map(|column| OutColumn {
            code: column.code(),
            heading: column
                .headings()
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned(),
            width: match column.0.kind() {
                PartKind::Name | PartKind::Wish => 12,
                PartKind::Phones | PartKind::Village | PartKind::Need | PartKind::Private => 18,
                PartKind::IdNumber => 22,
                PartKind::Address => 32,
            },
        })
        .collect()
}

/// Writes a row a person.
pub fn rows(export: &mut Export<'_>) -> Result<(), Stopped> {
    let (veil, for_programs) = (export.veil, export.for_programs);
    let mut stopped = None;
    let mut done = 0;
    export.snapshot.each_person(&mut |id, person| {
        // Who went into another card stands there.
        let is_part = person.merge.into.is_some();
        if stopped.is_some() || is_part || !export.snapshot.knows(id, export.viewer)? {
            return Ok(());
        }
        let cells: Vec<OutCell> = PersonField::ALL
            .iter()
            .map(|field| cell(person, *field, veil, for_programs))
            .collect();
        stopped = export.sink.row(&cells).err();
        done += 1;
        export.progress.set(done);
        Ok(())
    })?;
    stopped.map_or(Ok(()), |error| Err(error.into()))
}

/// Gives a part of a person's card, as far as the veil lets it be seen.
pub fn cell(person: &Person, field: PersonField, veil: Veil, for_programs: bool) -> OutCell {
    let text = person.text(field);
    let seen = match field.kind() {
        PartKind::Name => veil.name(person),
        PartKind::Phones => veil.phones(&person.phones),
        PartKind::IdNumber => veil.id(&text),
        PartKind::Village => text,
        PartKind::Address => veil.address(&text),
        PartKind::Need | PartKind::Private => veil.private(&text),
        PartKind::Wish if for_programs => return OutCell::YesNo(!text.is_empty()),
        PartKind::Wish => if text.is_empty() { "" } else { "是" }.to_owned(),
    };
    OutCell::text(Some(seen))
}
