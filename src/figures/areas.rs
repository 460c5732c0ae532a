//! 各管区未办结: the open matters by the area in which their village lies, as the table of a report
//! counts them at the end of the same day.

use chrono::NaiveDate;

use super::known::Places;
use crate::domain::areas_open::AreasOpen;
use crate::domain::case::clock::sums::group::Group;
use crate::domain::case::clock::sums::groups::count;
use crate::domain::case::clock::sums::tally::Slot;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Counts what stands open on a day.
///
/// # Errors
/// The store could not be read.
pub fn open_by_area(snapshot: &Snapshot<'_>, day: NaiveDate) -> Result<AreasOpen, StoreError> {
    let places = Places::of(&snapshot.grid()?);
    let mut counted = AreasOpen::default();
    for (group, tally) in &snapshot.standing(day)?.0 {
        let Group::Village(village) = group else {
            continue;
        };
        let village = village.as_deref();
        let area = match village.and_then(|it| places.area_of(it)) {
            Some(area) => counted.areas.entry(area.name.clone()).or_default(),
            None => &mut counted.elsewhere,
        };
        let open = count(tally.of(Slot::Open));
        area.open = area.open.saturating_add(open);
        let late = count(tally.of(Slot::Overdue));
        area.overdue = area.overdue.saturating_add(late);
    }
    Ok(counted)
}
