//! History: entries appended to their streams, each linked to the one before.

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::entry::{EntryRecord, Hash, content_of};
use super::super::tables::{ReadTables, Table, WriteTables, after, insert, scan_prefix};
use super::heads::{self, Head};
use super::journal;
use super::vault::{self, Found, Of, Reader};
use crate::domain::entry::{Entry, Stream, What};
use crate::domain::moment::Moment;

/// How the content of an entry is sealed.
#[derive(Debug)]
pub(crate) struct Kept {
    /// To whom.
    pub(crate) readers: Vec<Reader>,
    /// What of it everybody may read.
    pub(crate) shown: Option<What>,
}

/// What the table is called where an entry cannot be read.
const NAME: &str = "entries";

/// Appends an entry to a stream and gives its place. Entries never go back in time: an earlier
/// `when` is lifted to the last one's. What the head says goes before what is found there: an entry
/// that was changed or taken out stays so, and is not made sound by the next.
pub(crate) fn append(
    tables: &mut dyn WriteTables,
    stream: Stream,
    who: &str,
    when: Moment,
    what: What,
) -> Result<u32, StoreError> {
    append_kept(tables, stream, who, when, what, None)
}

/// Appends an entry as [`append`] does; where it is `kept`, its content is sealed.
pub(crate) fn append_kept(
    tables: &mut dyn WriteTables,
    stream: Stream,
    who: &str,
    when: Moment,
    what: What,
    kept: Option<&Kept>,
) -> Result<u32, StoreError> {
    let (length, link) = end(tables, stream)?;
    let when = match tables.get(Table::Entries, &key::entry(stream, length))? {
        Some(bytes) => decode(NAME, &bytes).map_or(when, |last: EntryRecord| when.max(last.when())),
        None => when,
    };
    let seq = length + 1;
    write(tables, stream, seq, link, (who, when, what), kept)?;
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
    begin_kept(tables, stream, who, when, what, None)
}

/// Begins a stream as [`begin`] does; where its first entry is `kept`, its content is sealed.
pub(crate) fn begin_kept(
    tables: &mut dyn WriteTables,
    stream: Stream,
    who: &str,
    when: Moment,
    what: What,
    kept: Option<&Kept>,
) -> Result<(), StoreError> {
    if heads::of(tables, &key::stream(stream))?.is_some() {
        return Err(StoreError::Behind(Table::Entries.name()));
    }
    write(tables, stream, 1, Hash::default(), (who, when, what), kept)
}

fn write(
    tables: &mut dyn WriteTables,
    stream: Stream,
    seq: u32,
    prev: Hash,
    (who, when, what): (&str, Moment, What),
    kept: Option<&Kept>,
) -> Result<(), StoreError> {
    let entry = Entry {
        stream,
        seq,
        who: who.to_owned(),
        when,
        what,
    };
    // It bears the id under which it was handed in, and a row leads from that to it.
    let key = key::entry(stream, seq);
    let record = match kept {
        None => EntryRecord::new(&entry, prev)?,
        Some(kept) => {
            let content = content_of(&entry.what)?;
            vault::put(tables, Of::Entry(&key), &kept.readers, &content)?;
            EntryRecord::kept(&entry, prev, &content, kept.shown.as_ref())?
        }
    };
    let record = record.handed_in(tables.save_id());
    let link = record.link_at(&key);
    insert(tables, Table::Entries, &key, &encode(&record)?)?;
    if let Some(save) = record.save() {
        tables.put(Table::Saves, &key::save(save, &key), &[])?;
    }
    let head = Head { length: seq, link };
    heads::put(tables, &key::stream(stream), head)?;
    journal::write(tables, &key, &link)
}

/// Gives how many entries a stream has.
pub(crate) fn length(tables: &dyn ReadTables, stream: Stream) -> Result<u32, StoreError> {
    Ok(end(tables, stream)?.0)
}

/// Gives the moment of a stream's last entry.
pub(crate) fn last_moment(
    tables: &dyn ReadTables,
    stream: Stream,
) -> Result<Option<Moment>, StoreError> {
    let (length, _) = end(tables, stream)?;
    let Some(bytes) = tables.get(Table::Entries, &key::entry(stream, length))? else {
        return Ok(None);
    };
    let record: EntryRecord = decode(NAME, &bytes)?;
    Ok(Some(record.when()))
}

/// Gives how many entries a stream has, and the link of its last one; zeros for an empty stream. A
/// store of an older format, which is only read, has no heads: there the last entry is looked up.
pub(crate) fn end(tables: &dyn ReadTables, stream: Stream) -> Result<(u32, Hash), StoreError> {
    let prefix = key::stream(stream);
    if let Some(head) = heads::of(tables, &prefix)? {
        return Ok((head.length, head.link));
    }
    let mut found = (0, Hash::default());
    let end = after(&prefix);
    tables.scan(Table::Entries, &prefix, &end, true, &mut |key, value| {
        let record: EntryRecord = decode(NAME, value)?;
        found = (place(key, &prefix)?, record.link_at(key));
        Ok(false)
    })?;
    Ok(found)
}

/// Gives a stream's whole history; erased entries are left out.
pub(crate) fn history(tables: &dyn ReadTables, stream: Stream) -> Result<Vec<Entry>, StoreError> {
    let head = key::stream(stream);
    let mut entries = Vec::new();
    scan_prefix(tables, Table::Entries, &head, &mut |key, value| {
        let record: EntryRecord = decode(NAME, value)?;
        entries.extend(read(tables, key, &record, stream, place(key, &head)?)?);
        Ok(true)
    })?;
    Ok(entries)
}

/// Calls `visit` with each entry of a stream that can be read.
pub(crate) fn each_readable(
    tables: &dyn ReadTables,
    stream: Stream,
    visit: &mut dyn FnMut(&Entry),
) -> Result<(), StoreError> {
    let head = key::stream(stream);
    scan_prefix(tables, Table::Entries, &head, &mut |key, value| {
        let entry = decode::<EntryRecord>(NAME, value)
            .and_then(|record| read(tables, key, &record, stream, place(key, &head)?));
        match entry {
            Ok(entry) => entry.iter().for_each(&mut *visit),
            Err(StoreError::Damaged(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(true)
    })
}

/// Gives a stream's history as everybody may read it, whoever sits here.
pub(crate) fn shown(tables: &dyn ReadTables, stream: Stream) -> Result<Vec<Entry>, StoreError> {
    let head = key::stream(stream);
    let mut entries = Vec::new();
    for (key, record) in records(tables, stream)? {
        entries.extend(record.read(stream, place(&key, &head)?)?);
    }
    Ok(entries)
}

/// Gives the records of a stream's entries, each with its key.
pub(crate) fn records(
    tables: &dyn ReadTables,
    stream: Stream,
) -> Result<Vec<(Vec<u8>, EntryRecord)>, StoreError> {
    let mut found = Vec::new();
    scan_prefix(
        tables,
        Table::Entries,
        &key::stream(stream),
        &mut |key, value| {
            found.push((key.to_vec(), decode(NAME, value)?));
            Ok(true)
        },
    )?;
    Ok(found)
}

/// Gives a stream's history, where all of it may be read; `None` where an entry is sealed and does not
/// open, so that no state follows from the rest.
pub(crate) fn whole(
    tables: &dyn ReadTables,
    stream: Stream,
) -> Result<Option<Vec<Entry>>, StoreError> {
    let (head, mut locked) = (key::stream(stream), false);
    scan_prefix(tables, Table::Entries, &head, &mut |key, value| {
        let record: EntryRecord = decode(NAME, value)?;
        let hidden = record.sealed().is_some_and(|it| it.is_whole());
        locked = hidden && matches!(vault::open(tables, Of::Entry(key))?, Found::Locked);
        Ok(!locked)
    })?;
    if locked {
        return Ok(None);
    }
    history(tables, stream).map(Some)
}

/// Reads an entry: what is sealed of it too, where that opens.
pub(crate) fn read(
    tables: &dyn ReadTables,
    key: &[u8],
    record: &EntryRecord,
    stream: Stream,
    seq: u32,
) -> Result<Option<Entry>, StoreError> {
    if record.sealed().is_none() {
        return record.read(stream, seq);
    }
    match vault::open(tables, Of::Entry(key))? {
        Found::Opened(content) if record.fits(&content) => {
            record.read_opened(stream, seq, &content)
        }
        Found::Opened(_) => Err(StoreError::Damaged(format!("{NAME}: sealed content"))),
        Found::Missing => Err(StoreError::Damaged(format!(
            "{NAME}: sealed content is gone"
        ))),
        Found::Locked => record.read(stream, seq),
    }
}

/// Reads an entry as far as everybody may; `None` for an erased one.
pub(crate) fn read_plain(key: &[u8], record: &EntryRecord) -> Result<Option<Entry>, StoreError> {
    let wrong = || StoreError::Damaged("entry key".to_owned());
    let (head, seq) = key::entry_of(key).ok_or_else(wrong)?;
    record.read(key::stream_of(head).ok_or_else(wrong)?, seq)
}

fn place(key: &[u8], head: &[u8]) -> Result<u32, StoreError> {
    key.get(head.len()..)
        .and_then(|tail| tail.try_into().ok())
        .map(u32::from_be_bytes)
        .ok_or_else(|| StoreError::Damaged("entry key".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::super::memory::tables::MemoryTables;
    use super::*;

    #[test]
    fn a_stream_that_is_there_is_not_begun_again_nor_an_entry_written_over() {
        let mut tables = MemoryTables::default();
        let now = Moment::from_unix(1_795_570_860);
        let begun = |tables: &mut MemoryTables| {
            let what = What::Calendar(Vec::new());
            begin(tables, Stream::Calendar, "王芳", now, what)
        };
        begun(&mut tables).unwrap();
        let behind = Err(StoreError::Behind(Table::Entries.name()));
        assert_eq!(begun(&mut tables), behind);
        let key = key::entry(Stream::Calendar, 1);
        let first = tables.get(Table::Entries, &key).unwrap();
        // Also where nothing says any more that it was begun.
        let head = key::stream(Stream::Calendar);
        tables.remove(Table::Heads, &head).unwrap();
        assert_eq!(begun(&mut tables), behind);
        assert_eq!(tables.get(Table::Entries, &key).unwrap(), first);
    }
}
