//! A row of a sheet of people as a person's card.

use crate::domain::clean;
use crate::domain::draft::Desk;
use crate::domain::person::Person;
use crate::domain::phone::Phone;
use crate::domain::resident_id::IdNumber;
use crate::exchange::cell::Cell;
use crate::exchange::intake::raw::{Doubtful, RowDoubt, RowReason, RowRefusal};
use crate::exchange::map::code_words;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::person_field::PersonField;
use crate::exchange::map::pick::Fields;

/// Makes a card of a row, with what is doubtful in it.
///
/// # Errors
/// A row without a name, or with a value beyond the bound.
pub fn read(
    fields: &Fields<PersonField>,
    desk: &Desk<'_>,
) -> Result<(Person, Vec<RowDoubt>), RowRefusal> {
    let refused = |field: PersonField, why| RowRefusal {
        row: fields.row,
        field: field.code(),
        why,
    };
    let mut doubts = Vec::new();
    for (field, cell) in fields.filled() {
        let mut doubt = |what| {
            doubts.push(RowDoubt {
                field: field.code().to_owned(),
                what,
            });
        };
        match cell {
            Cell::Oversized(bytes) => return Err(refused(field, RowReason::TooLong(*bytes))),
            Cell::Fault(fault) => doubt(Doubtful::Fault(fault.clone())),
            cell if cell.lost_digits() => doubt(Doubtful::DigitsLost),
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => {}
        }
    }
    let line = |field| clean::line(&fields.text(field));
    let some = |field| Some(line(field)).filter(|text| !text.is_empty());
    let name =
        some(PersonField::Name).ok_or_else(|| refused(PersonField::Name, RowReason::Missing))?;
    let phones = Phone::parse_all(&line(PersonField::Phone), desk.dialling);
    let person = Person {
        name,
        phones: phones
            .iter()
            .map(|phone| phone.stored().to_owned())
            .collect(),
        id_number: some(PersonField::IdNumber).map(|typed| IdNumber::parse(&typed).number),
        village: some(PersonField::Village).map(|typed| (desk.village)(&typed).unwrap_or(typed)),
        address: some(PersonField::Address),
        care: some(PersonField::Care),
        confidential: code_words::yes_no(&line(PersonField::Confidential)) == Some(true),
    };
    Ok((person, doubts))
}
