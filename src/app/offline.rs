//! 断线登记: how many intakes wait on this machine for the server.

use crate::app::answer::Caught;
use crate::app::ticket::{Asker, RequestSlot};

/// What the desk knows of them.
#[derive(Debug)]
pub struct Offline {
    /// How many wait, as far as the desk knows.
    pub waiting: usize,
    /// What was last heard of them: it is told once.
    pub heard: Caught,
    /// The question that has them registered.
    pub line: RequestSlot,
}

impl Default for Offline {
    fn default() -> Self {
        Self {
            waiting: 0,
            heard: Caught::default(),
            line: RequestSlot::new(Asker::Offline, 0),
        }
    }
}
