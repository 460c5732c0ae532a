//! 本镇: what everything at this desk is counted by: what the town sets itself, the station at which
//! the desk stands among it, and the working calendar with the lists that were imported.

use super::calendar::WorkingCalendar;
use super::settings::Settings;

/// One town's settings and calendar, for whoever shows or decides something. A new setting is a
/// field of [`Settings`] and reaches everybody through this.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TownContext {
    /// What the town sets itself.
    pub settings: Settings,
    /// The working calendar.
    pub calendar: WorkingCalendar,
}
