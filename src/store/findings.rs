//! What a proof of the store finds.

/// What a proof found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// How many cases were proved.
    pub cases: u64,
    /// How many persons were proved.
    pub persons: u64,
    /// How many entries they have.
    pub entries: u64,
    /// What does not hold, a line each.
    pub faults: Vec<String>,
}
