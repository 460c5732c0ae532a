//! What the screen wants done: a closed list, performed by `runtime`.

use chrono::NaiveDate;

use crate::app::ticket::Ticket;
use crate::domain::act::{Deed, Outcome};
use crate::domain::case::printed::Paper;
use crate::domain::draft::Parked;
use crate::domain::grid::tree::GridTree;
use crate::domain::joint::JointId;
use crate::domain::moment::Moment;
use crate::domain::number::{CaseNumber, VisitNumber};
use crate::domain::paper::Offer;
use crate::domain::period::Period;
use crate::domain::person::{Person, PersonId};
use crate::domain::queue::{Counts, QueuePage, QueueQuery};
use crate::domain::road::RoadEnd;
use crate::domain::today::Today;
use crate::domain::view::{
    CaseView, JointsView, LawyersView, LedgerView, LookupView, PersonView, ReportView, TriageView,
};
use crate::search::hit::Hit;

/// Something to be done outside the state machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Asks the store; the answer comes back with the ticket.
    Store(Ticket, Request),
    /// Ends the program.
    Quit,
}

/// A question or an order to the store thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Asks for today's counts.
    Today,
    /// Does things, in one durable transaction.
    Commit(Vec<Deed>),
    /// Asks for a page of the queue.
    Page(QueueQuery),
    /// Asks for the live counts.
    Counts,
    /// Asks for a case.
    Case(CaseNumber),
    /// Asks for a person with his cases.
    Person(PersonId),
    /// Looks for prior complainants.
    Find {
        /// The words typed.
        words: String,
        /// How many rows at most.
        limit: usize,
    },
    /// Asks for the grid.
    Grid,
    /// Asks for the lawyers' days from one day to another, both included.
    Lawyers {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// Asks for a matter with what its words propose.
    Triage(CaseNumber),
    /// Asks for the legal roads, with their last days counted from a day.
    Roads {
        /// The day on which the limits began to run.
        from: Option<NaiveDate>,
    },
    /// Asks for the joint sessions from one day to another, both included, and for what units have
    /// to do by a day.
    Joints {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
        /// By when it is to be done.
        until: NaiveDate,
    },
    /// Asks for a day's ledger, what is not struck off, and the rota from one day to another.
    Ledger {
        /// Which day.
        day: NaiveDate,
        /// The first day of the rota.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
    },
    /// Asks for what is looked up while a case is heard.
    Lookup(CaseNumber),
    /// Writes a joint session's minutes into a text file.
    Minutes(JointId),
    /// Asks for every draft that was parked.
    Drafts,
    /// Keeps a draft.
    KeepDraft(Box<Parked>),
    /// Forgets a draft.
    ForgetDraft(u64),
    /// Asks for the report on a period of the town (`None`) or an area, by its code.
    Report {
        /// Which period.
        period: Period,
        /// Which area.
        area: Option<String>,
    },
    /// Asks which papers of a case can be printed; a receipt is for the visit.
    Papers(VisitNumber),
    /// Writes a paper into files, and sends it to the printer.
    Paper {
        /// Of which case, and of which visit where it is a receipt.
        visit: VisitNumber,
        /// Which paper.
        paper: Paper,
        /// Whether to print it.
        print: bool,
    },
}

impl Request {
    /// Tells whether something is being kept: the desk asks before it closes on one of these.
    pub const fn is_write(&self) -> bool {
        match self {
            Self::Commit(_)
            | Self::KeepDraft(_)
            | Self::ForgetDraft(_)
            | Self::Minutes(_)
            | Self::Paper { .. } => true,
            Self::Today
            | Self::Page(_)
            | Self::Counts
            | Self::Case(_)
            | Self::Person(_)
            | Self::Find { .. }
            | Self::Grid
            | Self::Lawyers { .. }
            | Self::Triage(_)
            | Self::Roads { .. }
            | Self::Joints { .. }
            | Self::Ledger { .. }
            | Self::Lookup(_)
            | Self::Papers(_)
            | Self::Report { .. }
            | Self::Drafts => false,
        }
    }
}

/// What the store thread says to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Today's counts.
    Today(Today),
    /// What came of each deed, in order.
    Outcomes(Vec<Outcome>),
    /// A page of the queue.
    Page(QueuePage),
    /// The live counts.
    Counts(Counts),
    /// The case; `None` where there is none.
    Case(Option<Box<CaseView>>),
    /// The person; `None` where there is none.
    Person(Option<Box<PersonView>>),
    /// The prior complainants found, best first.
    Found(Vec<FoundRow>),
    /// The grid.
    Grid(Box<GridTree>),
    /// The lawyers' days.
    Lawyers(Box<LawyersView>),
    /// The matter with what its words propose; `None` where there is none.
    Triage(Option<Box<TriageView>>),
    /// The legal roads.
    Roads(Vec<RoadEnd>),
    /// The joint sessions.
    Joints(Box<JointsView>),
    /// The ledger and the rota.
    Ledger(Box<LedgerView>),
    /// What was looked up; `None` where there is no such case.
    Lookup(Option<Box<LookupView>>),
    /// The drafts beside the store.
    Drafts {
        /// Every draft that no other window has open, the one that was worked on last at the end.
        parked: Vec<Parked>,
        /// The files that did not read.
        unread: Vec<String>,
        /// The first number for a new draft; this window adds
        /// [`DRAFT_STEP`](crate::domain::draft::DRAFT_STEP) for each more.
        first: u64,
    },
    /// It was kept.
    Kept,
    /// The papers of a case.
    Papers(Vec<Offer>),
    /// The paper was written to files, and printed.
    Paper {
        /// Which.
        paper: Paper,
        /// The `.docx` file; the plain text stands beside it.
        file: String,
        /// What the print command did, where it was to be printed.
        sent: Option<Sent>,
        /// Its text.
        text: String,
    },
    /// The report; `None` where there is no such area.
    Report(Option<Box<ReportView>>),
    /// The minutes were written to this file.
    Minutes(String),
    /// The store could not do it; the sentence says what happened and what to do.
    Failed(String),
}

/// What a print command did with a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// It took it.
    Taken,
    /// It is still at it; nobody waits for it.
    AtWork,
    /// It did not take it.
    Refused,
}

/// A prior complainant that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRow {
    /// Who, how well and why.
    pub hit: Hit,
    /// His card.
    pub person: Person,
    /// How many cases he has.
    pub cases: u32,
    /// How many of them are open.
    pub open: u32,
    /// When he last came, wrote or called.
    pub last_visit: Option<Moment>,
}

/// An answer with the ticket of its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The ticket that the request carried.
    pub ticket: Ticket,
    /// Whether the request was a write (see [`Request::is_write`]).
    pub wrote: bool,
    /// The answer.
    pub answer: Answer,
}
