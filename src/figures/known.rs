//! What a report is counted from: the facts of its period and of what it is compared with.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::screening::{Checks, Found, checks, signs, whistled};
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::judged::is_hotline;
use crate::domain::codes::Channel;
use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::domain::number::CaseNumber;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::settings::Settings;
use crate::domain::sheet::{AreaName, Base};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// What a report is counted from.
#[derive(Debug, Clone)]
pub struct Known {
    /// About which period.
    pub period: Period,
    /// The present day.
    pub today: NaiveDate,
    /// The cases that have a day from the first period of the trend to the end of this one, or in
    /// the period a year ago.
    pub facts: Vec<CaseFacts>,
    /// The cases that stood open at the end, as far as it is known.
    pub open: Vec<CaseFacts>,
    /// 排查 of the villages.
    pub checks: Vec<Checks>,
    /// The early signs that were found meanwhile.
    pub signs: Vec<Found>,
    /// At which level of the grid the matters of the period came up that came by whistle.
    pub whistled: BTreeMap<CaseNumber, GridLevel>,
    /// Where villages lie.
    pub places: Places,
}

/// Where villages lie, by their names.
#[derive(Debug, Clone, Default)]
pub struct Places {
    areas: Vec<AreaName>,
    of_village: BTreeMap<String, usize>,
}

impl Places {
    /// Reads the grid.
    pub fn of(grid: &GridTree) -> Self {
        let mut places = Self::default();
        for area in grid.of_level(GridLevel::Area) {
            let at = places.areas.len();
            places.areas.push(AreaName {
                code: area.code.to_string(),
                name: area.name.clone(),
            });
            let villages = grid.children(&area.code).map(|it| (it.name.clone(), at));
            places.of_village.extend(villages);
        }
        places
    }

    /// Gives the areas in the order of the grid.
    pub fn areas(&self) -> &[AreaName] {
        &self.areas
    }

    /// Gives the villages of an area.
    pub fn villages<'a>(&'a self, area: &'a AreaName) -> impl Iterator<Item = &'a str> {
        let villages = self.of_village.keys().map(String::as_str);
        villages.filter(move |it| self.area_of(it) == Some(area))
    }

    /// Gives the area in which a village lies.
    pub fn area_of(&self, village: &str) -> Option<&AreaName> {
        self.areas.get(*self.of_village.get(village)?)
    }

    /// Gives at which level of the grid a place of this name stands; `None` for none of them.
    pub fn level(&self, name: &str) -> Option<GridLevel> {
        if self.of_village.contains_key(name) {
            return Some(GridLevel::Village);
        }
        self.area(name).map(|_| GridLevel::Area)
    }

    /// Gives an area by its code or its name.
    pub fn area(&self, text: &str) -> Option<&AreaName> {
        let mut areas = self.areas.iter();
        areas.find(|it| it.code == text || it.name == text)
    }
}

impl Known {
    /// Reads what a report on `period` is counted from.
    ///
    /// # Errors
    /// The store could not be read.
    pub fn read(
        snapshot: &Snapshot<'_>,
        period: Period,
        today: NaiveDate,
        settings: &Settings,
    ) -> Result<Self, StoreError> {
        let mut facts = Vec::new();
        let mut seen: BTreeSet<CaseNumber> = BTreeSet::new();
        let first = trend(period).first().map_or(period.from, |it| it.from);
        let first = first.min(period.previous().from);
        let year_ago = period.last_year();
        let spans = [(first, period.to), (year_ago.from, year_ago.to)];
        for (from, to) in &spans {
            snapshot.facts_between(*from, *to, &mut |it| {
                if seen.insert(it.number) {
                    facts.push(it);
                }
            })?;
        }
        let mut open = Vec::new();
        let until = period.known_until(today);
        snapshot.facts_open_on(until, &mut |it| open.push(it))?;
        let grid = snapshot.grid()?;
        let whistled = whistled(snapshot, &grid, &facts, period)?;
        Ok(Self {
            period,
            today,
            facts,
            whistled,
            open,
            checks: checks(snapshot, &grid, period, until, settings)?,
            signs: signs(snapshot, &grid, &spans)?,
            places: Places::of(&grid),
        })
    }

    /// Gives what is known of an area alone. What names no village, as an accusation never does, is
    /// not in it.
    #[must_use]
    pub fn within(&self, area: &AreaName) -> Self {
        self.only(|village| self.places.area_of(village) == Some(area))
    }

    /// Gives what is known of a village alone.
    #[must_use]
    pub fn in_village(&self, name: &str) -> Self {
        self.only(|village| village == name)
    }

    fn only(&self, lies: impl Fn(&str) -> bool) -> Self {
        let here = |it: &&CaseFacts| it.village.as_deref().is_some_and(&lies);
        let checks = self.checks.iter().filter(|it| lies(&it.village));
        let found = |it: &&Found| it.village.as_deref().is_some_and(&lies);
        Self {
            period: self.period,
            today: self.today,
            facts: self.facts.iter().filter(here).cloned().collect(),
            open: self.open.iter().filter(here).cloned().collect(),
            checks: checks.cloned().collect(),
            signs: self.signs.iter().filter(found).cloned().collect(),
            whistled: self.whistled.clone(),
            places: self.places.clone(),
        }
    }

    /// Gives the last day that is counted.
    pub fn until(&self) -> NaiveDate {
        self.period.known_until(self.today)
    }
}

/// Tells whether a case is counted on a base.
pub const fn counts(base: Base, facts: &CaseFacts) -> bool {
    is_of(base, facts.channel)
}

/// Tells whether what came by a channel is counted on a base.
pub const fn is_of(base: Base, channel: Option<Channel>) -> bool {
    match base {
        Base::All => true,
        Base::Petitions => !is_hotline(channel),
        Base::Hotline => is_hotline(channel),
    }
}

/// Gives the periods of the trend, the last at the end: a year is shown by its months.
pub fn trend(period: Period) -> Vec<Period> {
    let (last, count) = match period.kind {
        PeriodKind::Day => (period, 14),
        PeriodKind::Week | PeriodKind::Quarter => (period, 8),
        PeriodKind::Month => (period, 12),
        PeriodKind::Year => (Period::of(PeriodKind::Month, period.to), 12),
    };
    let mut periods: Vec<Period> = std::iter::successors(Some(last), |it| Some(it.previous()))
        .take(count)
        .collect();
    periods.reverse();
    periods
}
