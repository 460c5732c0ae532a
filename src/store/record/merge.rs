//! One side of a merge or a split of cases, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::case::NumberedCase;
use crate::domain::case::fact::merge::MergeStep;
use crate::domain::number::CaseNumber;

/// 并案, 拆分.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum MergeRecord {
    Into(u16, u32),
    Absorbed(Box<NumberedCase>),
    SplitFrom(u16, u32),
    SplitOff(u16, u32),
}

impl From<&MergeStep> for MergeRecord {
    fn from(step: &MergeStep) -> Self {
        match step {
            MergeStep::Into(it) => Self::Into(it.year, it.run),
            MergeStep::Absorbed(case) => Self::Absorbed(Box::new((&**case).into())),
            MergeStep::SplitFrom(it) => Self::SplitFrom(it.year, it.run),
            MergeStep::SplitOff(it) => Self::SplitOff(it.year, it.run),
        }
    }
}

impl TryFrom<MergeRecord> for MergeStep {
    type Error = StoreError;

    fn try_from(record: MergeRecord) -> Result<Self, StoreError> {
        Ok(match record {
            MergeRecord::Into(year, run) => Self::Into(CaseNumber { year, run }),
            MergeRecord::Absorbed(case) => Self::Absorbed(Box::new((*case).try_into()?)),
            MergeRecord::SplitFrom(year, run) => Self::SplitFrom(CaseNumber { year, run }),
            MergeRecord::SplitOff(year, run) => Self::SplitOff(CaseNumber { year, run }),
        })
    }
}
