//! Keeps the acts of a made-up town in a store, in bounded transactions.

use crate::domain::act::{Act, CommitResult};
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::verbs::progress::Progress;

/// Acts of one transaction.
const ACTS: usize = 5_000;

/// Tells acts to a store, until one is refused.
pub(super) struct Teller<'a> {
    /// The store.
    pub(super) store: &'a dyn Store,
    /// The code of the first refusal; nothing is told after it.
    pub(super) refused: Option<String>,
    progress: Progress,
    done: u64,
}

impl<'a> Teller<'a> {
    pub(super) fn new(store: &'a dyn Store) -> Self {
        Self {
            store,
            refused: None,
            progress: Progress::new(None),
            done: 0,
        }
    }

    /// Keeps every act, unless one is refused.
    pub(super) fn tell(&mut self, acts: impl Iterator<Item = Act>) -> Result<(), StoreError> {
        let mut acts = acts.peekable();
        while self.refused.is_none() && acts.peek().is_some() {
            let batch: Vec<Act> = acts.by_ref().take(ACTS).collect();
            self.refused = self.store.commit(&batch)?.into_iter().find_map(refusal);
            self.done += batch.len() as u64;
            self.progress.set(self.done);
        }
        Ok(())
    }
}

fn refusal(outcome: CommitResult) -> Option<String> {
    match outcome {
        CommitResult::Done(_) | CommitResult::Known(_) => None,
        CommitResult::Refused(refusal) => Some(refusal.reason.code().to_owned()),
        CommitResult::Conflict { now } => Some(format!("conflict {now}")),
        CommitResult::Skipped { number } => Some(number.to_string()),
    }
}
