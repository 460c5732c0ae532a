//! What the clocks of this store are computed with.

use std::sync::Arc;

use super::super::error::StoreError;
use super::super::tables::ReadTables;
use super::chain;
use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::clock::clocks::{self, Due};
use crate::domain::case::fact::state::Case;
use crate::domain::entry::{Stream, What};
use crate::domain::settings::Settings;

/// What the clocks are computed with.
#[derive(Debug, Clone)]
pub(crate) struct Law {
    /// The working calendar with its imported lists.
    pub(crate) calendar: WorkingCalendar,
    /// The town's settings.
    pub(crate) settings: Arc<Settings>,
}

impl Law {
    /// Reads the calendar's imported lists.
    pub(crate) fn read(tables: &dyn ReadTables, settings: &Settings) -> Result<Self, StoreError> {
        let mut calendar = WorkingCalendar::built_in();
        for entry in chain::history(tables, Stream::Calendar)? {
            if let What::Calendar(list) = entry.what {
                calendar = calendar
                    .with_list(&list)
                    .map_err(|error| StoreError::Damaged(format!("calendar: {error}")))?;
            }
        }
        Ok(Self {
            calendar,
            settings: Arc::new(settings.clone()),
        })
    }

    /// Gives a case's earliest open legal clock.
    pub(crate) fn due(&self, case: &Case) -> Option<Due> {
        clocks::due(case, &self.calendar, &self.settings)
    }
}
