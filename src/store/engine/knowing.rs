//! Of whom a viewer may know at all (条例 30 ¶3).

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, scan_prefix};
use super::{chain, index, people, rows};
use crate::domain::entry::Stream;
use crate::domain::moment::Moment;
use crate::domain::person::id::PersonId;
use crate::domain::viewer::Viewer;

/// Tells whether `viewer` may know of a person. Whoever is there for nothing but matters that are
/// held back from him is absent: a name without a matter beside a locked row would tell who accused.
/// Whoever was on the books before stays on them: that he is gone would tell it as well. Reads cases
/// of the person until one is open.
pub(crate) fn may_know(
    tables: &dyn ReadTables,
    id: PersonId,
    viewer: &Viewer,
) -> Result<bool, StoreError> {
    let mut first_held_back: Option<Moment> = None;
    let mut open = false;
    let members = people::members(tables, people::survivor(tables, id)?)?;
    for member in &members {
        let head = key::person(*member);
        scan_prefix(tables, Table::PersonCases, &head, &mut |key, _| {
            if let Some(case) = rows::recovered(tables, index::number(key)?)? {
                open = case.is_open_to(viewer);
                if !open {
                    let since = case.registered_at;
                    first_held_back = Some(first_held_back.map_or(since, |it| it.min(since)));
                }
            }
            Ok(!open)
        })?;
        if open {
            return Ok(true);
        }
    }
    let Some(first) = first_held_back else {
        return Ok(true);
    };
    for member in members {
        let entries = chain::history(tables, Stream::Person(member))?;
        if entries.first().is_some_and(|it| it.when < first) {
            return Ok(true);
        }
    }
    Ok(false)
}
