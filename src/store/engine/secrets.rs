//! 密件: cases and their entries, kept so that named staff alone read the words. Why it is so:
//! [`crate::store::cipher`].

use sha2::{Digest, Sha256};

use super::super::cipher::salt;
use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::case::CaseRecord;
use super::super::record::entry::{EntryRecord, Sealed};
use super::super::record::skeleton::skeleton;
use super::super::tables::{Table, WriteTables, insert};
use super::batch::By;
use super::chain::{self, Kept};
use super::rows::{self, HIDDEN, NOTED};
use super::settled;
use super::vault::{self, Found, Of, Reader};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::case::fact::track::{TrackNote, is_private};
use crate::domain::entry::{Stream, What};
use crate::domain::number::CaseNumber;

/// Appends a step to the history of a case, or begins it, sealed to whom it is due; `next` is the case
/// after it.
pub(crate) fn append(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    next: &Case,
    step: Step,
) -> Result<(), StoreError> {
    let kept = kept(tables, by, next, &step)?;
    let (stream, kept) = (Stream::Case(next.number), kept.as_ref());
    let is_first = matches!(step, Step::Register(_));
    let what = What::Case(step);
    if is_first {
        return chain::begin_kept(tables, stream, by.who, by.when, what, kept);
    }
    chain::append_kept(tables, stream, by.who, by.when, what, kept).map(|_| ())
}

fn kept(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    next: &Case,
    step: &Step,
) -> Result<Option<Kept>, StoreError> {
    let (readers, shown) = match step {
        Step::Track(state) if is_private(state.track) && !state.note.is_empty() => {
            let mut served = next.tracks.iter().filter(|it| it.track == state.track);
            let holder = served.next().map_or("", |it| it.holder.as_str());
            let readers = vault::readers(tables, &[holder, by.who])?;
            (readers, Some(What::Case(step.sealed())))
        }
        _ if next.is_secret() && !step.is_bare() => (named(tables, next)?, None),
        _ => return Ok(None),
    };
    Ok((!readers.is_empty()).then_some(Kept { readers, shown }))
}

fn named(tables: &mut dyn WriteTables, case: &Case) -> Result<Vec<Reader>, StoreError> {
    let names: Vec<&str> = case.named_staff.iter().map(String::as_str).collect();
    vault::readers(tables, &names)
}

/// Keeps the record of a case, and seals what of it and of its history is not to stand in the clear; gives
/// the case as it stands there for everybody.
///
/// # Errors
/// Nothing is kept of a case that was not opened: its words would be lost.
pub(crate) fn put(
    tables: &mut dyn WriteTables,
    case: &Case,
    who: &str,
    is_new: bool,
) -> Result<Case, StoreError> {
    let number = case.number;
    if case.sealed {
        return Err(StoreError::System(format!(
            "{number} is sealed and not opened"
        )));
    }
    let readers = if case.is_secret() {
        named(tables, case)?
    } else {
        Vec::new()
    };
    let before = vault::marks(tables, Of::Case(number))?;
    let (inner, bare) = noted(tables, case, who)?;
    let (row, bare) = if readers.is_empty() {
        if vault::stands(tables, Of::Case(number))? {
            unseal_entries(tables, number)?;
            vault::remove(tables, Of::Case(number))?;
        }
        (inner, bare)
    } else {
        let content = [salt().as_slice(), &inner].concat();
        vault::put(tables, Of::Case(number), &readers, &content)?;
        seal_entries(tables, number, &readers)?;
        let bare = skeleton(case)?;
        (referring(HIDDEN, &content, &bare)?, bare)
    };
    let key = key::case(number);
    if is_new {
        insert(tables, Table::Cases, &key, &row)?;
    } else {
        tables.put(Table::Cases, &key, &row)?;
    }
    if vault::marks(tables, Of::Case(number))? != before {
        settled::settle_case(tables, number)?;
    }
    Ok(bare)
}

/// Gives a row that refers to sealed content, with what everybody may read.
fn referring(kind: u8, content: &[u8], bare: &Case) -> Result<Vec<u8>, StoreError> {
    let commitment = Sha256::digest(content);
    let record = encode(&CaseRecord::from(bare))?;
    Ok([[kind].as_slice(), &commitment, &record].concat())
}

/// Gives the row of a case with counsellors' notes sealed apart, and the case without them.
fn noted(
    tables: &mut dyn WriteTables,
    case: &Case,
    who: &str,
) -> Result<(Vec<u8>, Case), StoreError> {
    let number = case.number;
    let plain = |case: &Case| Ok((encode(&CaseRecord::from(case))?, case.clone()));
    let private = || case.tracks.iter().filter(|it| is_private(it.track));
    let Some(holder) = private()
        .find(|it| !it.note.is_empty())
        .map(|it| it.holder.as_str())
    else {
        vault::remove(tables, Of::Notes(number))?;
        return plain(case);
    };
    let bare = case.sealed();
    let notes: Vec<(&str, &str)> = private()
        .map(|it| (it.track.code(), it.note.text()))
        .collect();
    let unopened = private().any(|it| it.note == TrackNote::Sealed);
    let stands = match vault::open(tables, Of::Notes(number))? {
        Found::Opened(content) if !unopened => {
            let known: Vec<(String, String)> = rows::notes(&content)?;
            let known = known.iter().map(|(track, note)| (&**track, &**note));
            known.eq(notes.iter().copied()).then_some(content)
        }
        Found::Missing if unopened => {
            return Err(StoreError::Damaged(format!(
                "{number}: a sealed note is gone"
            )));
        }
        _ => None,
    };
    if unopened {
        let row = rows::inner(tables, number)?;
        let commitment = row.get(1..33).unwrap_or_default();
        let record = encode(&CaseRecord::from(&bare))?;
        return Ok(([[NOTED].as_slice(), commitment, &record].concat(), bare));
    }
    let content = if let Some(content) = stands {
        content
    } else {
        let readers = vault::readers(tables, &[holder, who])?;
        if readers.is_empty() {
            vault::remove(tables, Of::Notes(number))?;
            return plain(case);
        }
        let content = [salt().as_slice(), &encode(&notes)?].concat();
        vault::put(tables, Of::Notes(number), &readers, &content)?;
        content
    };
    Ok((referring(NOTED, &content, &bare)?, bare))
}

/// Seals every entry of a case to `readers` that is not bare; those that are sealed to others are sealed
/// anew, where they open.
fn seal_entries(
    tables: &mut dyn WriteTables,
    number: CaseNumber,
    readers: &[Reader],
) -> Result<(), StoreError> {
    for (key, record) in chain::records(tables, Stream::Case(number))? {
        match record.sealed() {
            // A counsellor's note is not for those who are named for the case.
            Some(sealed) if sealed.is_note() => {}
            Some(_) => vault::pass_on(tables, Of::Entry(&key), readers)?,
            None => {
                let entry = chain::read_plain(&key, &record)?;
                let bare = entry.is_none_or(|it| it.step().is_some_and(Step::is_bare));
                if !bare && let Some((moved, payload)) = record.moved(None)? {
                    vault::put(tables, Of::Entry(&key), readers, &payload)?;
                    tables.put(Table::Entries, &key, &encode(&moved)?)?;
                }
            }
        }
    }
    Ok(())
}

/// Lets every entry of a case stand in the clear again; a counsellor's note stays sealed.
fn unseal_entries(tables: &mut dyn WriteTables, number: CaseNumber) -> Result<(), StoreError> {
    for (key, record) in chain::records(tables, Stream::Case(number))? {
        match record.sealed() {
            Some(sealed) if sealed.is_note() => {}
            Some(Sealed::Kept { .. }) => vault::pass_on(tables, Of::Entry(&key), &[])?,
            Some(Sealed::Moved { .. }) => {
                if let Found::Opened(payload) = vault::open(tables, Of::Entry(&key))? {
                    vault::remove(tables, Of::Entry(&key))?;
                    tables.put(Table::Entries, &key, &encode(&record.put_back(&payload))?)?;
                }
            }
            None => {}
        }
    }
    Ok(())
}

/// Seals to whom it is due everything that who sits here can open: somebody has keys now who had none, has
/// others, or left.
pub(crate) fn settle(tables: &mut dyn WriteTables) -> Result<(), StoreError> {
    if !tables.keyring().is_some_and(|it| it.is_held()) {
        return Ok(());
    }
    for row in vault::rows(tables)? {
        match Of::of_row(&row) {
            Some(Of::Case(number)) => {
                let Some(case) = rows::bare(tables, number)? else {
                    continue;
                };
                let readers = named(tables, &case)?;
                if !readers.is_empty() {
                    let before = vault::marks(tables, Of::Case(number))?;
                    vault::pass_on(tables, Of::Case(number), &readers)?;
                    seal_entries(tables, number, &readers)?;
                    if vault::marks(tables, Of::Case(number))? != before {
                        settled::settle_case(tables, number)?;
                    }
                }
            }
            Some(Of::Notes(number)) => vault::renew(tables, Of::Notes(number))?,
            Some(Of::Entry(entry)) => {
                let Some(bytes) = tables.get(Table::Entries, entry)? else {
                    continue;
                };
                let record: EntryRecord = decode("entries", &bytes)?;
                if record.sealed().is_some_and(Sealed::is_note) {
                    vault::renew(tables, Of::Entry(entry))?;
                }
            }
            None => {}
        }
    }
    Ok(())
}
