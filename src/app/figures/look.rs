//! Which figures the pane shows: today's, or an issue's.

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The report as it is computed now.
    Now,
    /// The same, with each difference from the last issue.
    Differences,
    /// An issue as it was issued, by its place among the issues.
    Issue(usize),
}
