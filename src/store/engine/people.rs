//! Persons: their cards, how one changes, and by what a person is known again.

use sha2::{Digest, Sha256};

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::tables::{ReadTables, Table, WriteTables, insert, scan_prefix};
use super::batch::{Batch, By};
use super::chain;
use super::{meta, shared};
use crate::domain::entry::{Entry, Stream, What};
use crate::domain::name::normal;
use crate::domain::person::id::PersonId;
use crate::domain::person::{Person, PersonFact};
use crate::domain::projection::Changed;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::resident_id::IdNumber;

/// Gives a person's card.
pub(crate) fn person(tables: &dyn ReadTables, id: PersonId) -> Result<Option<Person>, StoreError> {
    let Some(bytes) = tables.get(Table::Persons, &key::person(id))? else {
        return Ok(None);
    };
    decode("persons", &bytes).map(Some)
}

/// Gives a person's card for reading; where it cannot be read, what its history gives.
///
/// # Errors
/// Neither can be read.
pub(crate) fn recovered(
    tables: &dyn ReadTables,
    id: PersonId,
) -> Result<Option<Person>, StoreError> {
    match person(tables, id) {
        Err(StoreError::Damaged(why)) => {
            let entries = chain::history(tables, Stream::Person(id))?;
            if entries.is_empty() {
                return Err(StoreError::Damaged(why));
            }
            let facts = entries.iter().filter_map(Entry::person);
            Ok(Some(Person::replay(facts)))
        }
        read => read,
    }
}

/// Calls `visit` with every person, the first one first.
pub(crate) fn each(
    tables: &dyn ReadTables,
    visit: &mut dyn FnMut(PersonId, &Person) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Persons, &[], &mut |key, value| {
        visit(key::person_of(key)?, &decode("persons", value)?)?;
        Ok(true)
    })
}

/// Gives at most `limit` persons whose id is `from` or later, in the order of their ids; whose card
/// cannot be read, as his history gives him.
pub(crate) fn from(
    tables: &dyn ReadTables,
    from: PersonId,
    limit: usize,
) -> Result<Vec<(PersonId, Person)>, StoreError> {
    let mut found = Vec::new();
    let start = key::person(from);
    tables.scan(Table::Persons, &start, &[], false, &mut |key, value| {
        let Ok(id) = key::person_of(key) else {
            return Ok(true);
        };
        if let Ok(person) = decode("persons", value) {
            found.push((id, person));
        } else {
            let person = recovered(tables, id).unwrap_or_default();
            found.extend(person.map(|person| (id, person)));
        }
        Ok(found.len() < limit)
    })?;
    Ok(found)
}

/// Gives who stands for a person: himself, unless his card went into another.
pub(crate) fn survivor(tables: &dyn ReadTables, id: PersonId) -> Result<PersonId, StoreError> {
    let mut id = id;
    loop {
        let into = match recovered(tables, id) {
            Ok(person) => person.and_then(|person| person.merge.into),
            // Of a card that cannot be had at all nobody knows who stands for it.
            Err(StoreError::Damaged(_)) => None,
            Err(error) => return Err(error),
        };
        match into {
            Some(into) => id = into,
            None => return Ok(id),
        }
    }
}

/// Gives a person and everyone for whom his card stands, directly or through others.
pub(crate) fn members(tables: &dyn ReadTables, id: PersonId) -> Result<Vec<PersonId>, StoreError> {
    let mut found = vec![id];
    let mut at = 0;
    while let Some(next) = found.get(at).copied() {
        let absorbed = recovered(tables, next)?.map_or_else(Vec::new, |it| it.merge.absorbed);
        found.extend(absorbed.into_iter().map(|(id, _)| id));
        at += 1;
    }
    Ok(found)
}

/// Makes a card of its own.
pub(crate) fn add(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    described: &Person,
) -> Result<PersonId, StoreError> {
    let id = PersonId(meta::next_person(tables)?);
    let fact = PersonFact::Known(Box::new(described.clone()));
    chain::begin(
        tables,
        Stream::Person(id),
        by.who,
        by.when,
        What::Person(fact),
    )?;
    put(tables, batch, id, None, described)?;
    Ok(id)
}

/// Corrects a card.
pub(crate) fn correct(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    id: PersonId,
    fact: &PersonFact,
) -> Result<Result<(), Refusal>, StoreError> {
    let Some(current) = person(tables, id)? else {
        return Ok(Err(Refusal::about("person", Reason::NotFound)));
    };
    let next = match current.correct(fact) {
        Ok(next) => next,
        Err(refusal) => return Ok(Err(refusal)),
    };
    chain::append(
        tables,
        Stream::Person(id),
        by.who,
        by.when,
        What::Person(fact.clone()),
    )?;
    put(tables, batch, id, Some(&current), &next)?;
    Ok(Ok(()))
}

/// Keeps a card, with what knows the person again.
pub(crate) fn put(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    id: PersonId,
    old: Option<&Person>,
    new: &Person,
) -> Result<(), StoreError> {
    let (row, record) = (key::person(id), encode(new)?);
    if old.is_some() {
        tables.put(Table::Persons, &row, &record)?;
    } else {
        insert(tables, Table::Persons, &row, &record)?;
    }
    let fresh = keys(new);
    for stale in old.map(keys).unwrap_or_default() {
        if !fresh.contains(&stale) {
            shared::remove(tables, Table::PersonKeys, &stale, key::person(id))?;
        }
    }
    for key in fresh {
        shared::add(tables, Table::PersonKeys, &key, key::person(id))?;
    }
    batch.changes.push(Changed::Person {
        id,
        old: old.cloned().map(Box::new),
        new: Box::new(new.clone()),
    });
    Ok(())
}

/// Gives everyone who has an identity key, whoever had it first at the head.
pub(crate) fn owners(tables: &dyn ReadTables, key: &[u8]) -> Result<Vec<PersonId>, StoreError> {
    let persons = shared::read(tables, Table::PersonKeys, key)?;
    persons.iter().map(|it| key::person_of(it)).collect()
}

/// The kind of the keys of ID numbers.
pub(crate) const ID_KEY: u8 = b'i';

/// Gives what makes a person the same, the surest first: a valid ID number, or the name in its
/// normal form with a phone. Digests, so that the index holds no personal data.
pub(crate) fn keys(person: &Person) -> Vec<Vec<u8>> {
    keys_by(person, &normal(&person.name))
}

/// Gives the same with a name in another form of writing.
pub(crate) fn keys_by(person: &Person, name: &str) -> Vec<Vec<u8>> {
    let digest = |kind: u8, text: &str| {
        let hash = Sha256::digest(text.as_bytes());
        let mut key = vec![kind];
        key.extend(hash.iter().take(16));
        key
    };
    let mut keys = Vec::new();
    if let Some(id) = person.id_number.as_deref().map(IdNumber::parse)
        && id.identifies()
    {
        keys.push(digest(ID_KEY, &id.number));
    }
    if !person.name.is_empty() {
        for phone in &person.phones {
            keys.push(digest(b'n', &format!("{name}\0{phone}")));
        }
    }
    keys
}
