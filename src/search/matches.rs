//! What a search matched, closed until somebody decides what a viewer may be shown of it.
//!
//! The hits cannot be read from outside: [`Matches::shown_by`] is the only way out, and asks a
//! [`Sight`] about each of them.

use crate::domain::person::id::PersonId;

use super::hit::{Hit, HitField};

/// Decides under whose card a hit is shown.
pub trait Sight {
    /// Why nothing could be decided.
    type Error;

    /// Gives who stands for the person after merges; `None` where the hit may not be shown.
    fn shown_as(&self, hit: &Hit) -> Result<Option<PersonId>, Self::Error>;
}

/// The matches of one search, best first.
#[derive(Debug)]
pub struct Matches {
    hits: Vec<Hit>,
}

impl Matches {
    pub(super) const fn new(hits: Vec<Hit>) -> Self {
        Self { hits }
    }

    /// Gives how many matches there are, those that may not be shown among them.
    pub const fn len(&self) -> usize {
        self.hits.len()
    }

    /// Tells whether nobody matched.
    pub const fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// Puts a hit before all others.
    #[must_use]
    pub fn led_by(mut self, hit: Hit) -> Self {
        self.hits.insert(0, hit);
        self
    }

    /// Gives the hits that may be shown; everybody stays once, at his best. What was found on a
    /// card that was merged into another marks nothing on that other card.
    ///
    /// # Errors
    /// Gives what kept `sight` from deciding.
    pub fn shown_by<S: Sight>(self, sight: &S) -> Result<Vec<Hit>, S::Error> {
        let mut shown: Vec<Hit> = Vec::with_capacity(self.hits.len());
        for mut hit in self.hits {
            let Some(id) = sight.shown_as(&hit)? else {
                continue;
            };
            if id != hit.person {
                hit.person = id;
                for why in &mut hit.why {
                    why.marks.clear();
                    if matches!(why.field, HitField::Phone(_)) {
                        why.field = HitField::Phone(0);
                    }
                }
            }
            if shown.iter().all(|other| other.person != id) {
                shown.push(hit);
            }
        }
        Ok(shown)
    }

    /// Gives every hit, for the tests of the search itself.
    #[cfg(test)]
    pub(super) fn into_hits(self) -> Vec<Hit> {
        self.hits
    }
}
