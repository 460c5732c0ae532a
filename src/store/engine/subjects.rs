//! What something is about, and whether a viewer may know of that.

use super::super::error::StoreError;
use super::super::tables::ReadTables;
use super::{aggregates, calls, knowing, rows, signs, whistles};
use crate::domain::appointment::{Appointment, Arranged};
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::sign::SignState;
use crate::domain::subject::Subject;
use crate::domain::viewer::Viewer;

/// Tells whether `viewer` may know of what something is about; of what is not there he may.
pub(crate) fn may_know(
    tables: &dyn ReadTables,
    subject: Subject,
    viewer: &Viewer,
) -> Result<bool, StoreError> {
    match subject {
        Subject::Person(id) => knowing::may_know(tables, id, viewer),
        Subject::Appointment(id) => {
            let appointment = aggregates::get::<Appointment>(tables, id.0)?;
            appointment.map_or(Ok(true), |it| may_know_of(tables, &it.arranged, viewer))
        }
        Subject::Item(Item::Case(number)) => is_open(tables, number, viewer),
        Subject::Item(Item::Call(id)) => {
            let case = calls::call(tables, id)?.and_then(|call| call.case());
            case.map_or(Ok(true), |number| is_open(tables, number, viewer))
        }
        Subject::Item(Item::Whistle(id)) => {
            let Some(whistle) = whistles::whistle(tables, id)? else {
                return Ok(true);
            };
            let sign = whistle
                .raised
                .sign
                .map(|sign| Subject::Item(Item::Sign(sign)));
            Ok(whistle
                .case
                .map_or(Ok(true), |it| is_open(tables, it, viewer))?
                && sign.map_or(Ok(true), |it| may_know(tables, it, viewer))?)
        }
        Subject::Item(Item::Sign(id)) => match signs::sign(tables, id)? {
            Some(sign) if !sign.is_open_to(viewer) => Ok(false),
            Some(sign) => match sign.state {
                SignState::Case(number) => is_open(tables, number, viewer),
                _ => Ok(true),
            },
            None => Ok(true),
        },
    }
}

/// Tells whether `viewer` may know who comes to an appointment, and about what.
pub(crate) fn may_know_of(
    tables: &dyn ReadTables,
    arranged: &Arranged,
    viewer: &Viewer,
) -> Result<bool, StoreError> {
    let person = arranged.person.map(Subject::Person);
    for subject in arranged.case.into_iter().chain(person) {
        if !may_know(tables, subject, viewer)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_open(
    tables: &dyn ReadTables,
    number: CaseNumber,
    viewer: &Viewer,
) -> Result<bool, StoreError> {
    Ok(rows::case(tables, number)?.is_none_or(|case| case.is_open_to(viewer)))
}
