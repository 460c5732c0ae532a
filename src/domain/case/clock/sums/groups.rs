//! Counts by group, as they are read.

use std::collections::BTreeMap;

use super::group::Group;
use super::tally::{Slot, Tally};
use crate::domain::sheet::Base;

/// The counts of every group, of a period or of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups(pub BTreeMap<Group, Tally>);

impl Groups {
    /// Gives a count over a base.
    pub fn base(&self, base: Base, slot: Slot) -> u32 {
        let bases: &[bool] = match base {
            Base::All => &[false, true],
            Base::Petitions => &[false],
            Base::Hotline => &[true],
        };
        let tallies = bases.iter().filter_map(|it| self.0.get(&Group::Base(*it)));
        count(tallies.map(|it| it.of(slot)).sum())
    }

    /// Gives the counts together of every group that is meant.
    pub fn together(&self, means: impl Fn(&Group) -> bool) -> Tally {
        let mut sum = Tally::default();
        for (_, tally) in self.0.iter().filter(|(group, _)| means(group)) {
            sum.add_all(tally, 1);
        }
        sum
    }
}

/// Gives a count as a figure shows it.
pub fn count(sum: i64) -> u32 {
    u32::try_from(sum.max(0)).unwrap_or(u32::MAX)
}
