//! The panes of the desk.

use crate::command::table::{Command, Scope};

/// A pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// 受理
    Intake,
    /// 案件
    Queue,
    /// 案卷
    Case,
    /// 律师
    Lawyers,
    /// 网格
    Grid,
    /// 联合接访
    Joint,
    /// 今日
    Today,
    /// 值班台账
    Duty,
    /// 会议
    Meetings,
    /// 热线台账
    Hotline,
    /// 治未病
    Prevention,
    /// 法治教育
    Education,
    /// 研判
    Figures,
    /// 吹哨
    Whistles,
}

impl Pane {
    /// The panes with a tab, in the order of the tab bar.
    pub const TABS: &'static [Self] = &[
        Self::Intake,
        Self::Queue,
        Self::Case,
        Self::Lawyers,
        Self::Grid,
        Self::Duty,
        Self::Figures,
    ];

    /// Every pane.
    pub const ALL: &'static [Self] = &[
        Self::Intake,
        Self::Queue,
        Self::Case,
        Self::Lawyers,
        Self::Grid,
        Self::Joint,
        Self::Today,
        Self::Duty,
        Self::Meetings,
        Self::Hotline,
        Self::Prevention,
        Self::Education,
        Self::Figures,
        Self::Whistles,
    ];

    /// 台账: the panes under one tab, in the order in which its key goes on.
    pub const LEDGERS: &'static [Self] =
        &[Self::Duty, Self::Hotline, Self::Whistles, Self::Prevention];

    /// Gives the ledger that the key of the ledgers opens while this pane is in front.
    #[must_use]
    pub fn next_ledger(self) -> Self {
        let at = Self::LEDGERS.iter().position(|pane| *pane == self);
        let next = at.map_or(0, |at| (at + 1) % Self::LEDGERS.len());
        Self::LEDGERS.get(next).copied().unwrap_or(Self::Duty)
    }

    /// Gives the scope of its keys.
    pub const fn scope(self) -> Scope {
        match self {
            Self::Intake => Scope::Intake,
            Self::Queue => Scope::Queue,
            Self::Case => Scope::Case,
            Self::Lawyers => Scope::Lawyers,
            Self::Grid => Scope::Grid,
            Self::Joint => Scope::Joint,
            Self::Today => Scope::Today,
            Self::Duty => Scope::Duty,
            Self::Meetings => Scope::Meetings,
            Self::Hotline => Scope::Hotline,
            Self::Prevention => Scope::Prevention,
            Self::Education => Scope::Education,
            Self::Figures => Scope::Figures,
            Self::Whistles => Scope::Whistles,
        }
    }

    /// Gives the pane whose keys a scope holds.
    pub fn of_scope(scope: Scope) -> Option<Self> {
        Self::ALL.iter().copied().find(|pane| pane.scope() == scope)
    }

    /// Gives the command that opens the pane.
    pub const fn opener(self) -> Command {
        match self {
            Self::Intake => Command::IntakeNew,
            Self::Queue => Command::QueueOpen,
            Self::Case => Command::CaseOpen,
            Self::Lawyers => Command::LawyersOpen,
            Self::Grid => Command::GridOpen,
            Self::Joint => Command::JointOpen,
            Self::Today => Command::TodayOpen,
            Self::Duty => Command::LedgerOpen,
            Self::Meetings => Command::MeetingsOpen,
            Self::Hotline => Command::HotlineOpen,
            Self::Prevention => Command::PreventionOpen,
            Self::Education => Command::EducationOpen,
            Self::Figures => Command::FiguresOpen,
            Self::Whistles => Command::WhistlesOpen,
        }
    }

    /// Gives the pane that a command brings to the front as it stands; the one of an intake does
    /// more than that.
    pub fn opened_by(command: Command) -> Option<Self> {
        let panes = Self::ALL.iter().copied();
        panes
            .filter(|pane| *pane != Self::Intake)
            .find(|pane| pane.opener() == command)
    }

    /// Gives the key of its title.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Intake => "pane-intake",
            Self::Queue => "pane-queue",
            Self::Case => "pane-case",
            Self::Lawyers => "pane-lawyers",
            Self::Grid => "pane-grid",
            Self::Joint => "pane-joint",
            Self::Today => "pane-today",
            Self::Duty => "pane-duty",
            Self::Meetings => "pane-meetings",
            Self::Hotline => "pane-hotline",
            Self::Prevention => "pane-prevention",
            Self::Education => "pane-education",
            Self::Figures => "pane-figures",
            Self::Whistles => "pane-whistles",
        }
    }

    /// Gives the pane under whose tab this one stands.
    #[must_use]
    pub const fn tab(self) -> Self {
        match self {
            Self::Joint | Self::Today => Self::Queue,
            Self::Hotline | Self::Prevention | Self::Whistles => Self::Duty,
            Self::Education => Self::Lawyers,
            Self::Meetings => Self::Figures,
            _ => self,
        }
    }
}
