//! Things with a history of their own (a joint session, a day's ledger, a whistle …): each kept
//! by number in a table of its kind, with index rows beside it, all in the deed's transaction.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, WriteTables, insert, scan_prefix};
use super::batch::{Batch, By};
use super::law::Law;
use super::tied::{self, Secret};
use super::{chain, meta};
use crate::domain::act::CommitResult;
use crate::domain::entry::{Entry, Stream, What};
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;

/// Writes what is alike in every kind of thing: that a fact is an entry of history and is read back from
/// it, `entry!(Whistle(WhistleFact))`, `boxed` where the entry holds it in a box; and that the thing is
/// kept as its record, `record!(WhistleRecord)`.
macro_rules! entry {
    ($what:ident($fact:ty)) => {
        fn what(fact: &$fact) -> What {
            What::$what(fact.clone())
        }

        entry!(@read $what($fact));
    };
    (boxed $what:ident($fact:ty)) => {
        fn what(fact: &$fact) -> What {
            What::$what(Box::new(fact.clone()))
        }

        entry!(@read $what($fact));
    };
    (@read $what:ident($fact:ty)) => {
        fn fact(what: &What) -> Option<&$fact> {
            match what {
                What::$what(fact) => Some(fact),
                _ => None,
            }
        }
    };
}

macro_rules! record {
    ($record:ty) => {
        fn encode(&self) -> Result<Vec<u8>, StoreError> {
            encode(&<$record>::from(self))
        }

        fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
            let record: $record = decode(Self::TABLE.name(), bytes)?;
            record.try_into()
        }
    };
}

/// Tells by which function a deed is done, and what that needs of the transaction:
/// `acts!(Whistle(WhistleId), WhistleFact => act(tables, batch, law, by))`.
macro_rules! acts {
    ($thing:ty, $id:ty, $action:ty => $act:ident($($part:ident),+)) => {
        impl $crate::store::engine::aggregates::Does for $thing {
            type Id = $id;
            type Action = $action;

            fn act(
                work: $crate::store::engine::aggregates::Work<'_>,
                id: Option<$id>,
                action: &$action,
            ) -> Result<CommitResult, StoreError> {
                $act($(work.$part,)+ id, action)
            }
        }
    };
}

/// A transaction in which something is done.
pub(crate) struct Work<'a> {
    /// The tables.
    pub(crate) tables: &'a mut dyn WriteTables,
    /// What it gathers for its end.
    pub(crate) batch: &'a mut Batch,
    /// What clocks are computed with.
    pub(crate) law: &'a Law,
    /// Who does it, and when.
    pub(crate) by: By<'a>,
}

/// A kind of thing to which something can be done.
pub(crate) trait Does: Aggregate {
    /// Its number.
    type Id;
    /// What can be done.
    type Action;

    /// Begins one (`None`), or does something to one.
    fn act(
        work: Work<'_>,
        id: Option<Self::Id>,
        action: &Self::Action,
    ) -> Result<CommitResult, StoreError>;
}

/// A kind of thing: how it is numbered, what its history is, and under what it is found.
pub(crate) trait Aggregate: Sized + PartialEq {
    /// What is done to it.
    type Fact: Clone + PartialEq;

    /// Where it is kept.
    const TABLE: Table;
    /// What it is called where a proof fails.
    const NAME: &'static str;
    /// The head of its own row; index rows begin with another byte.
    const ROW: u8 = b'r';

    /// Gives the stream of the thing with a number.
    fn stream(number: u32) -> Stream;

    /// Makes a fact an entry of history.
    fn what(fact: &Self::Fact) -> What;

    /// Gives the fact of an entry of its stream.
    fn fact(what: &What) -> Option<&Self::Fact>;

    /// Gives the thing after all of its history; `None` when that does not begin with a beginning.
    fn replay<'a>(facts: impl IntoIterator<Item = &'a Self::Fact>) -> Option<Self>
    where
        Self::Fact: 'a;

    /// Writes its record.
    fn encode(&self) -> Result<Vec<u8>, StoreError>;

    /// Reads its record.
    fn decode(bytes: &[u8]) -> Result<Self, StoreError>;

    /// Gives the heads of its index rows, each a kind and what it sorts by; the number follows.
    fn heads(&self) -> Vec<Vec<u8>>;

    /// Gives of what it tells that is not for everybody.
    fn secret(&self, _tables: &dyn ReadTables) -> Result<Vec<Secret>, StoreError> {
        Ok(Vec::new())
    }

    /// Gives a fact without its words, as far as they may tell of something secret; `None` for one that
    /// has none. What it is found by stays.
    fn bare(_fact: &Self::Fact, _tells: &dyn Fn(Item) -> bool) -> Option<Self::Fact> {
        None
    }

    /// Gives the numbers of those that may tell of a case.
    fn telling(_tables: &dyn ReadTables, _case: CaseNumber) -> Result<Vec<u32>, StoreError> {
        Ok(Vec::new())
    }

    /// Tells whether a viewer may not read it at all: then its history is empty for him.
    fn is_held_back(&self, _tables: &dyn ReadTables, _viewer: &Viewer) -> Result<bool, StoreError> {
        Ok(false)
    }
}

/// Gives the head of an index row: a kind, then what it sorts by.
pub(crate) fn head(kind: u8, sorted_by: &[u8]) -> Vec<u8> {
    [[kind].as_slice(), sorted_by].concat()
}

fn row<T: Aggregate>(number: u32) -> Vec<u8> {
    head(T::ROW, &number.to_be_bytes())
}

/// Gives the index rows of a thing.
pub(crate) fn index<T: Aggregate>(number: u32, thing: &T) -> BTreeSet<Vec<u8>> {
    let tail = number.to_be_bytes();
    let heads = thing.heads().into_iter();
    heads
        .map(|head| [head.as_slice(), &tail].concat())
        .collect()
}

/// Gives a new thing's number, from 1.
pub(crate) fn next<T: Aggregate>(tables: &mut dyn WriteTables) -> Result<u32, StoreError> {
    let next = meta::next_thing(tables, T::TABLE.name())?;
    Ok(u32::try_from(next).unwrap_or(u32::MAX))
}

/// Gives a thing, whole: with what of it is sealed, where that opens.
pub(crate) fn get<T: Aggregate>(
    tables: &dyn ReadTables,
    number: u32,
) -> Result<Option<T>, StoreError> {
    let Some(bytes) = tables.get(T::TABLE, &row::<T>(number))? else {
        return Ok(None);
    };
    let (is_sealed, record) = tied::parted(&bytes);
    let shown = T::decode(record)?;
    if !is_sealed {
        return Ok(Some(shown));
    }
    let entries = chain::history(tables, T::stream(number))?;
    Ok(replayed::<T>(&entries).or(Some(shown)))
}

fn replayed<T: Aggregate>(entries: &[Entry]) -> Option<T> {
    T::replay(entries.iter().filter_map(|it| T::fact(&it.what)))
}

/// Gives a thing as its history gives it to everybody.
pub(crate) fn shown<T: Aggregate>(
    tables: &dyn ReadTables,
    number: u32,
) -> Result<Option<T>, StoreError> {
    Ok(replayed(&chain::shown(tables, T::stream(number))?))
}

fn bare<T: Aggregate>(what: &What, tells: &dyn Fn(Item) -> bool) -> Option<What> {
    T::bare(T::fact(what)?, tells).map(|it| T::what(&it))
}

/// Seals the history of a thing to whom it is due.
pub(crate) fn settle<T: Aggregate>(
    tables: &mut dyn WriteTables,
    number: u32,
) -> Result<(), StoreError> {
    let Some(thing) = get::<T>(tables, number)? else {
        return Ok(());
    };
    let secret = thing.secret(tables)?;
    let row = row::<T>(number);
    let kept = tables.get(T::TABLE, &row)?.unwrap_or_default();
    if !secret.is_empty() || tied::parted(&kept).0 {
        let record = settled::<T>(tables, number, &secret)?;
        tables.put(T::TABLE, &row, &record)?;
    }
    Ok(())
}

/// Seals the history of a thing to whom it is due; gives its row.
fn settled<T: Aggregate>(
    tables: &mut dyn WriteTables,
    number: u32,
    secret: &[Secret],
) -> Result<Vec<u8>, StoreError> {
    tied::settle(tables, T::stream(number), secret, &bare::<T>)?;
    standing::<T>(tables, number)
}

/// Gives the row of a thing as its history gives it.
pub(crate) fn standing<T: Aggregate>(
    tables: &dyn ReadTables,
    number: u32,
) -> Result<Vec<u8>, StoreError> {
    let stream = T::stream(number);
    let shown = shown::<T>(tables, number)?.ok_or_else(|| {
        StoreError::Damaged(format!("history of {} {number}: it gives nothing", T::NAME))
    })?;
    let record = shown.encode()?;
    let mut records = chain::records(tables, stream)?.into_iter();
    let is_sealed = records.any(|(_, it)| it.sealed().is_some());
    Ok(if is_sealed {
        tied::row(&record)
    } else {
        record
    })
}

/// Keeps what was done to a thing, and the thing as it stands after it.
pub(crate) fn keep<T: Aggregate>(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    number: u32,
    fact: &T::Fact,
    before: Option<&T>,
    after: &T,
) -> Result<(), StoreError> {
    let (row, stream, what) = (row::<T>(number), T::stream(number), T::what(fact));
    let secret = after.secret(tables)?;
    let kept = tied::kept(tables, &secret, &what, &bare::<T>)?;
    let stood = tables.get(T::TABLE, &row)?.unwrap_or_default();
    if before.is_some() {
        chain::append_kept(tables, stream, by.who, by.when, what, kept.as_ref())?;
    } else {
        chain::begin_kept(tables, stream, by.who, by.when, what, kept.as_ref())?;
    }
    let record = if secret.is_empty() && !tied::parted(&stood).0 {
        after.encode()?
    } else {
        settled::<T>(tables, number, &secret)?
    };
    if before.is_some() {
        tables.put(T::TABLE, &row, &record)?;
    } else {
        insert(tables, T::TABLE, &row, &record)?;
    }
    let before = before.map(|it| index(number, it)).unwrap_or_default();
    let rows = index(number, after);
    for key in before.difference(&rows) {
        tables.remove(T::TABLE, key)?;
    }
    for key in rows.difference(&before) {
        tables.put(T::TABLE, key, &[])?;
    }
    Ok(())
}

/// Gives the numbers under a head, in the order of what follows it.
pub(crate) fn under<T: Aggregate>(
    tables: &dyn ReadTables,
    head: &[u8],
) -> Result<Vec<u32>, StoreError> {
    let mut found = Vec::new();
    scan_prefix(tables, T::TABLE, head, &mut |key, _| {
        found.push(number(key)?);
        Ok(true)
    })?;
    Ok(found)
}

/// Gives the numbers that an index by day holds from one day (the first of all, for `None`) to
/// another, both included.
pub(crate) fn between<T: Aggregate>(
    tables: &dyn ReadTables,
    kind: u8,
    from: Option<NaiveDate>,
    to: NaiveDate,
    descending: bool,
) -> Result<Vec<u32>, StoreError> {
    let end = to.succ_opt().unwrap_or(to);
    let start = from.map_or_else(|| vec![kind], |day| head(kind, &key::date(day)));
    let end = head(kind, &key::date(end));
    let mut found = Vec::new();
    tables.scan(T::TABLE, &start, &end, descending, &mut |key, _| {
        found.push(number(key)?);
        Ok(true)
    })?;
    Ok(found)
}

/// Makes what tells of every kind of thing whether a viewer may not read it at all.
macro_rules! held_back {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// Tells whether `viewer` may not read a history at all, since he may not read the thing.
        pub(crate) fn is_held_back(
            tables: &dyn ReadTables,
            stream: Stream,
            viewer: &Viewer,
        ) -> Result<bool, StoreError> {
            match stream {
                $($($(Stream::$kind(id) => {
                    let id: $id = id;
                    let thing = get::<$thing>(tables, id.0)?;
                    thing.map_or(Ok(false), |it| it.is_held_back(tables, viewer))
                })?)?)+
                Stream::Case(_)
                | Stream::Person(_)
                | Stream::Grid
                | Stream::Lawyer(_)
                | Stream::LawyerDays
                | Stream::Booking(_)
                | Stream::Calendar
                | Stream::Reveals
                | Stream::Duty(_)
                | Stream::Leaders
                | Stream::Checks(_)
                | Stream::Forces => Ok(false),
                // Who looked is read by the list of that alone.
                Stream::Looks(_) => Ok(true),
            }
        }
    };
}

each_kept!(held_back);

/// Reads the number at the end of a row's key.
pub(crate) fn number(key: &[u8]) -> Result<u32, StoreError> {
    let at = key.len().saturating_sub(4);
    key.get(at..)
        .and_then(|tail| tail.try_into().ok())
        .map(u32::from_be_bytes)
        .ok_or_else(|| StoreError::Damaged("key of a thing".to_owned()))
}
