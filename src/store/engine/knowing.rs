//! Of whom a viewer may know at all (条例 30 ¶3).

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, scan_prefix};
use super::people::Received;
use super::{index, people, rows};
use crate::domain::person::id::PersonId;
use crate::domain::person::recognised::Recognised;
use crate::domain::viewer::Viewer;

/// Gives of whoever came what `viewer` may hear: of one who is absent for him nothing, as if the card
/// were new.
pub(crate) fn heard(
    tables: &dyn ReadTables,
    mut received: Received,
    viewer: &Viewer,
) -> Result<Received, StoreError> {
    if !may_know(tables, received.id, viewer)? {
        received.known = false;
        received.recognised.clear();
        return Ok(received);
    }
    let mut heard = Vec::new();
    for it in received.recognised {
        let absent = match &it {
            Recognised::IdOfAnother(id, _) => !may_know(tables, *id, viewer)?,
            Recognised::PhoneAdded | Recognised::Differs(..) | Recognised::Namesakes(_) => false,
        };
        if !absent {
            heard.push(it);
        }
    }
    received.recognised = heard;
    Ok(received)
}

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
