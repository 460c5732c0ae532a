//! What the screen wants done: a closed list, performed by `runtime`.

use crate::app::ticket::Ticket;
use crate::app::today::Today;

/// Something to be done outside the state machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Asks the store; the answer comes back with the ticket.
    Store(Ticket, Request),
    /// Ends the program.
    Quit,
}

/// A question or an order to the store thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Asks for today's counts.
    Today,
}

impl Request {
    /// Tells whether something is being kept: the desk asks before it closes on one of these.
    pub const fn is_write(&self) -> bool {
        match self {
            Self::Today => false,
        }
    }
}

/// What the store thread says to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Today's counts.
    Today(Today),
    /// The store could not do it; the sentence says what happened and what to do.
    Failed(String),
}

/// An answer with the ticket of its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The ticket that the request carried.
    pub ticket: Ticket,
    /// Whether the request was a write (see [`Request::is_write`]).
    pub wrote: bool,
    /// The answer.
    pub answer: Answer,
}
