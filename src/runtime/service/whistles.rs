//! 吹哨: the list, one whistle, and the escalations that are due.

use super::DeskService;
use crate::app::effect::Answer;
use crate::domain::act::{Act, Deed};
use crate::domain::item::WhistleId;
use crate::domain::whistle::view::WhistleQuery;
use crate::store::error::StoreError;

impl DeskService {
    /// Passes up what nobody answered in time; the writing carries the clock that ran out, so that
    /// two windows never pass up the same twice.
    pub(super) fn escalate(&self) -> Result<(), StoreError> {
        let now = self.clock.read().moment;
        let due = self.ask(|it| it.due_escalations(now))?;
        if due.is_empty() {
            return Ok(());
        }
        let acts: Vec<Act> = due
            .into_iter()
            .map(|(id, fact)| Act {
                who: self.viewer.name.clone(),
                when: now,
                deed: Deed::Whistle { id: Some(id), fact },
            })
            .collect();
        self.store.commit(&acts).map(|_| ())
    }

    pub(super) fn whistles(&self, query: WhistleQuery) -> Result<Answer, StoreError> {
        let now = self.clock.read().moment;
        let views = self.ask(|it| it.whistles(&query, now, &self.viewer))?;
        Ok(Answer::Whistles(views))
    }

    pub(super) fn whistle(&self, id: WhistleId) -> Result<Answer, StoreError> {
        let now = self.clock.read().moment;
        let view = self.ask(|it| it.whistle(id, now, &self.viewer))?;
        Ok(Answer::Whistle(view.map(Box::new)))
    }
}
