//! 工作日历: which day is a rest day, and by which list (民法典 203; 国务院办公厅 notices).
//!
//! A rest day is a Saturday, a Sunday or a listed holiday (法定休假日) that is not a working weekend
//! (调休上班). The lists of 2004–2026 are built in; a year without one counts weekends only, and
//! says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, LazyLock};

use chrono::{Datelike, NaiveDate, Weekday};

/// The lists of 2004–2026, a line a day: `date,kind,name`.
const BUILT_IN: &str = include_str!("data/holidays.csv");
/// The first day in December that a list of the *next* year may name as part of its New Year.
const NEW_YEAR_EVE_FROM: u32 = 25;
/// 全国年节及纪念日放假办法: no year has had fewer holidays than ten (before 2008).
const FEWEST_HOLIDAYS: usize = 10;
/// More holidays than this are a mistake: the longest list so far has 33.
const MOST_HOLIDAYS: usize = 60;
/// Lists are accepted for these years.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

codes! {
    /// What a list makes of a day.
    DayKind {
        /// 休: a holiday, also one that falls on a weekend
        Holiday = "holiday",
        /// 班: a working weekend (调休上班)
        Workday = "workday",
    }
}

/// One line of an official list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDay {
    /// The day.
    pub date: NaiveDate,
    /// Whether people rest or work on it.
    pub kind: DayKind,
    /// The holiday that it belongs to (春节, 国庆节).
    pub name: String,
}

/// Why a day is a rest day or a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayReason<'a> {
    /// An ordinary working day.
    Working,
    /// A Saturday or Sunday that no list names.
    Weekend,
    /// A listed holiday, by name.
    Holiday(&'a str),
    /// A weekend on which people work, for the holiday of that name.
    WorkingWeekend(&'a str),
}

/// Why a list was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListError {
    /// The list names no day.
    Empty,
    /// The day lies in a year for which no list is taken.
    Year(NaiveDate),
    /// The day stands twice in the list.
    Twice(NaiveDate),
    /// A working weekend that is no weekend.
    WorkdayOnWeekday(NaiveDate),
    /// The year has so few holidays that the list cannot be whole.
    TooFew {
        /// The year.
        year: i32,
        /// How many holidays the list gives it.
        holidays: usize,
    },
    /// The year has more holidays than any list ever gave.
    TooMany {
        /// The year.
        year: i32,
        /// How many holidays the list gives it.
        holidays: usize,
    },
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the list names no day"),
            Self::Year(date) => write!(f, "{date} lies outside 2000–2100"),
            Self::Twice(date) => write!(f, "{date} stands twice in the list"),
            Self::WorkdayOnWeekday(date) => {
                write!(f, "{date} is no weekend, so it cannot be a working weekend")
            }
            Self::TooFew { year, holidays } => {
                write!(
                    f,
                    "{year} has only {holidays} holidays in the list: it is not whole"
                )
            }
            Self::TooMany { year, holidays } => {
                write!(
                    f,
                    "{year} has {holidays} holidays in the list: too many to be true"
                )
            }
        }
    }
}

impl std::error::Error for ListError {}

/// The lists that the desk counts by; cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingCalendar {
    days: Arc<BTreeMap<NaiveDate, (DayKind, String)>>,
    years: Arc<BTreeSet<i32>>,
}

impl WorkingCalendar {
    /// Gives the calendar of the built-in lists, 2004–2026; they are read once.
    pub fn built_in() -> Self {
        static LISTS: LazyLock<WorkingCalendar> = LazyLock::new(|| {
            let days: BTreeMap<_, _> = BUILT_IN
                .lines()
                .filter_map(read_line)
                .map(|day| (day.date, (day.kind, day.name)))
                .collect();
            let years = days.keys().map(Datelike::year).collect();
            WorkingCalendar {
                days: Arc::new(days),
                years: Arc::new(years),
            }
        });
        LISTS.clone()
    }

    /// Gives the calendar with the years of `list` put in place of what was known of them.
    ///
    /// A list may name the last days of the December before (its New Year): these are added and
    /// replace nothing else of that year.
    ///
    /// # Errors
    /// A list that cannot be an official one is refused as a whole.
    pub fn with_list(&self, list: &[ListedDay]) -> Result<Self, ListError> {
        let years = check_list(list)?;
        let mut days = (*self.days).clone();
        days.retain(|date, (_, name)| {
            !years.contains(&date.year()) || (is_new_year_eve(*date) && name.contains("元旦"))
        });
        for day in list {
            days.insert(day.date, (day.kind, day.name.clone()));
        }
        let mut known = (*self.years).clone();
        known.extend(years);
        Ok(Self {
            days: Arc::new(days),
            years: Arc::new(known),
        })
    }

    /// Tells whether the year has an official list; one without counts weekends only.
    pub fn official(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Gives the years with an official list.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().copied()
    }

    /// Gives the lines of one year's list.
    pub fn list(&self, year: i32) -> Vec<ListedDay> {
        self.days
            .iter()
            .filter(|(date, _)| date.year() == year)
            .map(|(date, (kind, name))| ListedDay {
                date: *date,
                kind: *kind,
                name: name.clone(),
            })
            .collect()
    }

    /// Tells whether nobody works on that day.
    pub fn is_rest_day(&self, date: NaiveDate) -> bool {
        match self.why(date) {
            DayReason::Weekend | DayReason::Holiday(_) => true,
            DayReason::Working | DayReason::WorkingWeekend(_) => false,
        }
    }

    /// Names what makes the day a rest day or a working day.
    pub fn why(&self, date: NaiveDate) -> DayReason<'_> {
        match self.days.get(&date) {
            Some((DayKind::Holiday, name)) => DayReason::Holiday(name),
            Some((DayKind::Workday, name)) => DayReason::WorkingWeekend(name),
            None if is_weekend(date) => DayReason::Weekend,
            None => DayReason::Working,
        }
    }

    /// Gives the first day that is no rest day, from `date` on.
    pub fn working_day_from(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days()
            .find(|day| !self.is_rest_day(*day))
            .unwrap_or(NaiveDate::MAX)
    }
}

/// The built-in lists.
impl Default for WorkingCalendar {
    fn default() -> Self {
        Self::built_in()
    }
}

/// Gives the years that the list is about, or why it cannot be one.
fn check_list(list: &[ListedDay]) -> Result<BTreeSet<i32>, ListError> {
    if list.is_empty() {
        return Err(ListError::Empty);
    }
    let mut seen = BTreeSet::new();
    let mut years = BTreeSet::new();
    for day in list {
        if !YEARS.contains(&day.date.year()) {
            return Err(ListError::Year(day.date));
        }
        if !seen.insert(day.date) {
            return Err(ListError::Twice(day.date));
        }
        if day.kind == DayKind::Workday && !is_weekend(day.date) {
            return Err(ListError::WorkdayOnWeekday(day.date));
        }
        let of_next_year = is_new_year_eve(day.date)
            && list
                .iter()
                .any(|other| other.date.year() == day.date.year() + 1);
        if !of_next_year {
            years.insert(day.date.year());
        }
    }
    for &year in &years {
        let holidays = list
            .iter()
            .filter(|day| day.date.year() == year && day.kind == DayKind::Holiday)
            .count();
        if holidays < FEWEST_HOLIDAYS {
            return Err(ListError::TooFew { year, holidays });
        }
        if holidays > MOST_HOLIDAYS {
            return Err(ListError::TooMany { year, holidays });
        }
    }
    Ok(years)
}

fn is_new_year_eve(date: NaiveDate) -> bool {
    date.month() == 12 && date.day() >= NEW_YEAR_EVE_FROM
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Reads `2026-10-01,holiday,国庆节`; `None` for the heading.
fn read_line(line: &str) -> Option<ListedDay> {
    let mut cells = line.split(',');
    let date = cells.next()?.parse().ok()?;
    let kind = DayKind::parse(cells.next()?)?;
    let name = cells.next()?.trim().to_owned();
    Some(ListedDay { date, kind, name })
}

#[cfg(test)]
mod tests;
