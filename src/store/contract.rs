//! What every store can be asked, in the domain's words.

use chrono::NaiveDate;

use self::calls::ReadCalls;
use self::duty::ReadDuty;
use self::education::ReadEducation;
use self::figures::ReadFigures;
use self::handovers::ReadHandovers;
use self::joints::ReadJoints;
use self::lawyers::ReadLawyers;
use self::meetings::ReadMeetings;
use self::prevention::ReadPrevention;
use self::whistles::ReadWhistles;
use super::error::StoreError;
use super::findings::Findings;
use crate::domain::act::{Act, Outcome};
use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::fact::state::Case;
use crate::domain::entry::{Entry, Stream};
use crate::domain::grid::tree::GridTree;
use crate::domain::lawyer::{Booking, BookingId, Lawyer, LawyerDay, LawyerId};
use crate::domain::number::{CaseNumber, ExternalNumber, QueryCode};
use crate::domain::person::{Person, PersonId};
use crate::domain::projection::ReadRows;
use crate::domain::queue::{CaseRow, Counts, QueuePage, QueueQuery};
use crate::domain::view::{CaseView, LawyersView, PersonView, Tally};
use crate::domain::viewer::Viewer;

pub mod calls;
pub mod duty;
pub mod education;
pub mod figures;
pub mod handovers;
pub mod joints;
pub mod lawyers;
pub mod meetings;
pub mod prevention;
pub mod whistles;

/// A store: acts go in, snapshots come out.
pub trait Store: Send + Sync {
    /// Performs acts in order, in one durable transaction; an act that is refused writes nothing.
    ///
    /// # Errors
    /// Nothing at all was written.
    fn commit(&self, acts: &[Act]) -> Result<Vec<Outcome>, StoreError>;

    /// Calls `read` with the store as it stands at one instant.
    fn read(
        &self,
        read: &mut dyn FnMut(&dyn Snapshot) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Gives how many transactions there were; it tells windows of each other's changes.
    fn revision(&self) -> Result<u64, StoreError>;
}

/// Reads one value from a store as it stands now.
pub fn ask<T>(
    store: &dyn Store,
    question: impl Fn(&dyn Snapshot) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut answer = None;
    store.read(&mut |snapshot| {
        answer = Some(question(snapshot)?);
        Ok(())
    })?;
    answer.ok_or_else(|| StoreError::System("the store did not answer".to_owned()))
}

/// A store as it stands at one instant; what is read of each further kind of thing stands in a
/// trait of its own.
pub trait Snapshot:
    ReadDuty
    + ReadJoints
    + ReadMeetings
    + ReadHandovers
    + ReadCalls
    + ReadWhistles
    + ReadPrevention
    + ReadEducation
    + ReadLawyers
    + ReadFigures
{
    /// Gives how many transactions there were.
    fn revision(&self) -> Result<u64, StoreError>;

    /// Gives a case as `viewer` may see it.
    fn case(&self, number: CaseNumber, viewer: &Viewer) -> Result<Option<Case>, StoreError>;

    /// Gives a case as one row of a list.
    fn row(&self, number: CaseNumber, viewer: &Viewer) -> Result<Option<CaseRow>, StoreError>;

    /// Gives a person's card: that of who stands for him, where his own went into another.
    fn person(&self, id: PersonId, viewer: &Viewer) -> Result<Option<Person>, StoreError>;

    /// Gives who stands for a person after merges; himself, where his card stands.
    fn survivor(&self, id: PersonId) -> Result<PersonId, StoreError>;

    /// Gives a history, as `viewer` may see it: of an accusation that is not open to him only the
    /// bare steps.
    fn history(&self, stream: Stream, viewer: &Viewer) -> Result<Vec<Entry>, StoreError>;

    /// Gives how many entries a history has, and the SHA-256 link of its last one, on which the next
    /// entry builds; zeros for an empty history.
    fn chain_end(&self, stream: Stream) -> Result<(u32, [u8; 32]), StoreError>;

    /// Gives a page of the queue.
    fn page(&self, query: &QueueQuery, viewer: &Viewer) -> Result<QueuePage, StoreError>;

    /// Gives the cases of a person, the newest first, at most `limit`.
    fn cases_of(
        &self,
        person: PersonId,
        limit: usize,
        viewer: &Viewer,
    ) -> Result<Vec<CaseRow>, StoreError>;

    /// Gives the case that carries a number of another system, of whatever kind.
    fn by_external(&self, value: &str) -> Result<Vec<CaseNumber>, StoreError>;

    /// Gives the case as which an imported row is here already: by its external numbers, else by
    /// its fingerprint.
    fn imported_as(
        &self,
        external: &[ExternalNumber],
        fingerprint: [u8; 16],
    ) -> Result<Option<CaseNumber>, StoreError>;

    /// Gives the person as whom an imported card is here already.
    fn known_as(
        &self,
        card: &Person,
        fingerprint: [u8; 16],
    ) -> Result<Option<PersonId>, StoreError>;

    /// Tells how often a person came, and when last, as far as `viewer` may know: a matter that is
    /// not open to him is not counted.
    fn tally(&self, id: PersonId, viewer: &Viewer) -> Result<Tally, StoreError>;

    /// Gives the code by which the petitioner asks after a case (查询码).
    fn query_code(&self, number: CaseNumber) -> Result<QueryCode, StoreError>;

    /// Gives a case with everything that stands beside it.
    fn case_view(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Option<CaseView>, StoreError>;

    /// Gives a person with his cases.
    fn person_view(&self, id: PersonId, viewer: &Viewer) -> Result<Option<PersonView>, StoreError>;

    /// Gives the lawyers' days from one day to another, both included; of a booking about a matter
    /// that is held back from `viewer` only its time stands there.
    fn lawyers_view(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<LawyersView, StoreError>;

    /// Gives the live counts on `today`.
    fn counts(&self, today: NaiveDate) -> Result<Counts, StoreError>;

    /// Gives the grid.
    fn grid(&self) -> Result<GridTree, StoreError>;

    /// Gives the working calendar with its imported lists.
    fn calendar(&self) -> Result<WorkingCalendar, StoreError>;

    /// Gives every lawyer.
    fn lawyers(&self) -> Result<Vec<(LawyerId, Lawyer)>, StoreError>;

    /// Gives the lawyer days set by hand, from one day to another, both included.
    fn lawyer_days(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<LawyerDay>, StoreError>;

    /// Gives the bookings from one day to another, both included.
    fn bookings(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(BookingId, Booking)>, StoreError>;

    /// Gives the rows of a projection.
    fn rows(&self, projection: &'static str) -> Box<dyn ReadRows + '_>;

    /// Calls `visit` with every person, in order of number.
    fn each_person(
        &self,
        visit: &mut dyn FnMut(PersonId, &Person) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Proves history against state, indexes against records, and the chain of entries.
    fn verify(&self, told: &mut dyn FnMut(u64)) -> Result<Findings, StoreError>;
}
