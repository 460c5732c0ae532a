//! Appointments: by number, by day and by being expected; and as a viewer may see them.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::mask::hidden;
use super::super::snapshot::Snapshot;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::By;
use super::tied::Secret;
use super::{about, subjects};
use crate::domain::act::{CommitResult, Done};
use crate::domain::appointment::{Appointment, AppointmentFact, AppointmentView, Arranged};
use crate::domain::entry::{Stream, What};
use crate::domain::item::{AppointmentId, Item};
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

const BY_DAY: u8 = b'd';
const PLANNED: u8 = b'o';

stored!(AppointmentFact);
acts!(Appointment, AppointmentId, AppointmentFact => act(tables, by));

impl Aggregate for Appointment {
    type Fact = AppointmentFact;

    const TABLE: Table = Table::Appointments;
    const NAME: &'static str = "appointment";

    fn stream(number: u32) -> Stream {
        Stream::Appointment(AppointmentId(number))
    }

    entry!(Appointment(AppointmentFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a AppointmentFact>) -> Option<Self> {
        Self::replay(facts)
    }

    fn encode(&self) -> Result<Vec<u8>, StoreError> {
        encode(self)
    }

    fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        decode(Self::TABLE.name(), bytes)
    }

    fn heads(&self) -> Vec<Vec<u8>> {
        let day = key::date(self.arranged.day);
        let planned = self.is_planned().then(|| aggregates::head(PLANNED, &day));
        std::iter::once(aggregates::head(BY_DAY, &day))
            .chain(planned)
            .collect()
    }

    fn secret(&self, tables: &dyn ReadTables) -> Result<Vec<Secret>, StoreError> {
        about::secret_of(tables, self.arranged.case)
    }

    fn bare(fact: &AppointmentFact, _tells: &dyn Fn(Item) -> bool) -> Option<AppointmentFact> {
        let bare = |arranged: &Arranged| {
            Box::new(Arranged {
                about: hidden(&arranged.about),
                note: hidden(&arranged.note),
                ..arranged.clone()
            })
        };
        Some(match fact {
            AppointmentFact::Made(arranged) => AppointmentFact::Made(bare(arranged)),
            AppointmentFact::Altered(arranged) => AppointmentFact::Altered(bare(arranged)),
            AppointmentFact::Cancelled(reason) => AppointmentFact::Cancelled(hidden(reason)),
            AppointmentFact::Missed(known) => AppointmentFact::Missed(hidden(known)),
            AppointmentFact::Came => return None,
        })
    }

    fn telling(tables: &dyn ReadTables, _case: CaseNumber) -> Result<Vec<u32>, StoreError> {
        aggregates::under::<Self>(tables, &[Self::ROW])
    }

    fn is_held_back(&self, tables: &dyn ReadTables, viewer: &Viewer) -> Result<bool, StoreError> {
        Ok(!subjects::may_know_of(tables, &self.arranged, viewer)?)
    }
}

/// Makes an appointment, or does something about one.
fn act(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    id: Option<AppointmentId>,
    fact: &AppointmentFact,
) -> Result<CommitResult, StoreError> {
    let refused = |refusal| Ok(CommitResult::Refused(refusal));
    let viewer = Viewer::new(by.who);
    let old = match id {
        None => None,
        Some(id) => match aggregates::get::<Appointment>(tables, id.0)? {
            Some(old) if old.is_held_back(tables, &viewer)? => {
                return refused(Refusal::new(Reason::NotForThisViewer));
            }
            Some(old) => Some(old),
            None => return refused(Refusal::about("appointment", Reason::NotFound)),
        },
    };
    let arranged: Option<&Arranged> = match fact {
        AppointmentFact::Made(it) | AppointmentFact::Altered(it) => Some(it),
        AppointmentFact::Cancelled(_) | AppointmentFact::Came | AppointmentFact::Missed(_) => None,
    };
    // What he may not read he would not find again.
    if let Some(arranged) = arranged
        && !subjects::may_know_of(tables, arranged, &viewer)?
    {
        return refused(Refusal::about("about_case", Reason::NotForThisViewer));
    }
    let decided = match (&old, fact) {
        (None, AppointmentFact::Made(arranged)) => Appointment::made(arranged),
        (Some(old), fact) => old.apply(fact),
        (None, _) => Err(Refusal::about("appointment", Reason::NotFound)),
    };
    let next = match decided {
        Ok(next) => next,
        Err(refusal) => return refused(refusal),
    };
    let id = match id {
        Some(id) => id,
        None => AppointmentId(aggregates::next::<Appointment>(tables)?),
    };
    aggregates::keep(tables, by, id.0, fact, old.as_ref(), &next)?;
    Ok(CommitResult::Done(Done::Appointment(id)))
}

impl Snapshot<'_> {
    /// Gives the appointments from one day to another, both included, by day and hour.
    pub fn appointments(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<AppointmentView>, StoreError> {
        let days = (Some(from), to);
        self.appointments_of(BY_DAY, days, viewer)
    }

    /// Gives the appointments up to a day whose visitor is still expected, by day and hour.
    pub fn planned_appointments(
        &self,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<AppointmentView>, StoreError> {
        self.appointments_of(PLANNED, (None, to), viewer)
    }

    fn appointments_of(
        &self,
        kind: u8,
        (from, to): (Option<NaiveDate>, NaiveDate),
        viewer: &Viewer,
    ) -> Result<Vec<AppointmentView>, StoreError> {
        let mut found = Vec::new();
        for number in aggregates::between::<Appointment>(self.tables, kind, from, to, false)? {
            let Some(appointment) = aggregates::get::<Appointment>(self.tables, number)? else {
                continue;
            };
            let held_back = appointment.is_held_back(self.tables, viewer)?;
            let view = AppointmentView {
                id: AppointmentId(number),
                appointment,
                locked: false,
            };
            found.push(if held_back { view.held_back() } else { view });
        }
        found.sort_by_key(|it| {
            let arranged = &it.appointment.arranged;
            (arranged.day, arranged.time, it.id)
        });
        Ok(found)
    }
}
