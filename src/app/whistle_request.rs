//! 吹哨: what another part knows of a whistle that is to be blown.

use crate::domain::item::SignId;
use crate::domain::number::CaseNumber;

/// What is known of a whistle before it is blown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
