//! What the screen wants done: a closed list, performed by `runtime`.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::app::content::{Content, CopyOrder, Export};
use crate::app::folder::FolderQuery;
use crate::app::import::data::ImportOrder;
use crate::app::ticket::Ticket;
use crate::domain::act::Action;
use crate::domain::call::draft::ParkedCall;
use crate::domain::call::state::CallCard;
use crate::domain::case::fact::printed::Paper;
use crate::domain::draft::Parked;
use crate::domain::draft::unfinished::Unfinished;
use crate::domain::handover::HandoverId;
use crate::domain::item::{CallId, WhistleId};
use crate::domain::joint::JointId;
use crate::domain::looked::LookQuery;
use crate::domain::meeting::kind::MeetingId;
use crate::domain::number::{CaseNumber, VisitNumber};
use crate::domain::offline::ProvisionalNumber;
use crate::domain::period::Period;
use crate::domain::person::id::PersonId;
use crate::domain::phrase::Phrase;
use crate::domain::queue::QueueQuery;
use crate::domain::right::Role;
use crate::domain::save_id::SaveId;
use crate::domain::saved_view::SavedView;
use crate::domain::secret::Secret;
use crate::domain::settings::view::SettingChange;
use crate::domain::whistle::view::WhistleQuery;

/// How many rows of a saved view are counted at most.
pub const VIEW_ROWS: usize = 1_000;

/// Something to be done outside the state machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Asks the store; the answer comes back with the ticket.
    Store(Ticket, Request),
    /// Breaks a read off that is not waited for any more; it is answered all the same.
    Stop(Ticket),
    /// Ends the program.
    Quit,
    /// Asks what time it is, to the second; the answer comes before anything else.
    AskTime,
    /// Has the terminal take a text into its clipboard.
    TerminalCopy(String),
    /// 学一学: gives the terminal to the lessons until they end.
    Learn(Course),
}

/// A lesson that is to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Which, from 1.
    pub lesson: usize,
    /// Who learns.
    pub who: String,
    /// The code of the language.
    pub lang: &'static str,
}

/// What is done to an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OperatorOrder {
    /// He is added.
    Add {
        /// His name.
        name: String,
        /// What he may do.
        role: Role,
        /// His passphrase.
        secret: Secret,
    },
    /// The one of this name has another role.
    Role(String, Role),
    /// The one of this name has another passphrase.
    Passphrase(String, Secret),
    /// The one of this name has another PIN.
    Pin(String, Secret),
    /// The one of this name works here no longer.
    Leave(String),
    /// The one of this name works here again.
    Return(String),
}

/// A question or an order to the store thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Asks for today's counts.
    Today,
    /// Passes the whistles up that nobody answered in time, in the house's name.
    Escalate,
    /// Does things, in one durable transaction.
    Commit(Vec<Action>),
    /// Does things under the name of another one, who signs for them at this desk.
    Countersign {
        /// Who signs.
        signer: String,
        /// What proves that it is he.
        secret: Secret,
        /// What is done.
        actions: Vec<Action>,
    },
    /// Asks for a page of the queue.
    Page(Box<QueueQuery>),
    /// Asks for the live counts.
    Counts,
    /// Asks how many rows each of these lists has, [`VIEW_ROWS`] at most.
    CountRows(Vec<QueueQuery>),
    /// Asks for a case.
    Case(CaseNumber),
    /// Asks for a person with his cases.
    Person(PersonId),
    /// Asks for the lawyers for a case.
    Specialists(CaseNumber),
    /// Looks for prior complainants.
    Find {
        /// The words typed.
        words: String,
        /// How many rows at most.
        limit: usize,
        /// Whether a receipt's bare number or its 查询码 may be meant.
        receipts: bool,
    },
    /// Asks which cases are meant by what was typed where a case is named.
    Meant(String),
    /// Asks for the grid.
    Grid,
    /// Asks what is open in each area.
    OpenByArea,
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
    /// Asks for the rota from one day to another, and whose turn goes in it.
    Rota {
        /// The first day.
        from: NaiveDate,
        /// The last day.
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
    /// 断线登记: keeps an intake on this machine until the server is back.
    KeepOffline(Box<Parked>),
    /// 补登: registers what waits on this machine.
    RegisterOffline,
    /// Writes the receipt of an intake that waits into files, and sends it to the printer.
    OfflineReceipt {
        /// Under which number it waits.
        number: ProvisionalNumber,
        /// Whether to print it.
        print: bool,
    },
    /// Asks for the forms that were not handed in.
    Unfinished,
    /// Keeps the forms that were not handed in, in place of those kept before.
    KeepUnfinished(Vec<Unfinished>),
    /// Asks for the report on a period of the town (`None`) or an area, by its code.
    Report {
        /// Which period.
        period: Period,
        /// Which area.
        area: Option<String>,
        /// With the cases behind every figure.
        whole: bool,
    },
    /// Says which case stands open on the screen, so that other windows can tell.
    HaveOpen(Option<CaseNumber>),
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
    /// Asks for the meetings from one day to another, both included, for the tasks that are open,
    /// and for one meeting whole.
    Meetings {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
        /// The one on the table.
        at: Option<MeetingId>,
    },
    /// Writes a meeting's minutes into a text file.
    MeetingMinutes(MeetingId),
    /// Asks for the last hand-overs, and for what one would say now.
    Handovers,
    /// Writes a hand-over into a text file.
    HandoverPaper(HandoverId),
    /// Asks for the calls of a day or from a number, with what is owed and what is parked.
    Hotline {
        /// The day.
        day: NaiveDate,
        /// The last digits of the caller's number, instead of the day.
        tail: Option<String>,
    },
    /// Asks for the pads that are parked.
    Pads,
    /// Keeps a call pad.
    KeepPad(Box<ParkedCall>),
    /// Forgets a call pad.
    ForgetPad(u64),
    /// Takes a call down; its pad is forgotten when that is done.
    TakeCall {
        /// The pad.
        pad: Option<u64>,
        /// The call.
        card: Box<CallCard>,
        /// The id under which it is taken down.
        save: Option<SaveId>,
    },
    /// Asks for a call.
    Call(CallId),
    /// Asks for the board of a day's check-ins, with the early signs.
    Prevention(NaiveDate),
    /// Asks for the law-education staff, and for the trainings from one day to another, both
    /// included.
    Education {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// Asks for the standing task forces with what they have to do.
    Forces,
    /// Asks for what stands on the days from one to another, both included.
    Agenda {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// Keeps the short texts, in place of those kept before.
    KeepPhrases(Vec<Phrase>),
    /// Keeps the saved views, in place of those kept before.
    KeepViews(Vec<SavedView>),
    /// Asks for whistles.
    Whistles(WhistleQuery),
    /// Asks for a whistle with its history.
    Whistle(WhistleId),
    /// 查看留痕: asks who looked at what.
    Looked(LookQuery),
    /// Puts a file of this machine to a case.
    Attach {
        /// Which case.
        number: CaseNumber,
        /// The file.
        file: PathBuf,
        /// What it is, in the clerk's words; empty for the name of the file.
        title: String,
    },
    /// Opens a copy of a case's file in the system's viewer.
    OpenAttachment {
        /// Which case.
        number: CaseNumber,
        /// Its place among the files, from 0.
        at: usize,
    },
    /// Asks what a folder of this machine holds.
    Folder(FolderQuery),
    /// Tries a sheet, or takes it in; the answer says how far it is.
    Import(Box<ImportOrder>),
    /// Asks how far the import is.
    ImportProgress,
    /// Breaks the import off after the row in hand.
    ImportStop,
    /// Writes what is told of an import into a text file.
    ImportReport(Vec<String>),
    /// Asks for the settings file as it stands.
    Settings,
    /// Changes settings, as long as the file is still the one that was seen.
    ChangeSettings {
        /// The text of the file that was seen.
        seen: String,
        /// What is changed, all of it or nothing.
        changes: Vec<SettingChange>,
    },
    /// Writes what is held of a store that is gone into a file of its own.
    Rescue,
    /// Takes a store that is older than its seals as the right one.
    TrustStore,
    /// Copies the store into a folder.
    Backup(String),
    /// Asks who may sign in.
    Operators,
    /// Does something to an operator, or adds one.
    Operator(OperatorOrder),
    /// Prints a text that is kept in no file.
    PrintUnkept(Secret),
    /// 登录: somebody proves who he is; he does not sit down by that.
    SignIn {
        /// Who he says that he is.
        name: String,
        /// What he types.
        secret: Secret,
    },
    /// 换经办人: from now on somebody else sits at the desk. Where people sign in it is the one who was
    /// the last to prove who he is.
    SitDown(String),
    /// The desk is covered, or its clerk is leaving it (`true`): his private key is put away, unless his
    /// PIN is to open the desk again.
    Cover(bool),
    /// Asks under which name an export can be written: its stem and ending.
    ExportPlace {
        /// What the name begins with.
        stem: String,
        /// The ending without its dot.
        ending: &'static str,
    },
    /// Writes an export, and prints it where that is asked for.
    Export(Box<Export>),
    /// Asks how an export reads on paper.
    Preview(Box<Content>),
    /// Copies something.
    Copy(Box<CopyOrder>),
    /// Asks which lessons are done.
    Lessons,
    /// Keeps that a lesson is done, by its code.
    KeepLesson(&'static str),
}

impl Request {
    /// Tells whether something is being kept: the desk asks before it closes on one of these.
    pub const fn is_write(&self) -> bool {
        match self {
            Self::Commit(_)
            | Self::Countersign { .. }
            | Self::Escalate
            | Self::KeepDraft(_)
            | Self::ForgetDraft(_)
            | Self::KeepOffline(_)
            | Self::RegisterOffline
            | Self::OfflineReceipt { .. }
            | Self::KeepUnfinished(_)
            | Self::KeepPhrases(_)
            | Self::KeepViews(_)
            | Self::KeepLesson(_)
            | Self::Minutes(_)
            | Self::MeetingMinutes(_)
            | Self::HandoverPaper(_)
            | Self::KeepPad(_)
            | Self::ForgetPad(_)
            | Self::TakeCall { .. }
            | Self::ImportReport(_)
            | Self::Attach { .. }
            | Self::ChangeSettings { .. }
            | Self::Backup(_)
            | Self::Operator(_)
            | Self::PrintUnkept(_)
            | Self::Rescue
            | Self::TrustStore
            | Self::Export(_)
            | Self::Copy(_)
            | Self::Paper { .. } => true,
            Self::Today
            | Self::Page(_)
            | Self::Counts
            | Self::CountRows(_)
            | Self::Case(_)
            | Self::Person(_)
            | Self::Find { .. }
            | Self::Meant(_)
            | Self::Grid
            | Self::OpenByArea
            | Self::Lawyers { .. }
            | Self::Triage(_)
            | Self::Roads { .. }
            | Self::Joints { .. }
            | Self::Ledger { .. }
            | Self::Rota { .. }
            | Self::Lookup(_)
            | Self::Meetings { .. }
            | Self::Handovers
            | Self::Specialists(_)
            | Self::HaveOpen(_)
            | Self::Papers(_)
            | Self::Hotline { .. }
            | Self::Pads
            | Self::Call(_)
            | Self::Prevention(_)
            | Self::Education { .. }
            | Self::Forces
            | Self::Report { .. }
            | Self::Drafts
            | Self::Unfinished
            | Self::Whistles(_)
            | Self::Agenda { .. }
            | Self::OpenAttachment { .. }
            | Self::Folder(_)
            | Self::Import(_)
            | Self::ImportProgress
            | Self::ImportStop
            | Self::Whistle(_)
            | Self::Looked(_)
            | Self::Settings
            | Self::Lessons
            | Self::Operators
            | Self::SignIn { .. }
            | Self::SitDown(_)
            | Self::Cover(_)
            | Self::ExportPlace { .. }
            | Self::Preview(_) => false,
        }
    }
}
