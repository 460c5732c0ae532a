//! 起算日: the earliest days from which the law's clocks were once said to run.
//!
//! Withdrawing a step takes nothing back from the person: a clock never starts later because the
//! step that started it was withdrawn and taken again (条例 23, 34).

use chrono::NaiveDate;

use crate::domain::refusal::{Reason, Refusal};

/// The earliest days that were written down, also in steps that were withdrawn since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Starts {
    /// 受理之日
    pub accepted: Option<NaiveDate>,
    /// 收到转送、交办
    pub handed_over: Option<NaiveDate>,
}

impl Starts {
    pub(in crate::domain::case) fn accept(&mut self, on: NaiveDate) {
        self.accepted = Some(self.accepted.map_or(on, |known| known.min(on)));
    }

    pub(in crate::domain::case) fn hand_over(&mut self, on: NaiveDate) {
        self.handed_over = Some(self.handed_over.map_or(on, |known| known.min(on)));
    }
}

/// Refuses a start that lies behind one that was once written down.
pub(in crate::domain::case) fn not_later(
    known: Option<NaiveDate>,
    on: NaiveDate,
) -> Result<(), Refusal> {
    match known {
        Some(first) if on > first => Err(Refusal::about("on", Reason::ClockStarted(first))),
        Some(_) | None => Ok(()),
    }
}
