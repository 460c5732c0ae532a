//! Calls as they are read.

use super::super::item::CallId;
use super::super::moment::Moment;
use super::draft::ParkedCall;
use super::state::Call;

/// A call, as the viewer may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallView {
    /// Which.
    pub id: CallId,
    /// The call.
    pub call: Call,
    /// It stands on lists by number and lock alone: it led to an accusation.
    pub secret: bool,
    /// Nothing of what was said is in it: its case is not open to the viewer.
    pub locked: bool,
}

/// 热线台账: the calls of a day or under a number, what is owed, and what is still being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HotlineView {
    /// The calls asked for, the last first.
    pub calls: Vec<CallView>,
    /// What is still to be done: call-backs by when they are due, then what is to become a case.
    pub open: Vec<CallView>,
    /// Pads that were left with something in them.
    pub parked: Vec<ParkedCall>,
}

/// Counts of the hotline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CallCounts {
    /// Calls that came in today.
    pub today: u64,
    /// Call-backs due today or before, not done.
    pub due: u64,
    /// Those of them whose hour is past.
    pub overdue: u64,
}

impl CallView {
    /// Tells whether a call-back is past its hour.
    pub fn is_late(&self, now: Moment) -> bool {
        self.call.call_back_due().is_some_and(|by| by < now)
    }
}
