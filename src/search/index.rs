//! The finder's rows follow every change of a person, in the change's own transaction.
//!
//! One person costs one row. People wait as bare rows until 256 have come (or an import brings
//! more); then their postings are written together, block by block, which touches pages that
//! stand side by side. A person corrected after that gets a second row that is read on each
//! search, and every 64th such change takes them all into the postings. A posting never forgets:
//! what it promises is checked against the person's row, which is always right.

use std::collections::{BTreeMap, HashMap};

use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::projection::{Changed, Projection, ReadRows, Records, RowsError, WriteRows};

use super::doc::{Doc, LONGEST};
use super::key::{self, Token};
use super::pinyin::Reader;
use super::postings::{BLOCK, Ids};
use super::proof;
use super::varint;

/// People that wait as bare rows at most.
pub const WAITING: u64 = 256;
/// Changed people that are kept beside the postings at most.
pub const CHANGED: usize = 64;

/// The name under which a store keeps the finder's rows.
pub const FINDER: &str = "finder";

/// Keeps the finder's rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct FinderIndex;

/// What stands in the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// The first person who is not in the postings.
    pub waiting_from: u64,
    /// How many villages have a number.
    pub villages: u32,
}

impl State {
    /// Reads what stands; rows that were never written hold no one.
    pub fn read(rows: &dyn ReadRows) -> Result<Self, RowsError> {
        let row = rows.get(key::STATE)?.unwrap_or_default();
        let mut rest = row.as_slice();
        Ok(Self {
            waiting_from: varint::take(&mut rest).unwrap_or(0),
            villages: varint::take(&mut rest)
                .and_then(|count| u32::try_from(count).ok())
                .unwrap_or(0),
        })
    }

    fn write(self, rows: &mut dyn WriteRows) -> Result<(), RowsError> {
        let mut bytes = Vec::new();
        varint::push(&mut bytes, self.waiting_from);
        varint::push(&mut bytes, u64::from(self.villages));
        rows.put(key::STATE, &bytes)
    }
}

impl Projection for FinderIndex {
    fn name(&self) -> &'static str {
        FINDER
    }

    fn version(&self) -> u32 {
        2
    }

    fn follow(&self, changes: &[Changed], rows: &mut dyn WriteRows) -> Result<(), RowsError> {
        if changes.is_empty() {
            return Ok(());
        }
        let before = State::read(rows)?;
        let mut writing = Writing {
            rows,
            state: before,
            villages: HashMap::new(),
            docs: BTreeMap::new(),
        };
        for change in changes {
            match change {
                Changed::Person { id, old, new } => writing.person(*id, old.is_some(), new)?,
                Changed::ExternalNumber { id, value } => {
                    writing.renumber(*id, |doc| doc.add_number(value))?;
                }
                Changed::ExternalNumberGone { id, value } => {
                    writing.renumber(*id, |doc| doc.drop_number(value))?;
                }
            }
        }
        writing.put_docs()?;
        writing.post_waiting()?;
        writing.post_changed()?;
        if writing.state != before {
            writing.state.write(writing.rows)?;
        }
        Ok(())
    }

    fn prove(
        &self,
        records: &dyn Records,
        rows: &dyn ReadRows,
        fault: &mut dyn FnMut(String),
    ) -> Result<(), RowsError> {
        let State {
            waiting_from: from,
            villages,
        } = State::read(rows)?;
        let waiting = from..from.saturating_add(WAITING);
        proof::prove(records, rows, (&waiting, villages), fault)
    }
}

struct Writing<'a> {
    rows: &'a mut dyn WriteRows,
    state: State,
    villages: HashMap<String, u32>,
    docs: BTreeMap<u64, Doc>,
}

impl Writing<'_> {
    fn person(&mut self, id: PersonId, known: bool, person: &Person) -> Result<(), RowsError> {
        let village = match person.village.as_deref().map(str::trim) {
            Some(name) if !name.is_empty() => Some(self.village(name)?),
            _ => None,
        };
        let mut doc = Doc::of(person, village);
        let before = match self.docs.remove(&id.0) {
            None if known => self.stored(id)?,
            held => held,
        };
        doc.numbers = before.map(|doc| doc.numbers).unwrap_or_default();
        self.docs.insert(id.0, doc);
        Ok(())
    }

    fn renumber(&mut self, id: PersonId, change: impl FnOnce(&mut Doc)) -> Result<(), RowsError> {
        let mut doc = match self.docs.remove(&id.0) {
            Some(doc) => doc,
            None => self.stored(id)?.unwrap_or_default(),
        };
        change(&mut doc);
        self.docs.insert(id.0, doc);
        Ok(())
    }

    fn stored(&self, id: PersonId) -> Result<Option<Doc>, RowsError> {
        let row = self.rows.get(&key::doc(id))?;
        Ok(row.and_then(|bytes| Doc::decode(&bytes)))
    }

    /// Gives the number of a village; a new name gets the next one.
    fn village(&mut self, name: &str) -> Result<u32, RowsError> {
        if let Some(number) = self.villages.get(name) {
            return Ok(*number);
        }
        let name: String = name.chars().take(LONGEST).collect();
        let by_name = key::village_name(&name);
        let stored = self.rows.get(&by_name)?;
        let known = stored.and_then(|bytes| bytes.try_into().ok());
        let number = known.map_or(self.state.villages, u32::from_be_bytes);
        if known.is_none() {
            self.state.villages += 1;
            self.rows.put(&by_name, &number.to_be_bytes())?;
            self.rows.put(&key::village(number), name.as_bytes())?;
        }
        self.villages.insert(name, number);
        Ok(number)
    }

    fn put_docs(&mut self) -> Result<(), RowsError> {
        for (id, doc) in &self.docs {
            let bytes = doc.encode();
            self.rows.put(&key::doc(PersonId(*id)), &bytes)?;
            if *id < self.state.waiting_from {
                self.rows.put(&key::changed(PersonId(*id)), &bytes)?;
            }
        }
        Ok(())
    }

    /// Writes the postings of those who wait, once they are enough.
    fn post_waiting(&mut self) -> Result<(), RowsError> {
        let from = self.state.waiting_from;
        let Some(end) = self.docs.last_key_value().map(|(id, _)| id + 1) else {
            return Ok(());
        };
        if end < from.saturating_add(WAITING) {
            return Ok(());
        }
        let fresh = self.docs.split_off(&from);
        let mut waiting: BTreeMap<u64, Doc> = waiting(self.rows, self.state)?.into_iter().collect();
        waiting.extend(fresh);
        self.post(&waiting)?;
        self.state.waiting_from = end;
        Ok(())
    }

    /// Takes changed people into the postings, once they are many.
    fn post_changed(&mut self) -> Result<(), RowsError> {
        let touched = self.docs.keys().any(|id| *id < self.state.waiting_from);
        if !touched {
            return Ok(());
        }
        let changed = changed(self.rows)?;
        if changed.len() < CHANGED {
            return Ok(());
        }
        let changed: BTreeMap<u64, Doc> = changed.into_iter().collect();
        self.post(&changed)?;
        for id in changed.keys() {
            self.rows.remove(&key::changed(PersonId(*id)))?;
        }
        Ok(())
    }

    fn post(&mut self, docs: &BTreeMap<u64, Doc>) -> Result<(), RowsError> {
        let mut reader = Reader::default();
        let mut rest = docs.iter().peekable();
        while let Some((first, _)) = rest.peek() {
            let block = **first / BLOCK;
            let mut postings: HashMap<Token, Vec<u16>> = HashMap::new();
            while let Some((id, doc)) = rest.next_if(|(id, _)| **id / BLOCK == block) {
                let local = (id % BLOCK) as u16;
                doc.tokens(&mut reader, &mut |token| {
                    let ids = postings.entry(token).or_default();
                    if ids.last() != Some(&local) {
                        ids.push(local);
                    }
                });
            }
            let Ok(number) = u32::try_from(block) else {
                continue;
            };
            let mut sorted: Vec<(Token, Vec<u16>)> = postings.into_iter().collect();
            sorted.sort_unstable_by_key(|(token, _)| *token);
            for (token, ids) in sorted {
                self.add(&key::posting(number, token), ids)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, key: &[u8], ids: Vec<u16>) -> Result<(), RowsError> {
        let mut posting = match self.rows.get(key)? {
            Some(bytes) => Ids::decode(&bytes),
            None => Ids::none(),
        };
        posting.add(&Ids::of(ids));
        self.rows.put(key, &posting.encode())
    }
}

/// Reads the people who are not in the postings yet, the oldest first.
pub fn waiting(rows: &dyn ReadRows, state: State) -> Result<Vec<(u64, Doc)>, RowsError> {
    let mut found = Vec::new();
    let from = state.waiting_from;
    let end = from.saturating_add(WAITING);
    let mut group = from;
    while group < end {
        rows.scan(&key::doc_group(group), &mut |key, row| {
            if let (Some(id), Some(doc)) = (key::person(key), Doc::decode(row))
                && id.0 >= from
            {
                found.push((id.0, doc));
            }
            true
        })?;
        group = (group / key::GROUP + 1) * key::GROUP;
    }
    Ok(found)
}

/// Reads the people who were changed since their postings were written.
pub fn changed(rows: &dyn ReadRows) -> Result<Vec<(u64, Doc)>, RowsError> {
    let mut found = Vec::new();
    rows.scan(key::CHANGED, &mut |key, row| {
        if let (Some(id), Some(doc)) = (key::person(key), Doc::decode(row)) {
            found.push((id.0, doc));
        }
        true
    })?;
    Ok(found)
}
