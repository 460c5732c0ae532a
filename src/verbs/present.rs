//! What time it is for this program.

use std::env;

use crate::clock::Clock;
use crate::domain::moment::Moment;

/// Makes the clock that the environment asks for.
pub fn clock() -> Clock {
    Clock::from_environment(|name| env::var(name).ok())
}

/// Gives what the environment names as the time, where that is none.
pub fn unread() -> Option<String> {
    Clock::unread(|name| env::var(name).ok())
}

/// Gives the present.
pub fn now() -> Moment {
    clock().read().moment
}
