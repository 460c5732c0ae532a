//! What the queue knows: the rows that are loaded, which are wanted, and what is on its way.

use std::collections::BTreeMap;

use crate::app::queue::filter::Wanted;
use crate::app::queue::list::{List, PAGE};
use crate::app::queue::report::Report;
use crate::app::shared::Shared;
use crate::domain::grid::tree::GridTree;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{CaseRow, Counts, QueueQuery, Sort};

/// An end of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The first row.
    First,
    /// The last row.
    Last,
}

/// What of the list is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loading {
    /// Another list, from its start.
    Anew,
    /// The other end of a long list, where the cursor goes.
    End(End),
    /// The same rows again.
    Again,
    /// The page that follows those that are there.
    More,
}

impl Loading {
    /// Tells whether rows come from which the cursor cannot stay on its row.
    pub(super) const fn is_another_list(self) -> bool {
        matches!(self, Self::Anew | Self::End(_))
    }

    /// Tells whether the last row is loaded first; `list` is what is there now.
    pub(super) const fn begins_at_end(self, list: &List) -> bool {
        match self {
            Self::Anew | Self::End(End::First) => false,
            Self::End(End::Last) => true,
            Self::Again | Self::More => list.from_end(),
        }
    }
}

/// The cases that are loaded, and which are wanted.
#[derive(Debug)]
pub struct Queue {
    pub(super) list: List,
    /// The place of the cursor in it: the rows around it are in sight.
    pub(super) at: usize,
    /// What of the list is on its way.
    pub(super) loading: Option<Loading>,
    pub(super) sort: Sort,
    pub(super) descending: bool,
    pub(super) group: Option<Sort>,
    pub(super) wanted: Wanted,
    /// Live counts over the whole store.
    pub(super) counts: Counts,
    /// The case that was under the cursor and left the list; shown until the next key.
    pub(super) gone: Option<CaseNumber>,
    /// The case that is shown beside the list.
    pub(super) previewed: Option<CaseNumber>,
    /// The revisions of marked cases that are no longer in the list.
    pub(super) revisions: BTreeMap<CaseNumber, u32>,
    /// The cases that an assignment on its way is for.
    pub(super) assigning: Vec<CaseNumber>,
    /// What was not assigned, shown in place of the list.
    pub(super) report: Option<Report>,
    /// The grid, by which villages are read; `None` until the store has given it.
    pub(super) grid: Option<Box<GridTree>>,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            list: List::default(),
            at: 0,
            loading: Some(Loading::Anew),
            sort: Sort::Due,
            descending: false,
            group: None,
            wanted: Wanted::default(),
            counts: Counts::default(),
            gone: None,
            previewed: None,
            revisions: BTreeMap::new(),
            assigning: Vec::new(),
            report: None,
            grid: None,
        }
    }
}

impl Queue {
    /// Gives the rows that are loaded.
    pub const fn list(&self) -> &List {
        &self.list
    }

    pub(super) fn row(&self, number: CaseNumber) -> Option<&CaseRow> {
        self.list.rows().iter().find(|row| row.number == number)
    }

    /// Gives the revision of a case as the clerk saw it last.
    pub(super) fn revision(&self, number: CaseNumber) -> u32 {
        let row = self.row(number).map(|row| row.revision);
        row.or(self.revisions.get(&number).copied())
            .unwrap_or_default()
    }

    pub(super) fn query(&self, shared: &Shared, from_end: bool) -> QueueQuery {
        QueueQuery {
            sort: self.sort,
            descending: self.descending != from_end,
            filter: self.wanted.on(shared.now.date(), &shared.town.settings),
            after: None,
            limit: PAGE,
        }
    }
}
