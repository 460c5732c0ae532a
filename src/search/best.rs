//! The best finds so far: a heap that holds no more than were asked for.

use std::collections::BTreeMap;

use crate::domain::person::id::PersonId;

use super::hit::Hit;

/// The best finds, the worst of them first.
pub struct Best {
    room: usize,
    hits: BTreeMap<(i64, PersonId), Hit>,
}

impl Best {
    /// Makes an empty heap for `room` finds.
    pub const fn new(room: usize) -> Self {
        Self {
            room,
            hits: BTreeMap::new(),
        }
    }

    /// Takes a find in; of more than there is room for, the worst falls out, of equals the oldest.
    pub fn offer(&mut self, hit: Hit) {
        self.hits.insert((hit.score, hit.person), hit);
        if self.hits.len() > self.room {
            self.hits.pop_first();
        }
    }

    /// Tells whether a person who scores `most` at best would fall out at once.
    pub fn shuts_out(&self, most: i64, person: PersonId) -> bool {
        let full = self.hits.len() >= self.room;
        let worst = self.hits.first_key_value().map(|(place, _)| *place);
        full && worst.is_some_and(|worst| worst >= (most, person))
    }

    /// Gives how many finds there are, no more than there is room for.
    pub fn count(&self) -> usize {
        self.hits.len()
    }

    /// Takes everything out, the best first.
    pub fn take(&mut self) -> Vec<Hit> {
        let hits = std::mem::take(&mut self.hits);
        hits.into_values().rev().collect()
    }
}
