//! 值班台账: a day's ledger, what is not struck off, and the rota.

use chrono::NaiveDate;

use super::DeskService;
use crate::app::effect::Answer;
use crate::domain::view::LedgerView;
use crate::store::contract::ask;
use crate::store::error::StoreError;

impl DeskService {
    pub(super) fn ledger(
        &self,
        day: NaiveDate,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Answer, StoreError> {
        let view = ask(self.store.as_ref(), |it| {
            Ok(LedgerView {
                duty: it.duty(day, &self.viewer)?,
                owed: it.owed(&self.viewer)?,
                rota: it.rota(from, to)?,
                leaders: it.leaders()?,
                calendar: it.calendar()?,
                on_rest_days: self.town.duty_on_rest_days,
            })
        })?;
        Ok(Answer::Ledger(Box::new(view)))
    }
}
