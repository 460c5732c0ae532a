//! 轮次: when a village, an area and the town look round, and until when that is in time.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::calendar::WorkingCalendar;
use crate::domain::grid::node::GridLevel;
use crate::domain::moment::Moment;
use crate::domain::settings::{Rhythm, Settings};

codes! {
    /// 轮次.
    CheckRound {
        /// 上午
        Morning = "morning",
        /// 下午
        Afternoon = "afternoon",
        /// 全天: once a day, or once a week
        Day = "day",
    }
}

/// Seconds of an hour.
const HOUR: i64 = 3600;

impl CheckRound {
    /// Gives the first and the last moment at which a report of the round on `day` is in time.
    pub fn window(self, day: NaiveDate, settings: &Settings) -> (Moment, Moment) {
        let (from, until) = match self {
            Self::Morning => (
                settings.checkin_morning_from_hour,
                settings.checkin_morning_until_hour,
            ),
            Self::Afternoon => (
                settings.checkin_afternoon_from_hour,
                settings.checkin_afternoon_until_hour,
            ),
            Self::Day => (
                settings.checkin_morning_from_hour,
                settings.checkin_day_until_hour,
            ),
        };
        let at = |hour: u16| Moment::start_of(day).plus_seconds(i64::from(hour) * HOUR);
        (at(from), at(until))
    }

    /// Gives the round of the villages that runs at a moment.
    pub fn current(now: Moment, settings: &Settings) -> Self {
        if rounds(settings.checkin_villages) == [Self::Day] {
            return Self::Day;
        }
        let (afternoon, _) = Self::Afternoon.window(now.date(), settings);
        if now < afternoon {
            Self::Morning
        } else {
            Self::Afternoon
        }
    }
}

/// Gives the rounds of a rhythm on a day on which it is due.
pub const fn rounds(rhythm: Rhythm) -> &'static [CheckRound] {
    match rhythm {
        Rhythm::TwiceDaily => &[CheckRound::Morning, CheckRound::Afternoon],
        Rhythm::Daily | Rhythm::Weekly | Rhythm::Never => &[CheckRound::Day],
    }
}

/// Gives how often a level of the grid reports; micro grids report to their village.
pub const fn rhythm(level: GridLevel, settings: &Settings) -> Rhythm {
    match level {
        GridLevel::Village => settings.checkin_villages,
        GridLevel::Area => settings.checkin_areas,
        GridLevel::Town => settings.checkin_town,
        GridLevel::Micro => Rhythm::Never,
    }
}

/// Gives the rounds that a level of the grid owes on a day.
pub fn due(
    level: GridLevel,
    day: NaiveDate,
    calendar: &WorkingCalendar,
    settings: &Settings,
) -> &'static [CheckRound] {
    let counts = |day: NaiveDate| settings.checkin_rest_days || !calendar.is_rest_day(day);
    let rhythm = rhythm(level, settings);
    let due = match rhythm {
        Rhythm::TwiceDaily | Rhythm::Daily => counts(day),
        // The first day of the week that counts.
        Rhythm::Weekly => counts(day) && !earlier_this_week(day).any(counts),
        Rhythm::Never => false,
    };
    if due { rounds(rhythm) } else { &[] }
}

fn earlier_this_week(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let past = u64::from(day.weekday().num_days_from_monday());
    (1..=past).filter_map(move |back| day.checked_sub_days(Days::new(back)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_owes_its_own_rounds() {
        let calendar = WorkingCalendar::built_in();
        let set = |change: fn(&mut Settings)| {
            let mut settings = Settings::default();
            change(&mut settings);
            settings
        };
        let usual = set(|_| {});
        let working = set(|it| it.checkin_rest_days = false);
        let weekly = set(|it| {
            it.checkin_rest_days = false;
            it.checkin_areas = Rhythm::Weekly;
        });
        let none = set(|it| it.checkin_town = Rhythm::Never);
        // 2026-10-08 follows the holiday week (Thursday); 10-10 is a working Saturday.
        for (level, day, settings, expected) in [
            (GridLevel::Village, "2026-11-25", &usual, 2),
            (GridLevel::Area, "2026-11-25", &usual, 1),
            (GridLevel::Town, "2026-11-25", &usual, 1),
            (GridLevel::Micro, "2026-11-25", &usual, 0),
            (GridLevel::Village, "2026-10-01", &usual, 2),
            (GridLevel::Village, "2026-10-01", &working, 0),
            (GridLevel::Village, "2026-10-10", &working, 2),
            (GridLevel::Area, "2026-10-08", &weekly, 1),
            (GridLevel::Area, "2026-10-09", &weekly, 0),
            (GridLevel::Town, "2026-11-25", &none, 0),
        ] {
            let day = day.parse().unwrap();
            let rounds = due(level, day, &calendar, settings);
            assert_eq!(rounds.len(), expected, "{level:?} {day}");
        }
    }

    #[test]
    fn the_round_of_now_follows_the_clock() {
        let settings = Settings::default();
        for (at, expected) in [
            ("2026-11-25T05:00", CheckRound::Morning),
            ("2026-11-25T11:59", CheckRound::Morning),
            ("2026-11-25T12:00", CheckRound::Afternoon),
            ("2026-11-25T23:00", CheckRound::Afternoon),
        ] {
            let now = Moment::parse(at).unwrap();
            assert_eq!(CheckRound::current(now, &settings), expected, "{at}");
        }
    }
}
