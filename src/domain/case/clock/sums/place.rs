//! Where something is added.

use chrono::NaiveDate;

use super::group::Group;
use super::tally::Slot;
use crate::domain::period::Period;

/// Where something is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// To a period; with a gate, to what counts only after that day.
    Period(Period, Option<NaiveDate>),
    /// To every day from this one on.
    From(NaiveDate),
    /// To the last day on which anything happened.
    Last(NaiveDate),
}

/// Called with each thing that is added: where, to which group, to which of its counts, how much.
pub type Add<'a> = dyn FnMut(Place, &Group, Slot, i64) + 'a;
