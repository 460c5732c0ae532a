//! What a verb is called.

use crate::verbs::arguments::Verb;

impl Verb {
    /// Gives the word by which it is run.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Demo(_) => "demo",
            Self::Tutor { .. } => "tutor",
            Self::Register { .. } => "register",
            Self::Find(_) => "find",
            Self::Case { .. } => "case",
            Self::Step(_) => "step",
            Self::Meeting { .. } => "meeting",
            Self::Handover { .. } => "handover",
            Self::Call { .. } => "call",
            Self::Duty { .. } => "duty",
            Self::Whistle { .. } => "whistle",
            Self::Tick { .. } => "tick",
            Self::Due(_) => "due",
            Self::Report(_) => "report",
            Self::Roads(_) => "roads",
            Self::Lawyer { .. } => "lawyer",
            Self::Import(_) => "import",
            Self::Export(_) => "export",
            Self::Verify { .. } => "verify",
            Self::Seal { .. } => "seal",
            Self::Schema { .. } => "schema",
            #[cfg(feature = "postgres")]
            Self::Move { .. } => "move",
            Self::Looked(_) => "looked",
            Self::Reindex => "reindex",
            Self::Repair { .. } => "repair",
            Self::Backup { .. } => "backup",
            Self::Restore { .. } => "restore",
            Self::Compact => "compact",
            Self::Doctor { .. } => "doctor",
            Self::Keys { .. } => "keys",
            Self::Completions { .. } => "completions",
            Self::Man => "man",
            Self::Checkin { .. } => "checkin",
            Self::Operator { .. } => "operator",
            Self::Force { .. } => "force",
            Self::Education { .. } => "education",
        }
    }
}
