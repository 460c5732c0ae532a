//! 吹哨: the list, and one whistle.

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::item::WhistleId;
use crate::domain::whistle::view::WhistleQuery;
use crate::store::error::StoreError;

impl DeskService {
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
