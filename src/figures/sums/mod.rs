//! A report from sums: the same as the one that is counted from the cases, but that no list of cases
//! stands behind its figures. What it reads grows with the groups, the days and what its lists show, and
//! with the early signs, whistles, calls and lawyers of the period, not with the cases.

pub mod disputes;
pub mod lists;
pub mod measures;
pub mod summed;
pub mod tables;

use crate::domain::case::clock::sums::group::Group;
use crate::domain::case::clock::sums::tally::Slot;
use crate::domain::day_count::DayCount;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::settings::Settings;
use crate::domain::sheet::{Base, Sheet, SheetTable, TableCode};
use crate::figures::measures::each;
use crate::figures::sums::measures::figure;
use crate::figures::sums::summed::Summed;
use crate::figures::tables::{
    categories, channels, due, late, layout, of_category, of_channel, received,
};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Counts what follows from cases in a report on the town.
///
/// # Errors
/// The store could not be read.
pub fn sheet(
    snapshot: &Snapshot<'_>,
    summed: &Summed,
    settings: &Settings,
) -> Result<Sheet, StoreError> {
    let mut tables = Vec::new();
    for code in layout(summed.period.kind, settings) {
        tables.extend(of_code(snapshot, summed, settings, code)?);
    }
    Ok(Sheet {
        period: summed.period,
        area: None,
        until: summed.until(),
        figures: each(settings, |base, measure| figure(summed, base, measure)),
        tables,
    })
}

fn of_code(
    snapshot: &Snapshot<'_>,
    summed: &Summed,
    settings: &Settings,
    code: TableCode,
) -> Result<Vec<SheetTable>, StoreError> {
    let until = summed.until();
    Ok(match code {
        TableCode::ByCategory => vec![tables::by(summed, code, &categories(), |it| match it {
            Group::Category(category) => Some(of_category(*category)),
            _ => None,
        })],
        TableCode::ByChannel => vec![tables::by(summed, code, &channels(), |it| match it {
            Group::Channel(channel) => Some(of_channel(*channel)),
            _ => None,
        })],
        TableCode::ByArea => vec![tables::by_area(summed)],
        TableCode::ByUnit => vec![tables::by_name(summed, code, |it| match it {
            Group::Unit(name) => Some(name),
            _ => None,
        })],
        TableCode::ByLeader => vec![tables::by_name(summed, code, |it| match it {
            Group::Leader(name) => Some(name),
            _ => None,
        })],
        TableCode::ByStation => vec![tables::by_station(summed)],
        TableCode::Evaluation => vec![tables::evaluation(summed, settings)],
        TableCode::VillageEvaluation => vec![tables::villages(summed, settings)],
        TableCode::Trend => vec![tables::trend(summed)],
        TableCode::Received => {
            let all = lists::touched(snapshot, summed)?;
            vec![received(summed.period, all.iter())]
        }
        TableCode::Due => vec![due(until, lists::due(snapshot, summed)?.iter())],
        TableCode::Late => vec![late(until, lists::late(snapshot, summed)?.iter())],
        TableCode::DisputesFound => disputes::tables(summed, settings).into(),
        TableCode::DisputesSettled => Vec::new(),
        TableCode::InPlace => vec![tables::in_place(summed)],
    })
}

/// 逐日: counts each day of the period, as far as it is known.
///
/// # Errors
/// The store could not be read.
pub fn days(snapshot: &Snapshot<'_>, summed: &Summed) -> Result<Vec<DayCount>, StoreError> {
    let until = summed.until();
    let days = summed.period.from.iter_days();
    let days = days.take_while(|it| *it <= until).map(|day| {
        let groups = snapshot.bases(Period::of(PeriodKind::Day, day))?;
        Ok(DayCount {
            day,
            registered: groups.base(Base::All, Slot::Registered),
            ended: groups.base(Base::All, Slot::Ended),
        })
    });
    days.collect()
}
