//! A row of a sheet of people as a person's card.

use crate::domain::draft::{Desk, IntakeDraft, Remark};
use crate::domain::field::FieldEntry;
use crate::domain::nothing::says_nothing;
use crate::domain::person::part::PartKind;
use crate::domain::person::{Person, PersonField};
use crate::exchange::cell::Cell;
use crate::exchange::intake::raw::{Doubtful, RowDoubt, RowReason, RowRefusal};
use crate::exchange::map::code_words::yes_no;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::masked::fits;
use crate::exchange::map::person_field::PersonColumn;
use crate::exchange::map::pick::Fields;

/// A person's card, with what is doubtful in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCard {
    /// The card.
    pub person: Person,
    /// The parts that are masked, and what stands there of them.
    pub masked: Vec<(PersonField, String)>,
    /// What the cells did not hold whole.
    pub doubts: Vec<RowDoubt>,
    /// What the desk would remark on.
    pub remarks: Vec<Remark>,
}

impl ReadCard {
    /// Tells whether nothing that can be read says for certain who the person is.
    pub fn hides_identity(&self) -> bool {
        let is_hidden = |part| self.masked.iter().any(|(known, _)| *known == part);
        let is_certain = !self.person.phones.is_empty() || self.person.id_number.is_some();
        is_hidden(PersonField::Name)
            || (!is_certain && (is_hidden(PersonField::Phones) || is_hidden(PersonField::IdNumber)))
    }

    /// Tells whether the row has no part by which somebody is known again: no phone and no ID number,
    /// masked or not.
    pub fn is_bare(&self) -> bool {
        !self.hides_identity() && self.person.phones.is_empty() && self.person.id_number.is_none()
    }

    /// Tells whether the row says neither more nor less than a known card, as one that comes back
    /// from an export.
    pub fn is_all_of(&self, known: &Person) -> bool {
        let hidden = |part| self.masked.iter().any(|(it, _)| *it == part);
        let mut parts = PersonField::ALL.iter();
        self.may_be(known)
            && parts.all(|part| hidden(*part) || self.person.text(*part) == known.text(*part))
    }

    /// Tells whether a known card may be the one that the row shows in part.
    pub fn may_be(&self, known: &Person) -> bool {
        let open = PersonField::ALL.iter().all(|part| {
            let (stated, there) = (self.person.text(*part), known.text(*part));
            stated.is_empty()
                || stated == there
                || match part.kind() {
                    PartKind::Phones => self
                        .person
                        .phones
                        .iter()
                        .all(|it| known.phones.contains(it)),
                    PartKind::Name | PartKind::IdNumber => false,
                    PartKind::Village
                    | PartKind::Address
                    | PartKind::Need
                    | PartKind::Private
                    | PartKind::YesNo => there.is_empty(),
                }
        });
        open && self.masked.iter().all(|(part, text)| {
            let kind = PersonColumn(*part).mask_kind();
            if *part == PersonField::Phones {
                known.phones.iter().any(|it| fits(kind, text, it))
            } else {
                fits(kind, text, &known.text(*part))
            }
        })
    }
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
        let wish = field.0.kind() == PartKind::YesNo;
        if !wish && says_nothing(&text) {
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
    for (field, _) in &fields.masked {
        doubts.push(RowDoubt {
            field: field.code().to_owned(),
            what: Doubtful::Masked,
        });
    }
    if person.name.is_empty() && !fields.is_masked(PersonColumn::needed()) {
        return Err(refused(PersonColumn::needed(), RowReason::Missing));
    }
    let masked = fields.masked.iter().map(|(it, text)| (it.0, text.clone()));
    Ok(ReadCard {
        person,
        masked: masked.collect(),
        doubts,
        remarks,
    })
}
