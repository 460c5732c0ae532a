//! What a ledger asks of the store: of each kind of question only the last one asked still counts.

use std::mem::{Discriminant, discriminant};

use crate::app::effect::{Effect, Request};
use crate::app::pane::Pane;
use crate::app::ticket::{Asker, RequestSlot, Ticket};

/// The questions of a pane.
#[derive(Debug)]
pub struct Questions {
    pane: Pane,
    kinds: Vec<(Discriminant<Request>, RequestSlot)>,
}

impl Questions {
    /// Starts without a question.
    pub const fn new(pane: Pane) -> Self {
        Self {
            pane,
            kinds: Vec::new(),
        }
    }

    /// Asks a question.
    pub fn ask(&mut self, request: Request) -> Effect {
        let kind = discriminant(&request);
        let known = self.kinds.iter().position(|(it, _)| *it == kind);
        let at = known.unwrap_or_else(|| {
            let number = u64::try_from(self.kinds.len()).unwrap_or(u64::MAX);
            let tickets = RequestSlot::new(Asker::Pane(self.pane), number);
            self.kinds.push((kind, tickets));
            self.kinds.len() - 1
        });
        let (_, tickets) = &mut self.kinds[at];
        Effect::Store(tickets.draw(), request)
    }

    /// Tells whether an answer is still to come.
    pub fn is_waiting(&self) -> bool {
        self.kinds.iter().any(|(_, it)| it.is_waiting())
    }

    /// Tells whether a ticket is that of a question that still counts.
    pub fn takes(&mut self, ticket: Ticket) -> bool {
        self.kinds.iter_mut().any(|(_, it)| it.takes(ticket))
    }
}
