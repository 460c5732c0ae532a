//! Whistles, as a viewer may see them.

use crate::domain::codes::Class;
use crate::domain::entry::{Entry, Stream, What};
use crate::domain::grid::node::{GridCode, GridLevel};
use crate::domain::grid::tree::GridTree;
use crate::domain::item::WhistleId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::domain::whistle::clocks::{clocks, due};
use crate::domain::whistle::fact::{Party, WhistleFact};
use crate::domain::whistle::state::{Standing, Whistle};
use crate::domain::whistle::view::{AnswersFor, WhistleQuery, WhistleView, Written};
use crate::store::engine::{chain, grid, rows, whistles};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Gives whistles, the open ones first by what is due next, then the others, the last first.
    /// Of one whose case is not open to `viewer` or not classed yet only numbers and clocks.
    pub fn whistles(
        &self,
        query: &WhistleQuery,
        now: Moment,
        viewer: &Viewer,
    ) -> Result<Vec<WhistleView>, StoreError> {
        let ids = match query.case {
            Some(number) => whistles::of_case(self.tables, number)?,
            None if query.open => whistles::open(self.tables)?,
            None => whistles::all(self.tables)?,
        };
        let tree = grid::tree(self.tables)?;
        let mut found = Vec::new();
        for id in ids {
            if let Some(whistle) = whistles::whistle(self.tables, id)?
                && (!query.open || whistle.standing == Standing::Open)
            {
                found.push(self.seen(id, &whistle, &tree, now, viewer)?);
            }
        }
        found.sort_by_key(|view| {
            let due = view.due.map(|(_, limit)| limit.last_moment());
            let over = view.whistle.standing != Standing::Open;
            (over, due.is_none(), due, std::cmp::Reverse(view.id))
        });
        Ok(found)
    }

    /// Gives a whistle with its history.
    pub fn whistle(
        &self,
        id: WhistleId,
        now: Moment,
        viewer: &Viewer,
    ) -> Result<Option<WhistleView>, StoreError> {
        let Some(whistle) = whistles::whistle(self.tables, id)? else {
            return Ok(None);
        };
        let tree = grid::tree(self.tables)?;
        let mut view = self.seen(id, &whistle, &tree, now, viewer)?;
        view.history = self.whistle_history(id, viewer)?;
        Ok(Some(view))
    }

    /// Gives the whistles about a case, or that it came of.
    pub fn whistles_of(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Vec<(WhistleId, Whistle)>, StoreError> {
        let mut found = Vec::new();
        for id in whistles::of_case(self.tables, number)? {
            if let Some(whistle) = whistles::whistle(self.tables, id)? {
                let locked = self.is_locked(&whistle, viewer)?;
                let seen = if locked {
                    whistle.without_words()
                } else {
                    whistle
                };
                found.push((id, seen));
            }
        }
        Ok(found)
    }

    /// Gives how many whistles nobody has answered.
    pub fn unanswered_whistles(&self) -> Result<u64, StoreError> {
        let mut count = 0;
        for id in whistles::open(self.tables)? {
            let whistle = whistles::whistle(self.tables, id)?;
            count += u64::from(whistle.is_some_and(|it| it.is_unanswered()));
        }
        Ok(count)
    }

    /// Gives the escalations that are due and not written yet.
    pub fn due_escalations(
        &self,
        now: Moment,
    ) -> Result<Vec<(WhistleId, WhistleFact)>, StoreError> {
        whistles::escalations(self.tables, &self.law, now)
    }
}

impl Snapshot<'_> {
    fn seen(
        &self,
        id: WhistleId,
        whole: &Whistle,
        tree: &GridTree,
        now: Moment,
        viewer: &Viewer,
    ) -> Result<WhistleView, StoreError> {
        let locked = self.is_locked(whole, viewer)?;
        let history = chain::history(self.tables, Stream::Whistle(id))?;
        let clocks = clocks(whole, &self.law.calendar, &self.law.settings);
        let due = due(&clocks, whole);
        let whistle = if locked {
            whole.without_words()
        } else {
            whole.clone()
        };
        let answers = match whistle.to() {
            Party::Node(code) => tree.answering(code, now.date()).map(|it| {
                let (node, contact, stands_in) = it;
                AnswersFor {
                    name: contact.name.clone(),
                    phone: contact.phone.clone(),
                    stands_in,
                    instead: (node.code != *code).then(|| node.name.clone()),
                }
            }),
            Party::Unit(_) | Party::Convener => None,
        };
        Ok(WhistleView {
            id,
            locked,
            from: whistle.raised.from.name(tree),
            to: whistle.to().name(tree),
            answers,
            clocks,
            due,
            level: node_of(whistle.to()).and_then(|code| Some(tree.get(code)?.level)),
            village: node_of(&whistle.raised.from).and_then(|code| {
                let mut chain = tree.chain(code).into_iter();
                let village = chain.find(|node| node.level == GridLevel::Village);
                village.map(|node| node.name.clone())
            }),
            written: history.iter().filter_map(Written::of).collect(),
            history: Vec::new(),
            whistle,
        })
    }

    /// Tells whether only numbers and clocks of a whistle are shown: its case is an accusation, not
    /// classed yet, or not open to the viewer (条例 30 ¶3).
    fn is_locked(&self, whistle: &Whistle, viewer: &Viewer) -> Result<bool, StoreError> {
        let number = whistle.case;
        let case = number.map_or(Ok(None), |it| rows::recovered(self.tables, it))?;
        Ok(case.is_some_and(|case| {
            matches!(case.matter.class, Class::Unclassed | Class::Accusation)
                || !case.is_open_to(viewer)
        }))
    }

    /// Gives a whistle's history as `viewer` may see it.
    pub(super) fn whistle_history(
        &self,
        id: WhistleId,
        viewer: &Viewer,
    ) -> Result<Vec<Entry>, StoreError> {
        let Some(whistle) = whistles::whistle(self.tables, id)? else {
            return Ok(Vec::new());
        };
        let history = chain::history(self.tables, Stream::Whistle(id))?;
        Ok(shown(history, self.is_locked(&whistle, viewer)?))
    }
}

/// Holds back what a locked whistle's history says; that it was raised, answered and closed stays.
fn shown(history: Vec<Entry>, locked: bool) -> Vec<Entry> {
    if !locked {
        return history;
    }
    let bare = |entry: &Entry| {
        matches!(
            &entry.what,
            What::Whistle(
                WhistleFact::Contacted { .. }
                    | WhistleFact::Arrived { .. }
                    | WhistleFact::Closed { .. }
                    | WhistleFact::MadeCase(_)
            )
        )
    };
    history.into_iter().filter(bare).collect()
}

fn node_of(party: &Party) -> Option<&GridCode> {
    match party {
        Party::Node(code) => Some(code),
        Party::Unit(_) | Party::Convener => None,
    }
}
