//! The rows of the grid: each node with its head, below it everybody else who is in its posts, then
//! the nodes that belong to it.

use crate::domain::grid::node::{Contact, GridCode, GridNode, Post};
use crate::domain::grid::tree::GridTree;

/// A post of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// 网格长
    Head,
    /// 网格员, from 0.
    Worker(usize),
    /// One more worker.
    NewWorker,
}

impl Seat {
    /// Gives who holds the post; `None` where it is vacant.
    pub fn post(self, node: &GridNode) -> Option<&Post> {
        match self {
            Self::Head => node.head.as_ref(),
            Self::Worker(at) => node.workers.get(at),
            Self::NewWorker => None,
        }
    }
}

/// What the cursor stops at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A node with its head.
    Node(GridCode),
    /// A worker of a node.
    Worker(GridCode, usize),
    /// 替补: who stands in for the holder of a post.
    StandIn(GridCode, Seat),
}

impl Row {
    /// Gives the node.
    pub const fn code(&self) -> &GridCode {
        match self {
            Self::Node(code) | Self::Worker(code, _) | Self::StandIn(code, _) => code,
        }
    }

    /// Gives the post.
    pub const fn seat(&self) -> Seat {
        match self {
            Self::Node(_) => Seat::Head,
            Self::Worker(_, at) => Seat::Worker(*at),
            Self::StandIn(_, seat) => *seat,
        }
    }

    /// Gives who is in the row, and what the town calls the post.
    pub fn person<'a>(&self, node: &'a GridNode) -> Option<(&'a Contact, &'a str)> {
        let post = self.seat().post(node)?;
        match self {
            Self::Node(_) | Self::Worker(..) => Some((&post.holder, &post.role)),
            Self::StandIn(..) => Some((post.stand_in.as_ref()?, "")),
        }
    }
}

/// A row in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Which row it is.
    pub row: Row,
    /// How far below the town.
    pub depth: usize,
    /// Other rows belong to it.
    pub leads: bool,
}

/// Gives every row, those that belong to one behind it.
pub fn rows(tree: &GridTree) -> Vec<Placed> {
    let mut rows = Vec::new();
    let mut waiting: Vec<(&GridNode, usize)> = tree.town().map(|it| (it, 0)).into_iter().collect();
    while let Some((node, depth)) = waiting.pop() {
        let code = &node.code;
        let children: Vec<&GridNode> = tree.children(code).collect();
        let people = people(node);
        rows.push(Placed {
            row: Row::Node(code.clone()),
            depth,
            leads: !(children.is_empty() && people.is_empty()),
        });
        rows.extend(people.into_iter().map(|row| Placed {
            row,
            depth: depth + 1,
            leads: false,
        }));
        waiting.extend(children.into_iter().rev().map(|child| (child, depth + 1)));
    }
    rows
}

/// Gives everybody of a node but its head.
fn people(node: &GridNode) -> Vec<Row> {
    let workers = (0..node.workers.len()).map(Seat::Worker);
    let mut rows = Vec::new();
    for seat in std::iter::once(Seat::Head).chain(workers) {
        if let Seat::Worker(at) = seat {
            rows.push(Row::Worker(node.code.clone(), at));
        }
        if seat.post(node).is_some_and(|post| post.stand_in.is_some()) {
            rows.push(Row::StandIn(node.code.clone(), seat));
        }
    }
    rows
}
