//! Dates with the month's English name, as programs write them: `Wed Mar 05 09:41:00 CST 2025`.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::grammar::offset_of;
use super::parts::{NoMoment, ParsedMoment, checked, day_of, time_of};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads such a date; `None` where no month's name stands in the text.
pub(super) fn read(text: &str) -> Option<Result<ParsedMoment, NoMoment>> {
    let words = words_of(text);
    words
        .iter()
        .any(|word| place(&MONTHS, word).is_some())
        .then(|| of_words(&words))
}

/// Splits a text into words and numbers: `05-Mar-2025` is three.
fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words: Vec<String> = Vec::new();
    for part in lower.split([' ', ',', '/']) {
        let has_letters = part.chars().any(|c| c.is_ascii_alphabetic());
        let is_zone = part.starts_with("gmt") || part.starts_with("utc");
        if has_letters && part.contains('-') && !is_zone {
            words.extend(part.split('-').map(str::to_owned));
        } else {
            words.push(part.to_owned());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Gives the place of a name from 1, by its first three letters.
fn place(names: &[&str], word: &str) -> Option<u32> {
    let is_word = word.len() >= 3 && word.chars().all(|c| c.is_ascii_alphabetic() || c == '.');
    let at = names
        .iter()
        .position(|name| is_word && word.starts_with(name))?;
    u32::try_from(at + 1).ok()
}

fn of_words(words: &[String]) -> Result<ParsedMoment, NoMoment> {
    let (mut year, mut month, mut day) = (None, None, None);
    let mut time: Option<NaiveTime> = None;
    let mut afternoon = None;
    let mut offset = None;
    for word in words {
        let bare = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        if let Some(found) = place(&MONTHS, word) {
            month = Some(found);
        } else if place(&WEEKDAYS, word).is_some() || word == "at" {
            // Says nothing that the date does not.
        } else if word.contains(':') && !word.starts_with(['+', '-']) && time.is_none() {
            time = Some(clock(word, &mut afternoon)?);
        } else if matches!(word.as_str(), "am" | "pm") {
            afternoon = Some(word == "pm");
        } else if let Some(found) = offset_of(word) {
            offset = Some(found);
        } else if let (Ok(number), 1..=2) = (bare.parse::<u32>(), bare.len()) {
            match (day, year) {
                (None, _) => day = Some(number),
                (Some(_), None) => year = Some(2000 + number),
                (Some(_), Some(_)) => return Err(NoMoment::NotADate),
            }
        } else if let (Ok(number), 4) = (word.parse::<u32>(), word.len()) {
            year = Some(number);
        } else {
            return Err(NoMoment::NotADate);
        }
    }
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return Err(NoMoment::Incomplete);
    };
    let date = day_of(year, month, day)?;
    let Some(time) = time else {
        return checked(date, None);
    };
    let time = match afternoon {
        Some(true) if time < time_of(12, 0, 0)? => {
            time.overflowing_add_signed(TimeDelta::hours(12)).0
        }
        Some(false) if time >= time_of(12, 0, 0)? => {
            time.overflowing_sub_signed(TimeDelta::hours(12)).0
        }
        Some(_) | None => time,
    };
    let there = NaiveDateTime::new(date, time);
    // Without a zone it is the clock on the wall here.
    let here = match offset {
        Some(minutes) => there
            .checked_add_signed(TimeDelta::minutes(i64::from(8 * 60 - minutes)))
            .unwrap_or(there),
        None => there,
    };
    checked(here.date(), Some(here.time()))
}

fn clock(word: &str, afternoon: &mut Option<bool>) -> Result<NaiveTime, NoMoment> {
    let mut word = word;
    for (half, is_afternoon) in [("am", false), ("pm", true)] {
        if let Some(rest) = word.strip_suffix(half) {
            *afternoon = Some(is_afternoon);
            word = rest;
        }
    }
    let word = word.split_once('.').map_or(word, |(whole, _)| whole);
    let mut parts = word.split(':').map(|part| part.parse::<u32>());
    let mut next = || {
        parts
            .next()
            .unwrap_or(Ok(0))
            .map_err(|_| NoMoment::NotADate)
    };
    time_of(next()?, next()?, next()?)
}
