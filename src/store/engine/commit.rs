//! Acts, decided and written in one transaction.

use std::sync::Arc;

use super::super::error::StoreError;
use super::super::tables::{Table, WriteTables};
use super::aggregates::{Does, Work};
use super::batch::{Batch, By};
use super::law::Law;
use super::overlay::Overlay;
use super::projected::RowsOf;
use super::saves::Stamped;
use super::{
    bookings, calls, cards, chain, checks, duty, follow_ups, forces, grid, looks, merge, meta,
    operators, overtaken, people, register, reports, saves, signs, whistles,
};
use crate::domain::act::{Act, Action, CommitResult, Done};
use crate::domain::call::state::CallFact;
use crate::domain::case::fact::step::Step;
use crate::domain::entry::{Stream, What};
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::operator::OperatorFact;
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
) -> Result<Vec<CommitResult>, StoreError> {
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
    // That something was looked at changes nothing that another window shows.
    let changing = || {
        acts.iter()
            .filter(|act| !matches!(act.action, Action::Look(_)))
    };
    if acts.is_empty() || changing().next().is_some() {
        meta::revise(&mut overlay)?;
    }
    let done = outcomes.iter().zip(acts);
    let done = done.filter(|(outcome, act)| {
        matches!(outcome, CommitResult::Done(_)) && !is_of_nobody(&act.action)
    });
    if let Some(when) = done.map(|(_, act)| act.when).max() {
        meta::note_act(&mut overlay, when)?;
    }
    overlay.flush()?;
    Ok(outcomes)
}

/// Tells whether an action is not to be held against the clock: a look, and what somebody did who proved
/// nothing.
const fn is_of_nobody(action: &Action) -> bool {
    matches!(
        action,
        Action::Look(_)
            | Action::Operator {
                fact: OperatorFact::Failed(_) | OperatorFact::PinFailed(_),
                ..
            }
    )
}

/// Makes the dispatch of a deed: of the kinds that stand here, and of the table's rows.
macro_rules! performed {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        fn perform(
            tables: &mut dyn WriteTables,
            batch: &mut Batch,
            law: &mut Law,
            act: &Act,
        ) -> Result<CommitResult, StoreError> {
            let by = By {
                who: &act.who,
                when: act.when,
            };
            // Nobody's leaving keeps what he looked at from being written down.
            if let Action::Look(look) = &act.action {
                return looks::write(tables, by, look);
            }
            if let Some(refusal) = operators::refuses(tables, act)? {
                return Ok(CommitResult::Refused(refusal));
            }
            match &act.action {
                Action::Once { save, action } => {
                    if let Some(known) = saves::known(tables, save, action)? {
                        return Ok(known);
                    }
                    let act = Act {
                        who: act.who.clone(),
                        when: act.when,
                        action: (**action).clone(),
                    };
                    perform(&mut Stamped::new(tables, save), batch, law, &act)
                }
                Action::Over { seen, action } => {
                    if let Some(now) = overtaken::overtaken(tables, *seen, action)? {
                        return Ok(CommitResult::Conflict { now });
                    }
                    let act = Act {
                        who: act.who.clone(),
                        when: act.when,
                        action: (**action).clone(),
                    };
                    perform(tables, batch, law, &act)
                }
                Action::Register(registration) => {
                    let came = register::register(tables, batch, law, by, registration)?;
                    if let (CommitResult::Done(Done::Registered { number, .. }), Some(due)) =
                        (&came, &registration.order_due)
                    {
                        follow_ups::set_for_order(tables, by, *number, due)?;
                    }
                    Ok(came)
                }
                Action::Step {
                    case,
                    expected,
                    step,
                } => register::step(tables, batch, law, by, *case, *expected, step),
                Action::Steps {
                    case,
                    expected,
                    steps,
                } => together(tables, batch, law, by, (*case, *expected), steps),
                Action::Person { id, fact } => Ok(match people::correct(tables, batch, by, *id, fact)? {
                    Ok(()) => CommitResult::Done(Done::Kept),
                    Err(refusal) => CommitResult::Refused(refusal),
                }),
                Action::Know {
                    person,
                    fingerprint,
                } => cards::know(tables, batch, by, person, *fingerprint),
                Action::Grid(edit) => grid::edit(tables, batch, by, edit),
                Action::Lawyer { id, lawyer } => bookings::lawyer(tables, law, by, *id, lawyer),
                Action::LawyerDay(day) => bookings::day(tables, by, day),
                Action::NewLawyers(come) => {
                    let mut within = Overlay::new(tables);
                    let came = bookings::newcomers(&mut within, law, by, come)?;
                    if matches!(came, CommitResult::Done(_)) {
                        within.flush()?;
                    }
                    Ok(came)
                }
                Action::Booking { id, fact } => bookings::booking(tables, by, *id, fact),
                Action::Consultation { booking, outcome } => {
                    let mut within = Overlay::new(tables);
                    let made = bookings::booking(&mut within, by, None, booking)?;
                    let CommitResult::Done(Done::Booking(id)) = made else {
                        return Ok(made);
                    };
                    let ended = bookings::booking(&mut within, by, Some(id), outcome)?;
                    if matches!(ended, CommitResult::Done(_)) {
                        within.flush()?;
                    }
                    Ok(ended)
                }
                Action::Duty { day, fact } => duty::act(tables, law, by, *day, fact),
                Action::Leader(leader) => duty::leader(tables, by, leader),
                Action::RegisterOf {
                    origin,
                    registration,
                } => {
                    let came = register::register(tables, batch, law, by, registration)?;
                    if let CommitResult::Done(Done::Registered { number, .. }) = came {
                        link_origin(tables, batch, law, by, *origin, number)?;
                    }
                    Ok(came)
                }
                Action::CheckIn { day, report, why } => {
                    checks::act(tables, batch, law, by, *day, report, why.as_deref())
                }
                Action::Force(card) => forces::force(tables, by, card),
                Action::Report { sheet, reason } => reports::issue(tables, by, sheet, reason),
                Action::Calendar(list) => match law.calendar.with_list(list) {
                    Ok(calendar) => {
                        let what = What::Calendar(list.clone());
                        chain::append(tables, Stream::Calendar, by.who, by.when, what)?;
                        let before = law.clone();
                        law.calendar = calendar;
                        register::recount(tables, batch, &before, law, list)?;
                        Ok(CommitResult::Done(Done::Kept))
                    }
                    Err(error) => Ok(CommitResult::Refused(Refusal::new(Reason::CalendarList(
                        error,
                    )))),
                },
                Action::Look(look) => looks::write(tables, by, look),
                Action::Merge(it) => merge::merge(tables, batch, law, by, it),
                Action::Split(it) => merge::split(tables, batch, law, by, *it),
                Action::Reveal { what, why } => {
                    let what = What::Reveal {
                        what: what.clone(),
                        why: why.clone(),
                    };
                    chain::append(tables, Stream::Reveals, by.who, by.when, what)?;
                    Ok(CommitResult::Done(Done::Kept))
                }
                $($($($(Action::$kind { id, fact } => {
                    let work = Work { tables, batch, law, by };
                    let action: &$action = fact;
                    <$thing as Does>::act(work, *id, action)
                })?)?)?)+
            }
        }
    };
}

each_kept!(performed);

/// Takes steps of a case one after another, each decided on what the one before it left; where one is
/// refused, none was taken.
fn together(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    (number, expected): (CaseNumber, u32),
    steps: &[Step],
) -> Result<CommitResult, StoreError> {
    let mut within = Overlay::new(tables);
    let mut gathered = batch.part();
    let mut last = CommitResult::Refused(Refusal::new(Reason::NothingChanged));
    for (expected, step) in (expected..).zip(steps) {
        last = register::step(&mut within, &mut gathered, law, by, number, expected, step)?;
        if !matches!(last, CommitResult::Done(_)) {
            return Ok(last);
        }
    }
    within.flush()?;
    batch.append(gathered);
    Ok(last)
}

/// Tells what a registration comes of its number. A matter is registered whatever became of that
/// meanwhile: what it refuses is let be.
fn link_origin(
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
