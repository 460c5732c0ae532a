//! The grid: one history for the whole tree; its state is replayed, since it is small and seldom
//! changes.

use super::super::error::StoreError;
use super::super::tables::{ReadTables, WriteTables};
use super::chain;
use super::people::By;
use crate::domain::act::{Done, Outcome};
use crate::domain::entry::{Stream, What};
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::tree::GridTree;

/// Gives the tree as it stands.
pub(crate) fn tree(tables: &(impl ReadTables + ?Sized)) -> Result<GridTree, StoreError> {
    let mut tree = GridTree::built_in();
    for entry in chain::history(tables, Stream::Grid)? {
        if let What::Grid(edit) = entry.what {
            tree = tree
                .apply(&edit)
                .map_err(|_| StoreError::Damaged(format!("grid edit {}", entry.seq)))?;
        }
    }
    Ok(tree)
}

/// Edits the tree.
pub(crate) fn edit(
    tables: &mut impl WriteTables,
    by: By<'_>,
    edit: &GridEdit,
) -> Result<Outcome, StoreError> {
    if let Err(refusal) = tree(tables)?.apply(edit) {
        return Ok(Outcome::Refused(refusal));
    }
    chain::append(tables, Stream::Grid, by.who, by.when, What::Grid(edit.clone()))?;
    Ok(Outcome::Done(Done::Kept))
}
