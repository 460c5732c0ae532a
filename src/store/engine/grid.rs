//! The grid: one history for the whole tree; its state is replayed, since it is small and seldom
//! changes.

use super::super::error::StoreError;
use super::super::tables::{ReadTables, WriteTables};
use super::batch::{Batch, By};
use super::chain;
use crate::domain::act::{CommitResult, Done};
use crate::domain::entry::{Stream, What};
use crate::domain::grid::built_in::built_in;
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::tree::GridTree;

/// Gives the tree as it stands.
pub(crate) fn tree(tables: &dyn ReadTables) -> Result<GridTree, StoreError> {
    let entries = chain::history(tables, Stream::Grid)?;
    let edits = entries.iter().filter_map(|entry| match &entry.what {
        What::Grid(edit) => Some(edit),
        _ => None,
    });
    built_in()
        .and_then(|tree| tree.replay(edits))
        .map_err(|refusal| StoreError::Damaged(format!("grid: {}", refusal.reason.code())))
}

/// Edits the tree; a transaction with many edits replays it once.
pub(crate) fn edit(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    edit: &GridEdit,
) -> Result<CommitResult, StoreError> {
    let mut tree = match batch.grid.take() {
        Some(tree) => tree,
        None => tree(tables)?,
    };
    let outcome = match tree.apply(edit) {
        Ok(applied) => {
            tree.adopt(&applied);
            chain::append(
                tables,
                Stream::Grid,
                by.who,
                by.when,
                What::Grid(edit.clone()),
            )?;
            CommitResult::Done(Done::Kept)
        }
        Err(refusal) => CommitResult::Refused(refusal),
    };
    batch.grid = Some(tree);
    Ok(outcome)
}
