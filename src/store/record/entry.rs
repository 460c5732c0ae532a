//! An entry as stored: the payload apart from the chain, so that personal data can be erased by
//! rule without breaking it.

use serde::{Deserialize, Serialize};
use serde_bytes::{ByteArray, ByteBuf};
use sha2::{Digest, Sha256};

use super::super::cipher::{SALT, salt};
use super::super::error::StoreError;
use super::bytes::{code, date, day, encode};
use super::grid::GridEditRecord;
use super::lawyer::{BookingFactRecord, LawyerDayRecord, LawyerRecord};
use super::step::StepRecord;
use super::stored::Stored;
use crate::domain::calendar::{DayKind, ListedDay};
use crate::domain::entry::{Entry, Revealed, Stream, What};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::PersonFact;
use crate::domain::person::id::PersonId;
use crate::domain::save_id::SaveId;

/// A digest of SHA-256.
pub(crate) type Hash = [u8; 32];

/// Makes the stored form of what was done: of the kinds that stand here, then of the table's rows. A
/// kind is stored by its place: none is ever moved.
macro_rules! whats {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// What was done.
        #[derive(Debug, Serialize, Deserialize)]
        pub(crate) enum WhatRecord {
            Case(Box<StepRecord>),
            Person(PersonFact),
            Grid(GridEditRecord),
            Lawyer(LawyerRecord),
            LawyerDay(LawyerDayRecord),
            Booking(BookingFactRecord),
            Calendar(Vec<(i32, String, String)>),
            RevealPerson { id: u64, why: String },
            RevealCase { year: u16, run: u32, why: String },
            RevealExport { file: String, why: String },
            $($kind(<$fact as Stored>::Record),)+
        }

        impl From<&What> for WhatRecord {
            fn from(what: &What) -> Self {
                match what {
                    What::Case(step) => Self::Case(Box::new(step.into())),
                    What::Person(fact) => Self::Person(fact.clone()),
                    What::Grid(edit) => Self::Grid(edit.into()),
                    What::Lawyer(lawyer) => Self::Lawyer((&**lawyer).into()),
                    What::LawyerDay(it) => Self::LawyerDay(it.into()),
                    What::Booking(fact) => Self::Booking(fact.into()),
                    What::Calendar(list) => Self::Calendar(list.iter().map(listed).collect()),
                    What::Reveal { what, why } => revealed(what, why.clone()),
                    $(What::$kind(fact) => Self::$kind(fact.record()),)+
                }
            }
        }

        impl TryFrom<WhatRecord> for What {
            type Error = StoreError;

            fn try_from(record: WhatRecord) -> Result<Self, StoreError> {
                let reveal = |what, why| Self::Reveal { what, why };
                Ok(match record {
                    WhatRecord::Case(step) => Self::Case((*step).try_into()?),
                    WhatRecord::Person(fact) => Self::Person(fact),
                    WhatRecord::Grid(edit) => Self::Grid(edit.try_into()?),
                    WhatRecord::Lawyer(lawyer) => Self::Lawyer(Box::new(lawyer.into())),
                    WhatRecord::LawyerDay(it) => Self::LawyerDay(it.try_into()?),
                    WhatRecord::Booking(fact) => Self::Booking(fact.try_into()?),
                    WhatRecord::Calendar(list) => {
                        let days = list.into_iter().map(listed_day);
                        Self::Calendar(days.collect::<Result<_, StoreError>>()?)
                    }
                    WhatRecord::RevealPerson { id, why } => {
                        reveal(Revealed::Person(PersonId(id)), why)
                    }
                    WhatRecord::RevealCase { year, run, why } => {
                        reveal(Revealed::Case(CaseNumber { year, run }), why)
                    }
                    WhatRecord::RevealExport { file, why } => reveal(Revealed::Export(file), why),
                    $(WhatRecord::$kind(record) => Self::$kind(Stored::read(record)?),)+
                })
            }
        }
    };
}

each_kept!(whats);

fn revealed(what: &Revealed, why: String) -> WhatRecord {
    match what {
        Revealed::Person(id) => WhatRecord::RevealPerson { id: id.0, why },
        Revealed::Case(number) => WhatRecord::RevealCase {
            year: number.year,
            run: number.run,
            why,
        },
        Revealed::Export(file) => WhatRecord::RevealExport {
            file: file.clone(),
            why,
        },
    }
}

fn listed(it: &ListedDay) -> (i32, String, String) {
    (day(it.date), it.kind.code().to_owned(), it.name.clone())
}

fn listed_day((on, kind, name): (i32, String, String)) -> Result<ListedDay, StoreError> {
    let kind = code(&kind, DayKind::parse)?;
    Ok(ListedDay {
        date: date(on)?,
        kind,
        name,
    })
}

/// In place of a payload that was taken out and sealed; the digest stays that of what was taken out.
const MOVED: u8 = 0;
/// In place of a payload that was sealed from the first: the digest of the sealed content, and what of it
/// everybody may read.
const KEPT: u8 = 5;

/// What stands in an entry in place of a payload that is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sealed<'a> {
    /// It was moved; all of it is sealed.
    Moved {
        /// What everybody may read, as a payload; empty for nothing
        shown: &'a [u8],
    },
    /// It was sealed from the first.
    Kept {
        /// The digest of the sealed content
        commitment: &'a [u8],
        /// What everybody may read, as a payload; empty for nothing
        shown: &'a [u8],
    },
}

impl<'a> Sealed<'a> {
    /// Gives what everybody may read, as a payload; empty for nothing.
    const fn shown(self) -> &'a [u8] {
        match self {
            Self::Moved { shown } | Self::Kept { shown, .. } => shown,
        }
    }

    /// Tells whether nothing of it is read without a key.
    pub(crate) const fn is_whole(self) -> bool {
        self.shown().is_empty()
    }

    /// Tells whether it is a counsellor's note in the history of a case: that he wrote one is no secret.
    pub(crate) const fn is_note(self) -> bool {
        matches!(self, Self::Kept { .. }) && !self.is_whole()
    }
}

/// Gives what is sealed of an entry: a salt and the payload.
pub(crate) fn content_of(what: &What) -> Result<Vec<u8>, StoreError> {
    Ok([salt().as_slice(), &encode(&WhatRecord::from(what))?].concat())
}

/// An entry; its stream and place are the row's key.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct EntryRecord {
    who: String,
    when: i64,
    prev: ByteArray<32>,
    digest: ByteArray<32>,
    payload: Option<ByteBuf>,
    /// The id under which it was handed in; since the fourth format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    save: Option<String>,
}

impl EntryRecord {
    /// Makes the record of `entry`, after the one whose link is `prev`.
    pub(crate) fn new(entry: &Entry, prev: Hash) -> Result<Self, StoreError> {
        let payload = encode(&WhatRecord::from(&entry.what))?;
        Ok(Self {
            who: entry.who.clone(),
            when: entry.when.unix(),
            prev: ByteArray::new(prev),
            digest: ByteArray::new(Sha256::digest(&payload).into()),
            payload: Some(ByteBuf::from(payload)),
            save: None,
        })
    }

    /// Makes the record of `entry`, of which `content` is sealed and `shown` may be read by everybody.
    pub(crate) fn kept(
        entry: &Entry,
        prev: Hash,
        content: &[u8],
        shown: Option<&What>,
    ) -> Result<Self, StoreError> {
        let mut payload = vec![KEPT];
        payload.extend_from_slice(&Sha256::digest(content));
        if let Some(shown) = shown {
            payload.extend_from_slice(&encode(&WhatRecord::from(shown))?);
        }
        let digest = Sha256::digest(&payload).into();
        Ok(Self {
            digest: ByteArray::new(digest),
            payload: Some(ByteBuf::from(payload)),
            ..Self::new(entry, prev)?
        })
    }

    /// Takes the payload out of an entry that is not sealed: gives the record without it, and it. What of
    /// it everybody may read stays as `shown`.
    pub(crate) fn moved(self, shown: Option<&What>) -> Result<Option<(Self, Vec<u8>)>, StoreError> {
        let Some(payload) = self.payload.as_ref().map(|it| it.to_vec()) else {
            return Ok(None);
        };
        if self.sealed().is_some() {
            return Ok(None);
        }
        Ok(Some((self.showing(shown)?, payload)))
    }

    /// Gives a record that was moved with something else that everybody may read.
    pub(crate) fn showing(self, shown: Option<&What>) -> Result<Self, StoreError> {
        let mut left = vec![MOVED];
        if let Some(shown) = shown {
            left.extend_from_slice(&encode(&WhatRecord::from(shown))?);
        }
        Ok(Self {
            payload: Some(ByteBuf::from(left)),
            ..self
        })
    }

    /// Puts a payload back that was moved.
    pub(crate) fn put_back(self, payload: &[u8]) -> Self {
        Self {
            payload: Some(ByteBuf::from(payload)),
            ..self
        }
    }

    /// Tells what stands in place of its payload, where that is sealed.
    pub(crate) fn sealed(&self) -> Option<Sealed<'_>> {
        let (kind, rest) = self.payload.as_ref()?.split_first()?;
        match *kind {
            MOVED => Some(Sealed::Moved { shown: rest }),
            KEPT => rest
                .split_at_checked(32)
                .map(|(commitment, shown)| Sealed::Kept { commitment, shown }),
            _ => None,
        }
    }

    /// Tells whether sealed content is what was taken out, or committed to.
    pub(crate) fn fits(&self, content: &[u8]) -> bool {
        let digest = Hash::from(Sha256::digest(content));
        match self.sealed() {
            None => false,
            Some(Sealed::Moved { .. }) => digest == *self.digest,
            Some(Sealed::Kept { commitment, .. }) => digest == commitment,
        }
    }

    /// Reads the entry by the content that was sealed of it.
    pub(crate) fn read_opened(
        &self,
        stream: Stream,
        seq: u32,
        content: &[u8],
    ) -> Result<Option<Entry>, StoreError> {
        let payload = match self.sealed() {
            Some(Sealed::Kept { .. }) => content.get(SALT..).unwrap_or_default(),
            _ => content,
        };
        self.of_payload(stream, seq, payload).map(Some)
    }

    fn of_payload(&self, stream: Stream, seq: u32, payload: &[u8]) -> Result<Entry, StoreError> {
        let what: WhatRecord = super::bytes::decode("entries", payload)?;
        Ok(Entry {
            stream,
            seq,
            who: self.who.clone(),
            when: self.when(),
            what: what.try_into()?,
        })
    }

    /// Has it bear the id under which it is handed in.
    pub(crate) fn handed_in(self, save: Option<&SaveId>) -> Self {
        Self {
            save: save.map(|it| it.as_str().to_owned()),
            ..self
        }
    }

    /// Gives the id under which it was handed in.
    pub(crate) fn save(&self) -> Option<&str> {
        self.save.as_deref()
    }

    /// Gives the link that the next entry of the stream carries; the entry's own key is in it.
    pub(crate) fn link_at(&self, key: &[u8]) -> Hash {
        let mut hasher = Sha256::new();
        hasher.update(key);
        hasher.update(*self.prev);
        hasher.update(self.when.to_be_bytes());
        hasher.update((self.who.len() as u64).to_be_bytes());
        hasher.update(self.who.as_bytes());
        hasher.update(*self.digest);
        if let Some(save) = &self.save {
            hasher.update((save.len() as u64).to_be_bytes());
            hasher.update(save.as_bytes());
        }
        hasher.finalize().into()
    }

    /// Gives who did it.
    pub(crate) fn who(&self) -> &str {
        &self.who
    }

    /// Gives when it was written down.
    pub(crate) const fn when(&self) -> Moment {
        Moment::from_unix(self.when)
    }

    /// Gives the link to the entry before.
    pub(crate) fn prev(&self) -> Hash {
        *self.prev
    }

    /// Tells whether the payload is the one that was signed; an erased one is, and one that was moved is
    /// told by what was taken out.
    pub(crate) fn is_sound(&self) -> bool {
        matches!(self.sealed(), Some(Sealed::Moved { .. }))
            || self
                .payload
                .as_ref()
                .is_none_or(|payload| Hash::from(Sha256::digest(payload)) == *self.digest)
    }

    /// Reads the entry that stands at `seq` of `stream`, as far as everybody may; `None` for an erased
    /// one, and for one that is sealed whole.
    pub(crate) fn read(&self, stream: Stream, seq: u32) -> Result<Option<Entry>, StoreError> {
        let payload = match self.sealed() {
            Some(sealed) => Some(sealed.shown()).filter(|it| !it.is_empty()),
            None => self.payload.as_ref().map(|it| it.as_slice()),
        };
        payload
            .map(|payload| self.of_payload(stream, seq, payload))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::fact::step::Step;
    use crate::domain::number::CaseNumber;
    use crate::domain::save_id::SaveIds;
    use crate::store::key;
    use crate::store::record::bytes::decode;

    const STREAM: Stream = Stream::Case(CaseNumber { year: 2026, run: 1 });

    fn record(who: &str, when: i64) -> EntryRecord {
        EntryRecord {
            who: who.to_owned(),
            when,
            prev: ByteArray::new([7; 32]),
            digest: ByteArray::new(Sha256::digest("已电话联系").into()),
            payload: None,
            save: None,
        }
    }

    fn hex(hash: Hash) -> String {
        let signs: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        signs.concat()
    }

    /// A link of another form would make every store that stands damaged. The hash was counted by
    /// another program: the row's key, the link before, when and who (with its length) as big-endian
    /// numbers and bytes, then the digest of what was done.
    #[test]
    fn a_link_is_made_as_it_always_was() {
        let link = record("王芳", 1_795_570_860).link_at(&key::entry(STREAM, 2));
        assert_eq!(
            hex(link),
            "0a979c36fc249ddb73dcaee434d9deaf47b7c7b6b348dc1286f5965259bd2b61"
        );
    }

    #[test]
    fn a_link_holds_where_when_who_and_what() {
        let link = |record: &EntryRecord, seq| hex(record.link_at(&key::entry(STREAM, seq)));
        let first = link(&record("王芳", 1_795_570_860), 2);
        assert_ne!(link(&record("王岚", 1_795_570_860), 2), first, "who");
        assert_ne!(link(&record("王芳", 1_795_570_861), 2), first, "when");
        assert_ne!(link(&record("王芳", 1_795_570_860), 3), first, "where");
        let mut other = record("王芳", 1_795_570_860);
        other.digest = ByteArray::new(Sha256::digest("未联系上").into());
        assert_ne!(link(&other, 2), first, "what");
        other = record("王芳", 1_795_570_860).handed_in(Some(&SaveIds::default().draw()));
        assert_ne!(link(&other, 2), first, "under which id");
        other = record("王芳", 1_795_570_860);
        other.prev = ByteArray::new([8; 32]);
        assert_ne!(link(&other, 2), first, "what was before");
    }

    #[test]
    fn a_note_is_written_as_the_second_format_has_it() {
        let entry = Entry {
            stream: STREAM,
            seq: 2,
            who: "王芳".to_owned(),
            when: Moment::from_unix(1_795_570_860),
            what: What::Case(Step::Note {
                text: "已电话联系".to_owned(),
            }),
        };
        let written = EntryRecord::new(&entry, [7; 32]).unwrap();
        assert_eq!(
            hex(written.link_at(&key::entry(STREAM, 2))),
            "c1681a926f58d1b255c3071bb34d7e2a5dc9e956d53c4b25eddc4a6678fb7fbb"
        );
        let bytes = encode(&written).unwrap();
        let read: EntryRecord = decode("entries", &bytes).unwrap();
        assert!(read.is_sound());
        assert_eq!(read.read(STREAM, 2).unwrap(), Some(entry));
    }
}
