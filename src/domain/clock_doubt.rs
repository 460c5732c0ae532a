//! A clock that cannot be right: it is compared with the last entry of the store, before anything is
//! dated by it.

use crate::domain::moment::Moment;

/// Seconds by which the clock may stand behind the last entry: machines differ by as much.
const BEHIND: i64 = 5 * 60;
/// Seconds by which the clock may stand ahead of the last entry.
const AHEAD: i64 = 2 * 86_400;

/// Why a clock is doubted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockDoubt {
    /// By more than five minutes behind the last entry, which stands here.
    Behind(Moment),
    /// By more than two days ahead of the last entry, which stands here.
    Ahead(Moment),
}

impl ClockDoubt {
    /// Compares the clock with the last entry; none in a store without one.
    pub fn of(last: Option<Moment>, now: Moment) -> Option<Self> {
        let last = last?;
        let passed = now.unix().saturating_sub(last.unix());
        if passed < -BEHIND {
            Some(Self::Behind(last))
        } else if passed > AHEAD {
            Some(Self::Ahead(last))
        } else {
            None
        }
    }

    /// Gives the moment of the last entry.
    pub const fn last(self) -> Moment {
        match self {
            Self::Behind(last) | Self::Ahead(last) => last,
        }
    }

    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Behind(_) => "behind",
            Self::Ahead(_) => "ahead",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_minutes_behind_and_two_days_ahead_are_let_pass() {
        let last = Moment::parse("2026-11-25T09:00").unwrap();
        let after = |seconds| ClockDoubt::of(Some(last), last.plus_seconds(seconds));
        assert_eq!(after(-300), None);
        assert_eq!(after(-301), Some(ClockDoubt::Behind(last)));
        assert_eq!(after(2 * 86_400), None);
        assert_eq!(after(2 * 86_400 + 1), Some(ClockDoubt::Ahead(last)));
        assert_eq!(ClockDoubt::of(None, last), None);
    }
}
