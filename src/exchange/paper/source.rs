//! From what the facts of a paper are taken, and how days are written on paper.

use chrono::{Datelike, NaiveDate};

use crate::domain::number::QueryCode;
use crate::domain::settings::Settings;
use crate::domain::view::CaseView;
use crate::words::lang::Lang;
use crate::words::say::Words;

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
    match words.lang() {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => day.format("%-d %B %Y").to_string(),
    }
}
