//! Cards of people that come without a matter, from sheets.

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::batch::{Batch, By};
use super::{heads, people, receiving};
use crate::domain::act::{CommitResult, Done, Petitioner};
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::viewer::Viewer;

/// Takes a card in without a matter; a row that was imported before changes nothing.
pub(crate) fn know(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    card: &Petitioner,
    fingerprint: Option<[u8; 16]>,
) -> Result<CommitResult, StoreError> {
    let done = |id, known, recognised| {
        CommitResult::Done(Done::Person {
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
    // A sheet says of people what everybody may know: a card that not everybody may know of is left
    // alone, so that nobody of the sheet is missing for anybody.
    let received = match receiving::receive(tables, batch, by, card, &Viewer::new(""))? {
        Ok(found) => found,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    if let Some(print) = fingerprint {
        heads::put_summed(
            tables,
            Table::Fingerprints,
            &card_print(print),
            &key::person(received.id),
        )?;
    }
    Ok(done(received.id, received.known, received.recognised))
}

/// Finds the person who would be taken as the one of a card, without writing.
pub(crate) fn known_as(
    tables: &dyn ReadTables,
    card: &Person,
    fingerprint: [u8; 16],
) -> Result<Option<PersonId>, StoreError> {
    if let Some(id) = imported(tables, fingerprint)? {
        return Ok(Some(id));
    }
    Ok(receiving::same(tables, card, &Viewer::new(""))?.id)
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
