//! 收到时间 as it is said at the counter: `9:30`, `昨天 16:00`, `11-24 16:00` become a whole time.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use crate::domain::moment::Moment;
use crate::domain::typed::half_width;

/// Writes what was said in full, `2026-11-24 16:00`; what does not read stays as it is. A day of
/// the year that lies ahead was last year's.
pub fn in_full(typed: &str, now: Moment) -> String {
    read(typed, now).map_or_else(|| typed.to_owned(), Moment::minute)
}

fn read(typed: &str, now: Moment) -> Option<Moment> {
    let plain = half_width(typed).trim().to_lowercase();
    if let Some(moment) = Moment::parse(&plain) {
        return Some(moment);
    }
    let (today, mut words) = (now.date(), plain.split_whitespace());
    let (first, second) = (words.next()?, words.next());
    if words.next().is_some() {
        return None;
    }
    match (day(first, today), second) {
        (Some(day), Some(at)) => Some(Moment::beijing(day, time(at)?)),
        (Some(day), None) => Some(Moment::start_of(day)),
        (None, None) => Some(Moment::beijing(today, time(first)?)),
        (None, Some(_)) => None,
    }
}

fn day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let back = match word {
        "今天" | "today" => Some(0),
        "昨天" | "yesterday" => Some(1),
        "前天" => Some(2),
        _ => None,
    };
    if let Some(days) = back {
        return today.checked_sub_days(Days::new(days));
    }
    let tidy = word.replace(['/', '.', '年', '月'], "-");
    let tidy = tidy.trim_end_matches(['日', '号']);
    if let Ok(day) = NaiveDate::parse_from_str(tidy, "%Y-%m-%d") {
        return Some(day);
    }
    let (month, of_month) = tidy.split_once('-')?;
    let (month, of_month) = (month.parse().ok()?, of_month.parse().ok()?);
    let day = NaiveDate::from_ymd_opt(today.year(), month, of_month)?;
    if day <= today {
        return Some(day);
    }
    NaiveDate::from_ymd_opt(today.year() - 1, month, of_month)
}

fn time(word: &str) -> Option<NaiveTime> {
    let tidy = word.replace(['：', '点', '时'], ":");
    let tidy = tidy.trim_end_matches([':', '分']);
    let (hour, minute) = tidy.split_once(':').unwrap_or((tidy, "0"));
    let hour = hour.parse().ok()?;
    let minute = minute.parse().ok()?;
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_say_it() {
        let now = Moment::parse("2026-11-25 09:41").unwrap();
        for (typed, full) in [
            ("9:30", "2026-11-25 09:30"),
            ("９：３０", "2026-11-25 09:30"),
            ("8点", "2026-11-25 08:00"),
            ("8点20分", "2026-11-25 08:20"),
            ("昨天 16:00", "2026-11-24 16:00"),
            ("yesterday 16:00", "2026-11-24 16:00"),
            ("11-24 16:00", "2026-11-24 16:00"),
            ("11月24日 16:00", "2026-11-24 16:00"),
            ("11/24", "2026-11-24 00:00"),
            ("12-30 16:00", "2025-12-30 16:00"),
            ("2026-11-20 08:05", "2026-11-20 08:05"),
            ("早上", "早上"),
            ("13-40 8:00", "13-40 8:00"),
            ("a b c", "a b c"),
            ("", ""),
        ] {
            assert_eq!(in_full(typed, now), full, "{typed}");
        }
    }
}
