//! What is done in one write transaction.

use super::super::error::StoreError;
use super::tables::Writing;

/// Whether what a transaction did is to be kept.
pub(super) enum Worth<T> {
    /// It is kept.
    Keep(T),
    /// Nothing was changed, and nothing is written.
    Drop(T),
}

/// What a transaction does; it is done again where others came first.
pub(super) type Work<'a, T> = dyn FnMut(&mut Writing<'_>) -> Result<Worth<T>, StoreError> + 'a;
