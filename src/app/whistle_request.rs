//! 吹哨: what another part knows of a whistle that is to be blown.

use std::fmt::{self, Debug, Formatter};

use crate::domain::item::SignId;
use crate::domain::number::CaseNumber;

/// What is known of a whistle before it is blown.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct WhistleRequest {
    /// The case that it is about.
    pub case: Option<CaseNumber>,
    /// The early sign that it comes of.
    pub sign: Option<SignId>,
    /// Who whistles, by name.
    pub from: String,
    /// What it is about.
    pub about: String,
}

/// The form of a whistle is kept under what this writes: it stays as it was when the first forms
/// were kept, so that none is lost.
impl Debug for WhistleRequest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blow")
            .field("case", &self.case)
            .field("sign", &self.sign)
            .field("from", &self.from)
            .field("about", &self.about)
            .finish()
    }
}
