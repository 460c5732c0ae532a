//! 律师: how often lawyers came, how many of how many firms, in how many cases, and how many people
//! were aided. The sums are those of the lawyers' own pane.

use chrono::NaiveDate;

use crate::domain::lawyer_tally::LawyerTally;
use crate::domain::period::Period;
use crate::domain::sheet::{Base, Figure, Measure};
use crate::domain::value::Value;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Gives the figures of the lawyers' work in a period.
///
/// # Errors
/// The store could not be read.
pub fn figures(
    snapshot: &Snapshot<'_>,
    period: Period,
    today: NaiveDate,
) -> Result<Vec<Figure>, StoreError> {
    let count = |period: Period| {
        let tally = snapshot.lawyers_tally(period.from, period.to, today)?;
        Ok::<_, StoreError>(counted(&tally.sum))
    };
    let now = count(period)?;
    let (before, year_ago) = (count(period.previous())?, count(period.last_year())?);
    let all = now.into_iter().zip(before).zip(year_ago);
    Ok(all
        .map(
            |(((measure, value), (_, previous)), (_, last_year))| Figure {
                base: Base::All,
                measure,
                value,
                previous: Some(previous),
                last_year: Some(last_year),
                cases: Vec::new(),
                marked: Vec::new(),
            },
        )
        .collect())
}

fn counted(sum: &LawyerTally) -> [(Measure, Value); 5] {
    [
        (Measure::LawyerVisits, sum.days),
        (Measure::Lawyers, sum.lawyers),
        (Measure::Firms, sum.firms),
        (Measure::LawyerCases, sum.cases),
        (Measure::Aided, sum.aided),
    ]
    .map(|(measure, n)| (measure, Value::Count(u32::try_from(n).unwrap_or(u32::MAX))))
}
