//! What is read of a date: a moment, how loosely it was taken, or why there is none.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::domain::moment::Moment;

/// The years that a petition's date can lie in; anything else is a slip.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;

/// A date that was read, and whether a time of day stood with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedMoment {
    /// When; the day's first moment where no time stood with the date.
    pub moment: Moment,
    /// Whether a time of day stood with the date.
    pub had_time: bool,
    /// What was taken of a text that says less than one moment, or more.
    pub loosely: Option<Loosely>,
}

/// How a text was taken that does not name one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loosely {
    /// `3月5日至8日`: the first of several days.
    FirstOfSeveral,
    /// `9时许`: what it says is about so.
    About,
    /// `25.3.5`: a year of two digits is one of this century.
    ShortYear,
    /// `晚上12点`: midnight, at which the next day begins; `夜里1点`: of the day that is named.
    Night,
}

impl Loosely {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FirstOfSeveral => "date-several",
            Self::About => "date-about",
            Self::ShortYear => "date-short-year",
            Self::Night => "date-night",
        }
    }
}

/// Why a cell does not read as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMoment {
    /// It is no date at all.
    NotADate,
    /// A year and a month, or less.
    Incomplete,
    /// It reads in two ways: `4/5/2019`, `19/4/5`.
    Ambiguous,
    /// The day does not exist: `2019-02-30`.
    NoSuchDay,
    /// The time does not exist: `25:61`.
    NoSuchTime,
    /// A year before 1949 or after 2100.
    OutOfRange,
}

impl NoMoment {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotADate => "not-a-date",
            Self::Incomplete => "date-incomplete",
            Self::Ambiguous => "date-ambiguous",
            Self::NoSuchDay => "no-such-day",
            Self::NoSuchTime => "no-such-time",
            Self::OutOfRange => "date-out-of-range",
        }
    }
}

pub(super) fn checked(date: NaiveDate, time: Option<NaiveTime>) -> Result<ParsedMoment, NoMoment> {
    in_range(date)?;
    Ok(ParsedMoment {
        moment: Moment::beijing(date, time.unwrap_or(NaiveTime::MIN)),
        had_time: time.is_some(),
        loosely: None,
    })
}

pub(super) fn in_range(date: NaiveDate) -> Result<(), NoMoment> {
    if YEARS.contains(&date.year()) {
        Ok(())
    } else {
        Err(NoMoment::OutOfRange)
    }
}

pub(super) fn day_of(year: u32, month: u32, day: u32) -> Result<NaiveDate, NoMoment> {
    let year = i32::try_from(year).map_err(|_| NoMoment::OutOfRange)?;
    if !YEARS.contains(&year) {
        return Err(NoMoment::OutOfRange);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(NoMoment::NoSuchDay)
}

pub(super) fn time_of(hour: u32, minute: u32, second: u32) -> Result<NaiveTime, NoMoment> {
    NaiveTime::from_hms_opt(hour, minute, second).ok_or(NoMoment::NoSuchTime)
}
