//! 来访人 as rows.

use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::person_field::PersonField;
use crate::exchange::write::out::{OutCell, OutColumn};
use crate::verbs::export::context::{Export, Stopped};

/// Gives the columns, with headings by which an import knows them.
pub fn columns() -> Vec<OutColumn> {
    PersonField::ALL
        .iter()
        .map(|field| OutColumn {
            code: field.code(),
            heading: field
                .headings()
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned(),
            width: match field {
                PersonField::Name | PersonField::Confidential => 12,
                PersonField::Phone | PersonField::Village | PersonField::Care => 18,
                PersonField::IdNumber => 22,
                PersonField::Address => 32,
            },
        })
        .collect()
}

/// Writes a row a person.
pub fn rows(export: &mut Export<'_>) -> Result<(), Stopped> {
    let (veil, for_programs) = (export.veil, export.for_programs);
    let mut stopped = None;
    let mut done = 0;
    export.snapshot.each_person(&mut |_, person| {
        // Who went into another card stands there.
        if stopped.is_some() || person.merge.into.is_some() {
            return Ok(());
        }
        let cells: Vec<OutCell> = PersonField::ALL
            .iter()
            .map(|field| match field {
                PersonField::Name => OutCell::text(Some(veil.name(person))),
                PersonField::Phone => OutCell::text(Some(veil.phones(&person.phones))),
                PersonField::IdNumber => {
                    OutCell::text(person.id_number.as_deref().map(|number| veil.id(number)))
                }
                PersonField::Village => OutCell::text(person.village.clone()),
                PersonField::Address => {
                    OutCell::text(person.address.as_deref().map(|it| veil.address(it)))
                }
                PersonField::Care => {
                    OutCell::text(person.care.as_deref().map(|it| veil.private(it)))
                }
                PersonField::Confidential if for_programs => OutCell::YesNo(person.confidential),
                PersonField::Confidential => OutCell::text(person.confidential.then_some("是")),
            })
            .collect();
        stopped = export.sink.row(&cells).err();
        done += 1;
        export.progress.set(done);
        Ok(())
    })?;
    stopped.map_or(Ok(()), |error| Err(error.into()))
}
