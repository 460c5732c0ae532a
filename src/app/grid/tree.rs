//! The tree as rows: what is unfolded, what the filter lets through.

use std::collections::BTreeSet;

use crate::domain::grid::node::{GridCode, GridLevel};
use crate::domain::grid::tree::GridTree;

/// A node in the order in which the whole tree stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flat {
    /// The node.
    pub code: GridCode,
    /// How far below the town.
    pub depth: u16,
    /// How many stand directly below it.
    pub below: usize,
}

/// A row on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeRow {
    /// The node.
    pub flat: Flat,
    /// Those below it are shown.
    pub unfolded: bool,
    /// The filter let it through for itself; one that only leads to others stands back.
    pub hit: bool,
}

/// Lays the whole tree out, each node before those below it.
pub fn flatten(tree: &GridTree) -> Vec<Flat> {
    let mut flat = Vec::new();
    let mut waiting: Vec<(GridCode, u16)> = tree
        .town()
        .map(|town| (town.code.clone(), 0))
        .into_iter()
        .collect();
    while let Some((code, depth)) = waiting.pop() {
        let mut below: Vec<GridCode> = tree.children(&code).map(|it| it.code.clone()).collect();
        below.sort();
        flat.push(Flat {
            below: below.len(),
            depth,
            code: code.clone(),
        });
        waiting.extend(below.into_iter().rev().map(|code| (code, depth + 1)));
    }
    flat
}

/// Gives the rows to show: with a filter the hits and what leads to them, else what is unfolded.
pub fn rows(
    tree: &GridTree,
    flat: &[Flat],
    unfolded: &BTreeSet<GridCode>,
    hits: Option<&BTreeSet<GridCode>>,
) -> Vec<TreeRow> {
    let Some(hits) = hits else {
        let mut closed_at = u16::MAX;
        let mut rows = Vec::new();
        for node in flat {
            if node.depth > closed_at {
                continue;
            }
            let open = unfolded.contains(&node.code);
            closed_at = if open { u16::MAX } else { node.depth };
            rows.push(TreeRow {
                flat: node.clone(),
                unfolded: open && node.below > 0,
                hit: true,
            });
        }
        return rows;
    };
    let leading: BTreeSet<&GridCode> = hits
        .iter()
        .flat_map(|code| tree.chain(code))
        .map(|node| &node.code)
        .collect();
    flat.iter()
        .filter(|node| leading.contains(&node.code))
        .map(|node| TreeRow {
            flat: node.clone(),
            unfolded: node.below > 0,
            hit: hits.contains(&node.code),
        })
        .collect()
}

/// 网格统计: how many nodes stand on each level, how many have no head, how many villages wait for
/// the town's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Nodes by level, from the town down.
    pub levels: [usize; 4],
    /// 空缺
    pub vacant: usize,
    /// 待确认
    pub unconfirmed: usize,
}

/// Counts the nodes.
pub fn sums(tree: &GridTree) -> Sums {
    let mut sums = Sums::default();
    for (count, level) in sums.levels.iter_mut().zip(GridLevel::ALL) {
        *count = tree.of_level(*level).count();
    }
    sums.vacant = tree.vacancies().len();
    sums.unconfirmed = tree.nodes().filter(|node| !node.confirmed).count();
    sums
}
