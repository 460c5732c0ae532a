//! 放假安排: the notice of 国务院办公厅, as it is pasted, read as listed days.
//!
//! A line is a holiday: `元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。` So is a line that
//! a clerk types: `2027-01-01 元旦`, `2027-02-05至2027-02-12 春节`, `2027-02-14 春节 班`.

use chrono::NaiveDate;

use super::calendar::{DayKind, ListedDay};
use super::typed::half_width;

/// What says that people work on the days before it.
const WORK: &[&str] = &["上班", "班"];
/// Where one part of a line ends.
const PARTS: &[char] = &['。', '；', ';'];
/// Between the first day of a span and its last.
const UNTIL: &[&str] = &["至", "到", "~", "～", "—", "－－"];

/// Reads a notice, the days without a year being of `year`.
///
/// # Errors
/// The first line, from 1, in which a day stands that is none.
pub fn read(text: &str, year: i32) -> Result<Vec<ListedDay>, usize> {
    let mut days = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let plain = without_brackets(&half_width(line));
        let name = name(&plain);
        for part in plain.split(PARTS) {
            let kind = if WORK.iter().any(|word| part.contains(word)) {
                DayKind::Workday
            } else {
                DayKind::Holiday
            };
            for date in dates(part, year).ok_or(at + 1)? {
                days.push(ListedDay {
                    date,
                    kind,
                    name: name.clone(),
                });
            }
        }
    }
    Ok(days)
}

/// Leaves out what stands in brackets: weekdays and days of the old calendar.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let kept = text.chars().filter(|letter| match letter {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect()
}

/// Gives the holiday's name: what stands before the colon, without its number; else the words that are
/// no days.
fn name(line: &str) -> String {
    let head = line.split(['：', ':']).next().filter(|it| *it != line);
    let text = match head {
        Some(head) => head.rsplit(['、', '.']).next().unwrap_or(head),
        None => line,
    };
    let words = text.split(|letter: char| {
        letter.is_whitespace() || letter.is_ascii_digit() || "年月日-/.,，、至到~".contains(letter)
    });
    let known = |word: &&str| !word.is_empty() && !matches!(*word, "班" | "上班" | "休" | "放假");
    words.filter(known).collect()
}

/// Gives the days of a part of a line; `None` where one of them is no day.
fn dates(part: &str, year: i32) -> Option<Vec<NaiveDate>> {
    let mut days: Vec<NaiveDate> = Vec::new();
    let mut rest = part;
    let (mut year, mut month, mut span) = (year, None, false);
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (between, from) = rest.split_at_checked(at)?;
        span = !days.is_empty()
            && (span || UNTIL.iter().any(|word| between.trim_end().ends_with(word)));
        let end = from
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(from.len());
        let (digits, after) = from.split_at_checked(end)?;
        let number: u32 = digits.parse().ok()?;
        rest = after;
        let sign = after.chars().next();
        match (digits.len(), sign) {
            (4, Some('年' | '-' | '/' | '.')) => year = i32::try_from(number).ok()?,
            (1 | 2, Some('月')) => month = Some(number),
            (1 | 2, Some('-' | '/' | '.')) if month.is_none() || !after_sign_is_span(after) => {
                month = Some(number);
            }
            (1 | 2, _) if month.is_some() && is_day(after) => {
                let day = NaiveDate::from_ymd_opt(year, month?, number)?;
                match days.last().copied().filter(|_| span) {
                    Some(first) => {
                        let mut next = first.succ_opt()?;
                        if day <= first || (day - first).num_days() > 31 {
                            return None;
                        }
                        while next <= day {
                            days.push(next);
                            next = next.succ_opt()?;
                        }
                    }
                    None => days.push(day),
                }
                span = false;
            }
            // 共3天
            (_, Some('天')) => {}
            _ => return None,
        }
        if let Some(sign) = rest
            .chars()
            .next()
            .filter(|sign| "年月日-/.".contains(*sign))
        {
            rest = rest.get(sign.len_utf8()..)?;
        }
    }
    Some(days)
}

/// Tells whether the number before this is the last of a date.
fn is_day(after: &str) -> bool {
    !after.starts_with('天')
}

/// Tells whether the sign is no part of a date: digits do not follow it.
fn after_sign_is_span(after: &str) -> bool {
    !after.chars().nth(1).is_some_and(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<Vec<String>, usize> {
        let days = read(text, 2027)?;
        let shown = days
            .iter()
            .map(|day| format!("{} {} {}", day.date, day.kind.code(), day.name));
        Ok(shown.collect())
    }

    #[test]
    fn a_pasted_notice_reads_line_by_line() {
        let notice = "一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。\n\
                      二、春节：2月5日（农历腊月二十九、周五）至6日放假，共2天。1月30日（周六）、2月20日（周六）上班。";
        assert_eq!(
            shown(notice).unwrap(),
            [
                "2027-01-01 holiday 元旦",
                "2027-01-02 holiday 元旦",
                "2027-01-03 holiday 元旦",
                "2027-02-05 holiday 春节",
                "2027-02-06 holiday 春节",
                "2027-01-30 workday 春节",
                "2027-02-20 workday 春节",
            ]
        );
        let span = "国庆节：9月30日至10月2日放假，共3天。10月9日上班。";
        assert_eq!(
            shown(span).unwrap(),
            [
                "2027-09-30 holiday 国庆节",
                "2027-10-01 holiday 国庆节",
                "2027-10-02 holiday 国庆节",
                "2027-10-09 workday 国庆节",
            ]
        );
    }

    #[test]
    fn typed_days_read_and_what_is_no_day_is_named_by_its_line() {
        assert_eq!(
            shown("2027-04-05 清明节\n2027-05-01至2027-05-02 劳动节\n2027-5-8 劳动节 班\n2026年12月31日 元旦").unwrap(),
            [
                "2027-04-05 holiday 清明节",
                "2027-05-01 holiday 劳动节",
                "2027-05-02 holiday 劳动节",
                "2027-05-08 workday 劳动节",
                "2026-12-31 holiday 元旦",
            ]
        );
        for (text, line) in [("元旦：13月1日放假", 1), ("2027-01-01 元旦\n2月30日", 2)] {
            assert_eq!(shown(text), Err(line), "{text}");
        }
        assert_eq!(shown("\n"), Ok(Vec::new()));
    }
}
