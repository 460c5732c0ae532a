//! 案外之词: words that stand outside of a case and tell of it, as a call's, a meeting's decision, a
//! reminder. Where the case is sealed they are sealed with it, to those who are named for it.
//!
//! What is done to such a thing is an entry of its history, and the entry is what is sealed: what of it
//! everybody may read stays beside it. The thing's row holds what those parts give, so that lists and
//! clocks go on without a key; by what a thing is found (a day, a number, a case) is no word and stays.
//! Whoever may read it gets the thing that the opened entries give. An entry that is sealed from the first
//! keeps what everybody may read of it for good: its digest is in the chain.

use super::super::error::StoreError;
use super::super::record::bytes::encode;
use super::super::record::entry::Sealed;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::chain::{self, Kept};
use super::vault::{self, Found, Of, Reader};
use crate::domain::entry::{Stream, What};
use crate::domain::item::Item;

/// The first byte of the row of a thing of which entries are sealed: the record of what everybody may read
/// follows.
const SHOWN: u8 = 3;

/// Something of which nobody reads but who is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Secret {
    /// What a fact about it calls it; `None` for the thing itself.
    pub(crate) item: Option<Item>,
    /// Who is named.
    pub(crate) named: Vec<String>,
}

/// Gives an entry without its words, as far as they may tell of something; `None` for one that has none.
pub(crate) type Bare<'a> = dyn Fn(&What, &dyn Fn(Item) -> bool) -> Option<What> + 'a;

/// Gives of what an entry may tell.
fn covered<'a>(secret: &'a [Secret], what: &What, bare: &Bare<'_>) -> Vec<&'a Secret> {
    let tells = |it: &&Secret| bare(what, &|item| it.item == Some(item)).is_some();
    secret.iter().filter(tells).collect()
}

/// Gives an entry without the words that tell of any of these.
fn without(covered: &[&Secret], what: &What, bare: &Bare<'_>) -> Option<What> {
    bare(what, &|item| covered.iter().any(|it| it.item == Some(item)))
}

/// Gives to whom is sealed what tells of these: to those who are named for each of them.
fn readers(tables: &dyn ReadTables, covered: &[&Secret]) -> Result<Vec<Reader>, StoreError> {
    let Some((first, others)) = covered.split_first() else {
        return Ok(Vec::new());
    };
    let names = first.named.iter().map(String::as_str);
    let names = names.filter(|name| others.iter().all(|it| it.named.iter().any(|at| at == name)));
    vault::readers(tables, &names.collect::<Vec<_>>())
}

/// Gives how an entry is to be kept that is written now; `None` in the clear.
pub(crate) fn kept(
    tables: &dyn ReadTables,
    secret: &[Secret],
    what: &What,
    bare: &Bare<'_>,
) -> Result<Option<Kept>, StoreError> {
    let covered = covered(secret, what, bare);
    let readers = readers(tables, &covered)?;
    let shown = without(&covered, what, bare).filter(|it| it != what);
    Ok(shown.filter(|_| !readers.is_empty()).map(|shown| Kept {
        readers,
        shown: Some(shown),
    }))
}

/// Seals the entries of a history that tell of something secret to whom it is due, and lets those stand
/// open again that do not; what does not open stays as it is. Tells whether any of them is sealed now.
pub(crate) fn settle(
    tables: &mut dyn WriteTables,
    stream: Stream,
    secret: &[Secret],
    bare: &Bare<'_>,
) -> Result<bool, StoreError> {
    let mut any = false;
    for (key, record) in chain::records(tables, stream)? {
        let Some(shown) = chain::read_plain(&key, &record)?.map(|it| it.what) else {
            continue;
        };
        let covered = covered(secret, &shown, bare);
        let readers = readers(tables, &covered)?;
        let of = Of::Entry(&key);
        match record.sealed() {
            None if readers.is_empty() => continue,
            None => {
                let bare = without(&covered, &shown, bare).filter(|it| *it != shown);
                let Some(bare) = bare else {
                    continue;
                };
                if let Some((moved, payload)) = record.moved(Some(&bare))? {
                    vault::put(tables, of, &readers, &payload)?;
                    tables.put(Table::Entries, &key, &encode(&moved)?)?;
                }
            }
            Some(Sealed::Moved { .. }) if readers.is_empty() => {
                if let Found::Opened(payload) = vault::open(tables, of)? {
                    vault::remove(tables, of)?;
                    tables.put(Table::Entries, &key, &encode(&record.put_back(&payload))?)?;
                    continue;
                }
            }
            Some(sealed) => {
                let is_moved = matches!(sealed, Sealed::Moved { .. });
                vault::pass_on(tables, of, &readers)?;
                // What was moved may tell of more than when it was.
                let bare = without(&covered, &shown, bare).filter(|it| *it != shown);
                if let Some(bare) = bare.filter(|_| is_moved) {
                    tables.put(
                        Table::Entries,
                        &key,
                        &encode(&record.showing(Some(&bare))?)?,
                    )?;
                }
            }
        }
        any = true;
    }
    Ok(any)
}

/// Gives the row of a thing of which entries are sealed, by the record of what everybody may read.
pub(crate) fn row(record: &[u8]) -> Vec<u8> {
    [[SHOWN].as_slice(), record].concat()
}

/// Parts the row of a thing: whether entries of it are sealed, and its record.
pub(crate) fn parted(row: &[u8]) -> (bool, &[u8]) {
    match row.split_first() {
        Some((&SHOWN, record)) => (true, record),
        _ => (false, row),
    }
}
