//! 律师: their days with what each month adds up to, and the lawyers for a case.

use chrono::{Datelike, Months, NaiveDate};

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::number::CaseNumber;
use crate::domain::view::Advice;
use crate::store::error::StoreError;

impl DeskService {
    pub(super) fn lawyers(&self, from: NaiveDate, to: NaiveDate) -> Result<Answer, StoreError> {
        let today = self.clock.read().moment.date();
        let view = self.ask(|it| {
            let mut view = it.lawyers_view(from, to, &self.viewer)?;
            let mut first = from.with_day(1).unwrap_or(from);
            while first <= to {
                let next = first + Months::new(1);
                let last = next.pred_opt().unwrap_or(next);
                let tally = it.lawyers_tally(first, last, today)?;
                view.months.push((first, tally.sum));
                first = next;
            }
            Ok(view)
        })?;
        Ok(Answer::Lawyers(Box::new(view)))
    }

    pub(super) fn specialists(&self, number: CaseNumber) -> Result<Answer, StoreError> {
        let advice = self.ask(|it| {
            let view = it.case_view(number, &self.viewer)?;
            let Some(view) = view.filter(|view| !view.row.locked) else {
                return Ok(None);
            };
            Ok(Some(Box::new(Advice {
                number,
                revision: view.case.revision,
                id: view.case.petitioner,
                person: view.person,
                specialists: it.specialists(number, &self.viewer)?,
            })))
        })?;
        Ok(Answer::Specialists(advice))
    }
}
