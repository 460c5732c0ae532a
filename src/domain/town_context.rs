//! 本镇: what everything at this desk is counted by: what the town sets itself, the station at which
//! the desk stands among it, the working calendar with the lists that were imported, and the words
//! of triage with the content classes.

use super::calendar::WorkingCalendar;
use super::settings::Settings;
use super::triage::WordList;

/// One town's settings and calendar, for whoever shows or decides something. A new setting is a
/// field of [`Settings`] and reaches everybody through this.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TownContext {
    /// What the town sets itself.
    pub settings: Settings,
    /// The working calendar.
    pub calendar: WorkingCalendar,
    /// The words of triage, with the content classes for which they speak.
    pub triage: WordList,
}
