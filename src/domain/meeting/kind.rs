//! Which meeting: its number and its kind.

/// The running number of a meeting within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(pub u32);

codes! {
    /// Which meeting.
    MeetingKind {
        /// 日调度会
        Dispatch = "dispatch",
        /// 信访工作联席会议
        Joint = "joint_meeting",
    }
}
