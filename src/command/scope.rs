//! Where a key or a command is valid.

/// A place on the screen with keys of its own; what it does not bind falls through to
/// [`Scope::Global`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere.
    Global,
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
    /// 交接班
    Handover,
    /// 研判
    Figures,
    /// 速查
    Lookup,
    /// 查来访
    Finder,
    /// 法律途径
    Roads,
    /// 合并、拆分
    Merge,
    /// 分类分级
    Triage,
    /// 命令面板
    Palette,
    /// 帮助
    Help,
    /// A question with its answers, and the form of a step.
    Dialog,
    /// 通话记录
    Call,
    /// 热线台账
    Hotline,
    /// 治未病
    Prevention,
    /// 法治教育
    Education,
}

impl Scope {
    /// Every scope, in the order in which help shows them.
    pub const ALL: &'static [Self] = &[
        Self::Global,
        Self::Intake,
        Self::Queue,
        Self::Case,
        Self::Lawyers,
        Self::Grid,
        Self::Joint,
        Self::Today,
        Self::Duty,
        Self::Meetings,
        Self::Handover,
        Self::Figures,
        Self::Lookup,
        Self::Finder,
        Self::Roads,
        Self::Merge,
        Self::Triage,
        Self::Palette,
        Self::Help,
        Self::Dialog,
        Self::Call,
        Self::Hotline,
        Self::Prevention,
        Self::Education,
    ];

    /// Gives the name that heads the scope's rows in a key file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Intake => "intake",
            Self::Queue => "queue",
            Self::Case => "case",
            Self::Lawyers => "lawyers",
            Self::Grid => "grid",
            Self::Joint => "joint",
            Self::Today => "today",
            Self::Duty => "duty",
            Self::Meetings => "meetings",
            Self::Handover => "handover",
            Self::Figures => "figures",
            Self::Lookup => "lookup",
            Self::Finder => "finder",
            Self::Roads => "roads",
            Self::Merge => "merge",
            Self::Triage => "triage",
            Self::Palette => "palette",
            Self::Help => "help",
            Self::Dialog => "dialog",
            Self::Call => "call",
            Self::Hotline => "hotline",
            Self::Prevention => "prevention",
            Self::Education => "education",
        }
    }

    /// Reads a name; `None` for anything else.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.name() == name)
    }
}
