//! Of whom a viewer may know at all (条例 30 ¶3).

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, scan_prefix};
use super::{index, people, rows};
use crate::domain::person::id::PersonId;
use crate::domain::viewer::Viewer;

/// Tells whether `viewer` may know of a person. Whoever brought nothing but matters that are held
/// back from him is absent: a name without a matter beside a locked row would tell who accused. Reads
/// cases of the person until one is open.
pub(crate) fn may_know(
    tables: &dyn ReadTables,
    id: PersonId,
    viewer: &Viewer,
) -> Result<bool, StoreError> {
    let (mut open, mut held_back) = (false, false);
    for member in people::members(tables, people::survivor(tables, id)?)? {
        let head = key::person(member);
        scan_prefix(tables, Table::PersonCases, &head, &mut |key, _| {
            if let Some(case) = rows::case(tables, index::number(key)?)? {
                open = case.is_open_to(viewer);
                held_back |= !open;
            }
            Ok(!open)
        })?;
        if open {
            return Ok(true);
        }
    }
    Ok(!held_back)
}
