//! The grid: one history for the whole tree; its state is replayed, since it is small and seldom
//! changes.

use std::sync::Arc;

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::batch::{Batch, By};
use super::chain;
use crate::domain::act::{CommitResult, Done};
use crate::domain::entry::{Stream, What};
use crate::domain::grid::built_in::built_in;
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::tree::GridTree;

/// Gives the tree as it stands. An edit that cannot be read is left out: a visitor is registered and a
/// case is shown all the same, and whoever verifies the store is told of it.
pub(crate) fn tree(tables: &dyn ReadTables) -> Result<Arc<GridTree>, StoreError> {
    let head = tables.get(Table::Heads, &key::stream(Stream::Grid))?;
    let known = || match replayed(tables) {
        Err(StoreError::Damaged(_)) => readable(tables),
        whole => whole,
    };
    match tables.memo().zip(head) {
        Some((memo, head)) => memo.grid(head, known),
        None => known().map(Arc::new),
    }
}

/// Gives the tree that those of its edits come to that can be read and still mean something.
fn readable(tables: &dyn ReadTables) -> Result<GridTree, StoreError> {
    let mut tree = built_in()
        .map_err(|refusal| StoreError::Damaged(format!("grid: {}", refusal.reason.code())))?;
    chain::each_readable(tables, Stream::Grid, &mut |entry| {
        if let What::Grid(edit) = &entry.what
            && let Ok(applied) = tree.apply(edit)
        {
            tree.adopt(&applied);
        }
    })?;
    Ok(tree)
}

/// Gives the tree that its history comes to, read whole.
pub(crate) fn replayed(tables: &dyn ReadTables) -> Result<GridTree, StoreError> {
    let entries = chain::history(tables, Stream::Grid)?;
    let edits = entries.iter().filter_map(|entry| match &entry.what {
        What::Grid(edit) => Some(edit),
        _ => None,
    });
    built_in()
        .and_then(|tree| tree.replay(edits))
        .map_err(|refusal| StoreError::Damaged(format!("grid: {}", refusal.reason.code())))
}

/// Gives the tree as it stands within a transaction, looked up once in it.
pub(crate) fn within(
    tables: &dyn ReadTables,
    batch: &mut Batch,
) -> Result<Arc<GridTree>, StoreError> {
    if let Some(tree) = &batch.grid {
        return Ok(Arc::clone(tree));
    }
    let tree = tree(tables)?;
    batch.grid = Some(Arc::clone(&tree));
    Ok(tree)
}

/// Edits the tree; a transaction with many edits replays it once.
pub(crate) fn edit(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    edit: &GridEdit,
) -> Result<CommitResult, StoreError> {
    let tree = within(tables, batch)?;
    batch.grid = None;
    let mut tree = Arc::unwrap_or_clone(tree);
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
    batch.grid = Some(Arc::new(tree));
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::node::GridCode;
    use crate::domain::moment::Moment;
    use crate::store::memory::counting::Counting;
    use crate::store::memory::tables::MemoryTables;

    /// Adds micro grids to the first village, so many of them, and gives their codes.
    fn add(tables: &mut MemoryTables, from: usize, to: usize) {
        let village = built_in().unwrap();
        let village = village
            .nodes()
            .find(|node| node.name == "东牟家村")
            .unwrap()
            .code
            .clone();
        let by = By {
            who: "王芳",
            when: Moment::parse("2026-11-25T09:00").unwrap(),
        };
        for run in from..to {
            let code = GridCode::parse(&format!("{}-G{run}", village.as_str())).unwrap();
            let parent = village.clone();
            let name = format!("微网格{run}");
            let add = GridEdit::Add { code, parent, name };
            let done = edit(tables, &mut Batch::default(), by, &add).unwrap();
            assert!(matches!(done, CommitResult::Done(_)), "{done:?}");
        }
    }

    #[test]
    fn a_grid_that_was_looked_at_is_not_read_again_until_it_changes() {
        let mut tables = MemoryTables::default();
        add(&mut tables, 0, 40);
        let counted = Counting::of(tables.clone());
        let first = tree(&counted).unwrap();
        let read = counted.take();
        let again = tree(&counted).unwrap();
        assert_eq!(counted.take(), 1, "of {read} rows the first time");
        assert_eq!(first, again);
        add(&mut tables, 40, 41);
        let changed = tree(&tables).unwrap();
        assert_eq!(changed.nodes().count(), first.nodes().count() + 1);
        assert_eq!(*changed, replayed(&tables).unwrap());
        // Who still reads at the instant before sees what stood then.
        assert_eq!(tree(&counted).unwrap(), first);
    }

    #[test]
    fn an_edit_that_does_not_read_is_left_out_and_told_by_whoever_proves_the_history() {
        let mut tables = MemoryTables::default();
        add(&mut tables, 0, 3);
        let whole = tables.clone();
        let entry = key::entry(Stream::Grid, 2);
        // Tables of their own: what those before have replayed is not known here.
        let mut broken = MemoryTables::default();
        for table in [Table::Heads, Table::Entries] {
            whole
                .scan(table, &[], &[], false, &mut |key, value| {
                    broken.put(table, key, value)?;
                    Ok(true)
                })
                .unwrap();
        }
        broken.put(Table::Entries, &entry, b"noise").unwrap();
        let (all, rest) = (tree(&whole).unwrap(), tree(&broken).unwrap());
        assert_eq!(rest.nodes().count(), all.nodes().count() - 1);
        assert!(replayed(&broken).is_err());
    }
}
