//! 治未病: the board of a day.

use chrono::NaiveDate;

use super::DeskService;
use crate::app::answer::Answer;
use crate::store::error::StoreError;

impl DeskService {
    pub(super) fn prevention(&self, day: NaiveDate) -> Result<Answer, StoreError> {
        let now = self.clock.read().moment;
        let view = self.ask(|it| it.prevention(day, now, &self.viewer))?;
        Ok(Answer::Prevention(Box::new(view)))
    }
}
