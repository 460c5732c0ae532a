//! 分类分级: a matter with what its words propose.

use crate::domain::number::CaseNumber;
use crate::domain::triage::WordList;
use crate::domain::view::TriageView;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Gives the matter with its proposal; `None` where there is no such case.
///
/// # Errors
/// The store cannot be read.
pub fn triage(
    it: &Snapshot<'_>,
    number: CaseNumber,
    words: &WordList,
    viewer: &Viewer,
) -> Result<Option<TriageView>, StoreError> {
    let Some(view) = it.case_view(number, viewer)? else {
        return Ok(None);
    };
    Ok(Some(TriageView {
        proposal: words.propose(&view.case.matter),
        view,
    }))
}
