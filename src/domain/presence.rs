//! 同时打开: which case another window has open, and who sits there.

use super::number::CaseNumber;

/// A case that is open in another window of this host.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenElsewhere {
    /// Who sits there; of nobody else anything is told.
    pub who: String,
    /// The case.
    pub case: CaseNumber,
}
