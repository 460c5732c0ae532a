//! Answers that take their time, so that Esc can break them off.

use crate::app::effect::Request;
use crate::app::ticket::Ticket;

/// An answer that is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlowRead {
    /// The ticket of its question.
    pub ticket: Ticket,
    /// Esc stops it and leads nowhere else; else what shows it goes with it.
    pub stays: bool,
}

impl SlowRead {
    /// Makes it for a request that may take long; `None` for others.
    pub const fn of(ticket: Ticket, request: &Request) -> Option<Self> {
        let stays = match request {
            Request::Report { .. } | Request::Export(_) | Request::Copy(_) => true,
            Request::Find { .. } | Request::Preview(_) => false,
            _ => return None,
        };
        Some(Self { ticket, stays })
    }
}
