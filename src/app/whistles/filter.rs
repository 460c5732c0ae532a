//! Which whistles are shown.

use crate::domain::grid::node::GridLevel;
use crate::domain::moment::Moment;
use crate::domain::whistle::clocks::direction;
use crate::domain::whistle::fact::{Direction, WhistleKind};
use crate::domain::whistle::state::Standing;
use crate::domain::whistle::view::WhistleView;

/// Which whistles are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Those that somebody has to see to.
    Open,
    /// Those of them that go up.
    Up,
    /// Those of them that go down.
    Down,
    /// Those of which a clock ran out.
    Overdue,
    /// All, the closed and withdrawn ones too.
    All,
}

impl Way {
    /// Every way, in the order in which its key goes on.
    pub const ALL: &'static [Self] = &[Self::Open, Self::Up, Self::Down, Self::Overdue, Self::All];

    /// Gives the tail of its word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Up => "up",
            Self::Down => "down",
            Self::Overdue => "overdue",
            Self::All => "all",
        }
    }
}

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Show {
    /// Which way they go and where they stand.
    pub way: Way,
    /// Only those of a kind.
    pub kind: Option<WhistleKind>,
    /// Only those that a level has.
    pub level: Option<GridLevel>,
}

impl Default for Show {
    fn default() -> Self {
        Self {
            way: Way::Open,
            kind: None,
            level: None,
        }
    }
}

impl Show {
    /// Tells whether it lets a whistle through.
    pub fn lets(self, view: &WhistleView, now: Moment) -> bool {
        let open = view.whistle.standing == Standing::Open;
        let way = match self.way {
            Way::Open => open,
            Way::Up => open && direction(&view.whistle) == Direction::Up,
            Way::Down => open && direction(&view.whistle) == Direction::Down,
            Way::Overdue => view.due.is_some_and(|(_, limit)| limit.is_past(now)),
            Way::All => true,
        };
        let kind = self.kind.is_none_or(|it| it == view.whistle.raised.kind);
        way && kind && self.level.is_none_or(|it| Some(it) == view.level)
    }

    /// Goes on to the next of a list, after the last to all.
    pub fn next<T: Copy + PartialEq>(list: &[T], now: Option<T>) -> Option<T> {
        match now {
            None => list.first().copied(),
            Some(now) => {
                let at = list.iter().position(|it| *it == now)?;
                list.get(at + 1).copied()
            }
        }
    }
}
