//! 各管区未办结: what is open in each area now, and how much of it is overdue.

use std::collections::BTreeMap;

/// What is open now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AreasOpen {
    /// By the name of the area; an area without anything open is not among them.
    pub areas: BTreeMap<String, OpenCount>,
    /// What names no village of an area; an accusation never does (条例 30 ¶3).
    pub elsewhere: OpenCount,
}

/// How much is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenCount {
    /// 未办结
    pub open: u32,
    /// 超期
    pub overdue: u32,
}
