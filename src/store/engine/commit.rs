//! Acts, decided and written in one transaction.

use std::sync::Arc;

use super::super::error::StoreError;
use super::super::tables::{Table, WriteTables};
use super::batch::{Batch, By};
use super::law::Law;
use super::overlay::Overlay;
use super::projected::RowsOf;
use super::{
    bookings, calls, cards, chain, checks, convening, duty, education, forces, grid, handovers,
    joints, merge, meta, people, register, reports, signs, whistles,
};
use crate::domain::act::{Act, Deed, Done, Outcome};
use crate::domain::call::state::CallFact;
use crate::domain::entry::{Stream, What};
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::sign::SignFact;
use crate::domain::projection::Projection;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::whistle::fact::WhistleFact;

/// Performs acts in order; one that is refused writes nothing.
pub(crate) fn commit(
    tables: &mut dyn WriteTables,
    law: &mut Law,
    projections: &[Arc<dyn Projection>],
    acts: &[Act],
) -> Result<Vec<Outcome>, StoreError> {
    let mut batch = Batch::default();
    let mut overlay = Overlay::new(tables);
    let outcomes = acts
        .iter()
        .map(|act| perform(&mut overlay, &mut batch, law, act))
        .collect::<Result<Vec<_>, _>>()?;
    batch.deltas.flush(&mut overlay)?;
    if !batch.changes.is_empty() {
        for projection in projections {
            let table = Table::Rows(projection.name());
            let mut rows = RowsOf {
                tables: &mut overlay,
                table,
            };
            projection.follow(&batch.changes, &mut rows)?;
        }
    }
    meta::revise(&mut overlay)?;
    overlay.flush()?;
    Ok(outcomes)
}

fn perform(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &mut Law,
    act: &Act,
) -> Result<Outcome, StoreError> {
    let by = By {
        who: &act.who,
        when: act.when,
    };
    match &act.deed {
        Deed::Register(registration) => register::register(tables, batch, law, by, registration),
        Deed::Step {
            case,
            expected,
            step,
        } => register::step(tables, batch, law, by, *case, *expected, step),
        Deed::Person { id, fact } => Ok(match people::correct(tables, batch, by, *id, fact)? {
            Ok(()) => Outcome::Done(Done::Kept),
            Err(refusal) => Outcome::Refused(refusal),
        }),
        Deed::Know {
            person,
            fingerprint,
        } => cards::know(tables, batch, by, person, *fingerprint),
        Deed::Grid(edit) => grid::edit(tables, batch, by, edit),
        Deed::Lawyer { id, lawyer } => bookings::lawyer(tables, law, by, *id, lawyer),
        Deed::LawyerDay(day) => bookings::day(tables, by, day),
        Deed::Booking { id, fact } => bookings::booking(tables, by, *id, fact),
        Deed::Joint { id, fact } => joints::act(tables, by, *id, fact),
        Deed::Duty { day, fact } => duty::act(tables, law, by, *day, fact),
        Deed::Leader(leader) => duty::leader(tables, by, leader),
        Deed::Meeting { id, deed } => convening::act(tables, law, by, *id, deed),
        Deed::Handover { id, fact } => handovers::act(tables, by, *id, fact),
        Deed::Call { id, fact } => calls::act(tables, by, *id, fact),
        Deed::RegisterOf {
            origin,
            registration,
        } => {
            let came = register::register(tables, batch, law, by, registration)?;
            if let Outcome::Done(Done::Registered { number, .. }) = came {
                told(tables, batch, law, by, *origin, number)?;
            }
            Ok(came)
        }
        Deed::CheckIn { day, report, why } => {
            checks::act(tables, batch, law, by, *day, report, why.as_deref())
        }
        Deed::Sign { id, fact } => signs::act(tables, batch, by, *id, fact),
        Deed::Educator { id, card } => education::educator(tables, batch, by, *id, card),
        Deed::Training { id, fact } => education::training(tables, by, *id, fact),
        Deed::Force(card) => forces::force(tables, by, card),
        Deed::Report { sheet, reason } => reports::issue(tables, by, sheet, reason),
        Deed::Whistle { id, fact } => whistles::act(tables, batch, law, by, *id, fact),
        Deed::Calendar(list) => match law.calendar.with_list(list) {
            Ok(calendar) => {
                let what = What::Calendar(list.clone());
                chain::append(tables, Stream::Calendar, by.who, by.when, what)?;
                let before = law.clone();
                law.calendar = calendar;
                register::recount(tables, batch, &before, law, list)?;
                Ok(Outcome::Done(Done::Kept))
            }
            Err(error) => Ok(Outcome::Refused(Refusal::new(Reason::CalendarList(error)))),
        },
        Deed::Merge(it) => merge::merge(tables, batch, law, by, it),
        Deed::Split(it) => merge::split(tables, batch, law, by, *it),
        Deed::Reveal { what, why } => {
            let what = What::Reveal {
                what: what.clone(),
                why: why.clone(),
            };
            chain::append(tables, Stream::Reveals, by.who, by.when, what)?;
            Ok(Outcome::Done(Done::Kept))
        }
    }
}

/// Tells what a registration comes of its number. A matter is registered whatever became of that
/// meanwhile: what it refuses is let be.
fn told(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    origin: Item,
    number: CaseNumber,
) -> Result<(), StoreError> {
    let came = match origin {
        Item::Call(id) => calls::act(tables, by, Some(id), &CallFact::Registered(number)),
        Item::Sign(id) => signs::act(tables, batch, by, Some(id), &SignFact::Case(number)),
        Item::Whistle(id) => {
            let fact = WhistleFact::MadeCase(number);
            whistles::act(tables, batch, law, by, Some(id), &fact)
        }
        Item::Case(_) => return Ok(()),
    };
    came.map(|_| ())
}
