//! The only place that asks what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::Utc;

use crate::domain::moment::Moment;

/// Names the moment at which a clock under test starts (RFC 3339), with `MULIN_TEST=1`.
pub const NOW: &str = "MULIN_NOW";
/// Must be `1` for [`NOW`] to be honoured.
pub const TEST: &str = "MULIN_TEST";
/// `1` makes a clock under test stand at its moment, so that pictures do not run away.
pub const STILL: &str = "MULIN_STILL";

/// The clock of this process. It never gives an earlier moment than it gave before, nor do its
/// clones: whoever runs on another thread takes one.
#[derive(Debug, Clone)]
pub struct Clock {
    set: Option<TestTime>,
    latest: Arc<AtomicI64>,
}

/// How a clock under test goes.
#[derive(Debug, Clone, Copy)]
enum TestTime {
    Still(Moment),
    From(Moment, Instant),
}

/// What the clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The moment to be used: never before an earlier one.
    pub moment: Moment,
    /// Seconds by which the machine's clock stands behind what was shown before; 0 in order.
    pub behind: i64,
}

impl Clock {
    /// Makes the machine's clock.
    pub fn machine() -> Self {
        Self {
            set: None,
            latest: Arc::new(AtomicI64::new(i64::MIN)),
        }
    }

    /// Makes a clock that starts at `moment` and goes on from there.
    pub fn set_to(moment: Moment) -> Self {
        Self {
            set: Some(TestTime::From(moment, Instant::now())),
            latest: Arc::new(AtomicI64::new(i64::MIN)),
        }
    }

    /// Makes a clock that stands at `moment`.
    pub fn still(moment: Moment) -> Self {
        Self {
            set: Some(TestTime::Still(moment)),
            latest: Arc::new(AtomicI64::new(i64::MIN)),
        }
    }

    /// Makes the clock that the environment asks for: `MULIN_NOW` where `MULIN_TEST=1`, else the
    /// machine's.
    pub fn from_environment(read: impl Fn(&str) -> Option<String>) -> Self {
        let asked = (read(TEST).as_deref() == Some("1"))
            .then(|| read(NOW).and_then(|text| Moment::parse(&text)))
            .flatten();
        match asked {
            Some(moment) if read(STILL).as_deref() == Some("1") => Self::still(moment),
            Some(moment) => Self::set_to(moment),
            None => Self::machine(),
        }
    }

    /// Gives the test clock's time that the environment asks for and that is none; `None` where there is
    /// nothing wrong.
    pub fn unread(read: impl Fn(&str) -> Option<String>) -> Option<String> {
        let asked = (read(TEST).as_deref() == Some("1")).then(|| read(NOW))?;
        asked.filter(|text| Moment::parse(text).is_none())
    }

    /// Tells whether the clock was set by hand; the screen says so.
    pub const fn is_set(&self) -> bool {
        self.set.is_some()
    }

    /// Reads the clock.
    pub fn read(&self) -> Reading {
        self.reading(self.raw())
    }

    fn raw(&self) -> i64 {
        match self.set {
            Some(TestTime::Still(moment)) => moment.unix(),
            Some(TestTime::From(moment, since)) => {
                let passed = i64::try_from(since.elapsed().as_secs()).unwrap_or(i64::MAX);
                moment.plus_seconds(passed).unix()
            }
            None => Utc::now().timestamp(),
        }
    }

    fn reading(&self, raw: i64) -> Reading {
        let before = self.latest.fetch_max(raw, Ordering::Relaxed);
        let behind = if before > raw { before - raw } else { 0 };
        Reading {
            moment: Moment::from_unix(before.max(raw)),
            behind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_runs_backwards_is_noticed_and_not_followed() {
        let clock = Clock::machine();
        assert_eq!(clock.reading(1000).behind, 0);
        let back = clock.reading(400);
        assert_eq!((back.moment.unix(), back.behind), (1000, 600));
        assert_eq!(clock.reading(1001).behind, 0);
        let other = clock.clone();
        assert_eq!(
            other.reading(900).behind,
            101,
            "a clone knows what was given"
        );
    }

    #[test]
    fn the_clock_is_set_in_test_mode_alone() {
        let environment = |test: &'static str| {
            move |name: &str| match name {
                NOW => Some("2026-11-25T09:41:00+08:00".to_owned()),
                TEST => Some(test.to_owned()),
                _ => None,
            }
        };
        let clock = Clock::from_environment(environment("1"));
        assert!(clock.is_set());
        assert!(
            clock
                .read()
                .moment
                .to_string()
                .starts_with("2026-11-25T09:41:0")
        );
        assert!(!Clock::from_environment(environment("0")).is_set());
        assert_eq!(Clock::unread(environment("1")), None);
        let odd = |name: &str| match name {
            NOW => Some("25 Nov".to_owned()),
            TEST => Some("1".to_owned()),
            _ => None,
        };
        assert_eq!(Clock::unread(odd).as_deref(), Some("25 Nov"));
    }

    #[test]
    fn a_clock_that_is_told_to_stand_shows_its_moment() {
        let moment = Moment::parse("2026-11-25T09:41:00+08:00").unwrap();
        let clock = Clock::from_environment(|name| match name {
            NOW => Some(moment.to_string()),
            TEST | STILL => Some("1".to_owned()),
            _ => None,
        });
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(clock.read().moment, moment);
    }
}
