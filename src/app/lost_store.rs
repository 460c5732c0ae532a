//! A store that is no longer found where it is looked for: nothing can be kept, and what the desk still
//! holds of it can be written into another file. Or one whose server is out of reach: people are
//! registered on this machine until it is back.

use crate::app::shared::Shared;
use crate::command::table::Command;

/// What stands against keeping anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Why, in words.
    pub reason: String,
    /// The store stands on a server, which is out of reach: nothing of it is lost.
    pub of_server: bool,
}

/// The store that was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostStore {
    /// What stands against keeping anything.
    pub loss: Loss,
    /// What came of writing it into another file, in words.
    pub rescued: Option<String>,
}

impl LostStore {
    /// Notes what stands against keeping anything.
    pub const fn new(loss: Loss) -> Self {
        Self {
            loss,
            rescued: None,
        }
    }

    /// Tells whether what the desk holds can be written into another file, which is of use then.
    pub const fn can_be_rescued(&self) -> bool {
        !self.loss.of_server
    }

    /// Gives the key of the words that say that it is there again.
    pub const fn back(&self) -> &'static str {
        if self.loss.of_server {
            "desk-line-back"
        } else {
            "desk-store-back"
        }
    }

    /// Says in one line what stands against keeping anything; `waiting` intakes wait for the server.
    pub fn notice(&self, shared: &Shared, waiting: usize) -> String {
        if !self.loss.of_server {
            return self.loss.reason.clone();
        }
        match waiting {
            0 => shared.words.say("desk-line-lost"),
            n => shared
                .words
                .say_with("desk-line-lost-waiting", &[("n", n.into())]),
        }
    }

    /// Says in one line what to do about a store that is gone.
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
