//! How many rows the saved views have of which only the store knows: asked when a menu shows them, and
//! known until something is written.

use std::collections::BTreeMap;

use crate::app::answer::Answer;
use crate::app::effect::{Effect, Request};
use crate::app::ticket::{Asker, RequestSlot, Ticket};
use crate::domain::queue::QueueQuery;

/// What is known, and what is on its way.
#[derive(Debug)]
pub struct ViewCounts {
    /// By the name of a view: what it asked, and how many rows that has.
    known: BTreeMap<String, (QueueQuery, usize)>,
    asked: Vec<(String, QueueQuery)>,
    line: RequestSlot,
}

impl Default for ViewCounts {
    fn default() -> Self {
        Self {
            known: BTreeMap::new(),
            asked: Vec::new(),
            line: RequestSlot::new(Asker::Views, 0),
        }
    }
}

impl ViewCounts {
    /// Forgets what was counted: something was written since.
    pub fn forget(&mut self) {
        self.known.clear();
        self.asked.clear();
    }

    /// Gives how many rows a view has that asks this; `None` until it was counted.
    pub fn known(&self, name: &str, query: &QueueQuery) -> Option<usize> {
        let (asked, count) = self.known.get(name)?;
        (asked == query).then_some(*count)
    }

    /// Asks for those that are not known and not on their way.
    pub fn ask(&mut self, wanted: Vec<(String, QueueQuery)>) -> Option<Effect> {
        let missing = |(name, query): &(String, QueueQuery)| self.known(name, query).is_none();
        let wanted: Vec<_> = wanted.into_iter().filter(missing).collect();
        if wanted.is_empty() || (self.line.is_waiting() && wanted == self.asked) {
            return None;
        }
        let queries = wanted.iter().map(|(_, query)| query.clone()).collect();
        self.asked = wanted;
        Some(Effect::Store(self.line.draw(), Request::CountRows(queries)))
    }

    /// Hears the counts; false where they were not waited for.
    pub fn hear(&mut self, ticket: Ticket, answer: Answer) -> bool {
        let Answer::RowCounts(counts) = answer else {
            return false;
        };
        if !self.line.takes(ticket) || counts.len() != self.asked.len() {
            return false;
        }
        let asked = std::mem::take(&mut self.asked).into_iter().zip(counts);
        let counted = asked.map(|((name, query), count)| (name, (query, count)));
        self.known.extend(counted);
        true
    }
}
