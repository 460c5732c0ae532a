//! 诉访分流: the legal roads beside the petition, with the time in which each must be taken.
//!
//! A road told closes nothing and stops no clock; what the person misses is lost to him, so the
//! last day stands beside every road with what it was counted from.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::calendar::WorkingCalendar;
use super::codes::Category;
use super::deadline::compute::{Count, count};
use super::deadline::length::Unit;
use super::matter_sign::MatterSign;
use super::moment::Moment;
use super::settings::Settings;

/// A sentence in several languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence(BTreeMap<String, String>);

impl Sentence {
    /// Makes a sentence of its texts, each under the code of its language (`zh`).
    pub const fn new(texts: BTreeMap<String, String>) -> Self {
        Self(texts)
    }

    /// Gives the text in the language with this code.
    pub fn text(&self, code: &str) -> Option<&str> {
        self.0.get(code).map(String::as_str)
    }
}

/// A row of the table of roads; the town can edit every one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Road {
    /// Its name in files and JSON.
    pub code: String,
    /// The town categories that it is proposed for first.
    pub categories: Vec<Category>,
    /// The sign of a matter that it is proposed for before all others.
    pub sign: Option<MatterSign>,
    /// What kind of matter it serves.
    pub about: Sentence,
    /// 途径: where to go.
    pub way: Sentence,
    /// The time limit; `None` where there is none.
    pub limit: Option<RoadLimit>,
    /// The article that it rests on.
    pub article: String,
    /// When it is law.
    pub in_force: InForce,
    /// 复议前置: a court takes the matter only after reconsideration (行政复议法 23).
    pub reconsideration_first: bool,
    /// What was read to write the row; empty where nothing was.
    pub source: String,
    /// What else the person should know.
    pub note: Sentence,
    /// Whether the number was read in the text of the law; else it must be checked before it is
    /// relied on.
    pub verified: bool,
}

/// The days on which a row of the table is law, both included; open where a side is `None`.
///
/// A change of law is a new row under the same code, and a last day for the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InForce {
    /// 施行日期
    pub since: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

impl InForce {
    /// Tells whether the row is law on this day.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Tells whether both are law on one day at least.
    pub fn overlaps(self, other: Self) -> bool {
        let before = |until: Option<NaiveDate>, since: Option<NaiveDate>| {
            until.zip(since).is_some_and(|(until, since)| until < since)
        };
        !before(self.until, other.since) && !before(other.until, self.since)
    }
}

/// How long a road stays open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadLimit {
    /// How many.
    pub n: u16,
    /// Of what: days, working days or months.
    pub unit: Unit,
    /// What it runs from.
    pub from: Sentence,
}

impl Road {
    /// Tells whether the words of a matter ask for it.
    pub fn is_asked_for(&self, matter: &str) -> bool {
        self.sign.is_some_and(|sign| sign.stands_in(matter))
    }

    /// Counts the road's last day from the day on which it began to run (民法典 201–203); `None`
    /// where it has no limit.
    pub fn last_day(
        &self,
        from: Moment,
        calendar: &WorkingCalendar,
        settings: &Settings,
    ) -> Option<Count> {
        let limit = self.limit.as_ref()?;
        let none = BTreeSet::new();
        Some(count(limit.unit, limit.n, from, &none, calendar, settings))
    }
}

/// A road with its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadEnd {
    /// The road.
    pub road: Road,
    /// Its end, where it has one and the start is known.
    pub end: Option<Count>,
}

/// Puts the roads first that a matter's words ask for, then those that serve its category, keeping
/// the table's order otherwise.
pub fn in_order(mut rows: Vec<RoadEnd>, category: Option<Category>, matter: &str) -> Vec<RoadEnd> {
    let serves = |row: &RoadEnd| category.is_some_and(|one| row.road.categories.contains(&one));
    rows.sort_by_key(|row| (!row.road.is_asked_for(matter), !serves(row)));
    rows
}
