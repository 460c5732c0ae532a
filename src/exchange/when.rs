//! When a thing happened, read from the many forms that sheets hold dates in.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use chrono::{DateTime, NaiveDateTime, NaiveTime, Timelike};

use crate::domain::moment::Moment;
use crate::exchange::cell::Cell;
use crate::exchange::when::grammar::Reading;
use crate::exchange::when::order::DateOrder;
use crate::exchange::when::parts::{NoMoment, ParsedMoment, checked, day_of, in_range, time_of};
use crate::exchange::when::spelling::plain;

mod english;
mod grammar;
pub mod order;
pub mod parts;
pub mod spelling;

/// Serial numbers of the days 1949-01-01 and 2100-12-31 in the 1900 system, roughly.
const SERIALS: std::ops::Range<f64> = 17_000.0..74_000.0;

/// Reads a cell as a date; `None` for an empty one. Serial numbers count from 1904 where
/// `dates_1904` says so; where day and month read in two ways, `order` decides.
pub fn read(
    cell: &Cell,
    dates_1904: bool,
    order: Option<DateOrder>,
) -> Result<Option<ParsedMoment>, NoMoment> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Text(text) => read_loosely(text, order).map(Some),
        Cell::Date(stamp) => checked(
            stamp.date(),
            Some(stamp.time()).filter(|time| *time != NaiveTime::MIN),
        )
        .map(Some),
        Cell::Number(number) => read_number(*number, dates_1904).map(Some),
        Cell::Bool(_) | Cell::Fault(_) | Cell::Oversized(_) => Err(NoMoment::NotADate),
    }
}

/// Tells what a cell proves of the order in which its column writes day and month: one of the two
/// is more than 12.
pub fn order_shown(cell: &Cell) -> Option<DateOrder> {
    let Cell::Text(text) = cell else {
        return None;
    };
    let read = |order| read_loosely(text, Some(order));
    match (read(DateOrder::MonthFirst), read(DateOrder::DayFirst)) {
        (Ok(_), Err(NoMoment::NoSuchDay)) => Some(DateOrder::MonthFirst),
        (Err(NoMoment::NoSuchDay), Ok(_)) => Some(DateOrder::DayFirst),
        _ => None,
    }
}

/// Reads one moment from text; full-width forms, Chinese units and weekday names are understood.
///
/// # Errors
/// Also for a text that names several days, or one only about so.
pub fn read_text(text: &str) -> Result<ParsedMoment, NoMoment> {
    let read = read_loosely(text, None)?;
    match read.loosely {
        None => Ok(read),
        Some(_) => Err(NoMoment::NotADate),
    }
}

/// Reads a moment from text, also of one that names several days, or one only about so.
pub fn read_loosely(text: &str, order: Option<DateOrder>) -> Result<ParsedMoment, NoMoment> {
    if text.len() > 100 {
        return Err(NoMoment::NotADate);
    }
    let text = plain(text);
    let text = text.trim();
    if let Ok(stamp) = DateTime::parse_from_rfc3339(text) {
        return of_unix(stamp.timestamp());
    }
    if text.chars().all(|c| c.is_ascii_digit() || c == '.') && text.matches('.').count() <= 1 {
        return text
            .parse()
            .map_or(Err(NoMoment::NotADate), |number| read_number(number, false));
    }
    if let Some(read) = english::read(text) {
        return read;
    }
    Reading::new(text, order).whole()
}

fn of_unix(seconds: i64) -> Result<ParsedMoment, NoMoment> {
    // Beyond these nothing is a date; within them nothing overflows.
    if !(-1_000_000_000..5_000_000_000).contains(&seconds) {
        return Err(NoMoment::OutOfRange);
    }
    let moment = Moment::from_unix(seconds);
    in_range(moment.date()).map(|()| ParsedMoment {
        moment,
        had_time: true,
        loosely: None,
    })
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
        // Seconds and thousandths since 1970, as databases count.
        10 => return digits.parse().map_or(Err(NoMoment::NotADate), of_unix),
        13 => {
            let thousandths: Result<i64, _> = digits.parse();
            return thousandths.map_or(Err(NoMoment::NotADate), |it| of_unix(it / 1000));
        }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;
    use crate::exchange::when::parts::Loosely;

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
            ("13/25/2019", "no-such-day"),
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
    fn the_spellings_of_hands_and_programs_read() {
        for (text, expected) in [
            ("2025年3月5日上午", "2025-03-05"),
            ("2025年3月5日上午9点半", "2025-03-05 09:30:00"),
            ("2025年3月5日 上午九点三刻", "2025-03-05 09:45:00"),
            ("2025年3月5日晚8点", "2025-03-05 20:00:00"),
            ("2025年3月5日早8点整", "2025-03-05 08:00:00"),
            ("2025年3月5日中午11点", "2025-03-05 11:00:00"),
            ("2025年3月5日中午12点", "2025-03-05 12:00:00"),
            ("2025年3月5日中午1点", "2025-03-05 13:00:00"),
            ("2025年3月5日凌晨12点", "2025-03-05 00:00:00"),
            ("3/25/2025 12:05 AM", "2025-03-25 00:05:00"),
            ("2025-3-5 24:00:00", "2025-03-06 00:00:00"),
            ("2025-03-05 09:41:00 +0800", "2025-03-05 09:41:00"),
            ("2025-03-05 01:41:00 UTC", "2025-03-05 09:41:00"),
            ("2025-03-05T01:41:00.000+0000", "2025-03-05 09:41:00"),
            ("1741138860", "2025-03-05 09:41:00"),
            ("1741138860000", "2025-03-05 09:41:00"),
            ("Wed Mar 05 09:41:00 CST 2025", "2025-03-05 09:41:00"),
            (
                "Wed Mar 05 2025 09:41:00 GMT+0800 (中国标准时间)",
                "2025-03-05 09:41:00",
            ),
            ("Wed, 05 Mar 2025 01:41:00 GMT", "2025-03-05 09:41:00"),
            ("05-Mar-2025", "2025-03-05"),
            ("March 5, 2025", "2025-03-05"),
            ("Mar 5, 2025, 9:41 PM", "2025-03-05 21:41:00"),
            ("二〇二五年三月五日", "2025-03-05"),
            ("二零二五年十二月二十五日", "2025-12-25"),
            ("二○二五年三月三十一日", "2025-03-31"),
            ("2025—03—05", "2025-03-05"),
            ("2025、3、5", "2025-03-05"),
            ("2025 年 3 月 5 日", "2025-03-05"),
            ("2025年3月5日（农历二月初六）", "2025-03-05"),
            ("'2025-03-05", "2025-03-05"),
            ("’2025/3/5", "2025-03-05"),
            ("2025-03-05 0941", "2025-03-05 09:41:00"),
            ("3月5日", "date-incomplete"),
            ("农历二月初六", "not-a-date"),
            ("2025年3月上旬", "date-incomplete"),
            ("2025-03-05-001", "not-a-date"),
        ] {
            assert_eq!(shown(read_text(text)), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_one_moment_is_read_with_a_note() {
        for (text, expected, note) in [
            (
                "2025-03-05至2025-03-08",
                "2025-03-05",
                Loosely::FirstOfSeveral,
            ),
            ("2025年3月5日-8日", "2025-03-05", Loosely::FirstOfSeveral),
            ("2025.3.5~3.8", "2025-03-05", Loosely::FirstOfSeveral),
            (
                "2025年3月5日、3月8日",
                "2025-03-05",
                Loosely::FirstOfSeveral,
            ),
            (
                "2025年03月05日9时41分许",
                "2025-03-05 09:41:00",
                Loosely::About,
            ),
            ("2025年3月5日左右", "2025-03-05", Loosely::About),
            ("25.3.5", "2025-03-05", Loosely::ShortYear),
            ("25年3月5日", "2025-03-05", Loosely::ShortYear),
            (
                "2025年3月5日晚上12点",
                "2025-03-06 00:00:00",
                Loosely::Night,
            ),
            (
                "2025年3月5日夜里12点半",
                "2025-03-06 00:30:00",
                Loosely::Night,
            ),
        ] {
            let read = read_loosely(text, None);
            assert_eq!(shown(read), expected, "{text}");
            assert_eq!(read.unwrap().loosely, Some(note), "{text}");
            assert!(read_text(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_order_of_the_column_decides() {
        let cell = |text: &str| Cell::Text(text.to_owned());
        for (text, order) in [
            ("03/25/2025", Some(DateOrder::MonthFirst)),
            ("25/03/2025 9:41", Some(DateOrder::DayFirst)),
            ("03/05/2025", None),
            ("2025-03-25", None),
            ("25.3.5", None),
            ("3/25/25", Some(DateOrder::MonthFirst)),
            ("无", None),
        ] {
            assert_eq!(order_shown(&cell(text)), order, "{text}");
        }
        for (text, order, expected) in [
            ("03/05/2025", DateOrder::MonthFirst, "2025-03-05"),
            ("03/05/2025", DateOrder::DayFirst, "2025-05-03"),
            ("3/5/25", DateOrder::MonthFirst, "2025-03-05"),
            ("4/4/2019", DateOrder::DayFirst, "2019-04-04"),
            ("13/25/2025", DateOrder::DayFirst, "no-such-day"),
        ] {
            assert_eq!(shown(read_loosely(text, Some(order))), expected, "{text}");
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
            let read = read(&Cell::Number(serial), dates_1904, None).map(|read| read.unwrap());
            assert_eq!(shown(read), expected, "{serial}");
        }
        assert_eq!(read(&Cell::Empty, false, None), Ok(None));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*", mixed in "[0-9年月日/:. T上下午晚十二点半至Mar+-]{0,30}") {
            for order in [None, Some(DateOrder::DayFirst)] {
                let _ = read_loosely(&text, order);
                let _ = read_loosely(&mixed, order);
                let _ = order_shown(&Cell::Text(mixed.clone()));
            }
        }

        #[test]
        fn no_number_breaks_it(number in proptest::num::f64::ANY, dates_1904: bool) {
            let _ = read(&Cell::Number(number), dates_1904, None);
            let _ = stamp_of_serial(number, dates_1904);
        }
    }
}
