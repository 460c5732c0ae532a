//! When a thing happened: Beijing time, whole seconds.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};

/// Seconds between UTC and Beijing time (+08:00, no summer time since 1991).
const BEIJING_SECONDS: i32 = 8 * 3600;

/// The first and the last second, in Beijing, of the years that are written with four digits.
const FIRST: i64 = -62_135_625_600;
const LAST: i64 = 253_402_271_999;

/// An instant, kept as whole seconds since 1970-01-01T00:00:00Z and read in Beijing time whatever
/// the machine says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(i64);

impl Moment {
    /// Makes a moment of Unix seconds.
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Gives the Unix seconds.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// Makes the moment at which clocks in Beijing show `date` and `time`.
    pub fn beijing(date: NaiveDate, time: NaiveTime) -> Self {
        Self(NaiveDateTime::new(date, time).and_utc().timestamp() - i64::from(BEIJING_SECONDS))
    }

    /// Makes the first moment of `date` in Beijing.
    pub fn start_of(date: NaiveDate) -> Self {
        Self::beijing(date, NaiveTime::MIN)
    }

    /// Gives the first moment of its day, for whom the minute is held back.
    #[must_use]
    pub fn day_alone(self) -> Self {
        Self::start_of(self.date())
    }

    /// Reads an RFC 3339 timestamp, also one without seconds; one without an offset is taken as Beijing
    /// time.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(stamp) = DateTime::parse_from_rfc3339(text) {
            return Some(Self(stamp.timestamp()));
        }
        if let Ok(stamp) = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z") {
            return Some(Self(stamp.timestamp()));
        }
        [
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%d %H:%M",
        ]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(|stamp| Self::beijing(stamp.date(), stamp.time()))
    }

    /// Gives the wall time in Beijing; a moment before year 1 or after 9999 is shown as the nearest
    /// within.
    pub fn local(self) -> DateTime<FixedOffset> {
        let beijing = FixedOffset::east_opt(BEIJING_SECONDS).unwrap_or_else(|| chrono::Utc.fix());
        beijing
            .timestamp_opt(self.0.clamp(FIRST, LAST), 0)
            .single()
            .unwrap_or_default()
    }

    /// Writes the time to the minute, `2026-11-25 09:41`.
    pub fn minute(self) -> String {
        self.local().format("%Y-%m-%d %H:%M").to_string()
    }

    /// Gives the day in Beijing.
    pub fn date(self) -> NaiveDate {
        self.local().date_naive()
    }

    /// Gives the moment `seconds` later (earlier when negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

/// Writes RFC 3339 with +08:00.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.local().format("%Y-%m-%dT%H:%M:%S+08:00"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beijing_time_holds_whatever_offset_the_text_carries() {
        for (text, shown) in [
            ("2026-11-25T09:41:00+08:00", "2026-11-25T09:41:00+08:00"),
            ("2026-11-24T18:00:00Z", "2026-11-25T02:00:00+08:00"),
            ("2026-11-25 09:41", "2026-11-25T09:41:00+08:00"),
        ] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), shown, "{text}");
        }
        assert_eq!(Moment::parse("yesterday"), None);
    }

    #[test]
    fn a_moment_out_of_all_time_is_shown_as_the_nearest_within() {
        for (seconds, shown) in [
            (i64::MIN, "0001-01-01T00:00:00+08:00"),
            (i64::MAX, "9999-12-31T23:59:59+08:00"),
        ] {
            assert_eq!(Moment::from_unix(seconds).to_string(), shown);
        }
    }

    #[test]
    fn the_day_is_the_day_in_beijing() {
        let late = Moment::parse("2026-11-24T17:30:00Z").unwrap();
        assert_eq!(late.date(), NaiveDate::from_ymd_opt(2026, 11, 25).unwrap());
        assert_eq!(
            Moment::start_of(late.date()).to_string(),
            "2026-11-25T00:00:00+08:00"
        );
    }
}
