//! What a figure comes to: a count, a rate, a score, days, money.

use std::fmt;

use super::money::Yuan;

/// A value of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// So many.
    Count(u32),
    /// So many of so many.
    Rate {
        /// Those that count
        n: u32,
        /// All
        of: u32,
    },
    /// A score in hundredths; `None` where nothing could be scored.
    Score(Option<u32>),
    /// So many days in all over so many matters: a mean.
    Mean {
        /// The days of all
        days: u32,
        /// The matters
        of: u32,
    },
    /// So many days; `None` where there is no matter.
    Days(Option<u32>),
    /// So much money.
    Money(Yuan),
}

impl Value {
    /// Gives it in hundredths of a per cent, rounded half up; `None` for a count, and where there
    /// is nothing to divide by.
    pub fn hundredths(self) -> Option<u32> {
        match self {
            Self::Rate { n, of } => ratio(u64::from(n), u64::from(of)),
            Self::Count(_)
            | Self::Score(_)
            | Self::Mean { .. }
            | Self::Days(_)
            | Self::Money(_) => None,
        }
    }

    /// Gives a mean in tenths of a day, rounded half up; `None` for other values, and of nothing.
    pub fn tenths_of_a_day(self) -> Option<u32> {
        match self {
            Self::Mean { days, of } => rounded(u64::from(days), u64::from(of), 10),
            _ => None,
        }
    }

    /// Tells whether it says anything: a rate of nothing does not.
    pub const fn has_value(self) -> bool {
        match self {
            Self::Count(_) | Self::Money(_) => true,
            Self::Rate { of, .. } | Self::Mean { of, .. } => of > 0,
            Self::Score(score) => score.is_some(),
            Self::Days(days) => days.is_some(),
        }
    }

    /// Gives it in tenths of a per cent, rounded half up, as it is published.
    pub fn tenths(self) -> Option<u32> {
        match self {
            Self::Rate { n, of } => rounded(u64::from(n), u64::from(of), 1_000),
            Self::Count(_)
            | Self::Score(_)
            | Self::Mean { .. }
            | Self::Days(_)
            | Self::Money(_) => None,
        }
    }

    /// 环比, 同比: gives the change from `before` in hundredths of a per cent, rounded half up;
    /// `None` for other values than counts, and from nothing.
    pub fn change(self, before: Self) -> Option<i64> {
        let (Self::Count(now), Self::Count(then)) = (self, before) else {
            return None;
        };
        let size = ratio(u64::from(now.abs_diff(then)), u64::from(then))?;
        let size = i64::from(size);
        Some(if now < then { -size } else { size })
    }
}

/// Gives n ÷ of in hundredths of a per cent, rounded half up; `None` where `of` is 0.
fn ratio(n: u64, of: u64) -> Option<u32> {
    rounded(n, of, 10_000)
}

/// Gives n ÷ of in parts of so many, rounded half up; `None` where `of` is 0.
fn rounded(n: u64, of: u64, parts: u64) -> Option<u32> {
    let doubled = n.checked_mul(parts * 2)?.checked_add(of)?;
    doubled
        .checked_div(of.checked_mul(2)?)
        .and_then(|it| u32::try_from(it).ok())
}

/// Writes hundredths with two places, `-38.89`.
pub fn places(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// Writes `18`, `1367/1391`, `86.50` or `-`; for fingerprints and comparing, not for the screen.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Rate { n, of } => write!(f, "{n}/{of}"),
            Self::Score(Some(score)) => f.write_str(&places(i64::from(*score))),
            Self::Mean { days, of } => write!(f, "{days}d/{of}"),
            Self::Days(Some(days)) => write!(f, "{days}d"),
            Self::Money(yuan) => write!(f, "{yuan}"),
            Self::Score(None) | Self::Days(None) => f.write_str("-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_rounded_half_up_to_two_places_and_nothing_is_no_rate() {
        for (n, of, shown) in [
            (1_367, 1_391, Some("98.27")),
            (4, 4, Some("100.00")),
            (1, 3, Some("33.33")),
            (2, 3, Some("66.67")),
            (1, 800, Some("0.13")),
            (0, 7, Some("0.00")),
            (0, 0, None),
        ] {
            let percent = Value::Rate { n, of }.hundredths();
            let percent = percent.map(|it| places(i64::from(it)));
            assert_eq!(percent.as_deref(), shown, "{n}/{of}");
        }
    }

    #[test]
    fn a_mean_of_days_is_rounded_half_up_and_nothing_has_none() {
        for (days, of, tenths) in [
            (37, 3, Some(123)),
            (1, 2, Some(5)),
            (0, 4, Some(0)),
            (0, 0, None),
        ] {
            let mean = Value::Mean { days, of };
            assert_eq!(mean.tenths_of_a_day(), tenths, "{days}/{of}");
            assert_eq!(mean.has_value(), tenths.is_some());
        }
    }

    #[test]
    fn a_change_is_measured_against_what_was_before() {
        for (before, now, shown) in [
            (18, 11, Some("-38.89")),
            (11, 18, Some("63.64")),
            (3, 3, Some("0.00")),
            (2, 0, Some("-100.00")),
            (0, 5, None),
        ] {
            let change = Value::Count(now).change(Value::Count(before));
            assert_eq!(change.map(places).as_deref(), shown, "{before} to {now}");
        }
    }
}
