//! The parts of a case on the screen, one at a time, each with its digit.

/// A part of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// 概要
    Facts,
    /// 期限
    Clocks,
    /// 来访
    Visits,
    /// 经历
    History,
    /// 办理
    Work,
    /// 同一人的其他事项
    Others,
    /// 网格
    Chain,
}

impl Section {
    /// Every part, in the order of the digits.
    pub const ALL: &'static [Self] = &[
        Self::Facts,
        Self::Clocks,
        Self::Visits,
        Self::History,
        Self::Work,
        Self::Others,
        Self::Chain,
    ];

    /// Gives the key of its tab.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Facts => "case-tab-facts",
            Self::Clocks => "case-tab-clocks",
            Self::Visits => "case-tab-visits",
            Self::History => "case-tab-history",
            Self::Work => "case-tab-work",
            Self::Others => "case-tab-others",
            Self::Chain => "case-tab-chain",
        }
    }

    /// Gives the part `by` places on, round the ends.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let count = Self::ALL.len();
        let at = Self::ALL.iter().position(|it| *it == self).unwrap_or(0);
        Self::ALL[(at + count).saturating_add_signed(by) % count]
    }
}
