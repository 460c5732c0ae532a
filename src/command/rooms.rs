//! Where to go: the rooms of the desk in groups, as the popup of Ctrl-G shows them.

use crate::command::table::Command;

/// A group of rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoomGroup {
    /// 窗口: who comes, who rings, who has been here.
    Counter,
    /// 事项
    Cases,
    /// 律师与会议
    Meetings,
    /// 镇里机制
    Town,
    /// 出报表
    Reports,
    /// 查阅、设置: whatever else opens.
    Other,
}

impl RoomGroup {
    /// Every group, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Counter,
        Self::Cases,
        Self::Meetings,
        Self::Town,
        Self::Reports,
        Self::Other,
    ];

    /// Gives the key of its words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Counter => "room-counter",
            Self::Cases => "room-cases",
            Self::Meetings => "room-meetings",
            Self::Town => "room-town",
            Self::Reports => "room-reports",
            Self::Other => "room-other",
        }
    }
}

impl Command {
    /// Gives the group of the room that the command opens; none where it opens none.
    pub fn room(self) -> Option<RoomGroup> {
        match self {
            Self::IntakeNew | Self::CallOpen | Self::FinderOpen | Self::TodayOpen => {
                Some(RoomGroup::Counter)
            }
            Self::QueueOpen | Self::CaseOpen | Self::KeyCases => Some(RoomGroup::Cases),
            Self::LawyersOpen | Self::JointOpen | Self::MeetingsOpen | Self::HandoverOpen => {
                Some(RoomGroup::Meetings)
            }
            Self::GridOpen
            | Self::LedgerOpen
            | Self::HotlineOpen
            | Self::WhistlesOpen
            | Self::PreventionOpen
            | Self::EducationOpen => Some(RoomGroup::Town),
            Self::FiguresOpen => Some(RoomGroup::Reports),
            other => {
                let opens = other.name().strip_suffix(".open");
                opens.map(|_| RoomGroup::Other)
            }
        }
    }
}
