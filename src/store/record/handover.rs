//! Hand-overs as stored; an item is written as it is shown.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::handover::{
    Handover, HandoverFact, HandoverLine, HandoverNote, HandoverPart, HandoverSection,
};
use crate::domain::item::Item;
use crate::domain::moment::Moment;

stored!(HandoverFact as HandoverFactRecord);

/// A part: its code, its lines (item, words), how many more there are.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SectionRecord(String, Vec<(Option<String>, String)>, u32);

/// The note.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct NoteRecord {
    from: String,
    since: i64,
    at: i64,
    to: String,
    sections: Vec<SectionRecord>,
    words: String,
}

/// A hand-over.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct HandoverRecord {
    note: NoteRecord,
    accepted: Option<(String, i64)>,
}

/// What was done to a hand-over.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum HandoverFactRecord {
    Given(NoteRecord),
    Accepted { by: String, at: i64 },
}

impl From<&HandoverNote> for NoteRecord {
    fn from(note: &HandoverNote) -> Self {
        let sections = note.sections.iter().map(|it| {
            let lines = it.lines.iter().map(|line| {
                let item = line.item.map(|item| item.to_string());
                (item, line.words.clone())
            });
            SectionRecord(it.part.code().to_owned(), lines.collect(), it.more)
        });
        Self {
            from: note.from.clone(),
            since: note.since.unix(),
            at: note.at.unix(),
            to: note.to.clone(),
            sections: sections.collect(),
            words: note.words.clone(),
        }
    }
}

impl TryFrom<NoteRecord> for HandoverNote {
    type Error = StoreError;

    fn try_from(record: NoteRecord) -> Result<Self, StoreError> {
        let sections = record
            .sections
            .into_iter()
            .map(|SectionRecord(part, lines, more)| {
                let lines = lines.into_iter().map(|(item, words)| {
                    let item = item.map(|it| code(&it, Item::parse)).transpose()?;
                    Ok(HandoverLine { item, words })
                });
                Ok(HandoverSection {
                    part: code(&part, HandoverPart::parse)?,
                    lines: lines.collect::<Result<_, StoreError>>()?,
                    more,
                })
            });
        Ok(Self {
            from: record.from,
            since: Moment::from_unix(record.since),
            at: Moment::from_unix(record.at),
            to: record.to,
            sections: sections.collect::<Result<_, StoreError>>()?,
            words: record.words,
        })
    }
}

impl From<&Handover> for HandoverRecord {
    fn from(handover: &Handover) -> Self {
        let accepted = handover.accepted.as_ref();
        Self {
            note: (&handover.note).into(),
            accepted: accepted.map(|(by, at)| (by.clone(), at.unix())),
        }
    }
}

impl TryFrom<HandoverRecord> for Handover {
    type Error = StoreError;

    fn try_from(record: HandoverRecord) -> Result<Self, StoreError> {
        Ok(Self {
            note: record.note.try_into()?,
            accepted: record.accepted.map(|(by, at)| (by, Moment::from_unix(at))),
        })
    }
}

impl From<&HandoverFact> for HandoverFactRecord {
    fn from(fact: &HandoverFact) -> Self {
        match fact {
            HandoverFact::Given(note) => Self::Given((&**note).into()),
            HandoverFact::Accepted { by, at } => Self::Accepted {
                by: by.clone(),
                at: at.unix(),
            },
        }
    }
}

impl TryFrom<HandoverFactRecord> for HandoverFact {
    type Error = StoreError;

    fn try_from(record: HandoverFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            HandoverFactRecord::Given(note) => Self::Given(Box::new(note.try_into()?)),
            HandoverFactRecord::Accepted { by, at } => Self::Accepted {
                by,
                at: Moment::from_unix(at),
            },
        })
    }
}
