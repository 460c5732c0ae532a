//! 牟邻热线: the ledger of calls, and taking one down.

use chrono::NaiveDate;

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::act::{Action, CommitResult};
use crate::domain::call::state::{CallCard, CallFact};
use crate::domain::call::view::HotlineView;
use crate::domain::save_id::SaveId;
use crate::store::error::StoreError;

/// How many calls from a number are shown.
const LIMIT: usize = 100;

impl DeskService {
    pub(super) fn hotline(&self, day: NaiveDate, tail: Option<&str>) -> Result<Answer, StoreError> {
        let parked = self.pads_of_before()?;
        let mut view = self.ask(|it| {
            Ok(HotlineView {
                calls: match tail {
                    Some(tail) => it.calls_from(tail, LIMIT, &self.viewer)?,
                    None => it.calls(day, day, &self.viewer)?,
                },
                open: it.open_calls(&self.viewer)?,
                ..HotlineView::default()
            })
        })?;
        view.parked = parked;
        Ok(Answer::Hotline(Box::new(view)))
    }

    /// Takes a call down and forgets its pad, whether or not the pad is still open then.
    pub(super) fn take_call(
        &self,
        pad: Option<u64>,
        card: Box<CallCard>,
        save: Option<SaveId>,
    ) -> Result<Answer, StoreError> {
        let fact = CallFact::Opened(card);
        let actions = vec![Action::Call { id: None, fact }];
        let answer = self.commit(match save {
            Some(save) => Action::once(&save, actions),
            None => actions,
        })?;
        if let Answer::Outcomes(came) = &answer
            && came
                .iter()
                .all(|it| matches!(it, CommitResult::Done(_) | CommitResult::Known(_)))
            && let Some(pad) = pad
        {
            self.drafts.take().forget_call(pad)?;
        }
        Ok(answer)
    }
}
