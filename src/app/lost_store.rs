//! A store that is no longer found where it is looked for: nothing can be kept, and what the desk still
//! holds of it can be written into another file.

use crate::app::shared::Shared;
use crate::command::table::Command;

/// The store that was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostStore {
    /// What stands against keeping anything, in words.
    pub reason: String,
    /// What came of writing it into another file, in words.
    pub rescued: Option<String>,
}

impl LostStore {
    /// Notes what stands against keeping anything.
    pub const fn new(reason: String) -> Self {
        Self {
            reason,
            rescued: None,
        }
    }

    /// Says in one line what to do.
    pub fn advice(&self, shared: &Shared) -> String {
        match &self.rescued {
            Some(rescued) => rescued.clone(),
            None => shared.words.say_with(
                "desk-store-lost",
                &[("keys", shared.keys(Command::StoreRescue).into())],
            ),
        }
    }
}
