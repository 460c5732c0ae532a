//! The order of day and month, where the year stands last.

/// Whether the month or the day stands first where the year stands last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `03/25/2025`
    MonthFirst,
    /// `25/03/2025`
    DayFirst,
}

impl DateOrder {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MonthFirst => "month-first",
            Self::DayFirst => "day-first",
        }
    }
}
