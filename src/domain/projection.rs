//! What follows from a change: rows of an index that are written in the change's own transaction.
//!
//! The finder's postings and the figures' counts implement [`Projection`]; a store calls it inside
//! its write transaction and knows neither.

use std::fmt;

use super::person::Person;
use super::person::id::PersonId;

/// A failure of the store beneath a projection; the store that made it knows more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsError(pub String);

impl fmt::Display for RowsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RowsError {}

/// Rows of one projection as bytes, ordered by key, read at one instant.
pub trait ReadRows {
    /// Gives the value at `key`.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, RowsError>;

    /// Calls `visit` with each row whose key starts with `prefix`, in key order, until it returns
    /// `false`.
    fn scan(
        &self,
        prefix: &[u8],
        visit: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<(), RowsError>;
}

/// The same rows inside a write transaction; reads see what was put before.
pub trait WriteRows: ReadRows {
    /// Puts a row, replacing what stood at `key`.
    fn put(&mut self, key: &[u8], value: &[u8]) -> Result<(), RowsError>;

    /// Removes a row, if there is one.
    fn remove(&mut self, key: &[u8]) -> Result<(), RowsError>;
}

/// What a transaction did to the things that projections follow.
#[derive(Debug, Clone)]
pub enum Changed {
    /// A person was added or corrected.
    Person {
        /// Who.
        id: PersonId,
        /// What stood before.
        old: Option<Box<Person>>,
        /// What stands now.
        new: Box<Person>,
    },
    /// A number of another system (12345 work order, province, court) was attached to a case of
    /// the person.
    ExternalNumber {
        /// Whose case.
        id: PersonId,
        /// The number as typed.
        value: String,
    },
    /// The same number was taken off: attaching it was a mistake.
    ExternalNumberGone {
        /// Whose case.
        id: PersonId,
        /// The number as typed.
        value: String,
    },
}

/// What the records hold of a person, for whoever compares rows with it.
#[derive(Debug, Clone)]
pub struct Known {
    /// Who.
    pub id: PersonId,
    /// The card.
    pub person: Person,
    /// The numbers of other systems that are attached to the person's cases.
    pub numbers: Vec<String>,
}

/// The records at one instant.
pub trait Records {
    /// Gives at most `limit` persons whose id is `from` or later, in the order of their ids.
    fn persons(&self, from: PersonId, limit: usize) -> Result<Vec<Known>, RowsError>;
}

/// Rows that follow from changes.
pub trait Projection: Send + Sync {
    /// Names the projection; the store keeps its rows in a table of that name.
    fn name(&self) -> &'static str;

    /// Gives the version of the rows' format; a store whose rows carry another builds them anew.
    fn version(&self) -> u32;

    /// Writes what follows from everything that one transaction changed, in order.
    fn follow(&self, changes: &[Changed], rows: &mut dyn WriteRows) -> Result<(), RowsError>;

    /// Compares the rows with the records, both ways: calls `fault` with a sentence for each row
    /// that is missing, wrong, or stale. Reads the records batch by batch, so that the memory used
    /// does not grow with the store.
    fn prove(
        &self,
        records: &dyn Records,
        rows: &dyn ReadRows,
        fault: &mut dyn FnMut(String),
    ) -> Result<(), RowsError>;
}
