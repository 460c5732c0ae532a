//! The answers of a snapshot over its tables.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::clock::clocks;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Class;
use crate::domain::entry::Stream;
use crate::domain::force::Forces;
use crate::domain::grid::node::GridNode;
use crate::domain::grid::tree::GridTree;
use crate::domain::lawyer::{Booking, BookingId, Lawyer, LawyerDay, LawyerId};
use crate::domain::number::{CaseNumber, ExternalNumber, QueryCode};
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::projection::{Projection, ReadRows};
use crate::domain::queue::{CaseRow, Counts, QueuePage, QueueQuery};
use crate::domain::view::{CaseView, LawyersView, PersonView, Tally};
use crate::domain::viewer::Viewer;
use crate::store::engine::external::{bearers_of_any_kind, imported_as};
use crate::store::engine::index::{self};
use crate::store::engine::law::Law;
use crate::store::engine::projected::RowsAt;
use crate::store::engine::{
    bookings, cards, codes, counts, grid, knowing, meta, orders, people, rows,
};
use crate::store::error::StoreError;
use crate::store::findings::Findings;
use crate::store::key;
use crate::store::tables::{ReadTables, Table, scan_prefix};
use crate::store::verify;

/// How many other cases of a person a case shows.
const OTHERS: usize = 20;
mod calls;
mod checklists;
mod duty;
mod education;
mod figures;
mod handovers;
mod history;
mod joints;
mod last;
mod lawyers;
mod meetings;
mod page;
mod prevention;
mod saves;
mod sealed;
mod whistles;

/// How many cases a person's card shows.
const CASES: usize = 200;

/// A snapshot over tables read at one instant.
pub struct Snapshot<'a> {
    /// The tables.
    pub(crate) tables: &'a dyn ReadTables,
    /// What clocks are computed with.
    pub(crate) law: Law,
    /// The projections whose rows stand beside the records.
    pub(crate) projections: &'a [Arc<dyn Projection>],
}

impl Snapshot<'_> {
    /// Gives how many transactions there were.
    pub fn revision(&self) -> Result<u64, StoreError> {
        meta::revision(self.tables)
    }

    /// Gives a case as `viewer` may see it.
    pub fn case(&self, number: CaseNumber, viewer: &Viewer) -> Result<Option<Case>, StoreError> {
        Ok(rows::recovered(self.tables, number)?.map(|case| case.seen_by(viewer)))
    }

    /// Gives a case as one row of a list.
    pub fn row(&self, number: CaseNumber, viewer: &Viewer) -> Result<Option<CaseRow>, StoreError> {
        rows::listed(self.tables, &self.law, number, viewer)
    }

    /// Gives a person's card: that of who stands for him, where his own went into another; `None`
    /// where `viewer` may not know of him.
    pub fn person(&self, id: PersonId, viewer: &Viewer) -> Result<Option<Person>, StoreError> {
        if !self.knows(id, viewer)? {
            return Ok(None);
        }
        people::recovered(self.tables, people::survivor(self.tables, id)?)
    }

    /// Tells whether `viewer` may know of a person: not of one all of whose matters are held back
    /// from him (条例 30 ¶3).
    pub fn knows(&self, id: PersonId, viewer: &Viewer) -> Result<bool, StoreError> {
        knowing::may_know(self.tables, id, viewer)
    }

    /// Gives who stands for a person after merges; himself, where his card stands.
    pub fn survivor(&self, id: PersonId) -> Result<PersonId, StoreError> {
        people::survivor(self.tables, id)
    }

    /// Gives a page of the queue.
    pub fn page(&self, query: &QueueQuery, viewer: &Viewer) -> Result<QueuePage, StoreError> {
        match query.filter.person {
            Some(person) => self.page_of_person(person, query, viewer),
            None => self.page_of_index(query, viewer),
        }
    }

    /// Gives the cases of a person that `viewer` may read, the newest first, at most `limit`.
    pub fn cases_of(
        &self,
        person: PersonId,
        limit: usize,
        viewer: &Viewer,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let mut numbers = self.numbers_of(person)?;
        numbers.reverse();
        let mut found = Vec::new();
        for number in numbers {
            let Some(case) = rows::recovered(self.tables, number)? else {
                continue;
            };
            // Beside a name, the number alone would tell who brought an accusation.
            if !case.is_open_to(viewer) {
                continue;
            }
            found.push(rows::row(self.tables, &self.law, &case, viewer)?);
            if found.len() == limit {
                break;
            }
        }
        Ok(found)
    }

    /// Gives the cases that bear a number of another system, of whatever kind, the earliest first.
    pub fn by_external(&self, value: &str) -> Result<Vec<CaseNumber>, StoreError> {
        bearers_of_any_kind(self.tables, value)
    }

    /// Gives the case as which an imported row is here already: by its external numbers, else by
    /// its fingerprint.
    pub fn imported_as(
        &self,
        external: &[ExternalNumber],
        fingerprint: [u8; 16],
    ) -> Result<Option<CaseNumber>, StoreError> {
        imported_as(self.tables, external, fingerprint)
    }

    /// Gives the person as whom an imported card is here already, as far as everybody may know.
    pub fn known_as(
        &self,
        card: &Person,
        fingerprint: [u8; 16],
    ) -> Result<Option<PersonId>, StoreError> {
        cards::known_as(self.tables, card, fingerprint)
    }

    /// Tells how often a person came, and when last, as far as `viewer` may know: a matter that is
    /// not open to him is not counted.
    pub fn tally(&self, id: PersonId, viewer: &Viewer) -> Result<Tally, StoreError> {
        let mut tally = Tally::default();
        let members = self.members(id)?;
        for number in self.numbers_of(id)? {
            let Some(case) = rows::recovered(self.tables, number)? else {
                continue;
            };
            // What is part of another case is counted there.
            if case.merge.into.is_some() || !case.is_open_to(viewer) {
                continue;
            }
            tally.cases += 1;
            if case.is_running() {
                tally.open += 1;
                if tally.running.len() < Tally::NAMED {
                    tally.running.push(number);
                }
            }
            let visits = case.all_visits().into_iter();
            let his = visits.filter(|visit| members.contains(&visit.person));
            let last = his.filter_map(|visit| visit.received_at).max();
            tally.last_visit = tally.last_visit.max(last);
        }
        Ok(tally)
    }

    /// Gives the code by which the petitioner asks after a case (查询码).
    pub fn query_code(&self, number: CaseNumber) -> Result<QueryCode, StoreError> {
        codes::code_of(self.tables, number)
    }

    /// Gives the cases that are asked after by a code, the earliest first; hardly ever more than
    /// one.
    pub fn by_query_code(&self, code: &QueryCode) -> Result<Vec<CaseNumber>, StoreError> {
        codes::cases_of(self.tables, code)
    }

    /// Gives a case with everything that stands beside it.
    pub fn case_view(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Option<CaseView>, StoreError> {
        let Some(whole) = rows::recovered(self.tables, number)? else {
            return Ok(None);
        };
        let clocks = clocks::clocks(&whole, &self.law.calendar, &self.law.settings);
        let open = whole.is_open_to(viewer);
        let case = whole.seen_by(viewer);
        let row = rows::row(self.tables, &self.law, &whole, viewer)?;
        let mut person = Person::default();
        let mut others = Vec::new();
        let mut petitions = Vec::new();
        if open {
            for case in orders::petitions(self.tables, &whole, viewer)? {
                petitions.push(rows::row(self.tables, &self.law, &case, viewer)?);
            }
            person = self.person(whole.petitioner, viewer)?.unwrap_or_default();
            others = self.cases_of(whole.petitioner, OTHERS + 1, viewer)?;
            others.retain(|other| other.number != number);
        }
        let chain = if open && whole.matter.class != Class::Accusation {
            self.chain(&row.village, person.address.as_deref())?
        } else {
            Vec::new()
        };
        let history = self.history(Stream::Case(number), viewer)?;
        Ok(Some(CaseView {
            case,
            row,
            person,
            clocks,
            history,
            others,
            chain,
            joint: self.pledges_of(number, viewer)?,
            whistles: self.whistles_of(number, viewer)?,
            tasks: self.tasks_of(number, viewer)?,
            settings: (*self.law.settings).clone(),
            petitions,
            calls: self.calls_of(number, viewer)?,
            forces: if open {
                self.forces()?
            } else {
                Forces::default()
            },
            calendar: self.law.calendar.clone(),
        }))
    }

    /// Gives a person with his cases.
    pub fn person_view(
        &self,
        id: PersonId,
        viewer: &Viewer,
    ) -> Result<Option<PersonView>, StoreError> {
        let id = people::survivor(self.tables, id)?;
        let Some(person) = self.person(id, viewer)? else {
            return Ok(None);
        };
        let cases = self.cases_of(id, CASES, viewer)?;
        let history = self.history(Stream::Person(id), viewer)?;
        Ok(Some(PersonView {
            id,
            person,
            cases,
            history,
        }))
    }

    /// Gives the lawyers' days from one day to another, both included; of a booking about a matter
    /// that is held back from `viewer` only its time stands there.
    pub fn lawyers_view(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<LawyersView, StoreError> {
        let mut bookings = self.bookings(from, to)?;
        for (_, booking) in &mut bookings {
            if let Some(number) = booking.case
                && !self.is_open(number, viewer)?
            {
                booking.hold_back();
            }
        }
        Ok(LawyersView {
            firms: self.firms(&bookings, viewer)?,
            lawyers: self.lawyers()?,
            days: self.lawyer_days(from, to)?,
            bookings,
            calendar: self.law.calendar.clone(),
            fields: self.law.settings.law_fields.clone(),
            months: Vec::new(),
        })
    }

    /// Gives the live counts on `today`.
    pub fn counts(&self, today: NaiveDate) -> Result<Counts, StoreError> {
        counts::counts(self.tables, today, self.law.settings.due_soon_days)
    }

    /// Gives the grid.
    pub fn grid(&self) -> Result<GridTree, StoreError> {
        grid::tree(self.tables).map(Arc::unwrap_or_clone)
    }

    /// Gives the working calendar with its imported lists.
    pub fn calendar(&self) -> Result<WorkingCalendar, StoreError> {
        Ok(self.law.calendar.clone())
    }

    /// Gives every lawyer.
    pub fn lawyers(&self) -> Result<Vec<(LawyerId, Lawyer)>, StoreError> {
        bookings::read::lawyers(self.tables)
    }

    /// Gives the lawyer days set by hand, from one day to another, both included.
    pub fn lawyer_days(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<LawyerDay>, StoreError> {
        bookings::read::days(self.tables, from, to)
    }

    /// Gives the bookings from one day to another, both included.
    pub fn bookings(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(BookingId, Booking)>, StoreError> {
        bookings::read::bookings(self.tables, from, to)
    }

    /// Gives the rows of a projection.
    pub fn rows(&self, projection: &'static str) -> Box<dyn ReadRows + '_> {
        Box::new(RowsAt {
            tables: self.tables,
            table: Table::Rows(projection),
        })
    }

    /// Calls `visit` with every person, in order of number; whether a viewer may know of one is
    /// asked of [`Self::knows`].
    pub fn each_person(
        &self,
        visit: &mut dyn FnMut(PersonId, &Person) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        people::each(self.tables, visit)
    }

    /// Proves history against state, indexes against records, and the chain of entries.
    pub fn verify(&self, progress: &mut dyn FnMut(u64)) -> Result<Findings, StoreError> {
        verify::verify(self.tables, &self.law, self.projections, progress)
    }
}

impl Snapshot<'_> {
    /// Gives whoever is one person with `id`, after merges.
    fn members(&self, id: PersonId) -> Result<Vec<PersonId>, StoreError> {
        people::members(self.tables, people::survivor(self.tables, id)?)
    }

    /// Gives the numbers of a person's cases, rising, each once.
    fn numbers_of(&self, id: PersonId) -> Result<Vec<CaseNumber>, StoreError> {
        let mut numbers = Vec::new();
        for member in self.members(id)? {
            let head = key::person(member);
            scan_prefix(self.tables, Table::PersonCases, &head, &mut |key, _| {
                numbers.push(index::number(key)?);
                Ok(true)
            })?;
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    fn is_open(&self, number: CaseNumber, viewer: &Viewer) -> Result<bool, StoreError> {
        let case = rows::recovered(self.tables, number)?;
        Ok(case.is_some_and(|case| case.is_open_to(viewer)))
    }

    /// Gives the grid from the village up to the town; a village that only the address names
    /// counts too.
    fn chain(&self, village: &str, address: Option<&str>) -> Result<Vec<GridNode>, StoreError> {
        let tree = grid::tree(self.tables)?;
        let village = tree
            .village_named(village)
            .or_else(|| address.and_then(|address| tree.village_in(address)));
        let micro = |village: &GridNode| tree.micro_in(&village.code, address?);
        let node = village.and_then(|it| micro(it).or(village));
        Ok(node.map_or_else(Vec::new, |node| {
            tree.chain(&node.code).into_iter().cloned().collect()
        }))
    }
}
