//! Whether the thing about which something was decided has gone on since: told by the journal, whatever
//! kind of thing it is.

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table};
use super::journal::Line;
use super::{chain, ledger};
use crate::domain::act::Action;
use crate::domain::entry::Stream;

/// Gives the length of the history of what an action is about, where that has gone on since the journal
/// had `seen` entries.
pub(crate) fn overtaken(
    tables: &dyn ReadTables,
    seen: u64,
    action: &Action,
) -> Result<Option<u32>, StoreError> {
    let Some(stream) = stream(action.plain()) else {
        return Ok(None);
    };
    let head = key::stream(stream);
    let from = seen.saturating_add(1).to_be_bytes();
    let mut gone_on = false;
    tables.scan(Table::Journal, &from, &[], false, &mut |_, value| {
        let line = Line::read(value)?;
        gone_on = key::entry_of(&line.entry).is_some_and(|(of, _)| of == head);
        Ok(!gone_on)
    })?;
    if !gone_on {
        return Ok(None);
    }
    chain::length(tables, stream).map(Some)
}

/// Gives the history of what is there already and would be altered; none for what is begun.
fn stream(action: &Action) -> Option<Stream> {
    Some(match action {
        Action::Step { case, .. } | Action::Steps { case, .. } => Stream::Case(*case),
        Action::Person { id, .. } => Stream::Person(*id),
        Action::Grid(_) => Stream::Grid,
        Action::Lawyer { id, .. } => Stream::Lawyer((*id)?),
        Action::LawyerDay(_) | Action::NewLawyers(_) => Stream::LawyerDays,
        Action::Booking { id, .. } => Stream::Booking((*id)?),
        Action::Duty { day, .. } => ledger::stream(*day),
        Action::Leader(_) => Stream::Leaders,
        Action::CheckIn { day, .. } => Stream::Checks(*day),
        Action::Force(_) => Stream::Forces,
        Action::Calendar(_) => Stream::Calendar,
        Action::Joint { id, .. } => Stream::Joint((*id)?),
        Action::Meeting { id, .. } => Stream::Meeting((*id)?),
        Action::Handover { id, .. } => Stream::Handover((*id)?),
        Action::Call { id, .. } => Stream::Call((*id)?),
        Action::Sign { id, .. } => Stream::Sign((*id)?),
        Action::Educator { id, .. } => Stream::Educator((*id)?),
        Action::Training { id, .. } => Stream::Training((*id)?),
        Action::Whistle { id, .. } => Stream::Whistle((*id)?),
        Action::Appointment { id, .. } => Stream::Appointment((*id)?),
        Action::FollowUp { id, .. } => Stream::FollowUp((*id)?),
        Action::Operator { id, .. } => Stream::Operator((*id)?),
        Action::Register(_)
        | Action::RegisterOf { .. }
        | Action::Know { .. }
        | Action::Once { .. }
        | Action::Over { .. }
        | Action::Consultation { .. }
        | Action::Reveal { .. }
        | Action::Look(_)
        | Action::Merge(_)
        | Action::Split(_)
        | Action::Report { .. } => return None,
    })
}
