//! 期间: the day, week, month, quarter or year that a report is about, and what it is compared with.

use std::fmt;

use chrono::{Datelike, Days, IsoWeek, Months, NaiveDate, Weekday};

codes! {
    /// How long a report's period is.
    PeriodKind {
        /// 日调度
        Day = "day",
        /// 周通报, Monday to Sunday (ISO 8601)
        Week = "week",
        /// 月考评
        Month = "month",
        /// 季度
        Quarter = "quarter",
        /// 年度
        Year = "year",
    }
}

/// A period, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// How long it is.
    pub kind: PeriodKind,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
}

impl Period {
    /// Gives the period of a kind in which a day lies.
    pub fn of(kind: PeriodKind, day: NaiveDate) -> Self {
        let month = |month: u32| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        let (from, months) = match kind {
            PeriodKind::Day => return Self::spanning(kind, day, day),
            PeriodKind::Week => {
                let back = u64::from(day.weekday().num_days_from_monday());
                let from = day.checked_sub_days(Days::new(back)).unwrap_or(day);
                let to = from.checked_add_days(Days::new(6)).unwrap_or(from);
                return Self::spanning(kind, from, to);
            }
            PeriodKind::Month => (month(day.month()), 1),
            PeriodKind::Quarter => (month(day.month0() / 3 * 3 + 1), 3),
            PeriodKind::Year => (month(1), 12),
        };
        let next = from.checked_add_months(Months::new(months));
        let to = next.and_then(|it| it.pred_opt()).unwrap_or(NaiveDate::MAX);
        Self::spanning(kind, from, to)
    }

    const fn spanning(kind: PeriodKind, from: NaiveDate, to: NaiveDate) -> Self {
        Self { kind, from, to }
    }

    /// 环比: gives the period just before, of the same kind.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::of(self.kind, self.from.pred_opt().unwrap_or(self.from))
    }

    /// Gives the period just after.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.kind, self.to.succ_opt().unwrap_or(self.to))
    }

    /// 同比: gives the same period of the year before. Week 53 is compared with the last week of a
    /// year that has none, and 29 February with the 28th.
    #[must_use]
    pub fn last_year(self) -> Self {
        if self.kind == PeriodKind::Week {
            let week: IsoWeek = self.from.iso_week();
            let monday = |number| NaiveDate::from_isoywd_opt(week.year() - 1, number, Weekday::Mon);
            let from = monday(week.week()).or_else(|| monday(52));
            return Self::of(self.kind, from.unwrap_or(self.from));
        }
        let before = self.from.checked_sub_months(Months::new(12));
        Self::of(self.kind, before.unwrap_or(self.from))
    }

    /// Tells whether a day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Tells whether it holds a day that may be unknown; an unknown one lies in no period.
    pub fn has(self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.holds(day))
    }

    /// Gives the day up to which it is known on `today`: its own last day, once that is over.
    pub fn known_until(self, today: NaiveDate) -> NaiveDate {
        self.to.min(today)
    }
}

/// Writes `2026-11-25`, `2026-W48`, `2026-11`, `2026-Q4` or `2026`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            PeriodKind::Day => write!(f, "{}", self.from),
            PeriodKind::Week => {
                let week = self.from.iso_week();
                write!(f, "{}-W{:02}", week.year(), week.week())
            }
            PeriodKind::Month => write!(f, "{}", self.from.format("%Y-%m")),
            PeriodKind::Quarter => {
                write!(f, "{}-Q{}", self.from.year(), self.from.month0() / 3 + 1)
            }
            PeriodKind::Year => write!(f, "{}", self.from.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_knows_its_days_and_what_it_is_compared_with() {
        // kind, a day in it, its name, first, last, the one before, a year ago
        for (kind, on, name, from, to, before, year_ago) in [
            (
                "day",
                "2026-11-25",
                "2026-11-25",
                "2026-11-25",
                "2026-11-25",
                "2026-11-24",
                "2025-11-25",
            ),
            (
                "day",
                "2024-02-29",
                "2024-02-29",
                "2024-02-29",
                "2024-02-29",
                "2024-02-28",
                "2023-02-28",
            ),
            (
                "week",
                "2026-11-25",
                "2026-W48",
                "2026-11-23",
                "2026-11-29",
                "2026-W47",
                "2025-W48",
            ),
            (
                "week",
                "2027-01-01",
                "2026-W53",
                "2026-12-28",
                "2027-01-03",
                "2026-W52",
                "2025-W52",
            ),
            (
                "month",
                "2026-03-31",
                "2026-03",
                "2026-03-01",
                "2026-03-31",
                "2026-02",
                "2025-03",
            ),
            (
                "month",
                "2026-01-31",
                "2026-01",
                "2026-01-01",
                "2026-01-31",
                "2025-12",
                "2025-01",
            ),
            (
                "quarter",
                "2025-05-01",
                "2025-Q2",
                "2025-04-01",
                "2025-06-30",
                "2025-Q1",
                "2024-Q2",
            ),
            (
                "quarter",
                "2025-01-01",
                "2025-Q1",
                "2025-01-01",
                "2025-03-31",
                "2024-Q4",
                "2024-Q1",
            ),
            (
                "year",
                "2025-12-31",
                "2025",
                "2025-01-01",
                "2025-12-31",
                "2024",
                "2024",
            ),
        ] {
            let period = Period::of(PeriodKind::parse(kind).unwrap(), day(on));
            assert_eq!(period.to_string(), name);
            assert_eq!((period.from, period.to), (day(from), day(to)), "{name}");
            assert_eq!(period.previous().to_string(), before, "before {name}");
            assert_eq!(
                period.last_year().to_string(),
                year_ago,
                "a year before {name}"
            );
            assert_eq!(period.previous().next(), period, "{name}");
        }
    }
}
