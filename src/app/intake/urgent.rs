//! 急险: what the words of a draft say that cannot wait until the matter is classed.

use crate::domain::case::fact::fast_lane::{Utility, is_danger};
use crate::domain::case::fact::matter::Matter;
use crate::domain::codes::Urgency;
use crate::domain::triage::WordList;

/// What cannot wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgent {
    /// People must leave, and 110, 119 and the company be called, before anything else.
    Danger(Utility),
    /// A fault in the water, power, heating or gas: the fast lane.
    Fault(Utility),
    /// Words that propose more than the ordinary urgency.
    Words,
}

impl Urgent {
    /// Reads what is said of a matter.
    pub fn of(list: &WordList, matter: &Matter) -> Option<Self> {
        let proposal = list.propose(matter);
        if let Some(utility) = proposal.utility.map(|it| it.value) {
            let fault = proposal.fault.map(|it| it.value);
            return Some(if fault.is_some_and(|fault| is_danger(utility, fault)) {
                Self::Danger(utility)
            } else {
                Self::Fault(utility)
            });
        }
        let urgency = proposal.urgency.map(|it| it.value);
        urgency
            .filter(|it| *it != Urgency::Ordinary)
            .map(|_| Self::Words)
    }
}
