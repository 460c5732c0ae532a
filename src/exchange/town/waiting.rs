//! What comes later in the made-up town, the earliest first.

use std::cmp::Ordering;
use std::collections::VecDeque;

use crate::domain::lawyer::BookingId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::exchange::town::life::Planned;
use crate::exchange::town::reception::Slot;

/// Something that comes later; the earliest comes first, of equals the one planned first.
pub struct Waiting {
    /// When.
    pub when: Moment,
    /// Which of equals, in the order of planning.
    pub order: u64,
    /// What.
    pub what: Later,
}

/// What can come later.
pub enum Later {
    /// The next thing of a case's life.
    Life {
        /// Which case
        number: CaseNumber,
        /// Whose
        person: PersonId,
        /// Its revision then
        revision: u32,
        /// What is left of its life
        left: VecDeque<Planned>,
    },
    /// A time with a lawyer is taken.
    Book(Slot),
    /// A person meets the lawyer, or does not.
    Meet {
        /// Which booking
        id: BookingId,
        /// Whether legal aid is advised
        legal_aid: bool,
    },
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        (self.when, self.order) == (other.when, other.order)
    }
}

impl Eq for Waiting {}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.when, self.order).cmp(&(other.when, other.order))
    }
}
