//! Acts, decided and written in one transaction.

use std::sync::Arc;

use super::super::error::StoreError;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::counts::Deltas;
use super::people::{self, By};
use super::{bookings, chain, grid, meta, register};
use crate::domain::act::{Act, Deed, Done, Outcome};
use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::clocks::{self, Due};
use crate::domain::case::state::Case;
use crate::domain::entry::{Stream, What};
use crate::domain::projection::{Changed, Projection, ReadRows, RowsError, WriteRows};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;

/// What the clocks are computed with.
#[derive(Debug, Clone)]
pub(crate) struct Law {
    /// The working calendar with its imported lists.
    pub(crate) calendar: WorkingCalendar,
    /// The town's settings.
    pub(crate) settings: Settings,
}

impl Law {
    /// Reads the calendar's imported lists.
    pub(crate) fn read(
        tables: &(impl ReadTables + ?Sized),
        settings: &Settings,
    ) -> Result<Self, StoreError> {
        let mut calendar = WorkingCalendar::built_in();
        for entry in chain::history(tables, Stream::Calendar)? {
            if let What::Calendar(list) = entry.what {
                calendar = calendar
                    .with_list(&list)
                    .map_err(|error| StoreError::Damaged(format!("calendar: {error}")))?;
            }
        }
        Ok(Self { calendar, settings: settings.clone() })
    }

    /// Gives a case's earliest open legal clock.
    pub(crate) fn due(&self, case: &Case) -> Option<Due> {
        clocks::due(case, &self.calendar, &self.settings)
    }
}

/// What a transaction gathers for its end.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// What projections follow.
    pub(crate) changes: Vec<Changed>,
    /// Changes of the live counts.
    pub(crate) deltas: Deltas,
}

/// Performs acts in order; one that is refused writes nothing.
pub(crate) fn commit(
    tables: &mut impl WriteTables,
    law: &mut Law,
    projections: &[Arc<dyn Projection>],
    acts: &[Act],
) -> Result<Vec<Outcome>, StoreError> {
    let mut batch = Batch::default();
    let outcomes = acts
        .iter()
        .map(|act| perform(tables, &mut batch, law, act))
        .collect::<Result<Vec<_>, _>>()?;
    batch.deltas.flush(tables)?;
    if !batch.changes.is_empty() {
        for projection in projections {
            let table = Table::Rows(projection.name());
            projection.follow(&batch.changes, &mut RowsOf { tables: &mut *tables, table })?;
        }
    }
    meta::revise(tables)?;
    Ok(outcomes)
}

fn perform(
    tables: &mut impl WriteTables,
    batch: &mut Batch,
    law: &mut Law,
    act: &Act,
) -> Result<Outcome, StoreError> {
    let by = By { who: &act.who, when: act.when };
    match &act.deed {
        Deed::Register(registration) => register::register(tables, batch, law, by, registration),
        Deed::Step { case, expected, step } => {
            register::step(tables, batch, law, by, *case, *expected, step)
        }
        Deed::Person { id, fact } => {
            Ok(match people::correct(tables, batch, by, *id, fact)? {
                Ok(()) => Outcome::Done(Done::Kept),
                Err(refusal) => Outcome::Refused(refusal),
            })
        }
        Deed::Grid(edit) => grid::edit(tables, by, edit),
        Deed::Lawyer { id, lawyer } => bookings::lawyer(tables, by, *id, lawyer),
        Deed::LawyerDay(day) => bookings::day(tables, by, day),
        Deed::Booking { id, fact } => bookings::booking(tables, by, *id, fact),
        Deed::Calendar(list) => match law.calendar.with_list(list) {
            Ok(calendar) => {
                let what = What::Calendar(list.clone());
                chain::append(tables, Stream::Calendar, by.who, by.when, what)?;
                law.calendar = calendar;
                Ok(Outcome::Done(Done::Kept))
            }
            Err(error) => Ok(Outcome::Refused(Refusal::new(Reason::CalendarList(error)))),
        },
        Deed::Reveal { what, why } => {
            let what = What::Reveal { what: what.clone(), why: why.clone() };
            chain::append(tables, Stream::Reveals, by.who, by.when, what)?;
            Ok(Outcome::Done(Done::Kept))
        }
    }
}

/// A projection's rows inside the transaction.
pub(crate) struct RowsOf<'a, T> {
    /// The transaction's tables.
    pub(crate) tables: &'a mut T,
    /// The projection's table.
    pub(crate) table: Table,
}

impl<T: WriteTables> ReadRows for RowsOf<'_, T> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, RowsError> {
        Ok(self.tables.get(self.table, key)?)
    }

    fn scan(
        &self,
        prefix: &[u8],
        visit: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<(), RowsError> {
        super::super::tables::scan_prefix(self.tables, self.table, prefix, &mut |key, value| {
            Ok(visit(key, value))
        })
        .map_err(RowsError::from)
    }
}

impl<T: WriteTables> WriteRows for RowsOf<'_, T> {
    fn put(&mut self, key: &[u8], value: &[u8]) -> Result<(), RowsError> {
        Ok(self.tables.put(self.table, key, value)?)
    }

    fn remove(&mut self, key: &[u8]) -> Result<(), RowsError> {
        Ok(self.tables.remove(self.table, key)?)
    }
}
