//! The roads on which the desk's requests are served. Each has a thread of its own, so that nothing that
//! is slow on one of them holds up another: what is typed is on the disk while a report is counted, and
//! a case is saved while a paper is at the printer.

use crate::app::effect::Request;

/// A road.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// Drafts, pads and forms: they wait for nothing.
    Drafts,
    /// What is done to the store.
    Writes,
    /// What the screen shows.
    Reads,
    /// What counts or reads everything.
    Reports,
    /// Files that are written, printed or copied, and the settings file.
    Files,
    /// Folders of this machine, and the import that is at work.
    Machine,
}

impl Lane {
    /// Every road.
    pub const ALL: [Self; 6] = [
        Self::Drafts,
        Self::Writes,
        Self::Reads,
        Self::Reports,
        Self::Files,
        Self::Machine,
    ];

    /// Gives the road of a request.
    pub const fn of(request: &Request) -> Self {
        match request {
            Request::Drafts
            | Request::KeepDraft(_)
            | Request::ForgetDraft(_)
            | Request::KeepOffline(_)
            | Request::Unfinished
            | Request::KeepUnfinished(_)
            | Request::Pads
            | Request::KeepPad(_)
            | Request::ForgetPad(_)
            | Request::Lessons
            | Request::KeepLesson(_) => Self::Drafts,
            Request::Commit(_)
            | Request::Countersign { .. }
            | Request::Escalate
            | Request::TrustStore
            | Request::TakeCall { .. }
            | Request::RegisterOffline
            | Request::SignIn { .. }
            | Request::Operator(_)
            | Request::SitDown(_)
            | Request::Cover(_) => Self::Writes,
            Request::Today
            | Request::Page(_)
            | Request::Counts
            | Request::Case(_)
            | Request::Person(_)
            | Request::Specialists(_)
            | Request::Find { .. }
            | Request::Meant(_)
            | Request::Grid
            | Request::Lawyers { .. }
            | Request::Triage(_)
            | Request::Roads { .. }
            | Request::Joints { .. }
            | Request::Ledger { .. }
            | Request::Rota { .. }
            | Request::Lookup(_)
            | Request::HaveOpen(_)
            | Request::Operators
            | Request::Papers(_)
            | Request::Meetings { .. }
            | Request::Handovers
            | Request::Hotline { .. }
            | Request::Call(_)
            | Request::Prevention(_)
            | Request::Education { .. }
            | Request::Forces
            | Request::Agenda { .. }
            | Request::Whistles(_)
            | Request::Looked(_)
            | Request::Whistle(_) => Self::Reads,
            Request::Report { .. } | Request::OpenByArea | Request::CountRows(_) => Self::Reports,
            Request::Minutes(_)
            | Request::MeetingMinutes(_)
            | Request::HandoverPaper(_)
            | Request::Paper { .. }
            | Request::OfflineReceipt { .. }
            | Request::Attach { .. }
            | Request::OpenAttachment { .. }
            | Request::KeepPhrases(_)
            | Request::KeepViews(_)
            | Request::Settings
            | Request::ChangeSettings { .. }
            | Request::Backup(_)
            | Request::PrintUnkept(_)
            | Request::Rescue
            | Request::ImportReport(_)
            | Request::ExportPlace { .. }
            | Request::Export(_)
            | Request::Preview(_)
            | Request::Copy(_) => Self::Files,
            Request::Folder(_)
            | Request::Import(_)
            | Request::ImportProgress
            | Request::ImportStop => Self::Machine,
        }
    }

    /// Tells whether an answer on this road that nobody waits for any more need not be given.
    pub(super) const fn drops_the_stale(self) -> bool {
        matches!(self, Self::Reads | Self::Reports)
    }
}
