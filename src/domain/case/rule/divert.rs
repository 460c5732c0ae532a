//! Telling of a legal road: what it asks and what stands against it.
//!
//! Telling closes nothing and stops no clock; it stays written that he was told, and when.

use chrono::NaiveDate;

use crate::domain::case::fact::divert::Diverted;
use crate::domain::case::fact::state::Case;
use crate::domain::case::rule::check::{needed, within};
use crate::domain::codes::Class;
use crate::domain::refusal::{Reason, Refusal};

impl Case {
    /// 检举控告 goes to the organ with power; its roads are told there (条例 30).
    pub(in crate::domain::case) fn may_divert(&self) -> Result<(), Refusal> {
        match self.matter.class {
            Class::Accusation => Err(Refusal::new(Reason::AccusationsGoTheirOwnWay)),
            Class::Claim | Class::Suggestion | Class::Litigation | Class::Unclassed => Ok(()),
        }
    }

    pub(in crate::domain::case) fn check_diverted(
        &self,
        diverted: &Diverted,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        needed("road", &diverted.road)?;
        needed("told", &diverted.advice)?;
        if diverted.from.is_some_and(|from| from > today) {
            return Err(Refusal::about("from", Reason::InTheFuture));
        }
        if let (Some(from), Some(until)) = (diverted.from, diverted.until)
            && until < from
        {
            return Err(Refusal::about("until", Reason::Before(from)));
        }
        within("on", diverted.on, self.since(), today)
    }
}
