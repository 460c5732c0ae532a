//! 法定途径: the legal roads, each counted to its last day where the start is known.

use chrono::NaiveDate;

use crate::domain::calendar::WorkingCalendar;
use crate::domain::moment::Moment;
use crate::domain::road::{Road, RoadEnd};
use crate::domain::settings::Settings;

/// Gives every road that is law on the day `on`, in the table's order, with its last day counted from
/// `from`.
pub fn ends(
    roads: &[Road],
    on: NaiveDate,
    from: Option<Moment>,
    calendar: &WorkingCalendar,
    town: &Settings,
) -> Vec<RoadEnd> {
    let end = |road: &Road| from.and_then(|start| road.last_day(start, calendar, town));
    roads
        .iter()
        .filter(|road| road.in_force.contains(on))
        .map(|road| RoadEnd {
            end: end(road),
            road: road.clone(),
        })
        .collect()
}
