//! A person as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::person::{Person, PersonFact, PersonField, PersonId, PersonMerge, Taken};

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
    #[serde(default)]
    merge: Option<PersonMergeRecord>,
}

/// How the card stands to others; a card that stands alone has none.
#[derive(Debug, Serialize, Deserialize)]
struct PersonMergeRecord {
    into: Option<u64>,
    absorbed: Vec<(u64, Vec<TakenRecord>)>,
}

/// Field, before, since.
type TakenRecord = (String, String, String);

fn taken(took: &[Taken]) -> Vec<TakenRecord> {
    took.iter()
        .map(|it| (it.field.code().to_owned(), it.old.clone(), it.new.clone()))
        .collect()
}

fn took(taken: Vec<TakenRecord>) -> Result<Vec<Taken>, StoreError> {
    taken
        .into_iter()
        .map(|(field, old, new)| {
            let field = code(&field, PersonField::parse)?;
            Ok(Taken { field, old, new })
        })
        .collect()
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
            merge: (person.merge != PersonMerge::default()).then(|| PersonMergeRecord {
                into: person.merge.into.map(|id| id.0),
                absorbed: person
                    .merge
                    .absorbed
                    .iter()
                    .map(|(id, took)| (id.0, taken(took)))
                    .collect(),
            }),
        }
    }
}

impl TryFrom<PersonRecord> for Person {
    type Error = StoreError;

    fn try_from(record: PersonRecord) -> Result<Self, StoreError> {
        let merge = match record.merge {
            None => PersonMerge::default(),
            Some(merge) => PersonMerge {
                into: merge.into.map(PersonId),
                absorbed: merge
                    .absorbed
                    .into_iter()
                    .map(|(id, taken)| Ok((PersonId(id), took(taken)?)))
                    .collect::<Result<_, StoreError>>()?,
            },
        };
        Ok(Self {
            name: record.name,
            phones: record.phones,
            id_number: record.id_number,
            village: record.village,
            address: record.address,
            care: record.care,
            confidential: record.confidential,
            merge,
        })
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
    Merged {
        into: u64,
    },
    Absorbed {
        from: u64,
        took: Vec<TakenRecord>,
    },
    SplitFrom {
        whole: u64,
    },
    SplitOff {
        part: u64,
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
            PersonFact::Merged { into } => Self::Merged { into: into.0 },
            PersonFact::Absorbed { from, took } => Self::Absorbed {
                from: from.0,
                took: taken(took),
            },
            PersonFact::SplitFrom { whole } => Self::SplitFrom { whole: whole.0 },
            PersonFact::SplitOff { part } => Self::SplitOff { part: part.0 },
        }
    }
}

impl TryFrom<PersonFactRecord> for PersonFact {
    type Error = StoreError;

    fn try_from(record: PersonFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            PersonFactRecord::Known(person) => Self::Known(Box::new(person.try_into()?)),
            PersonFactRecord::Corrected { field, old, new } => Self::Corrected {
                field: code(&field, PersonField::parse)?,
                old,
                new,
            },
            PersonFactRecord::Merged { into } => Self::Merged {
                into: PersonId(into),
            },
            PersonFactRecord::Absorbed { from, took: taken } => Self::Absorbed {
                from: PersonId(from),
                took: took(taken)?,
            },
            PersonFactRecord::SplitFrom { whole } => Self::SplitFrom {
                whole: PersonId(whole),
            },
            PersonFactRecord::SplitOff { part } => Self::SplitOff {
                part: PersonId(part),
            },
        })
    }
}
