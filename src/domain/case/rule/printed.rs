//! Printing a paper: it is taken down in any state of the case, and the second print of one is a
//! copy (副本).

use crate::domain::case::fact::printed::{Paper, Printed};
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Class;
use crate::domain::refusal::{Reason, Refusal};

impl Paper {
    /// Tells whether a case has such a paper at all: an accusation gets no ordinary notice (条例 30).
    pub fn is_for(self, case: &Case) -> bool {
        case.matter.class != Class::Accusation
            || matches!(self, Self::Receipt | Self::Timeline | Self::Cover)
    }

    /// Gives the visit that it is about: a receipt is for one visit, all others for the case.
    pub fn visit_of(self, visit: u32) -> Option<u32> {
        (self == Self::Receipt).then_some(visit)
    }
}

impl Case {
    /// Gives how often a paper was printed.
    pub fn copies(&self, paper: Paper, visit: Option<u32>) -> u32 {
        self.printed
            .iter()
            .find(|it| it.paper == paper && it.visit == visit)
            .map_or(0, |it| it.copy)
    }

    /// Gives the print that comes next.
    pub fn next_print(&self, paper: Paper, visit: Option<u32>) -> Printed {
        Printed {
            paper,
            visit,
            copy: self.copies(paper, visit).saturating_add(1),
        }
    }

    /// A print may be taken down in any state of the case; its copy follows the last one.
    pub(in crate::domain::case) fn check_printed(&self, printed: Printed) -> Result<(), Refusal> {
        let visits = u32::try_from(self.visits.len()).unwrap_or(u32::MAX);
        if printed
            .visit
            .is_some_and(|visit| visit == 0 || visit > visits)
        {
            return Err(Refusal::about("number", Reason::NotANumber));
        }
        if printed != self.next_print(printed.paper, printed.visit) {
            return Err(Refusal::new(Reason::ChangedMeanwhile));
        }
        Ok(())
    }

    pub(in crate::domain::case) fn keep_printed(&mut self, printed: Printed) {
        let known = self
            .printed
            .iter_mut()
            .find(|it| it.paper == printed.paper && it.visit == printed.visit);
        match known {
            Some(known) => known.copy = printed.copy,
            None => self.printed.push(printed),
        }
    }
}
