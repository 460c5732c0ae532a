//! What a report from sums is counted from.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::sums::groups::Groups;
use crate::domain::grid::node::GridLevel;
use crate::domain::number::CaseNumber;
use crate::domain::period::Period;
use crate::domain::settings::Settings;
use crate::figures::known::{Places, trend};
use crate::figures::screening::{Checks, Found, checks, signs, whistled};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// What a report from sums is counted from.
#[derive(Debug, Clone)]
pub struct Summed {
    /// About which period.
    pub period: Period,
    /// The present day.
    pub today: NaiveDate,
    /// The sums of the period, of the one before and of the one a year ago.
    pub now: Groups,
    /// Of the one before.
    pub before: Groups,
    /// Of the one a year ago.
    pub year_ago: Groups,
    /// What stands open or late at the end, as far as it is known.
    pub standing: Groups,
    /// The two bases in each period of the trend.
    pub trend: Vec<(Period, Groups)>,
    /// 排查 of the villages.
    pub checks: Vec<Checks>,
    /// The early signs that were found from the first period of the trend on, or a year ago.
    pub signs: Vec<Found>,
    /// The cases that came of them.
    pub of_signs: BTreeMap<CaseNumber, CaseFacts>,
    /// The matters of the period that came by whistle, each with the level of the grid at which it came
    /// up.
    pub whistled: Vec<(CaseFacts, Option<GridLevel>)>,
    /// Where villages lie.
    pub places: Places,
    /// The days of which the report reads anything.
    pub spans: [(NaiveDate, NaiveDate); 2],
}

impl Summed {
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
        let (before, year_ago) = (period.previous(), period.last_year());
        let trend = trend(period);
        let first = trend.first().map_or(period.from, |it| it.from);
        let spans = [
            (first.min(before.from), period.to),
            (year_ago.from, year_ago.to),
        ];
        let until = period.known_until(today);
        let grid = snapshot.grid()?;
        let signs = signs(snapshot, &grid, &spans)?;
        let mut of_signs = BTreeMap::new();
        for number in signs.iter().filter_map(|it| it.case) {
            let facts = snapshot.facts_of(number)?;
            of_signs.extend(facts.map(|it| (number, it)));
        }
        let mut came = Vec::new();
        snapshot.facts_whistled(period, &mut |it| came.push(it))?;
        let levels = whistled(snapshot, &grid, &came, period)?;
        let came = came.into_iter().map(|it| {
            let level = levels.get(&it.number).copied();
            (it, level)
        });
        let bases = trend.into_iter();
        let bases = bases.map(|it| Ok((it, snapshot.bases(it)?)));
        Ok(Self {
            period,
            today,
            now: snapshot.sums(period, today)?,
            before: snapshot.sums(before, today)?,
            year_ago: snapshot.sums(year_ago, today)?,
            standing: snapshot.standing(until)?,
            trend: bases.collect::<Result<_, StoreError>>()?,
            checks: checks(snapshot, &grid, period, until, settings)?,
            signs,
            of_signs,
            whistled: came.collect(),
            places: Places::of(&grid),
            spans,
        })
    }

    /// Gives the last day that is counted.
    pub fn until(&self) -> NaiveDate {
        self.period.known_until(self.today)
    }
}
