//! What is said of a clock that cannot be right.

use crate::domain::clock_doubt::ClockDoubt;
use crate::domain::moment::Moment;
use crate::words::bundle::Words;

impl Words {
    /// Says what the clock shows and when the last entry was made.
    pub fn clock_doubt(&self, doubt: ClockDoubt, now: Moment) -> String {
        self.say_with(
            &format!("clock-doubt-{}", doubt.code()),
            &[
                ("now", now.minute().into()),
                ("last", doubt.last().minute().into()),
            ],
        )
    }
}
