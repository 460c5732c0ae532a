//! The people of a node as lines: head, workers, stand-ins, vacancies.

use crate::domain::grid::node::{GridNode, Post};

/// A post of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// 网格长
    Head,
    /// A worker, from 0.
    Worker(usize),
    /// One more worker.
    NewWorker,
}

/// A line of the node's people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A post that the hand can stand on.
    Seat(Seat),
    /// The stand-in of the post above.
    StandIn(Seat),
}

/// Lays the people of a node out.
pub fn lines(node: &GridNode) -> Vec<Line> {
    let mut lines = Vec::new();
    for seat in seats(node) {
        lines.push(Line::Seat(seat));
        if post(node, seat).is_some_and(|post| post.stand_in.is_some()) {
            lines.push(Line::StandIn(seat));
        }
    }
    lines
}

/// Gives the posts of a node, the last one empty for one more worker.
pub fn seats(node: &GridNode) -> Vec<Seat> {
    std::iter::once(Seat::Head)
        .chain((0..node.workers.len()).map(Seat::Worker))
        .chain(std::iter::once(Seat::NewWorker))
        .collect()
}

/// Gives who holds a post; `None` where nobody does.
pub fn post(node: &GridNode, seat: Seat) -> Option<&Post> {
    match seat {
        Seat::Head => node.head.as_ref(),
        Seat::Worker(at) => node.workers.get(at),
        Seat::NewWorker => None,
    }
}
