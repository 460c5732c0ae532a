//! When a thing happened, read from the many forms that sheets hold dates in.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::domain::moment::Moment;
use crate::domain::typed::half_width;
use crate::exchange::cell::Cell;

/// The years that a petition's date can lie in; anything else is a slip.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;
/// Serial numbers of the days 1949-01-01 and 2100-12-31 in the 1900 system, roughly.
const SERIALS: std::ops::Range<f64> = 17_000.0..74_000.0;

/// A date that was read, and whether a time of day stood with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedMoment {
    /// When; the day's first moment where no time stood with the date.
    pub moment: Moment,
    /// Whether a time of day stood with the date.
    pub had_time: bool,
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

/// Reads a cell as a date; `None` for an empty one. Serial numbers count from 1904 where
/// `dates_1904` says so.
pub fn read(cell: &Cell, dates_1904: bool) -> Result<Option<ParsedMoment>, NoMoment> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Text(text) => read_text(text).map(Some),
        Cell::Date(stamp) => checked(
            stamp.date(),
            Some(stamp.time()).filter(|time| *time != NaiveTime::MIN),
        )
        .map(Some),
        Cell::Number(number) => read_number(*number, dates_1904).map(Some),
        Cell::Bool(_) | Cell::Fault(_) | Cell::Oversized(_) => Err(NoMoment::NotADate),
    }
}

/// Reads a date from text; full-width forms, Chinese units and weekday names are understood.
pub fn read_text(text: &str) -> Result<ParsedMoment, NoMoment> {
    if text.len() > 100 {
        return Err(NoMoment::NotADate);
    }
    let text = without_weekday(&half_width(text));
    let text = text.trim();
    if let Ok(stamp) = chrono::DateTime::parse_from_rfc3339(text) {
        let moment = Moment::from_unix(stamp.timestamp());
        return in_range(moment.date()).map(|()| ParsedMoment {
            moment,
            had_time: true,
        });
    }
    if text.chars().all(|c| c.is_ascii_digit() || c == '.') && text.matches('.').count() <= 1 {
        return text
            .parse()
            .map_or(Err(NoMoment::NotADate), |number| read_number(number, false));
    }
    let mut cursor = Cursor {
        rest: text.chars().collect(),
        at: 0,
    };
    let date = read_date(&mut cursor)?;
    let time = read_time(&mut cursor)?;
    if cursor.at < cursor.rest.len() {
        return Err(NoMoment::NotADate);
    }
    checked(date, time)
}

/// Turns a serial number of the 1900 or 1904 system into a stamp, rounded to whole seconds.
pub fn stamp_of_serial(serial: f64, dates_1904: bool) -> Option<NaiveDateTime> {
    if !serial.is_finite() || !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let stamp =
        ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, dates_1904).as_datetime()?;
    let up = stamp.nanosecond() >= 500_000_000;
    stamp
        .with_nanosecond(0)?
        .checked_add_signed(chrono::TimeDelta::seconds(i64::from(up)))
}

fn read_number(number: f64, dates_1904: bool) -> Result<ParsedMoment, NoMoment> {
    let offset = if dates_1904 { 1462.0 } else { 0.0 };
    if SERIALS.contains(&(number + offset)) {
        let stamp = stamp_of_serial(number, dates_1904).ok_or(NoMoment::NotADate)?;
        return checked(
            stamp.date(),
            Some(stamp.time()).filter(|time| *time != NaiveTime::MIN),
        );
    }
    let digits = format!("{number}");
    let part = |from: usize, to: usize| -> u32 {
        digits
            .get(from..to)
            .and_then(|part| part.parse().ok())
            .unwrap_or(u32::MAX)
    };
    let time = match digits.len() {
        8 => None,
        12 => Some(time_of(part(8, 10), part(10, 12), 0)?),
        14 => Some(time_of(part(8, 10), part(10, 12), part(12, 14))?),
        _ => return Err(NoMoment::NotADate),
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NoMoment::NotADate);
    }
    checked(day_of(part(0, 4), part(4, 6), part(6, 8))?, time)
}

fn checked(date: NaiveDate, time: Option<NaiveTime>) -> Result<ParsedMoment, NoMoment> {
    in_range(date)?;
    Ok(ParsedMoment {
        moment: Moment::beijing(date, time.unwrap_or(NaiveTime::MIN)),
        had_time: time.is_some(),
    })
}

fn in_range(date: NaiveDate) -> Result<(), NoMoment> {
    if YEARS.contains(&date.year()) {
        Ok(())
    } else {
        Err(NoMoment::OutOfRange)
    }
}

fn without_weekday(text: &str) -> String {
    let mut kept = text.to_owned();
    for day in ["一", "二", "三", "四", "五", "六", "日", "天"] {
        for word in ["星期", "周", "礼拜"] {
            let named = format!("{word}{day}");
            if kept.contains(&named) {
                kept = kept
                    .replace(&format!("({named})"), " ")
                    .replace(&named, " ");
            }
        }
    }
    kept
}

struct Cursor {
    rest: Vec<char>,
    at: usize,
}

impl Cursor {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let before = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        self.at > before
    }

    fn eat(&mut self, words: &[&str]) -> bool {
        for word in words {
            let length = word.chars().count();
            let here = self.rest.get(self.at..self.at + length);
            if here.is_some_and(|here| here.iter().copied().eq(word.chars())) {
                self.at += length;
                return true;
            }
        }
        false
    }

    /// Reads digits; gives the number and how many digits it had.
    fn number(&mut self) -> Option<(u32, usize)> {
        let start = self.at;
        self.skip(|c| c.is_ascii_digit());
        let digits: String = self.rest.get(start..self.at)?.iter().collect();
        digits.parse().ok().map(|number| (number, digits.len()))
    }
}

fn read_date(cursor: &mut Cursor) -> Result<NaiveDate, NoMoment> {
    let is_mark = |c: char| matches!(c, '-' | '/' | '.' | '年' | '月' | ' ');
    let (first, first_digits) = cursor.number().ok_or(NoMoment::NotADate)?;
    if first_digits == 8 {
        return day_of(first / 10_000, first / 100 % 100, first % 100);
    }
    if !cursor.skip(is_mark) {
        return Err(NoMoment::NotADate);
    }
    let (second, _) = cursor.number().ok_or(NoMoment::Incomplete)?;
    if !cursor.skip(is_mark) {
        return Err(NoMoment::Incomplete);
    }
    let (third, third_digits) = cursor.number().ok_or(NoMoment::Incomplete)?;
    cursor.eat(&["日", "号"]);
    match (first_digits, third_digits) {
        (4, 1..=2) => day_of(first, second, third),
        (1..=2, 4) => match (first, second) {
            (month, day) if day > 12 || month == day => day_of(third, month, day),
            (day, month) if day > 12 => day_of(third, month, day),
            _ => Err(NoMoment::Ambiguous),
        },
        (1..=2, 1..=2) => Err(NoMoment::Ambiguous),
        _ => Err(NoMoment::NotADate),
    }
}

fn read_time(cursor: &mut Cursor) -> Result<Option<NaiveTime>, NoMoment> {
    cursor.skip(|c| c == ' ' || c == 'T' || c == 't');
    if cursor.peek().is_none() {
        return Ok(None);
    }
    let mut half = half_of_day(cursor);
    cursor.skip(|c| c == ' ');
    let (hour, _) = cursor.number().ok_or(NoMoment::NotADate)?;
    if !cursor.eat(&[":", "时", "点"]) {
        return Err(NoMoment::NotADate);
    }
    let minute = cursor.number().map_or(0, |(number, _)| number);
    let mut second = 0;
    if cursor.eat(&[":", "分"]) {
        second = cursor.number().map_or(0, |(number, _)| number);
        cursor.eat(&["秒"]);
        if cursor.eat(&["."]) {
            cursor.skip(|c| c.is_ascii_digit());
        }
    }
    cursor.skip(|c| c == ' ');
    half = half.or(half_of_day(cursor));
    cursor.skip(|c| c == ' ');
    let hour = match half {
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Afternoon | Half::Morning) | None => hour,
    };
    time_of(hour, minute, second).map(Some)
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

fn half_of_day(cursor: &mut Cursor) -> Option<Half> {
    if cursor.eat(&["上午", "早上", "凌晨", "AM", "am"]) {
        Some(Half::Morning)
    } else if cursor.eat(&["下午", "晚上", "中午", "PM", "pm"]) {
        Some(Half::Afternoon)
    } else {
        None
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Result<NaiveDate, NoMoment> {
    let year = i32::try_from(year).map_err(|_| NoMoment::OutOfRange)?;
    if !YEARS.contains(&year) {
        return Err(NoMoment::OutOfRange);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(NoMoment::NoSuchDay)
}

fn time_of(hour: u32, minute: u32, second: u32) -> Result<NaiveTime, NoMoment> {
    NaiveTime::from_hms_opt(hour, minute, second).ok_or(NoMoment::NoSuchTime)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;

    fn shown(read: Result<ParsedMoment, NoMoment>) -> String {
        match read {
            Ok(parsed) if parsed.had_time => parsed.moment.local().format("%F %T").to_string(),
            Ok(parsed) => parsed.moment.local().format("%F").to_string(),
            Err(reason) => reason.code().to_owned(),
        }
    }

    #[test]
    fn the_forms_met_in_sheets_read() {
        for (text, expected) in [
            ("2019/4/25 9:32:09", "2019-04-25 09:32:09"),
            ("2019-04-25", "2019-04-25"),
            ("2019-04-25 09:32", "2019-04-25 09:32:00"),
            ("2019-04-25 09:32:09.0", "2019-04-25 09:32:09"),
            ("2019-04-25T09:32:09", "2019-04-25 09:32:09"),
            ("2019-04-25T01:32:09Z", "2019-04-25 09:32:09"),
            ("2019-04-25T09:32:09+08:00", "2019-04-25 09:32:09"),
            ("2019年4月25日", "2019-04-25"),
            ("2019年4月25日 9时32分", "2019-04-25 09:32:00"),
            ("2019年4月25日星期四 下午3点", "2019-04-25 15:00:00"),
            ("2019年4月25号(周四)", "2019-04-25"),
            ("２０１９／４／２５　９：３２", "2019-04-25 09:32:00"),
            ("2019.4.25", "2019-04-25"),
            ("20190425", "2019-04-25"),
            ("20190425093209", "2019-04-25 09:32:09"),
            ("20190425 09:32", "2019-04-25 09:32:00"),
            ("4/25/2019", "2019-04-25"),
            ("4/25/2019 9:32 PM", "2019-04-25 21:32:00"),
            ("25/4/2019", "2019-04-25"),
            ("4/4/2019", "2019-04-04"),
            ("4/5/2019", "date-ambiguous"),
            ("19/4/5", "date-ambiguous"),
            ("2019年4月", "date-incomplete"),
            ("2019-02-30", "no-such-day"),
            ("2019-02-28 25:61", "no-such-time"),
            ("1899-02-28", "date-out-of-range"),
            ("昨天", "not-a-date"),
            ("2019-04-25 以后", "not-a-date"),
            ("", "not-a-date"),
            ("43580", "2019-04-25"),
            ("43580.39733796296", "2019-04-25 09:32:10"),
            ("12345678901234567890", "not-a-date"),
            ("..", "not-a-date"),
        ] {
            assert_eq!(shown(read_text(text)), expected, "{text}");
        }
    }

    #[test]
    fn serial_numbers_count_from_either_epoch() {
        for (serial, dates_1904, expected) in [
            (43580.0, false, "2019-04-25"),
            (43580.0 - 1462.0, true, "2019-04-25"),
            (43580.5, false, "2019-04-25 12:00:00"),
            (20_190_425.0, false, "2019-04-25"),
            (-1.0, false, "not-a-date"),
            (f64::NAN, false, "not-a-date"),
            (f64::INFINITY, true, "not-a-date"),
            (1e300, false, "not-a-date"),
        ] {
            let read = read(&Cell::Number(serial), dates_1904).map(|read| read.unwrap());
            assert_eq!(shown(read), expected, "{serial}");
        }
        assert_eq!(read(&Cell::Empty, false), Ok(None));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*", mixed in "[0-9年月日/:. T上下午-]{0,30}") {
            let _ = read_text(&text);
            let _ = read_text(&mixed);
        }

        #[test]
        fn no_number_breaks_it(number in proptest::num::f64::ANY, dates_1904: bool) {
            let _ = read(&Cell::Number(number), dates_1904);
            let _ = stamp_of_serial(number, dates_1904);
        }
    }
}
