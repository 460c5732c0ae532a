//! redb's errors in the store's own words.

use std::fmt::Debug;

use redb::{
    CommitError, CompactionError, DatabaseError, StorageError, TableError, TransactionError,
};

use super::super::error::StoreError;

/// Reads a storage error.
pub(crate) fn of_storage(error: StorageError) -> StoreError {
    match error {
        StorageError::Io(io) => match io.kind() {
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => {
                StoreError::NotAStore
            }
            _ => StoreError::of_io(&io),
        },
        StorageError::Corrupted(text) => StoreError::Damaged(text),
        StorageError::PreviousIo | StorageError::DatabaseClosed => StoreError::Stale,
        StorageError::Unsupported => StoreError::NoLocks,
        other => StoreError::Damaged(variant(&other)),
    }
}

/// Reads an error of a table.
pub(crate) fn of_table(error: TableError) -> StoreError {
    match error {
        TableError::Storage(storage) => of_storage(storage),
        other => StoreError::Damaged(other.to_string()),
    }
}

/// Reads an error of beginning a transaction.
pub(crate) fn of_transaction(error: TransactionError) -> StoreError {
    match error {
        TransactionError::Storage(storage) => of_storage(storage),
        other => StoreError::Damaged(variant(&other)),
    }
}

/// Reads an error of committing.
pub(crate) fn of_commit(error: CommitError) -> StoreError {
    match error {
        CommitError::Storage(storage) => of_storage(storage),
        other => StoreError::Damaged(variant(&other)),
    }
}

/// Reads an error of opening.
pub(crate) fn of_database(error: DatabaseError) -> StoreError {
    match error {
        DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => {
            StoreError::Locked
        }
        DatabaseError::Storage(storage) => of_storage(storage),
        DatabaseError::UpgradeRequired(version) => {
            StoreError::Damaged(format!("redb format {version}"))
        }
        other => StoreError::Damaged(variant(&other)),
    }
}

/// Names what redb never says of a sound file; its own sentence is nothing for staff.
fn variant(error: &impl Debug) -> String {
    let name = format!("{error:?}");
    let name = name.split(|sign: char| !sign.is_alphanumeric()).next();
    format!("redb {}", name.unwrap_or_default())
}

/// Reads an error of compacting.
pub(crate) fn of_compaction(error: CompactionError) -> StoreError {
    match error {
        CompactionError::Storage(storage) => of_storage(storage),
        other => StoreError::Damaged(variant(&other)),
    }
}
