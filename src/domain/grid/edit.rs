//! What can be done to the grid, as facts that can be replayed.

use chrono::NaiveDate;

use super::node::{GridCode, GridNode, Post};

/// One change to the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridEdit {
    /// A node is added below `parent`, on the level below its.
    Add {
        /// The new node's code.
        code: GridCode,
        /// The node above.
        parent: GridCode,
        /// The new node's name.
        name: String,
    },
    /// A node gets another name.
    Rename {
        /// The node.
        code: GridCode,
        /// Its name from now on.
        name: String,
    },
    /// A village goes to another area, or a micro grid to another village; that it belongs there
    /// is confirmed by the same.
    Move {
        /// The node.
        code: GridCode,
        /// The node above from now on.
        parent: GridCode,
    },
    /// Somebody of the town says that the node belongs where it stands.
    Confirm {
        /// The node.
        code: GridCode,
    },
    /// The node gets a head, another one, or none. A changed phone or stand-in is another `Post`.
    SetHead {
        /// The node.
        code: GridCode,
        /// The head from now on.
        head: Option<Post>,
    },
    /// The node gets one more worker.
    AddWorker {
        /// The node.
        code: GridCode,
        /// The worker.
        worker: Post,
    },
    /// A worker's post is changed.
    ChangeWorker {
        /// The node.
        code: GridCode,
        /// Which of its workers, from 0.
        at: usize,
        /// The post from now on.
        worker: Post,
    },
    /// A worker leaves.
    RemoveWorker {
        /// The node.
        code: GridCode,
        /// Which of its workers, from 0.
        at: usize,
    },
    /// An empty node is taken away.
    Remove {
        /// The node.
        code: GridCode,
    },
    /// The head is away until a day, that day included, or is back.
    Away {
        /// The node.
        code: GridCode,
        /// The last day; `None` for one who is back.
        until: Option<NaiveDate>,
    },
    /// A micro grid's lanes and groups, and how many households they have.
    Lanes {
        /// The node.
        code: GridCode,
        /// 巷、组
        lanes: Vec<String>,
        /// 户数
        households: Option<u16>,
    },
}

impl GridEdit {
    /// Gives the node that the change is about.
    pub fn code(&self) -> &GridCode {
        match self {
            Self::Add { code, .. }
            | Self::Rename { code, .. }
            | Self::Move { code, .. }
            | Self::Confirm { code }
            | Self::SetHead { code, .. }
            | Self::AddWorker { code, .. }
            | Self::ChangeWorker { code, .. }
            | Self::RemoveWorker { code, .. }
            | Self::Remove { code }
            | Self::Away { code, .. }
            | Self::Lanes { code, .. } => code,
        }
    }
}

/// What a change makes of its node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridApplied {
    /// The node.
    pub code: GridCode,
    /// What stood before; `None` for a node that was added.
    pub before: Option<GridNode>,
    /// What stands now; `None` for a node that was taken away.
    pub after: Option<GridNode>,
}
