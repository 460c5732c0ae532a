//! What is checked of a step on the list of what is to be done.

use chrono::NaiveDate;

use crate::domain::case::fact::checklist::{CheckItem, ChecklistKind, ChecklistStep};
use crate::domain::case::fact::state::Case;
use crate::domain::case::rule::check::{needed, within};
use crate::domain::refusal::{Reason, Refusal};

/// The field that names an item.
const POINT: &str = "point";

impl Case {
    /// A list is written in any state; only what is still to be done is ticked or dropped.
    pub(in crate::domain::case) fn may_list(&self, kind: ChecklistKind) -> Result<(), Refusal> {
        match kind {
            ChecklistKind::Add => Ok(()),
            ChecklistKind::Tick | ChecklistKind::Drop => match self.checklist.first_open() {
                Some(_) => Ok(()),
                None => Err(Refusal::about(POINT, Reason::NotFound)),
            },
        }
    }

    /// An item is ticked once, on a day that is not to come.
    pub(in crate::domain::case) fn check_list(
        &self,
        step: &ChecklistStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let open = |point: u32| match self.checklist.at(point).filter(|it| CheckItem::is_open(it)) {
            Some(_) => Ok(()),
            None => Err(Refusal::about(POINT, Reason::NotFound)),
        };
        match step {
            ChecklistStep::Add { items, .. } => needed("items", items),
            ChecklistStep::Tick { point, on } => {
                open(*point)?;
                within("on", *on, self.since(), today)
            }
            ChecklistStep::Drop { point, reason } => {
                open(*point)?;
                needed("reason", reason)
            }
        }
    }
}
