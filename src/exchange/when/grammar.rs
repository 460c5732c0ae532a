//! A date in figures, sign by sign: the day, the time of day, the zone, and what stands behind.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::order::DateOrder;
use super::parts::{Loosely, NoMoment, ParsedMoment, checked, day_of, time_of};

/// Beijing is ahead of UTC by so many minutes.
const BEIJING: i32 = 8 * 60;

/// A text while it is read.
pub(super) struct Reading {
    rest: Vec<char>,
    at: usize,
    order: Option<DateOrder>,
    loosely: Option<Loosely>,
}

/// A time of day, and whether it lies on the next day.
#[derive(Clone, Copy)]
struct OfDay {
    time: NaiveTime,
    next_day: bool,
}

#[derive(Clone, Copy)]
enum Half {
    /// 凌晨, AM
    Night,
    /// 上午, 早上
    Morning,
    /// 中午
    Noon,
    /// 下午, PM
    Afternoon,
    /// 晚上, 夜里
    Evening,
}

const HALVES: [(Half, &[&str]); 5] = [
    (Half::Night, &["凌晨", "AM", "am"]),
    (
        Half::Morning,
        &["上午", "早上", "早晨", "清晨", "清早", "早"],
    ),
    (Half::Noon, &["中午", "午间"]),
    (Half::Afternoon, &["下午", "午后", "傍晚", "PM", "pm"]),
    (
        Half::Evening,
        &[
            "晚上", "晚间", "夜里", "夜间", "夜晚", "半夜", "深夜", "午夜", "晚", "夜",
        ],
    ),
];

impl Reading {
    pub(super) fn new(text: &str, order: Option<DateOrder>) -> Self {
        Self {
            rest: text.chars().collect(),
            at: 0,
            order,
            loosely: None,
        }
    }

    pub(super) fn whole(mut self) -> Result<ParsedMoment, NoMoment> {
        let date = self.date()?;
        let time = self.time()?;
        let zone = if time.is_some() { self.zone() } else { None };
        self.tail()?;
        let read = match time {
            None => checked(date, None)?,
            Some(it) => {
                let date = if it.next_day {
                    date.checked_add_days(Days::new(1))
                        .ok_or(NoMoment::OutOfRange)?
                } else {
                    date
                };
                let there = NaiveDateTime::new(date, it.time);
                let here = zone
                    .and_then(|minutes| {
                        there.checked_add_signed(TimeDelta::minutes(i64::from(BEIJING - minutes)))
                    })
                    .unwrap_or(there);
                checked(here.date(), Some(here.time()))?
            }
        };
        Ok(ParsedMoment {
            loosely: self.loosely,
            ..read
        })
    }

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

    fn date(&mut self) -> Result<NaiveDate, NoMoment> {
        let is_mark = |c: char| {
            matches!(
                c,
                '-' | '/' | '.' | '年' | '月' | ' ' | '、' | ',' | '。' | '\\'
            )
        };
        let (first, first_digits) = self.number().ok_or(NoMoment::NotADate)?;
        if first_digits == 8 {
            return day_of(first / 10_000, first / 100 % 100, first % 100);
        }
        self.skip(|c| c == ' ');
        let mark = self.peek();
        if !self.skip(is_mark) {
            return Err(NoMoment::NotADate);
        }
        let (second, _) = self.number().ok_or(NoMoment::Incomplete)?;
        if !self.skip(is_mark) {
            return Err(NoMoment::Incomplete);
        }
        let (third, third_digits) = self.number().ok_or(NoMoment::Incomplete)?;
        let before = self.at;
        self.skip(|c| c == ' ');
        if !self.eat(&["日", "号"]) {
            self.at = before;
        }
        let short_year = mark == Some('年') || (first > 12 && !matches!(mark, Some('/' | ' ')));
        match (first_digits, third_digits) {
            (4, 1..=2) => day_of(first, second, third),
            (1..=2, 4) => self.year_last(first, second, third),
            (2, 1..=2) if short_year => {
                self.loosely = Some(Loosely::ShortYear);
                day_of(2000 + first, second, third)
            }
            (1..=2, 2) if self.order.is_some() => self.year_last(first, second, 2000 + third),
            (1..=2, 1..=2) => Err(NoMoment::Ambiguous),
            _ => Err(NoMoment::NotADate),
        }
    }

    /// The day where the year stands last: by the column's order, else where it reads in one way.
    fn year_last(&self, first: u32, second: u32, year: u32) -> Result<NaiveDate, NoMoment> {
        match self.order {
            Some(DateOrder::MonthFirst) => day_of(year, first, second),
            Some(DateOrder::DayFirst) => day_of(year, second, first),
            None if second > 12 || first == second => day_of(year, first, second),
            None if first > 12 => day_of(year, second, first),
            None => Err(NoMoment::Ambiguous),
        }
    }

    fn half_of_day(&mut self) -> Option<Half> {
        let found = HALVES.iter().find(|(_, words)| self.eat(words));
        found.map(|(half, _)| *half)
    }

    fn time(&mut self) -> Result<Option<OfDay>, NoMoment> {
        let before = self.at;
        self.skip(|c| matches!(c, ' ' | 'T' | 't' | ','));
        let mut half = self.half_of_day();
        self.skip(|c| c == ' ');
        let digits_at = self.at;
        let Some((hour, digits)) = self.number() else {
            // 上午 without an hour says the day.
            if half.is_none() {
                self.at = before;
            }
            return Ok(None);
        };
        if half.is_none() && matches!(digits, 4 | 6) && digits_at > before {
            let clock = if digits == 4 { hour * 100 } else { hour };
            return of_day(clock / 10_000, clock / 100 % 100, clock % 100, None)
                .map(|it| Some(it.0));
        }
        let marked = self.eat(&[":", "时", "点"]);
        if !marked && half.is_none() {
            self.at = before;
            return Ok(None);
        }
        let (minute, second) = if marked { self.minutes() } else { (0, 0) };
        self.skip(|c| c == ' ');
        half = half.or_else(|| self.half_of_day());
        let (time, night) = of_day(hour, minute, second, half)?;
        if night {
            self.loosely = Some(Loosely::Night);
        }
        Ok(Some(time))
    }

    fn minutes(&mut self) -> (u32, u32) {
        if self.eat(&["半"]) {
            return (30, 0);
        }
        let before = self.at;
        let minute = self.number().map_or(0, |(number, _)| number);
        if self.eat(&["刻"]) {
            return (minute * 15, 0);
        }
        if self.at == before {
            self.eat(&["整", "钟"]);
            return (0, 0);
        }
        let mut second = 0;
        if self.eat(&[":", "分"]) {
            second = self.number().map_or(0, |(number, _)| number);
            self.eat(&["秒"]);
            if self.eat(&["."]) {
                self.skip(|c| c.is_ascii_digit());
            }
        }
        (minute, second)
    }

    /// Reads a zone; gives by how many minutes it is ahead of UTC.
    fn zone(&mut self) -> Option<i32> {
        let before = self.at;
        self.skip(|c| c == ' ');
        let start = self.at;
        self.skip(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | ':'));
        let word: String = self
            .rest
            .get(start..self.at)
            .unwrap_or_default()
            .iter()
            .collect();
        let zone = offset_of(&word.to_lowercase());
        if zone.is_none() {
            self.at = before;
        }
        zone
    }

    /// Reads what may stand behind: about so, or further days.
    fn tail(&mut self) -> Result<(), NoMoment> {
        self.skip(|c| c == ' ');
        if self.eat(&["左右", "前后", "许"]) {
            self.loosely.get_or_insert(Loosely::About);
            self.skip(|c| c == ' ');
        }
        if self.at == self.rest.len() {
            return Ok(());
        }
        if !self.eat(&["至", "到", "~", "-", "、", ",", "和", "及", ";", "/"]) {
            return Err(NoMoment::NotADate);
        }
        self.skip(|c| c == ' ');
        match self.number() {
            Some((_, 1 | 2 | 4 | 8)) => {
                self.loosely = Some(Loosely::FirstOfSeveral);
                Ok(())
            }
            Some(_) | None => Err(NoMoment::NotADate),
        }
    }
}

/// Gives a time by the half of the day that was named, and whether that leaves a doubt.
fn of_day(
    hour: u32,
    minute: u32,
    second: u32,
    half: Option<Half>,
) -> Result<(OfDay, bool), NoMoment> {
    let (hour, next_day, night) = match (half, hour) {
        (None, 24) if minute == 0 && second == 0 => (0, true, false),
        (Some(Half::Night), 12) => (0, false, false),
        (Some(Half::Noon), 1..=4)
        | (Some(Half::Afternoon), 1..=11)
        | (Some(Half::Evening), 5..=11) => (hour + 12, false, false),
        (Some(Half::Evening), 0 | 12 | 24) => (0, true, true),
        (Some(Half::Evening), 1..=4) => (hour, false, true),
        _ => (hour, false, false),
    };
    let time = time_of(hour, minute, second)?;
    Ok((OfDay { time, next_day }, night))
}

/// Reads `utc`, `gmt+8`, `+0800`, `-05:00`, in lower case; minutes ahead of UTC.
pub(super) fn offset_of(word: &str) -> Option<i32> {
    match word {
        "z" | "utc" | "gmt" => return Some(0),
        "cst" => return Some(BEIJING),
        _ => {}
    }
    let signed = word
        .strip_prefix("utc")
        .or_else(|| word.strip_prefix("gmt"))
        .unwrap_or(word);
    let (sign, digits) = match signed.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let bare = digits.replace(':', "");
    // A range of days begins with a hyphen too: a zone has hours and minutes.
    let (hours, minutes) = match (bare.len(), signed == word) {
        (4, _) => (
            bare.get(..2)?.parse::<i32>().ok()?,
            bare.get(2..)?.parse::<i32>().ok()?,
        ),
        (1 | 2, false) => (bare.parse().ok()?, 0),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}
