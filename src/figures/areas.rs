//! 各管区未办结: the open matters by the area in which their village lies, as the table of a report
//! counts them at the end of the same day.

use chrono::NaiveDate;

use super::known::Places;
use crate::domain::areas_open::AreasOpen;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Counts what stands open on a day.
///
/// # Errors
/// The store could not be read.
pub fn open_by_area(snapshot: &Snapshot<'_>, day: NaiveDate) -> Result<AreasOpen, StoreError> {
    let places = Places::of(&snapshot.grid()?);
    let mut counted = AreasOpen::default();
    snapshot.facts_open_on(day, &mut |facts| {
        let village = facts.village.as_deref();
        let count = match village.and_then(|it| places.area_of(it)) {
            Some(area) => counted.areas.entry(area.name.clone()).or_default(),
            None => &mut counted.elsewhere,
        };
        count.open = count.open.saturating_add(1);
        let late = u32::from(facts.is_overdue_on(day));
        count.overdue = count.overdue.saturating_add(late);
    })?;
    Ok(counted)
}
