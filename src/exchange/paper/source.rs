//! From what the facts of a paper are taken, and how days are written on paper.

use chrono::{Datelike, NaiveDate};

use crate::domain::moment::Moment;
use crate::domain::number::QueryCode;
use crate::domain::settings::Settings;
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

/// From what the facts are taken.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The reader's language.
    pub words: &'a Words,
    /// The case, as the viewer may see it.
    pub view: &'a CaseView,
    /// What the town sets itself.
    pub town: &'a Settings,
    /// 查询码 of the case.
    pub code: &'a QueryCode,
    /// The visit that a receipt is about, from 1.
    pub visit: u32,
    /// The day on which the paper is made out.
    pub today: NaiveDate,
}

/// Writes a day as letters do: `2026年11月25日`, `25 November 2026`.
pub(super) fn long(words: &Words, day: NaiveDate) -> String {
    let args = [
        ("year", day.year().into()),
        ("month", day.month().into()),
        ("day", day.day().into()),
    ];
    words.say_with("paper-day", &args)
}

/// Writes a moment as letters do: `2026年11月25日 09:41`.
pub(super) fn long_minute(words: &Words, at: Moment) -> String {
    let day = long(words, at.date());
    format!("{day} {}", at.local().format("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lang::Lang;

    #[test]
    fn a_day_is_written_out_in_every_month() {
        let (zh, en) = (Words::new(Lang::Zh), Words::new(Lang::En));
        for month in 1..=12 {
            let day = NaiveDate::from_ymd_opt(2026, month, 5).unwrap();
            assert_eq!(long(&zh, day), format!("2026年{month}月5日"));
            assert_eq!(long(&en, day), day.format("%-d %B %Y").to_string());
        }
    }
}
