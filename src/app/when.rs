//! Days and hours as a clerk types them into a field.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime};

use crate::domain::moment::Moment;
use crate::domain::typed::half_width;

/// Days that a day without a year may lie back; an earlier one means the next year.
const BACK: i64 = 180;
/// The hour at which the office closes.
const CLOSING: u32 = 17;

/// Days that are named by how far they lie from today; the longer names first.
const NEAR: [(&str, i64); 14] = [
    ("大前天", -3),
    ("大后天", 3),
    ("前天", -2),
    ("昨天", -1),
    ("昨日", -1),
    ("今天", 0),
    ("今日", 0),
    ("明天", 1),
    ("明日", 1),
    ("后天", 2),
    ("后日", 2),
    ("yesterday", -1),
    ("today", 0),
    ("tomorrow", 1),
];

/// Gives the day that a word at the beginning names, and what stands behind it.
fn near(text: &str, today: NaiveDate) -> Option<(NaiveDate, &str)> {
    NEAR.iter().find_map(|(word, days)| {
        let rest = text.strip_prefix(word)?;
        Some((today + Duration::days(*days), rest.trim_start()))
    })
}

/// Reads `2026-12-02`, `20261202`, `12-02`, `12.2`, `12月2日`, `1202`, `今天`; a day without a year is the
/// one nearest ahead of `today`, or a recent one.
pub fn parse_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let plain = half_width(text).to_lowercase();
    if let Some((day, rest)) = near(plain.trim(), today) {
        return rest.is_empty().then_some(day);
    }
    let parts = numbers(&plain);
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (Some(*year), *month, *day),
        [month, day] => (None, *month, *day),
        [run] if run.len() == 4 => (None, run.get(..2)?, run.get(2..)?),
        [run] if run.len() == 8 => (Some(run.get(..4)?), run.get(4..6)?, run.get(6..)?),
        _ => return None,
    };
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year.parse().ok()?, month, day);
    }
    let near = NaiveDate::from_ymd_opt(today.year(), month, day)?;
    if (today - near).num_days() > BACK {
        NaiveDate::from_ymd_opt(today.year() + 1, month, day)
    } else {
        Some(near)
    }
}

/// Reads `9:30`, `0930`, `930`, `9`, `9点30`; an hour from 1 to 7 is one of the afternoon, unless it
/// is written with a zero before it.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let plain = half_width(text);
    let written = plain.trim_start().starts_with('0');
    let parts = numbers(&plain);
    let (hour, minute) = match parts.as_slice() {
        [hour, minute] => (*hour, *minute),
        [run] if run.len() <= 2 => (*run, "0"),
        [run] if run.len() <= 4 => run.split_at_checked(run.len() - 2)?,
        _ => return None,
    };
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = if (1..=7).contains(&hour) && !written {
        hour + 12
    } else {
        hour
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Reads a day with an hour behind it, an hour alone (of today, or of tomorrow when it is past) or a
/// day alone, whose last hour of office is meant.
pub fn parse_moment(text: &str, now: Moment) -> Option<Moment> {
    let plain = half_width(text);
    let plain = plain.trim();
    if let Some(moment) = Moment::parse(plain) {
        return Some(moment);
    }
    let today = now.date();
    if let Some((day, rest)) =
        near(&plain.to_lowercase(), today).filter(|(_, rest)| !rest.is_empty())
    {
        return Some(Moment::beijing(day, parse_time(rest)?));
    }
    if let Some((day, time)) = plain.split_once([' ', 'T']) {
        let day = parse_day(day, today)?;
        return Some(Moment::beijing(day, parse_time(time.trim())?));
    }
    let hour = plain.contains([':', '：', '点']) || plain.len() < 3;
    if hour {
        let at = Moment::beijing(today, parse_time(plain)?);
        return Some(if at < now {
            at.plus_seconds(24 * 3600)
        } else {
            at
        });
    }
    let day = parse_day(plain, today)?;
    Some(Moment::beijing(
        day,
        NaiveTime::from_hms_opt(CLOSING, 0, 0)?,
    ))
}

/// Reads when something happened: a day with an hour behind it, or an hour of today. An hour that
/// could be meant of the morning or the afternoon is the one that is over.
pub fn parse_past(text: &str, now: Moment) -> Option<Moment> {
    let plain = half_width(text);
    let plain = plain.trim();
    if let Some(moment) = Moment::parse(plain) {
        return Some(moment);
    }
    let lower = plain.to_lowercase();
    let (day, hour) = match (near(&lower, now.date()), plain.split_once([' ', 'T'])) {
        (Some(near), _) => near,
        (None, Some((day, hour))) => (parse_day(day, now.date())?, hour.trim()),
        // A day alone is no moment.
        (None, None) if plain.contains(['-', '/', '月']) => return None,
        (None, None) => (now.date(), plain),
    };
    let at = Moment::beijing(day, parse_time(hour)?);
    if at <= now {
        return Some(at);
    }
    let early = Moment::beijing(day, parse_early_time(hour)?);
    Some(if early <= now { early } else { at })
}

/// Reads an hour as [`parse_time`] does, but one from 1 to 7 is one of the morning.
pub fn parse_early_time(text: &str) -> Option<NaiveTime> {
    let plain = half_width(text);
    let digits = numbers(&plain).first().map_or(0, |hour| hour.len());
    if digits % 2 == 1 {
        parse_time(&format!("0{}", plain.trim_start()))
    } else {
        parse_time(&plain)
    }
}

fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_they_are_typed() {
        let today: NaiveDate = "2026-11-25".parse().unwrap();
        for (text, expected) in [
            ("2026-12-02", Some("2026-12-02")),
            ("20261202", Some("2026-12-02")),
            ("12-2", Some("2026-12-02")),
            ("12月2日", Some("2026-12-02")),
            ("１２．２", Some("2026-12-02")),
            ("1202", Some("2026-12-02")),
            ("1118", Some("2026-11-18")),
            ("1-6", Some("2027-01-06")),
            ("2-30", None),
            ("2026", None),
            ("今天", Some("2026-11-25")),
            ("明日", Some("2026-11-26")),
            ("大后天", Some("2026-11-28")),
            ("Yesterday", Some("2026-11-24")),
            ("今天下午", None),
            ("周三", None),
            ("", None),
        ] {
            let expected = expected.map(|day| day.parse().unwrap());
            assert_eq!(parse_day(text, today), expected, "{text}");
        }
    }

    #[test]
    fn what_happened_is_read_as_over() {
        let now = Moment::parse("2026-11-25 10:20").unwrap();
        for (text, expected) in [
            ("9:50", Some("2026-11-25 09:50")),
            ("９点５０", Some("2026-11-25 09:50")),
            ("950", Some("2026-11-25 09:50")),
            ("2:10", Some("2026-11-25 02:10")),
            ("11-24 16:30", Some("2026-11-24 16:30")),
            ("11-24 4:30", Some("2026-11-24 16:30")),
            ("2026-11-24 16:30", Some("2026-11-24 16:30")),
            // Ahead of now: told as such where it is decided.
            ("10:30", Some("2026-11-25 10:30")),
            ("昨天 16:30", Some("2026-11-24 16:30")),
            ("昨天4点30", Some("2026-11-24 16:30")),
            ("今天 9:50", Some("2026-11-25 09:50")),
            ("昨天", None),
            ("刚才", None),
            ("11-24", None),
        ] {
            let expected = expected.and_then(Moment::parse);
            assert_eq!(parse_past(text, now), expected, "{text}");
        }
    }

    #[test]
    fn hours_read_as_they_are_typed() {
        for (text, expected) in [
            ("9:30", Some("09:30:00")),
            ("９：３０", Some("09:30:00")),
            ("0930", Some("09:30:00")),
            ("930", Some("09:30:00")),
            ("10", Some("10:00:00")),
            ("2", Some("14:00:00")),
            ("3点30", Some("15:30:00")),
            ("07:50", Some("07:50:00")),
            ("0750", Some("07:50:00")),
            ("9:75", None),
            ("25", None),
            ("上午", None),
        ] {
            let expected = expected.map(|time| time.parse().unwrap());
            assert_eq!(parse_time(text), expected, "{text}");
        }
        for (text, expected) in [
            ("7:50", Some("07:50:00")),
            ("７５０", Some("07:50:00")),
            ("8", Some("08:00:00")),
            ("17:50", Some("17:50:00")),
            ("1330", Some("13:30:00")),
        ] {
            let expected = expected.map(|time| time.parse().unwrap());
            assert_eq!(parse_early_time(text), expected, "{text}");
        }
    }
}
