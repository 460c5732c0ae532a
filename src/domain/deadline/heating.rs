//! 供热期: in which hours a cold room must be looked at (潍供热 13, 34).

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::super::moment::Moment;
use super::rule::RuleName;

/// The season begins on 14 November and ends on 15 March, both at noon.
const BEGINS: (u32, u32) = (11, 14);
const ENDS: (u32, u32) = (3, 15);
/// The first days of the season, with five hours instead of two.
const FIRST_DAYS: i64 = 10;
const SECONDS_A_DAY: i64 = 24 * 3600;

/// Names the clock for a call about a cold room; `None` outside the heating season.
pub fn cold_room_rule(called: Moment) -> Option<RuleName> {
    let year = called.date().year();
    let this_winter = noon(year, BEGINS)?;
    let begun = if called >= this_winter {
        this_winter
    } else {
        let last_winter = noon(year - 1, BEGINS)?;
        if called >= noon(year, ENDS)? {
            return None;
        }
        last_winter
    };
    Some(if called < begun.plus_seconds(FIRST_DAYS * SECONDS_A_DAY) {
        RuleName::HeatingColdFirstDays
    } else {
        RuleName::HeatingCold
    })
}

fn noon(year: i32, (month, day): (u32, u32)) -> Option<Moment> {
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    NaiveTime::from_hms_opt(12, 0, 0).map(|time| Moment::beijing(date, time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_season_and_its_first_ten_days_run_from_noon_to_noon() {
        for (called, rule) in [
            ("2026-11-14 11:59", None),
            ("2026-11-14 12:00", Some(RuleName::HeatingColdFirstDays)),
            ("2026-11-24 11:59", Some(RuleName::HeatingColdFirstDays)),
            ("2026-11-24 12:00", Some(RuleName::HeatingCold)),
            ("2027-01-01 00:00", Some(RuleName::HeatingCold)),
            ("2027-03-15 11:59", Some(RuleName::HeatingCold)),
            ("2027-03-15 12:00", None),
            ("2027-07-01 12:00", None),
        ] {
            assert_eq!(
                cold_room_rule(Moment::parse(called).unwrap()),
                rule,
                "{called}"
            );
        }
    }
}
