//! 来访人 as rows.

use crate::domain::person::part::PartKind;
use crate::domain::person::{Person, PersonField};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::person_field::PersonColumn;
use crate::exchange::write::out::{OutCell, OutColumn};
use crate::verbs::export::context::{Export, Stopped};
use crate::verbs::export::mask::Masking;

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
                PartKind::Name | PartKind::YesNo => 12,
                PartKind::Phones | PartKind::Village | PartKind::Need | PartKind::Private => 18,
                PartKind::IdNumber => 22,
                PartKind::Address => 32,
            },
        })
        .collect()
}

/// Writes a row a person.
pub fn rows(export: &mut Export<'_>) -> Result<(), Stopped> {
    let (masking, for_programs) = (export.masking, export.for_programs);
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
            .map(|field| cell(person, *field, masking, for_programs))
            .collect();
        stopped = export.sink.row(&cells).err();
        done += 1;
        export.progress.set(done);
        Ok(())
    })?;
    stopped.map_or(Ok(()), |error| Err(error.into()))
}

/// Gives a part of a person's card, as far as the veil lets it be seen.
pub fn cell(person: &Person, field: PersonField, masking: Masking, for_programs: bool) -> OutCell {
    let text = person.text(field);
    let seen = match field.kind() {
        PartKind::Name => masking.name(person),
        PartKind::Phones => masking.phones(&person.phones),
        PartKind::IdNumber => masking.id(&text),
        PartKind::Village => text,
        PartKind::Address => masking.address(&text),
        PartKind::Need | PartKind::Private => masking.private(&text),
        PartKind::YesNo if for_programs => return OutCell::YesNo(!text.is_empty()),
        PartKind::YesNo => if text.is_empty() { "" } else { "是" }.to_owned(),
    };
    OutCell::text(Some(seen))
}
