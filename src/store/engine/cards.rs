//! Cards of people that come without a matter, from sheets.

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::batch::{Batch, By};
use super::{knowing, people};
use crate::domain::act::{Done, Outcome, Petitioner};
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::viewer::Viewer;

/// Takes a card in without a matter; a row that was imported before changes nothing. Whoever may not
/// know of the person hears that the card is new.
pub(crate) fn know(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    card: &Petitioner,
    fingerprint: Option<[u8; 16]>,
) -> Result<Outcome, StoreError> {
    let done = |id, known, recognised| {
        Outcome::Done(Done::Person {
            id,
            known,
            recognised,
        })
    };
    if let Some(print) = fingerprint
        && let Some(id) = imported(tables, print)?
    {
        return Ok(done(id, true, Vec::new()));
    }
    let received = match people::receive(tables, batch, by, card)? {
        Ok(found) => found,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    if let Some(print) = fingerprint {
        tables.put(
            Table::Fingerprints,
            &card_print(print),
            &key::person(received.id),
        )?;
    }
    let heard = knowing::heard(tables, received, &Viewer::new(by.who))?;
    Ok(done(heard.id, heard.known, heard.recognised))
}

/// Finds the person who would be taken as the one of a card, without writing, as far as `viewer` may
/// know of him.
pub(crate) fn known_as(
    tables: &dyn ReadTables,
    card: &Person,
    fingerprint: [u8; 16],
    viewer: &Viewer,
) -> Result<Option<PersonId>, StoreError> {
    if let Some(id) = imported(tables, fingerprint)? {
        return Ok(Some(id));
    }
    match people::same(tables, card)?.id {
        Some(id) if knowing::may_know(tables, id, viewer)? => Ok(Some(id)),
        Some(_) | None => Ok(None),
    }
}

/// Gives the person whose card was imported from a row of this fingerprint.
fn imported(
    tables: &dyn ReadTables,
    fingerprint: [u8; 16],
) -> Result<Option<PersonId>, StoreError> {
    match tables.get(Table::Fingerprints, &card_print(fingerprint))? {
        Some(bytes) => people::survivor(tables, key::person_of(&bytes)?).map(Some),
        None => Ok(None),
    }
}

/// Keys of people's rows stand apart from those of cases.
fn card_print(fingerprint: [u8; 16]) -> Vec<u8> {
    [b"p".as_slice(), &fingerprint].concat()
}
