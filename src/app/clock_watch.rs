//! Whether what is saved now would be dated rightly: the clock against the store's last entry.

use crate::app::shared::Shared;
use crate::domain::clock_doubt::ClockDoubt;
use crate::domain::moment::Moment;

/// What the desk knows of its clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClockWatch(Option<Moment>);

impl ClockWatch {
    /// Begins with the moment of the store's last entry.
    pub const fn since(last: Option<Moment>) -> Self {
        Self(last)
    }

    /// Tells why the clock is doubted now.
    pub fn doubt(self, now: Moment) -> Option<ClockDoubt> {
        ClockDoubt::of(self.0, now)
    }

    /// A minute went by: a clock that goes on in order stays believed, however long nothing is saved.
    pub fn ticked(&mut self, now: Moment) {
        if self.0.is_some() && self.doubt(now).is_none() {
            self.0 = Some(now);
        }
    }

    /// Somebody has looked, and says that the clock is right.
    pub const fn trust(&mut self, now: Moment) {
        self.0 = Some(now);
    }
}

/// Says why the clock is doubted.
pub fn sentence(shared: &Shared, doubt: ClockDoubt) -> String {
    shared.words.clock_doubt(doubt, shared.now)
}
