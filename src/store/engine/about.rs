//! Of which cases a thing tells, and which of them are sealed.

use super::super::error::StoreError;
use super::super::tables::ReadTables;
use super::aggregates;
use super::rows;
use super::tied::Secret;
use super::vault::{self, Of};
use crate::domain::appointment::Appointment;
use crate::domain::call::state::Call;
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::sign::{EarlySign, SignState};
use crate::domain::subject::Subject;
use crate::domain::whistle::state::Whistle;

/// Gives the cases that a thing is, became or is about.
pub(crate) fn cases(tables: &dyn ReadTables, item: Item) -> Result<Vec<CaseNumber>, StoreError> {
    let case = match item {
        Item::Case(number) => Some(number),
        Item::Call(id) => aggregates::get::<Call>(tables, id.0)?.and_then(|it| it.case()),
        Item::Whistle(id) => {
            let whistle = aggregates::get::<Whistle>(tables, id.0)?;
            let sign = whistle.as_ref().and_then(|it| it.raised.sign);
            let mut found = match sign {
                Some(sign) => cases(tables, Item::Sign(sign))?,
                None => Vec::new(),
            };
            found.extend(whistle.and_then(|it| it.case));
            return Ok(found);
        }
        Item::Sign(id) => match aggregates::get::<EarlySign>(tables, id.0)?.map(|it| it.state) {
            Some(SignState::Case(number)) => Some(number),
            _ => None,
        },
    };
    Ok(case.into_iter().collect())
}

/// Gives of what somebody has to be named to read about these.
pub(crate) fn secret(
    tables: &dyn ReadTables,
    items: impl IntoIterator<Item = Item>,
) -> Result<Vec<Secret>, StoreError> {
    let mut found: Vec<Secret> = Vec::new();
    for item in items {
        if found.iter().any(|it| it.item == Some(item)) {
            continue;
        }
        for number in cases(tables, item)? {
            if vault::stands(tables, Of::Case(number))?
                && let Some(case) = rows::bare_or_recovered(tables, number)?
            {
                found.push(Secret {
                    item: Some(item),
                    named: case.named_staff,
                });
            }
        }
    }
    Ok(found)
}

/// Gives the same of what something hangs on.
pub(crate) fn secret_of(
    tables: &dyn ReadTables,
    subject: Option<Subject>,
) -> Result<Vec<Secret>, StoreError> {
    match subject {
        None | Some(Subject::Person(_)) => Ok(Vec::new()),
        Some(Subject::Item(item)) => secret(tables, [item]),
        Some(Subject::Appointment(id)) => {
            let appointment = aggregates::get::<Appointment>(tables, id.0)?;
            secret_of(tables, appointment.and_then(|it| it.arranged.case))
        }
    }
}
