//! When a seal is made, and of what: with the first thing that is written on a new day, then once an
//! hour while anything is written, and whenever somebody asks for one.

use super::super::error::StoreError;
use super::super::seals::{MARK, MARKS, SealLine};
use super::super::tables::{ReadTables, WriteTables};
use super::{heads, journal, meta};
use crate::domain::moment::Moment;

/// Seconds after which the next seal of a day is made.
const PAUSE: i64 = 3_600;

/// Makes a seal where one is due.
pub(crate) fn when_due(
    tables: &mut dyn WriteTables,
    now: Moment,
) -> Result<Option<SealLine>, StoreError> {
    let (entries, last) = meta::sealed(tables)?;
    let last = last.map(Moment::from_unix);
    let due = last.is_none_or(|last| {
        last.date() != now.date() || now.unix().saturating_sub(last.unix()) >= PAUSE
    });
    if !due || journal::seal(tables)?.entries == entries {
        return Ok(None);
    }
    now_sealed(tables, now).map(Some)
}

/// Makes a seal, and writes down that there is one.
pub(crate) fn now_sealed(
    tables: &mut dyn WriteTables,
    now: Moment,
) -> Result<SealLine, StoreError> {
    let line = line(tables, now)?;
    meta::set_sealed(tables, line.seal.entries, now.unix())?;
    Ok(line)
}

fn line(tables: &dyn ReadTables, at: Moment) -> Result<SealLine, StoreError> {
    let seal = journal::seal(tables)?;
    let (before, _) = meta::sealed(tables)?;
    let fresh = seal.entries.saturating_sub(before);
    let stride = fresh.div_ceil(MARKS).max(1);
    let mut marks = Vec::new();
    let mut next = before.saturating_add(stride);
    while next < seal.entries {
        let line = journal::line(tables, next)?;
        let digest = line.map(|line| line.digest).unwrap_or_default();
        marks.extend(digest.first_chunk::<MARK>());
        next = next.saturating_add(stride);
    }
    Ok(SealLine {
        at,
        seal,
        streams: heads::count(tables)?,
        stride,
        marks,
    })
}
