//! What a transaction gathers, and who acts in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::counts::Deltas;
use crate::domain::act::HOUSE;
use crate::domain::grid::tree::GridTree;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::projection::Changed;

/// Who acts, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct By<'a> {
    /// Who.
    pub(crate) who: &'a str,
    /// When.
    pub(crate) when: Moment,
}

impl By<'_> {
    /// Gives the house at the same moment: who does what follows from a rule.
    pub(crate) const fn house(self) -> By<'static> {
        By {
            who: HOUSE,
            when: self.when,
        }
    }
}

/// What a transaction gathers for its end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Batch {
    /// What projections follow.
    pub(crate) changes: Vec<Changed>,
    /// Changes of the live counts.
    pub(crate) deltas: Deltas,
    /// The grid, once it was asked for.
    pub(crate) grid: Option<Arc<GridTree>>,
    /// How many entries the house put into a case's history in this transaction: whoever takes
    /// several steps at once numbers his own alone.
    pub(crate) by_rule: BTreeMap<CaseNumber, u32>,
}

impl Batch {
    /// Begins a part of the transaction that is kept whole or not at all.
    pub(crate) fn part(&self) -> Self {
        Self {
            changes: Vec::new(),
            deltas: Deltas::default(),
            grid: self.grid.clone(),
            by_rule: self.by_rule.clone(),
        }
    }

    /// Keeps a part.
    pub(crate) fn append(&mut self, part: Self) {
        self.changes.extend(part.changes);
        self.deltas.append(part.deltas);
        self.grid = part.grid;
        self.by_rule = part.by_rule;
    }
}
