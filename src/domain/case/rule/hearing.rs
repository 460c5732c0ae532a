//! Who may hear of a case at a table where several sit.

use crate::domain::case::fact::state::Case;
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

impl Case {
    /// Tells whether it is an accusation of any of these persons or units: it is not told where
    /// one of them sits (条例 30 ¶3).
    pub fn is_accusation_of_any<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> bool {
        names.into_iter().any(|name| self.is_accusation_of(name))
    }
}

/// Gives the case of a number among those that are known, for one who may see it.
///
/// # Errors
/// Refuses a number that is not among them, and an accusation that `viewer` may not see.
pub fn open_case<'a>(
    cases: &'a [Case],
    number: CaseNumber,
    viewer: &Viewer,
) -> Result<&'a Case, Refusal> {
    let case = cases.iter().find(|case| case.number == number);
    let case = case.ok_or(Refusal::about("case", Reason::NotFound))?;
    if case.is_open_to(viewer) {
        Ok(case)
    } else {
        Err(Refusal::about("case", Reason::NotForThisViewer))
    }
}
