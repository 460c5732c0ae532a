//! The lists of a day or a week: the cases that stand in them are read, and no others than those that
//! the same days touched.

use std::collections::BTreeMap;

use super::summed::Summed;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::sums::group::Group;
use crate::domain::case::clock::sums::tally::Slot;
use crate::domain::number::CaseNumber;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Reads the cases that a day of the period touched.
///
/// # Errors
/// The store could not be read.
pub fn touched(snapshot: &Snapshot<'_>, summed: &Summed) -> Result<Vec<CaseFacts>, StoreError> {
    let mut all = Vec::new();
    let (from, to) = (summed.period.from, summed.period.to);
    snapshot.facts_between(from, to, &mut |it| all.push(it))?;
    Ok(all)
}

/// Reads the cases that have a date of the law that ends on the last day that is counted, and stand open
/// then.
///
/// # Errors
/// The store could not be read.
pub fn due(snapshot: &Snapshot<'_>, summed: &Summed) -> Result<Vec<CaseFacts>, StoreError> {
    let until = summed.until();
    let mut all = Vec::new();
    snapshot.facts_between(until, until, &mut |it| all.push(it))?;
    all.retain(|it| it.is_open_on(until));
    Ok(all)
}

/// Reads the cases that are late on the last day that is counted, by the dates over which some are.
///
/// # Errors
/// The store could not be read.
pub fn late(snapshot: &Snapshot<'_>, summed: &Summed) -> Result<Vec<CaseFacts>, StoreError> {
    let until = summed.until();
    let mut all: BTreeMap<CaseNumber, CaseFacts> = BTreeMap::new();
    for (group, tally) in &summed.standing.0 {
        if let Group::Late(_, due) = group
            && tally.of(Slot::Overdue) > 0
        {
            snapshot.facts_late_over(*due, &mut |it| {
                if it.is_overdue_on(until) {
                    all.insert(it.number, it);
                }
            })?;
        }
    }
    Ok(all.into_values().collect())
}
