//! 速查: what is asked while a case is heard, read at one instant.

use crate::domain::lawyer_day::coming_wednesday;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{Filter, QueueQuery, Sort};
use crate::domain::road::{Road, RoadEnd, in_order};
use crate::domain::view::LookupView;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// How many similar cases are shown.
const SIMILAR: usize = 10;

/// Gives the case with similar ones, the lawyers of the coming lawyer day and the roads, those that
/// its words ask for and those of its category first; `None` where there is no such case.
///
/// # Errors
/// The store cannot be read.
pub fn lookup(
    it: &Snapshot<'_>,
    number: CaseNumber,
    now: Moment,
    roads: &[Road],
    viewer: &Viewer,
) -> Result<Option<LookupView>, StoreError> {
    let Some(case) = it.case_view(number, viewer)? else {
        return Ok(None);
    };
    let category = case.case.matter.category;
    let query = QueueQuery {
        sort: Sort::Received,
        descending: true,
        filter: Filter {
            village: Some(case.row.village.clone()),
            category,
            ..Filter::default()
        },
        after: None,
        limit: SIMILAR + 1,
    };
    let mut similar = Vec::new();
    if !case.row.village.is_empty() {
        similar = it.page(&query, viewer)?.rows;
        similar.retain(|row| row.number != number);
        similar.truncate(SIMILAR);
    }
    let wednesday = coming_wednesday(now.date());
    let view = it.lawyers_view(wednesday, wednesday, viewer)?;
    let coming: Vec<_> = view.days.iter().filter_map(|day| day.lawyer).collect();
    let lawyers = view.lawyers.into_iter();
    let on = now.date();
    let roads = roads
        .iter()
        .filter(|road| road.in_force.contains(on))
        .cloned();
    let ends = roads.map(|road| RoadEnd { road, end: None });
    let ends = in_order(ends.collect(), category, &case.case.matter.text());
    Ok(Some(LookupView {
        similar,
        wednesday,
        lawyers: lawyers
            .filter(|(id, _)| coming.contains(id))
            .map(|(_, lawyer)| lawyer)
            .collect(),
        roads: ends.into_iter().map(|end| end.road).collect(),
        case,
    }))
}
