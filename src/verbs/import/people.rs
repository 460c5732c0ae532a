//! Sheets of people.

use std::collections::HashMap;
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};

use crate::domain::act::{Deed, Petitioner};
use crate::domain::draft::{Desk, IntakeDraft};
use crate::domain::field::Field;
use crate::domain::person::Person;
use crate::exchange::cell::Cell;
use crate::exchange::intake::raw::{Doubtful, RowReason};
use crate::exchange::map::code_words::yes_no;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::person_field::PersonField;
use crate::exchange::map::pick::Fields;
use crate::store::contract::{Snapshot, ask};
use crate::store::error::StoreError;
use crate::verbs::import::batch::{Batch, IsHere};
use crate::verbs::import::report::Report;
use crate::verbs::import::source::Source;
use crate::verbs::intake::{Told, doubtful, refused, said, village_of};
use crate::verbs::outcome::Exit;
use crate::verbs::store::failed;

/// Takes in every row; a person who is known is completed, not doubled.
pub fn import(source: &Source<'_>, report: &mut Report) -> Result<(), Exit> {
    let fail = |error: StoreError| failed(source.setting, &error);
    let tree = ask(source.store.as_ref(), |it| it.grid()).map_err(fail)?;
    let village = village_of(&tree);
    let desk = Desk {
        now: source.now,
        village: &village,
        dialling: &source.setting.town.dialling,
    };
    let rehearsed: IsHere<'_> = &is_here;
    let mut batch = Batch::new(source, source.is_rehearsal().then_some(rehearsed));
    let mut seen: HashMap<[u8; 16], u64> = HashMap::new();
    let mut failure = None;
    let read = source.rows::<PersonField>(&mut |fields| {
        report.read += 1;
        let row = fields.row;
        let (person, told) = match read_person(source, &desk, &fields) {
            Ok(read) => read,
            Err((field, text)) => {
                report.refuse(row, field.code(), text);
                return ControlFlow::Continue(());
            }
        };
        let fingerprint = fingerprint(&person);
        let first = *seen.entry(fingerprint).or_insert(row);
        if first != row {
            let args = [("value", "".into()), ("row", first.to_string().into())];
            let text = source
                .setting
                .words
                .say_with("verbs-import-same-row", &args);
            report.refuse(row, PersonField::Name.code(), text);
            return ControlFlow::Continue(());
        }
        report.doubt(row, told);
        let deed = Deed::Know {
            person: Petitioner::Described(Box::new(person)),
            fingerprint: Some(fingerprint),
        };
        match batch.push(row, deed, report) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failure {
        return Err(fail(error));
    }
    batch.flush(report).map_err(fail)?;
    read
}

/// Reads a row; one in which nobody stands is refused.
fn read_person(
    source: &Source<'_>,
    desk: &Desk<'_>,
    fields: &Fields<PersonField>,
) -> Result<(Person, Vec<Told>), (PersonField, String)> {
    let words = &source.setting.words;
    if fields.unreadable {
        let why = RowReason::NotJson(String::new());
        return Err((PersonField::Name, refused(words, &why)));
    }
    let mut draft = IntakeDraft::new(desk.now);
    let mut told = Vec::new();
    for (field, cell) in fields.filled() {
        let mut doubt = |what: &Doubtful| {
            told.push(Told {
                field: field.code().to_owned(),
                text: doubtful(words, what),
            });
        };
        match cell {
            Cell::Oversized(bytes) => {
                return Err((field, refused(words, &RowReason::TooLong(*bytes))));
            }
            Cell::Fault(fault) => doubt(&Doubtful::Fault(fault.clone())),
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => {
                if cell.lost_digits() {
                    doubt(&Doubtful::DigitsLost);
                }
                let text = match (field, yes_no(&cell.text())) {
                    (PersonField::Confidential, Some(true)) => "yes".to_owned(),
                    (PersonField::Confidential, _) => String::new(),
                    _ => cell.text(),
                };
                if let Some(field) = Field::parse(field.code()) {
                    draft.set(field, &text);
                }
            }
        }
    }
    let (person, remarks) = draft.check_person(desk);
    if person.name.is_empty() && person.phones.is_empty() && person.id_number.is_none() {
        return Err((PersonField::Name, refused(words, &RowReason::Missing)));
    }
    told.extend(remarks.iter().map(|remark| said(words, remark)));
    Ok((person, told))
}

fn fingerprint(person: &Person) -> [u8; 16] {
    let mut digest = Sha256::new();
    for field in crate::domain::person::PersonField::ALL {
        let text = person.text(*field);
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text.as_bytes());
    }
    let mut short = [0; 16];
    for (to, from) in short.iter_mut().zip(digest.finalize()) {
        *to = from;
    }
    short
}

/// A rehearsal asks who would be taken as known; the store asks by itself, and completes cards.
fn is_here(snapshot: &dyn Snapshot, deed: &Deed) -> Result<bool, StoreError> {
    let Deed::Know {
        person: Petitioner::Described(card),
        fingerprint: Some(print),
    } = deed
    else {
        return Ok(false);
    };
    Ok(snapshot.known_as(card, *print)?.is_some())
}
