//! Proves every entry: that each stream is unbroken from its first entry to the head that is kept of
//! it, that every payload is the one that was linked, and that each history is one of something.
//!
//! Entries are read in the order of their keys; of each stream only its last link is held.

use super::super::findings::Findings;
use super::faults::Faults;
use super::standing::{self, named};
use crate::store::engine::heads::{self, Head};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::record::bytes::decode;
use crate::store::record::entry::{EntryRecord, Hash};
use crate::store::tables::{ReadTables, Table, scan_prefix};

/// What an entry is called, by its key.
pub(super) fn named_entry(entry: &[u8]) -> String {
    match key::entry_of(entry) {
        Some((head, seq)) => match key::stream_of(head) {
            Some(stream) => format!("history of {} at entry {seq}", named(stream)),
            None => "an entry of no history".to_owned(),
        },
        None => format!("entries: a key of {} bytes", entry.len()),
    }
}

/// Proves all entries against each other and against the heads; where `with_heads` is false the store
/// is of a format that has none.
pub(super) fn prove(
    tables: &dyn ReadTables,
    with_heads: bool,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut walk = Walk {
        tables,
        with_heads,
        stream: Vec::new(),
        end: (0, Hash::default()),
        streams: 0,
        faults: Faults::default(),
    };
    scan_prefix(tables, Table::Entries, &[], &mut |key, value| {
        walk.entry(key, value, findings)?;
        Ok(true)
    })?;
    walk.finish_stream()?;
    let (streams, mut faults) = (walk.streams, walk.faults);
    if with_heads {
        heads_alone(tables, streams, &mut faults)?;
    }
    faults.tell_lost("entries", findings);
    Ok(())
}

struct Walk<'a> {
    tables: &'a dyn ReadTables,
    with_heads: bool,
    /// The head of the stream that is read; empty before the first.
    stream: Vec<u8>,
    /// The last place that was read there, and its link.
    end: (u32, Hash),
    streams: u64,
    faults: Faults,
}

impl Walk<'_> {
    fn entry(
        &mut self,
        entry: &[u8],
        value: &[u8],
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        let Some((head, seq)) = key::entry_of(entry).filter(|(head, _)| !head.is_empty()) else {
            self.faults.add(named_entry(entry));
            return Ok(());
        };
        if head != self.stream {
            self.finish_stream()?;
            self.stream = head.to_vec();
            self.end = (0, Hash::default());
            self.streams += 1;
        }
        let record =
            findings.readable(named_entry(entry), decode::<EntryRecord>("entries", value))?;
        let (last, link) = self.end;
        let Some(record) = record else {
            self.end = (seq, Hash::default());
            return Ok(());
        };
        let goes_on = seq == last + 1 && record.prev() == link;
        // After an entry that cannot be read its link is not known.
        let unknown = seq == last + 1 && last > 0 && link == Hash::default();
        if !(goes_on || unknown) || !record.is_sound() {
            self.faults.add(named_entry(entry));
        }
        self.end = (seq, record.link_at(entry));
        Ok(())
    }

    /// Compares the end of a stream with its head, and looks for the thing whose history it is.
    fn finish_stream(&mut self) -> Result<(), StoreError> {
        if self.stream.is_empty() {
            return Ok(());
        }
        let Some(stream) = key::stream_of(&self.stream) else {
            self.faults.add("an entry of no history".to_owned());
            return Ok(());
        };
        let (length, link) = self.end;
        if self.with_heads {
            let kept = self.tables.get(Table::Heads, &self.stream)?;
            let kept = kept.map(|bytes| Head::read(&bytes));
            match kept {
                None => self
                    .faults
                    .add(format!("history of {}: its head is gone", named(stream))),
                Some(Ok(head)) if head.length != length => self.faults.add(format!(
                    "history of {}: {} entries were written, {length} are there",
                    named(stream),
                    head.length
                )),
                Some(Ok(head)) if link == Hash::default() || head.link == link => {}
                Some(Ok(_)) => self.faults.add(format!(
                    "history of {}: its last entry, {length}, is not the one that was written",
                    named(stream)
                )),
                Some(Err(error)) => self.faults.add(format!(
                    "history of {}: its head: {}",
                    named(stream),
                    error.detail()
                )),
            }
        }
        if !standing::stands(self.tables, stream)? {
            self.faults.add(format!(
                "history of {}: what it is the history of is gone",
                named(stream)
            ));
        }
        Ok(())
    }
}

/// Names the heads of streams that have no entry.
fn heads_alone(
    tables: &dyn ReadTables,
    streams: u64,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    if heads::count(tables)? == streams {
        return Ok(());
    }
    heads::each(tables, &mut |head, _| {
        let mut there = false;
        scan_prefix(tables, Table::Entries, head, &mut |entry, _| {
            there = key::entry_of(entry).is_some_and(|(of, _)| of == head);
            Ok(!there)
        })?;
        if !there {
            faults.add(match key::stream_of(head) {
                Some(stream) => format!("history of {}: it is gone whole", named(stream)),
                None => "heads: one of no history".to_owned(),
            });
        }
        Ok(())
    })
}
