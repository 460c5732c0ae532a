//! Proves that the store goes on from seals that were kept outside of it.
//!
//! The digests are rolled anew from the entries themselves, in the order of the journal, so that neither
//! journal nor heads need be believed. Where they first part from what was sealed, the entry is named.

use super::history::named_entry;
use crate::store::continuation::{Break, Continuation, Sealed};
use crate::store::engine::journal::{self, Line, roll};
use crate::store::error::StoreError;
use crate::store::record::bytes::decode;
use crate::store::record::entry::{EntryRecord, Hash};
use crate::store::tables::{ReadTables, Table};

/// Rolls the entries anew and compares with `sealed`, in the order of their numbers.
pub(crate) fn since(
    tables: &dyn ReadTables,
    sealed: &[Sealed],
) -> Result<Continuation, StoreError> {
    let mut found = Continuation::default();
    let mut waiting = sealed.iter().peekable();
    let (mut last, mut digest, mut good) = (0, Hash::default(), 0);
    // The first line since the last mark whose own digest is not that of its entry; else the first.
    let (mut first, mut wrong) = (None, None);
    journal::each(tables, &mut |key, value| {
        let (Ok(number), Ok(kept)) = (journal::number(key), Line::read(value)) else {
            return Ok(true);
        };
        let before = digest;
        let entry = tables.get(Table::Entries, &kept.entry)?;
        let record = entry.and_then(|bytes| decode::<EntryRecord>("entries", &bytes).ok());
        let link = record.map_or(Hash::default(), |record| record.link_at(&kept.entry));
        digest = roll(&before, &kept.entry, &link);
        last = number;
        if first.is_none() {
            first = Some(named_entry(&kept.entry));
        }
        if wrong.is_none() && digest != kept.digest {
            wrong = Some(named_entry(&kept.entry));
        }
        while let Some(mark) = waiting.next_if(|mark| mark.entries <= number) {
            if mark.entries < number || digest.starts_with(&mark.digest) {
                good = number;
                found.seals += u64::from(mark.is_seal);
                found.since = 0;
                first = None;
                continue;
            }
            found.broken = Some(Break::Differs {
                after: good,
                until: number,
                entry: wrong.take().or_else(|| first.take()).unwrap_or_default(),
            });
            return Ok(false);
        }
        found.since = number - good;
        Ok(true)
    })?;
    if found.broken.is_none()
        && let Some(mark) = sealed
            .iter()
            .map(|mark| mark.entries)
            .max()
            .filter(|it| *it > last)
    {
        found.broken = Some(Break::Shorter {
            sealed: mark,
            there: last,
        });
    }
    Ok(found)
}
