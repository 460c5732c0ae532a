//! 牟邻热线: the calls that the town took, and those of them that were answered on the spot and are
//! no case.

use crate::domain::call::state::CallOutcome;
use crate::domain::period::Period;
use crate::domain::sheet::{Base, Figure, Measure};
use crate::domain::value::Value;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Gives the figures of the calls in a period.
///
/// # Errors
/// The store could not be read.
pub fn figures(snapshot: &Snapshot<'_>, period: Period) -> Result<Vec<Figure>, StoreError> {
    let now = counted(snapshot, period)?;
    let before = counted(snapshot, period.previous())?;
    let year_ago = counted(snapshot, period.last_year())?;
    let measures = [Measure::Calls, Measure::CallsAnswered];
    let all = measures.into_iter().zip(now).zip(before).zip(year_ago);
    Ok(all
        .map(|(((measure, value), previous), last_year)| Figure {
            base: Base::Hotline,
            measure,
            value,
            previous: Some(previous),
            last_year: Some(last_year),
            cases: Vec::new(),
            marked: Vec::new(),
        })
        .collect())
}

/// Counts the calls of a period, and those that were answered on the spot.
fn counted(snapshot: &Snapshot<'_>, period: Period) -> Result<[Value; 2], StoreError> {
    // Counts look at nobody's names.
    let calls = snapshot.calls(period.from, period.to, &Viewer::new(""))?;
    let answered = calls
        .iter()
        .filter(|it| it.call.card.outcome == CallOutcome::Answered);
    let count = |n: usize| Value::Count(u32::try_from(n).unwrap_or(u32::MAX));
    Ok([count(calls.len()), count(answered.count())])
}
