//! What a command means, whichever place it belongs to: a Ctrl chord stands for one meaning
//! everywhere. And what it acts on: by that the menu of what can be done is grouped.

use crate::command::table::Command;

/// What several places have a command for, each its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// 新增、登记、预约
    New,
    /// 更正、修改、改期
    Correct,
    /// 显示全文
    Reveal,
    /// 文书、纪要、打印
    Papers,
    /// 撤销、取消、撤下
    Withdraw,
}

/// What a command acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// 本条: the row under the cursor, or the matter that is shown.
    Row,
    /// 本页: the pane, whatever row is under the cursor.
    Pane,
    /// 列表: how its rows are arranged.
    List,
}

impl Target {
    /// Gives the key of its words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Row => "menu-row",
            Self::Pane => "menu-pane",
            Self::List => "menu-list",
        }
    }
}

impl Command {
    /// Gives what the command means in every place; none where only its own place has the like.
    pub const fn meaning(self) -> Option<Meaning> {
        Some(match self {
            Self::IntakeNew
            | Self::IntakeAnotherMatter
            | Self::CallOpen
            | Self::CaseVisit
            | Self::LawyersBook
            | Self::GridAdd
            | Self::JointNew
            | Self::MeetingNew
            | Self::DutyName
            | Self::WhistlesRaise
            | Self::PreventionFound
            | Self::CalendarAdd
            | Self::EducationAdd => Meaning::New,
            Self::CaseCorrect
            | Self::LawyersMove
            | Self::GridEdit
            | Self::JointTable
            | Self::MeetingAlter
            | Self::DutyStandIn
            | Self::HotlineNote
            | Self::PreventionCorrect
            | Self::CalendarAlter
            | Self::EducationEdit => Meaning::Correct,
            Self::CaseReveal | Self::LawyersReveal | Self::FinderReveal => Meaning::Reveal,
            Self::CasePapers | Self::JointWrite | Self::MeetingWrite | Self::HandoverWrite => {
                Meaning::Papers
            }
            Self::CaseUndo
            | Self::LawyersCancel
            | Self::GridRemove
            | Self::JointDrop
            | Self::CalendarCancel
            | Self::MeetingDrop => Meaning::Withdraw,
            _ => return None,
        })
    }

    /// Gives what the command acts on.
    pub fn target(self) -> Target {
        match self {
            Self::QueueNarrow
            | Self::QueueClear
            | Self::ListExport
            | Self::ListCopy
            | Self::ListPrint
            | Self::GridVacancies
            | Self::WhistlesKind
            | Self::WhistlesLevel => Target::List,
            Self::Save
            | Self::Undo
            | Self::Redo
            | Self::FormClear
            | Self::IntakeNew
            | Self::IntakePark
            | Self::IntakeNextDraft
            | Self::IntakeMore
            | Self::CallOpen
            | Self::CallNext
            | Self::LawyersList
            | Self::LawyersRota
            | Self::LawyersCall
            | Self::LawyersContact
            | Self::GridAdd
            | Self::GridWorker
            | Self::JointNew
            | Self::CalendarAdd
            | Self::CalendarShow
            | Self::CalendarEarlier
            | Self::CalendarLater
            | Self::SetupAll
            | Self::TodayClose
            | Self::DutyFace
            | Self::DutyClose
            | Self::DutyFill
            | Self::DutyLeader
            | Self::MeetingNew
            | Self::MeetingGather
            | Self::HandoverNext
            | Self::HandoverWrite
            | Self::FiguresKind
            | Self::FiguresArea
            | Self::FiguresRules
            | Self::FiguresIssue
            | Self::FiguresCompare
            | Self::TriageNext
            | Self::HotlineEarlier
            | Self::HotlineLater
            | Self::WhistlesRaise
            | Self::WhistlesShow
            | Self::PreventionShow
            | Self::PreventionRound
            | Self::PreventionDay
            | Self::EducationAdd
            | Self::EducationShow => Target::Pane,
            other if other.name().starts_with("list.") => Target::List,
            _ => Target::Row,
        }
    }
}
