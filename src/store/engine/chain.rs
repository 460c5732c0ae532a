//! History: entries appended to their streams, each linked to the one before.

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::entry::{EntryRecord, Hash};
use super::super::tables::{ReadTables, Table, WriteTables, after, insert, scan_prefix};
use crate::domain::entry::{Entry, Stream, What};
use crate::domain::moment::Moment;

/// Appends an entry to a stream and gives its place. Entries never go back in time: an earlier
/// `when` is lifted to the last one's.
pub(crate) fn append(
    tables: &mut dyn WriteTables,
    stream: Stream,
    who: &str,
    when: Moment,
    what: What,
) -> Result<u32, StoreError> {
    let last = last(tables, stream)?;
    let (seq, prev, when) = match &last {
        Some((seq, record)) => (seq + 1, record.link(stream, *seq), when.max(record.when())),
        None => (1, Hash::default(), when),
    };
    let entry = Entry {
        stream,
        seq,
        who: who.to_owned(),
        when,
        what,
    };
    let record = EntryRecord::new(&entry, prev)?;
    write(tables, &key::entry(stream, seq), record)?;
    Ok(seq)
}

/// Begins a stream.
///
/// # Errors
/// [`StoreError::Behind`] where the stream has entries already.
pub(crate) fn begin(
    tables: &mut dyn WriteTables,
    stream: Stream,
    who: &str,
    when: Moment,
    what: What,
) -> Result<(), StoreError> {
    if last(tables, stream)?.is_some() {
        return Err(StoreError::Behind(Table::Entries.name()));
    }
    let entry = Entry {
        stream,
        seq: 1,
        who: who.to_owned(),
        when,
        what,
    };
    let record = EntryRecord::new(&entry, Hash::default())?;
    write(tables, &key::entry(stream, 1), record)
}

/// Writes an entry, with the id under which it was handed in and the row that leads from that to it.
fn write(
    tables: &mut dyn WriteTables,
    place: &[u8],
    record: EntryRecord,
) -> Result<(), StoreError> {
    let record = record.handed_in(tables.save_id());
    insert(tables, Table::Entries, place, &encode(&record)?)?;
    match record.save() {
        Some(save) => tables.put(Table::Saves, &key::save(save, place), &[]),
        None => Ok(()),
    }
}

fn last(tables: &dyn ReadTables, stream: Stream) -> Result<Option<(u32, EntryRecord)>, StoreError> {
    let head = key::stream(stream);
    let mut found = None;
    tables.scan(
        Table::Entries,
        &head,
        &after(&head),
        true,
        &mut |key, value| {
            found = Some((place(key, &head)?, decode("entries", value)?));
            Ok(false)
        },
    )?;
    Ok(found)
}

/// Gives how many entries a stream has.
pub(crate) fn length(tables: &dyn ReadTables, stream: Stream) -> Result<u32, StoreError> {
    Ok(last(tables, stream)?.map_or(0, |(seq, _)| seq))
}

/// Gives the moment of a stream's last entry.
pub(crate) fn last_moment(
    tables: &dyn ReadTables,
    stream: Stream,
) -> Result<Option<Moment>, StoreError> {
    Ok(last(tables, stream)?.map(|(_, record)| record.when()))
}

/// Gives how many entries a stream has, and the link of its last one; zeros for an empty stream.
pub(crate) fn end(tables: &dyn ReadTables, stream: Stream) -> Result<(u32, Hash), StoreError> {
    Ok(
        last(tables, stream)?.map_or((0, Hash::default()), |(seq, record)| {
            (seq, record.link(stream, seq))
        }),
    )
}

/// Gives a stream's whole history; erased entries are left out.
pub(crate) fn history(tables: &dyn ReadTables, stream: Stream) -> Result<Vec<Entry>, StoreError> {
    let head = key::stream(stream);
    let mut entries = Vec::new();
    scan_prefix(tables, Table::Entries, &head, &mut |key, value| {
        let record: EntryRecord = decode("entries", value)?;
        entries.extend(record.read(stream, place(key, &head)?)?);
        Ok(true)
    })?;
    Ok(entries)
}

/// Proves a stream's chain and gives its entries.
///
/// # Errors
/// The first place where a link or a payload is not what it should be.
pub(crate) fn prove(tables: &dyn ReadTables, stream: Stream) -> Result<Vec<Entry>, StoreError> {
    let head = key::stream(stream);
    let mut entries = Vec::new();
    let (mut expected, mut link) = (1, Hash::default());
    scan_prefix(tables, Table::Entries, &head, &mut |key, value| {
        let record: EntryRecord = decode("entries", value)?;
        let seq = place(key, &head)?;
        if seq != expected || record.prev() != link || !record.is_sound() {
            return Err(StoreError::Damaged(format!(
                "history of {stream:?} at entry {seq}"
            )));
        }
        link = record.link(stream, seq);
        expected += 1;
        entries.extend(record.read(stream, seq)?);
        Ok(true)
    })?;
    Ok(entries)
}

fn place(key: &[u8], head: &[u8]) -> Result<u32, StoreError> {
    key.get(head.len()..)
        .and_then(|tail| tail.try_into().ok())
        .map(u32::from_be_bytes)
        .ok_or_else(|| StoreError::Damaged("entry key".to_owned()))
}
