//! 凭编号和查询码查询: the card of a matter for one who has both.

use crate::domain::inquiry::Inquiry;
use crate::domain::viewer::Viewer;
use crate::office::matter::with_code;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Gives what may be told to one who has a case's number, in any form, and its 查询码; `None` alike
/// for a wrong code and for a number that there is not. Of an accusation nothing but how it stands.
///
/// # Errors
/// The store cannot be read.
pub fn inquire(
    it: &Snapshot<'_>,
    number: &str,
    code: &str,
    year: u16,
    viewer: &Viewer,
) -> Result<Option<Inquiry>, StoreError> {
    let Some(number) = with_code(it, number, code, year)? else {
        return Ok(None);
    };
    let Some(view) = it.case_view(number, viewer)? else {
        return Ok(None);
    };
    // What was made part of another is dealt with there.
    let whole = match view.row.merged_into {
        Some(into) => it.case_view(into, viewer)?.unwrap_or(view),
        None => view,
    };
    Ok(Some(Inquiry::of(number, &whole)))
}
