//! A person as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::person::{Person, PersonFact, PersonField};

/// A person's card.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PersonRecord {
    name: String,
    phones: Vec<String>,
    id_number: Option<String>,
    village: Option<String>,
    address: Option<String>,
    care: Option<String>,
    confidential: bool,
}

impl From<&Person> for PersonRecord {
    fn from(person: &Person) -> Self {
        Self {
            name: person.name.clone(),
            phones: person.phones.clone(),
            id_number: person.id_number.clone(),
            village: person.village.clone(),
            address: person.address.clone(),
            care: person.care.clone(),
            confidential: person.confidential,
        }
    }
}

impl From<PersonRecord> for Person {
    fn from(record: PersonRecord) -> Self {
        Self {
            name: record.name,
            phones: record.phones,
            id_number: record.id_number,
            village: record.village,
            address: record.address,
            care: record.care,
            confidential: record.confidential,
        }
    }
}

/// A fact about a person.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum PersonFactRecord {
    Known(PersonRecord),
    Corrected {
        field: String,
        old: String,
        new: String,
    },
}

impl From<&PersonFact> for PersonFactRecord {
    fn from(fact: &PersonFact) -> Self {
        match fact {
            PersonFact::Known(person) => Self::Known((&**person).into()),
            PersonFact::Corrected { field, old, new } => Self::Corrected {
                field: field.code().to_owned(),
                old: old.clone(),
                new: new.clone(),
            },
        }
    }
}

impl TryFrom<PersonFactRecord> for PersonFact {
    type Error = StoreError;

    fn try_from(record: PersonFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            PersonFactRecord::Known(person) => Self::Known(Box::new(person.into())),
            PersonFactRecord::Corrected { field, old, new } => Self::Corrected {
                field: code(&field, PersonField::parse)?,
                old,
                new,
            },
        })
    }
}
