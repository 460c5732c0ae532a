//! What may stand ahead of a store in a file: a server that has the same rows for several machines. The
//! file is its mirror then; it is written only with what the server has.

use super::super::error::StoreError;

/// How far the rows of a town are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Position {
    /// What tells this town from every other one that may bear its name later; empty for a mirror that
    /// has nothing yet.
    pub(crate) born: String,
    /// The name of the sending that made the last transaction.
    pub(crate) mark: String,
    /// How many transactions there were on the server.
    pub(crate) revision: u64,
}

/// A row of a table as it stands now; without a value it was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The name of the table.
    pub(crate) table: String,
    /// The key.
    pub(crate) key: Vec<u8>,
    /// The value.
    pub(crate) value: Option<Vec<u8>>,
}

/// What a mirror is told when it asks for news.
#[cfg_attr(
    not(feature = "postgres"),
    expect(dead_code, reason = "said by servers alone")
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// All that the mirror has goes: it cannot be brought up to date. Whether it is of another town.
    Anew(bool),
    /// A row.
    Row(Row),
}

/// What became of rows that were sent.
#[cfg_attr(
    not(feature = "postgres"),
    expect(dead_code, reason = "said by servers alone")
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sent {
    /// They stand, durably.
    Stands(Position),
    /// Others came first, and none of them stands.
    Behind,
}

/// Takes news one after the other.
pub(crate) type Take<'a> = dyn FnMut(News) -> Result<(), StoreError> + 'a;

/// A server that has the rows.
pub(crate) trait Ahead: Send + Sync {
    /// Asks how far the server is; one round trip, or none where it was out of reach a moment ago.
    ///
    /// # Errors
    /// [`StoreError::Line`] where it is out of reach.
    fn position(&self) -> Result<Position, StoreError>;

    /// Tells whether somebody brings the mirror up to date as soon as anything changes, so that reads
    /// need not ask.
    fn is_followed(&self) -> bool;

    /// Hands on what happened since `mine`, as it stands at one instant; gives the position of that.
    ///
    /// # Errors
    /// [`StoreError::Line`] where it is out of reach.
    fn news(&self, mine: &Position, take: &mut Take<'_>) -> Result<Position, StoreError>;

    /// Keeps everybody else from writing until rows are sent or the hold is given up.
    ///
    /// # Errors
    /// It is out of reach.
    fn hold(&self) -> Result<(), StoreError>;

    /// Gives the hold up.
    fn release(&self);

    /// Sends rows that were made on the rows of `on`: all of them stand then, or none. The sending bears
    /// a name that no other has.
    ///
    /// # Errors
    /// [`StoreError::Line`] where nothing was sent, [`StoreError::Unsure`] where nobody knows what came
    /// of it.
    fn send(&self, on: &Position, sending: &str, rows: &[Row]) -> Result<Sent, StoreError>;

    /// Tells whether what was sent on the rows of `on` under a name stands.
    ///
    /// # Errors
    /// [`StoreError::Line`] where it is out of reach.
    fn has(&self, on: &Position, sending: &str) -> Result<bool, StoreError>;

    /// Gives why the server is out of reach; `None` while it is not. It is asked where nobody follows it.
    fn lost(&self) -> Option<StoreError>;
}
