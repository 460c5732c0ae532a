//! What the desk shows of a thing at once, put together from one instant of the store.

use super::calendar::WorkingCalendar;
use super::case::clocks::CaseClock;
use super::case::state::Case;
use super::entry::Entry;
use super::grid::node::GridNode;
use super::lawyer::{Booking, BookingId, Lawyer, LawyerDay, LawyerId};
use super::moment::Moment;
use super::person::{Person, PersonId};
use super::queue::CaseRow;
use super::settings::Settings;
use super::triage::Proposal;

/// 案卷: a case with everything that stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseView {
    /// The case, as the viewer may see it.
    pub case: Case,
    /// The same as a row of a list.
    pub row: CaseRow,
    /// The main petitioner's card; empty where content is held back.
    pub person: Person,
    /// The clocks that run or ran.
    pub clocks: Vec<CaseClock>,
    /// Its history, as the viewer may see it.
    pub history: Vec<Entry>,
    /// Other cases of the same person, the newest first.
    pub others: Vec<CaseRow>,
    /// The grid from the village that it is about up to the town; empty where content is held
    /// back, and for an accusation always (it never goes down the grid).
    pub chain: Vec<GridNode>,
}

/// 分类分级: a case, what its words propose, and by what its dates are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriageView {
    /// The case.
    pub view: CaseView,
    /// What its words propose; nothing where content is held back.
    pub proposal: Proposal,
    /// The working calendar.
    pub calendar: WorkingCalendar,
    /// What the town sets itself.
    pub settings: Settings,
}

/// A person with his cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// His card.
    pub person: Person,
    /// His cases, the newest first.
    pub cases: Vec<CaseRow>,
    /// The history of his card.
    pub history: Vec<Entry>,
}

/// 律师接访: the lawyers, the days and the bookings of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawyersView {
    /// Every lawyer.
    pub lawyers: Vec<(LawyerId, Lawyer)>,
    /// The days that were set by hand.
    pub days: Vec<LawyerDay>,
    /// The bookings of the span.
    pub bookings: Vec<(BookingId, Booking)>,
    /// The working calendar, to tell holidays.
    pub calendar: WorkingCalendar,
}

/// How often a person came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many cases he has a part in.
    pub cases: u32,
    /// How many of them are open.
    pub open: u32,
    /// When he last came, wrote or called.
    pub last_visit: Option<Moment>,
}
