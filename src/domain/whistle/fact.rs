//! What is whistled, and what is done about it, as facts that can be replayed.

use std::fmt;

use super::super::deadline::rule::RuleName;
use super::super::grid::node::GridCode;
use super::super::item::SignId;
use super::super::moment::Moment;
use super::super::number::CaseNumber;

codes! {
    /// Which way a whistle goes.
    Direction {
        /// 网格吹哨: from the grid up
        Up = "up",
        /// 镇吹哨、部门报到: from the town down
        Down = "down",
    }
}

codes! {
    /// 哨的类别.
    WhistleKind {
        /// 苗头哨: a grid worker sees something coming; the only one that goes up
        Sign = "sign",
        /// 日常哨
        Daily = "daily",
        /// 攻坚哨
        Hard = "hard",
        /// 应急哨
        Emergency = "emergency",
    }
}

impl WhistleKind {
    /// Gives the way that it goes.
    pub const fn direction(self) -> Direction {
        match self {
            Self::Sign => Direction::Up,
            Self::Daily | Self::Hard | Self::Emergency => Direction::Down,
        }
    }
}

codes! {
    /// What the one who whistled says of the answer.
    Rating {
        /// 已解决
        Solved = "solved",
        /// 部分解决
        Partly = "partly",
        /// 未解决
        Not = "not",
    }
}

/// Who whistles or is whistled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// A node of the grid; whoever answers for it on the day.
    Node(GridCode),
    /// 单位.
    Unit(String),
    /// 召集人, above whom nobody is whistled.
    Convener,
}

/// Writes a node by its code, a unit by its name.
impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Node(code) => write!(f, "{code}"),
            Self::Unit(unit) => f.write_str(unit),
            Self::Convener => f.write_str("convener"),
        }
    }
}

/// 吹哨: what was whistled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// Of which kind.
    pub kind: WhistleKind,
    /// Who whistles.
    pub from: Party,
    /// Who is whistled.
    pub to: Party,
    /// What it is about.
    pub about: String,
    /// Which head of the town approved it; empty for one that goes up.
    pub approver: String,
    /// The case that it is about.
    pub case: Option<CaseNumber>,
    /// The early sign that it came of.
    pub sign: Option<SignId>,
    /// When.
    pub at: Moment,
}

/// What was done about a whistle; its state follows from these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhistleFact {
    /// It was whistled.
    Raised(Box<Raised>),
    /// 签到: somebody took it on.
    SignedIn {
        /// Who
        who: String,
        /// When
        at: Moment,
    },
    /// The one who whistled was spoken to.
    Contacted {
        /// When
        at: Moment,
    },
    /// 报到: somebody came to the spot.
    Arrived {
        /// When
        at: Moment,
    },
    /// 反馈: it was answered.
    Answered {
        /// With what
        text: String,
        /// When
        at: Moment,
    },
    /// The answer was rated; what nobody rates stays unrated.
    Rated {
        /// How
        rating: Rating,
        /// In what words
        words: String,
    },
    /// A clock ran out: it went to the next level up by itself.
    Escalated {
        /// To whom
        to: Party,
        /// Which clock ran out
        rule: RuleName,
        /// When that was
        due: Moment,
        /// When it was noticed; the next level's clocks run from here
        at: Moment,
    },
    /// It was passed up by hand.
    PassedUp {
        /// To whom
        to: Party,
        /// Why
        why: String,
        /// When
        at: Moment,
    },
    /// It is over.
    Closed {
        /// When
        at: Moment,
    },
    /// It was whistled in error.
    Withdrawn {
        /// Why
        why: String,
    },
    /// 转信访事项: it was registered as a case, whose own clocks run.
    MadeCase(CaseNumber),
    /// It is taken up again.
    Reopened {
        /// Why
        why: String,
        /// When
        at: Moment,
    },
}

impl WhistleFact {
    /// Gives the code by which words and files know it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Raised(_) => "raised",
            Self::SignedIn { .. } => "signed_in",
            Self::Contacted { .. } => "contacted",
            Self::Arrived { .. } => "arrived",
            Self::Answered { .. } => "answered",
            Self::Rated { .. } => "rated",
            Self::Escalated { .. } => "escalated",
            Self::PassedUp { .. } => "passed_up",
            Self::Closed { .. } => "closed",
            Self::Withdrawn { .. } => "withdrawn",
            Self::MadeCase(_) => "made_case",
            Self::Reopened { .. } => "reopened",
        }
    }
}
