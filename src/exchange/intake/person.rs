//! A row of a sheet of people as a person's card.

use crate::domain::draft::{Desk, IntakeDraft, Remark};
use crate::domain::field::FieldEntry;
use crate::domain::person::Person;
use crate::domain::person::part::PartKind;
use crate::exchange::cell::Cell;
use crate::exchange::intake::raw::{Doubtful, RowDoubt, RowReason, RowRefusal};
use crate::exchange::map::code_words::{is_nothing, yes_no};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::person_field::PersonColumn;
use crate::exchange::map::pick::Fields;

/// A person's card, with what is doubtful in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCard {
    /// The card.
    pub person: Person,
    /// What the cells did not hold whole.
    pub doubts: Vec<RowDoubt>,
    /// What the desk would remark on.
    pub remarks: Vec<Remark>,
}

/// Makes a card of a row, by the same check as what is typed at the desk.
///
/// # Errors
/// A row without a name, or with a value beyond the bound.
pub fn read(fields: &Fields<PersonColumn>, desk: &Desk<'_>) -> Result<ReadCard, RowRefusal> {
    let refused = |field: PersonColumn, why| RowRefusal {
        row: fields.row,
        field: field.code(),
        why,
    };
    if fields.unreadable {
        let why = RowReason::NotJson(String::new());
        return Err(refused(PersonColumn::needed(), why));
    }
    let mut draft = IntakeDraft::new(desk.now);
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
            Cell::Fault(fault) => {
                doubt(Doubtful::Fault(fault.clone()));
                continue;
            }
            cell if cell.lost_digits() => doubt(Doubtful::DigitsLost),
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => {}
        }
        let text = if field.0.asked().entry() == FieldEntry::Digits {
            cell.number_text()
        } else {
            cell.text()
        };
        let text = text.replace(['\r', '\n'], " ");
        let wish = field.0.kind() == PartKind::Wish;
        if !wish && is_nothing(&text) {
            continue;
        }
        let text = match yes_no(&text) {
            Some(true) if wish => "yes",
            Some(false) | None if wish => continue,
            _ => &text,
        };
        draft.set(field.0.asked(), text);
    }
    let (person, remarks) = draft.check_person(desk);
    if person.name.is_empty() {
        return Err(refused(PersonColumn::needed(), RowReason::Missing));
    }
    Ok(ReadCard {
        person,
        doubts,
        remarks,
    })
}
