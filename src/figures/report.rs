//! A report on a period, put together from one instant of the store.

use chrono::NaiveDate;

use super::known::Known;
use super::sums::summed::Summed;
use super::{calls, days, lawyers, measures, sums, tables};
use crate::domain::day_count::DayCount;
use crate::domain::period::Period;
use crate::domain::settings::Settings;
use crate::domain::sheet::{Figure, Sheet};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// About which period.
    pub period: Period,
    /// About which area, by its code or name; `None` for the town.
    pub area: Option<String>,
    /// The present day.
    pub today: NaiveDate,
}

/// A report with what is looked at beside it and is no part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The report.
    pub sheet: Sheet,
    /// Its period day by day.
    pub days: Vec<DayCount>,
    /// The cases stand behind every figure; else behind the rows of lists alone.
    pub whole: bool,
}

/// Computes a report from sums, as it is looked at; without the cases behind its figures where that is
/// possible. `None` where there is no such area. A report on an area, and one for which something lies
/// ahead of the present day, is counted from the cases.
///
/// # Errors
/// The store could not be read.
pub fn looked_at(
    snapshot: &Snapshot<'_>,
    asked: &Asked,
    settings: &Settings,
) -> Result<Option<Counted>, StoreError> {
    if asked.area.is_some() || snapshot.is_ahead(asked.today)? {
        return counted(snapshot, asked, settings);
    }
    let summed = Summed::read(snapshot, asked.period, asked.today, settings)?;
    let mut sheet = sums::sheet(snapshot, &summed, settings)?;
    sheet.figures.extend(elsewhere(snapshot, asked)?);
    Ok(Some(Counted {
        sheet,
        days: sums::days(snapshot, &summed)?,
        whole: false,
    }))
}

/// Gives the figures of the town that follow from calls and lawyers.
fn elsewhere(snapshot: &Snapshot<'_>, asked: &Asked) -> Result<Vec<Figure>, StoreError> {
    let mut figures = calls::figures(snapshot, asked.period)?;
    figures.extend(lawyers::figures(snapshot, asked.period, asked.today)?);
    Ok(figures)
}

/// Computes a report; `None` where there is no such area.
///
/// # Errors
/// The store could not be read.
pub fn report(
    snapshot: &Snapshot<'_>,
    asked: &Asked,
    settings: &Settings,
) -> Result<Option<Sheet>, StoreError> {
    Ok(counted(snapshot, asked, settings)?.map(|it| it.sheet))
}

/// Computes a report and its days; `None` where there is no such area.
///
/// # Errors
/// The store could not be read.
pub fn counted(
    snapshot: &Snapshot<'_>,
    asked: &Asked,
    settings: &Settings,
) -> Result<Option<Counted>, StoreError> {
    let mut known = Known::read(snapshot, asked.period, asked.today, settings)?;
    let area = match &asked.area {
        None => None,
        Some(text) => match known.places.area(text).cloned() {
            Some(area) => {
                known = known.within(&area);
                Some(area)
            }
            None => return Ok(None),
        },
    };
    let mut figures = measures::figures(&known, settings);
    if area.is_none() {
        figures.extend(elsewhere(snapshot, asked)?);
    }
    Ok(Some(Counted {
        days: days::days(&known),
        whole: true,
        sheet: Sheet {
            period: asked.period,
            area,
            until: known.until(),
            figures,
            tables: tables::tables(&known, settings),
        },
    }))
}
