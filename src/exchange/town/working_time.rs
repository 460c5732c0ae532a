//! When the counter is open: working days, half past eight to noon and one to five.

use chrono::{Days, NaiveDate, NaiveTime};

use crate::domain::calendar::WorkingCalendar;
use crate::domain::moment::Moment;
use crate::exchange::town::rng::Rng;

/// Opens at, closes at, in minutes of the day.
const MORNING: (u64, u64) = (8 * 60 + 30, 12 * 60);
const AFTERNOON: (u64, u64) = (13 * 60, 17 * 60);

/// The open minutes between two moments, one after the other.
pub struct WorkingTime {
    calendar: WorkingCalendar,
    /// Days with the count of open minutes up to their end.
    days: Vec<(NaiveDate, u64)>,
    total: u64,
}

impl WorkingTime {
    /// Takes the open minutes from `days` days before `until` up to `until`.
    pub fn before(until: Moment, days: u64) -> Self {
        let calendar = WorkingCalendar::built_in();
        let last = until.date();
        let first = last.checked_sub_days(Days::new(days)).unwrap_or(last);
        let mut open = Vec::new();
        let mut total = 0;
        for day in first.iter_days().take_while(|day| *day <= last) {
            if calendar.is_rest_day(day) {
                continue;
            }
            let passed =
                u64::try_from(until.unix() - Moment::start_of(day).unix()).unwrap_or(0) / 60;
            let minutes = open_until(passed);
            if minutes > 0 {
                total += minutes;
                open.push((day, total));
            }
        }
        Self {
            calendar,
            days: open,
            total,
        }
    }

    /// Gives how many open minutes there are.
    pub const fn minutes(&self) -> u64 {
        self.total
    }

    /// Gives the moment at which `minute` open minutes have passed, and `second` seconds more.
    pub fn at(&self, minute: u64, second: u64) -> Moment {
        let place = self.days.partition_point(|(_, end)| *end <= minute);
        let before = place
            .checked_sub(1)
            .and_then(|at| self.days.get(at))
            .map_or(0, |(_, end)| *end);
        let Some((day, _)) = self.days.get(place).or(self.days.last()) else {
            return Moment::default();
        };
        let within = minute.saturating_sub(before);
        let morning = MORNING.1 - MORNING.0;
        let of_day = if within < morning {
            MORNING.0 + within
        } else {
            AFTERNOON.0 + within - morning
        };
        moment(*day, of_day, second)
    }

    /// Gives some open moment at least `days` days after another, on a working day.
    pub fn after(&self, rng: &mut Rng, from: Moment, days: u64) -> Moment {
        let day = from
            .date()
            .checked_add_days(Days::new(days))
            .unwrap_or(from.date());
        let day = self.calendar.working_day_from(day);
        let earliest = if day == from.date() {
            minute_of_day(from) + 2
        } else {
            0
        };
        let (opens, closes) = if rng.chance(50) && earliest < MORNING.1 - 20 {
            MORNING
        } else {
            AFTERNOON
        };
        let opens = opens.max(earliest);
        let minute = rng.between(opens, closes.max(opens + 5));
        moment(day, minute, rng.below(60))
    }

    /// Tells whether people rest on a day.
    pub fn is_rest_day(&self, day: NaiveDate) -> bool {
        self.calendar.is_rest_day(day)
    }
}

/// Gives the moment of a minute of a day.
pub fn moment(day: NaiveDate, minute: u64, second: u64) -> Moment {
    let seconds = u32::try_from(minute * 60 + second % 60)
        .unwrap_or(0)
        .min(86_399);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
    Moment::beijing(day, time)
}

fn minute_of_day(moment: Moment) -> u64 {
    let seconds = moment.unix() - Moment::start_of(moment.date()).unix();
    u64::try_from(seconds).unwrap_or(0) / 60
}

fn open_until(minute: u64) -> u64 {
    let part = |(opens, closes): (u64, u64)| minute.clamp(opens, closes) - opens;
    part(MORNING) + part(AFTERNOON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_minutes_skip_nights_noons_and_rest_days() {
        let until = Moment::parse("2026-10-09T10:00:00+08:00").unwrap();
        let time = WorkingTime::before(until, 14);
        assert_eq!(time.at(0, 0).to_string(), "2026-09-28T08:30:00+08:00");
        assert_eq!(
            time.at(time.minutes() - 1, 59).to_string(),
            "2026-10-09T09:59:59+08:00"
        );
        assert_eq!(time.at(210, 0).to_string(), "2026-09-28T13:00:00+08:00");
        for minute in 1..time.minutes() {
            assert!(time.at(minute, 0) > time.at(minute - 1, 0));
        }
    }

    #[test]
    fn a_later_moment_is_later_and_on_a_working_day() {
        let until = Moment::parse("2026-10-09T10:00:00+08:00").unwrap();
        let time = WorkingTime::before(until, 30);
        let mut rng = Rng::of(1, 1, 1);
        for days in 0..40 {
            let later = time.after(&mut rng, until, days);
            assert!(later > until && !time.is_rest_day(later.date()), "{later}");
        }
        let none = WorkingTime::before(Moment::parse("2026-10-03T10:00:00+08:00").unwrap(), 1);
        assert_eq!((none.minutes(), none.at(5, 0)), (0, Moment::default()));
    }
}
