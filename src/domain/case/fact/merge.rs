//! 并案: what stands in the histories of two cases that are one matter, and of two that part again.

use crate::domain::case::fact::state::Case;
use crate::domain::number::CaseNumber;

/// One side of a merge or of a split; its other side stands in the other case's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeStep {
    /// 并入: this case went into another.
    Into(CaseNumber),
    /// 并案: another case, as it stood then, became part of this one.
    Absorbed(Box<Case>),
    /// 拆出: this case stands by itself again, apart from the other.
    SplitFrom(CaseNumber),
    /// 拆分: the other case left this one.
    SplitOff(CaseNumber),
}

impl MergeStep {
    /// Every code, as history and word keys name it.
    pub const CODES: &'static [&'static str] =
        &["merged_into", "absorbed", "split_from", "split_off"];

    /// Gives the code, as history and word keys name it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Into(_) => "merged_into",
            Self::Absorbed(_) => "absorbed",
            Self::SplitFrom(_) => "split_from",
            Self::SplitOff(_) => "split_off",
        }
    }

    /// Gives the number of the other case.
    pub const fn other(&self) -> CaseNumber {
        match self {
            Self::Into(number) | Self::SplitFrom(number) | Self::SplitOff(number) => *number,
            Self::Absorbed(case) => case.number,
        }
    }
}
