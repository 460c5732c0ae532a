//! Telling of a legal road: what it asks and what stands against it.
//!
//! Telling closes nothing and stops no clock; it stays written that he was told, and when.

use chrono::NaiveDate;

use super::super::codes::Class;
use super::super::refusal::{Reason, Refusal};
use super::check::{needed, within};
use super::divert::Diverted;
use super::state::Case;

impl Case {
    /// 检举控告 goes to the organ with power; its roads are told there (条例 30).
    pub(super) fn may_divert(&self) -> Result<(), Refusal> {
        match self.matter.class {
            Class::Accusation => Err(Refusal::new(Reason::AccusationsGoTheirOwnWay)),
            Class::Claim | Class::Suggestion | Class::Litigation | Class::Unclassed => Ok(()),
        }
    }

    pub(super) fn check_diverted(
        &self,
        diverted: &Diverted,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        needed("road", &diverted.road)?;
        needed("told", &diverted.told)?;
        if diverted.from.is_some_and(|from| from > today) {
            return Err(Refusal::about("from", Reason::InTheFuture));
        }
        if let (Some(from), Some(until)) = (diverted.from, diverted.until)
            && until < from
        {
            return Err(Refusal::about("until", Reason::Before(from)));
        }
        within("on", diverted.on, self.received_at().date(), today)
    }
}
