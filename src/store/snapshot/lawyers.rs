//! Lawyers for a case, and what their days add up to.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::law_field::{Specialist, specialists};
use crate::domain::lawyer::{Booking, BookingId, BookingState, Conflict};
use crate::domain::lawyer_sum::tally;
use crate::domain::lawyer_tally::LawyersTally;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::view::LawyersView;
use crate::domain::viewer::Viewer;
use crate::store::engine::{bookings, conflict, facts, people, rows};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Gives the lawyers for a case, the specialists first; nothing where the case is not open to
    /// `viewer`.
    pub fn specialists(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Vec<Specialist>, StoreError> {
        let Some(case) = rows::recovered(self.tables, number)? else {
            return Ok(Vec::new());
        };
        if !case.is_open_to(viewer) {
            return Ok(Vec::new());
        }
        let matter = &case.matter;
        let text = format!("{} {} {}", matter.summary, matter.request, matter.facts);
        let lawyers = bookings::read::lawyers(self.tables)?;
        let list = &self.law.settings.law_fields;
        let mut found = specialists(list, &lawyers, matter.category, &text);
        let person = people::recovered(self.tables, case.petitioner)?;
        let name = person.map(|person| person.name).unwrap_or_default();
        let book = conflict::Book::read(self.tables)?;
        for it in &mut found {
            let wanted = conflict::Wanted {
                lawyer: it.id,
                name: &name,
                case: Some(number),
            };
            it.conflict = book.conflict(self.tables, &wanted, None, viewer)?;
        }
        Ok(found)
    }

    /// Adds a span of lawyer days up, both ends included, no day after `today`. The counts are the
    /// same for everybody: they name nobody who came.
    pub fn lawyers_tally(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        today: NaiveDate,
    ) -> Result<LawyersTally, StoreError> {
        let mut bookings = bookings::read::bookings(self.tables, from, to)?;
        for (_, booking) in &mut bookings {
            if let Some(person) = booking.person.or(self.petitioner(booking)?) {
                booking.person = Some(people::survivor(self.tables, person)?);
            }
        }
        let granted = self.granted(from, to.min(today))?;
        let view = LawyersView {
            lawyers: bookings::read::lawyers(self.tables)?,
            days: bookings::read::days(self.tables, from, to)?,
            bookings,
            calendar: self.law.calendar.clone(),
            fields: Vec::new(),
            months: Vec::new(),
            firms: Vec::new(),
        };
        Ok(tally(&view, &granted, (from, to), today))
    }

    /// Gives the petitioner of the case that a booking is about, where the booking names him and no
    /// card.
    fn petitioner(&self, booking: &Booking) -> Result<Option<PersonId>, StoreError> {
        let case = match booking.case {
            Some(number) => rows::recovered(self.tables, number)?,
            None => None,
        };
        let Some(id) = case.map(|case| case.petitioner) else {
            return Ok(None);
        };
        let person = people::recovered(self.tables, id)?;
        let named = person.is_some_and(|it| it.name == booking.name);
        Ok(named.then_some(id))
    }

    /// Gives the people to whom legal aid was granted in a span.
    fn granted(&self, from: NaiveDate, to: NaiveDate) -> Result<BTreeSet<PersonId>, StoreError> {
        let mut found = Vec::new();
        let cases = facts::aided(self.tables, from, to)?;
        facts::visit(self.tables, &cases, &mut |facts| {
            let granted = facts.aided.iter();
            let granted = granted.filter(|(on, _)| from <= *on && *on <= to);
            found.extend(granted.map(|(_, person)| *person));
        })?;
        let people = found.into_iter();
        people.map(|it| people::survivor(self.tables, it)).collect()
    }
}

impl Snapshot<'_> {
    /// 利益冲突: gives the bookings to come of which another of the lawyer's firm met the other side,
    /// with the firm, unless it was written down why that does no harm.
    pub(super) fn firms(
        &self,
        bookings: &[(BookingId, Booking)],
        viewer: &Viewer,
    ) -> Result<Vec<(BookingId, String)>, StoreError> {
        let to_come = |booking: &Booking| {
            booking.state == BookingState::Booked && booking.cleared.trim().is_empty()
        };
        let mut found = Vec::new();
        let mut book = None;
        for (id, booking) in bookings.iter().filter(|(_, it)| to_come(it)) {
            let Some(lawyer) = booking.lawyer else {
                continue;
            };
            let book = match &book {
                Some(book) => book,
                None => book.insert(conflict::Book::read(self.tables)?),
            };
            let wanted = conflict::Wanted {
                lawyer,
                name: &booking.name,
                case: booking.case,
            };
            let conflict = book.conflict(self.tables, &wanted, Some(*id), viewer)?;
            if let Some(Conflict::Firm(firm)) = conflict {
                found.push((*id, firm));
            }
        }
        Ok(found)
    }
}
