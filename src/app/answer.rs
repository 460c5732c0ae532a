//! What the store thread says to what the screen asked for.

use crate::app::content::Copied;
use crate::app::folder::Folder;
use crate::app::import::data::ImportView;
use crate::app::live::LiveSettings;
use crate::app::ticket::Ticket;
use crate::domain::act::CommitResult;
use crate::domain::agenda::AgendaView;
use crate::domain::areas_open::AreasOpen;
use crate::domain::calendar::WorkingCalendar;
use crate::domain::call::draft::ParkedCall;
use crate::domain::call::view::{CallView, HotlineView};
use crate::domain::case::fact::printed::Paper;
use crate::domain::draft::Parked;
use crate::domain::draft::unfinished::Unfinished;
use crate::domain::education::view::{EducationView, ForceRow};
use crate::domain::grid::tree::GridTree;
use crate::domain::handover::HandoversView;
use crate::domain::inquiry::Inquiry;
use crate::domain::looked::LookList;
use crate::domain::meeting::view::MeetingsView;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::offline::ProvisionalNumber;
use crate::domain::operator::OperatorView;
use crate::domain::paper::Offer;
use crate::domain::person::Person;
use crate::domain::prevention::board::PreventionView;
use crate::domain::queue::{Counts, QueuePage};
use crate::domain::road::RoadEnd;
use crate::domain::seat::SignedIn;
use crate::domain::secret::Secret;
use crate::domain::settings::view::{SettingTrouble, SettingsView};
use crate::domain::today::Today;
use crate::domain::view::{
    Advice, CaseView, JointsView, LawyersView, LedgerView, LookupView, PersonView, ReportView,
    RotaView, TriageView,
};
use crate::domain::whistle::view::WhistleView;
use crate::search::hit::Hit;

/// What the store thread says to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Today's counts, and the working calendar as it stands.
    Today {
        /// The counts.
        today: Box<Today>,
        /// The calendar.
        calendar: WorkingCalendar,
    },
    /// How many whistles were passed up.
    Escalated(usize),
    /// What came of each deed, in order.
    Outcomes(Vec<CommitResult>),
    /// A page of the queue.
    Page(QueuePage),
    /// The live counts.
    Counts(Counts),
    /// How many rows each list has, in the order in which they were asked for.
    RowCounts(Vec<usize>),
    /// The case; `None` where there is none.
    Case(Option<Box<CaseView>>),
    /// The person; `None` where there is none.
    Person(Option<Box<PersonView>>),
    /// The prior complainants found, best first.
    Found(Vec<FoundRow>),
    /// The cases that are meant; one where it is plain.
    Meant(Vec<CaseNumber>),
    /// The grid.
    Grid(Box<GridTree>),
    /// What is open in each area.
    OpenByArea(AreasOpen),
    /// The lawyers' days.
    Lawyers(Box<LawyersView>),
    /// The lawyers for a case; none where it is not there or not open to whoever asks.
    Specialists(Option<Box<Advice>>),
    /// The matter with what its words propose; `None` where there is none.
    Triage(Option<Box<TriageView>>),
    /// The legal roads.
    Roads(Vec<RoadEnd>),
    /// The joint sessions.
    Joints(Box<JointsView>),
    /// The ledger and the rota.
    Ledger(Box<LedgerView>),
    /// The rota alone.
    Rota(Box<RotaView>),
    /// What was looked up; `None` where there is no such case.
    Lookup(Option<Box<LookupView>>),
    /// The forms that were not handed in.
    Unfinished {
        /// Those that no other window has open.
        forms: Vec<Unfinished>,
        /// The files that did not read.
        unread: Vec<String>,
        /// The names of those that were handed in before the desk was killed; they are gone.
        known: Vec<String>,
    },
    /// The drafts beside the store.
    Drafts {
        /// Every draft that no other window has open, the one that was worked on last at the end.
        parked: Vec<Parked>,
        /// The files that did not read.
        unread: Vec<String>,
        /// The numbers under which some were registered before the desk was killed; those are gone.
        known: Vec<CaseNumber>,
        /// The first number for a new draft; this window adds
        /// [`DRAFT_STEP`](crate::domain::draft::DRAFT_STEP) for each more.
        first: u64,
    },
    /// It was kept.
    Kept,
    /// The server is out of reach, in words: what was to be registered is not, or nobody knows yet.
    OutOfReach(String),
    /// 断线登记: the intake waits on this machine under this number.
    KeptOffline(ProvisionalNumber),
    /// 补登: what became of the intakes that waited.
    RegisteredOffline(Caught),
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
    /// The hotline's ledger.
    Hotline(Box<HotlineView>),
    /// The parked pads, the oldest first.
    Pads(Vec<ParkedCall>),
    /// The call; `None` where there is none.
    Call(Option<Box<CallView>>),
    /// Whistles, the open ones first by what is due next.
    Whistles(Vec<WhistleView>),
    /// The whistle; `None` where there is none.
    Whistle(Option<Box<WhistleView>>),
    /// Who looked at what; `None` where whoever sits here may not read it.
    Looked(Option<Box<LookList>>),
    /// The store could not do it; the sentence says what happened and what to do.
    Failed(String),
    /// The meetings.
    Meetings(Box<MeetingsView>),
    /// The hand-overs.
    Handovers(Box<HandoversView>),
    /// The board of a day's check-ins.
    Prevention(Box<PreventionView>),
    /// The law-education staff.
    Education(Box<EducationView>),
    /// What stands on the days of a span.
    Agenda(Box<AgendaView>),
    /// 专班: the standing task forces.
    Forces(Vec<ForceRow>),
    /// A file was put to a case, under this title.
    Attached(String),
    /// A copy of a case's file was made.
    Opened {
        /// Where it lies.
        file: String,
        /// Whether a viewer was started on it.
        shown: bool,
    },
    /// What a folder holds.
    Folder(Box<Folder>),
    /// How far the import is; `None` where there was none.
    Import(Option<Box<ImportView>>),
    /// The settings file; where it was changed by hand, with what it decides from now on.
    Settings {
        /// The file.
        view: Box<SettingsView>,
        /// What it decides.
        live: Option<Box<LiveSettings>>,
    },
    /// Settings were changed: what they decide from now on.
    SettingsChanged(Box<LiveSettings>),
    /// Settings were not changed.
    SettingsRefused(SettingTrouble),
    /// The store was copied.
    BackedUp {
        /// Into which file.
        file: String,
        /// What does not hold in it, in words.
        faulty: Option<String>,
        /// What became of the files of cases, in words; none where there are none.
        attachments: Result<Option<String>, String>,
    },
    /// What the desk held of a store that is gone was written into a file: its name, in words.
    Rescued(String),
    /// Who may sign in, those who left too.
    Operators(Vec<OperatorView>),
    /// It was done to the operator; with the first one comes the recovery key.
    OperatorDone(Option<Secret>),
    /// What the print command did.
    Printed(Sent),
    /// What came of signing in.
    SignedIn(SignedIn),
    /// This one sits at the desk now.
    Seated(String),
    /// Where an export can be written.
    ExportPlace {
        /// The folder.
        folder: String,
        /// A name that no file there has.
        name: String,
    },
    /// A file of this name is there already; another name that is free.
    ExportTaken(String),
    /// The export was written.
    Exported(Box<Exported>),
    /// More rows than are printed at once; so many are.
    TooLong(usize),
    /// How it reads on paper, line by line.
    Preview(Vec<String>),
    /// What became of a copy.
    Copied(Copied),
    /// Codes of the lessons that are done.
    Lessons(Vec<String>),
}

/// An export that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub file: String,
    /// Rows of its tables.
    pub rows: u64,
    /// Cells that stand shortened, being longer than a sheet's cell holds.
    pub shortened: u64,
    /// What the print command did, where it was to be printed.
    pub sent: Option<Sent>,
}

/// 补登: what became of the intakes that waited for the server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caught {
    /// Those that were registered, each with its lasting number.
    pub registered: Vec<(ProvisionalNumber, CaseNumber)>,
    /// How many wait on.
    pub waiting: usize,
    /// How many of them are sealed to others, who must sit here.
    pub sealed: usize,
    /// Why those that wait were not registered, in words.
    pub reason: Option<String>,
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
    /// The first of the open ones.
    pub running: Vec<CaseNumber>,
    /// When he last came, wrote or called.
    pub last_visit: Option<Moment>,
    /// The matter whose number was typed; it was found, rather than he.
    pub case: Option<CaseNumber>,
    /// What may be told of it, where its 查询码 was typed behind the number.
    pub inquiry: Option<Inquiry>,
}

/// An answer with the ticket of its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The ticket that the request carried.
    pub ticket: Ticket,
    /// Whether the request was a write (see [`Request::is_write`](crate::app::effect::Request::is_write)).
    pub wrote: bool,
    /// How many entries the journal had before it was read; `None` where nothing was.
    pub seen: Option<u64>,
    /// The answer.
    pub answer: Answer,
}
