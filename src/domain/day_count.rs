//! 逐日: what a period counts day by day.

use chrono::NaiveDate;

/// What was counted on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayCount {
    /// Which day.
    pub day: NaiveDate,
    /// 登记件数: matters that were received on it.
    pub registered: u32,
    /// 办结件数: matters that ended on it.
    pub ended: u32,
}
