//! What would be replayed from its whole history at each question, though it seldom changes: kept by
//! the head of that history, whose link holds all that was said before it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::error::StoreError;
use crate::domain::grid::tree::GridTree;

/// What one opened store has replayed last.
#[derive(Default)]
pub(crate) struct Memo {
    grid: Mutex<Option<(Vec<u8>, Arc<GridTree>)>>,
}

impl Memo {
    /// Gives the grid whose history ends in `head`; it is replayed where another one was asked for last.
    ///
    /// # Errors
    /// Those of `replay`; nothing is kept then.
    pub(crate) fn grid(
        &self,
        head: Vec<u8>,
        replay: impl FnOnce() -> Result<GridTree, StoreError>,
    ) -> Result<Arc<GridTree>, StoreError> {
        // What is kept is put in whole: who failed while holding it has left nothing half done.
        let mut kept = self.grid.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, tree)) = kept.as_ref().filter(|(known, _)| *known == head) {
            return Ok(Arc::clone(tree));
        }
        let tree = Arc::new(replay()?);
        *kept = Some((head, Arc::clone(&tree)));
        Ok(tree)
    }
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").finish_non_exhaustive()
    }
}
