//! Who is whistled next, and who is meant by a place of the grid.

use super::super::grid::node::GridCode;
use super::super::grid::tree::GridTree;
use super::fact::Party;
use crate::domain::case::fact::state::Case;

/// What stands for the convener where parties are typed.
const CONVENERS: &[&str] = &["召集人", "双召集人", "convener"];

impl Party {
    /// Reads what was typed: the code or the name of a node, the convener, else a unit.
    pub fn read(typed: &str, tree: &GridTree) -> Option<Self> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        if CONVENERS.contains(&typed.to_lowercase().as_str()) {
            return Some(Self::Convener);
        }
        let by_code = GridCode::parse(typed).and_then(|code| tree.get(&code));
        let by_name = || tree.nodes().find(|node| node.name == typed);
        let node = by_code
            .or_else(by_name)
            .or_else(|| tree.village_named(typed));
        Some(match node {
            Some(node) => Self::Node(node.code.clone()),
            None => Self::Unit(typed.to_owned()),
        })
    }

    /// Gives its name; empty for the convener, whose word is another in each language.
    pub fn name(&self, tree: &GridTree) -> String {
        match self {
            Self::Node(code) => tree
                .get(code)
                .map_or_else(|| code.to_string(), |node| node.name.clone()),
            Self::Unit(unit) => unit.clone(),
            Self::Convener => String::new(),
        }
    }

    /// Tells whether a case complains of it: of the unit, or of anybody who stands for the node
    /// (条例 28 ¶3, 30 ¶3).
    pub fn is_complained_of(&self, case: &Case, tree: &GridTree) -> bool {
        match self {
            Self::Node(code) => tree.get(code).is_some_and(|node| {
                node.contacts()
                    .any(|contact| !contact.name.is_empty() && case.complains_of(&contact.name))
            }),
            Self::Unit(unit) => !unit.is_empty() && case.complains_of(unit),
            Self::Convener => false,
        }
    }
}

/// Gives the next level up: village, area, town, convener; of a unit the convener. A level of which
/// the case complains is passed over.
pub fn above(party: &Party, tree: &GridTree, case: Option<&Case>) -> Option<Party> {
    let mut next = up(party, tree)?;
    while case.is_some_and(|case| next.is_complained_of(case, tree)) {
        next = up(&next, tree)?;
    }
    Some(next)
}

fn up(party: &Party, tree: &GridTree) -> Option<Party> {
    match party {
        Party::Node(code) => {
            let parent = tree.get(code).and_then(|node| node.parent.clone());
            Some(parent.map_or(Party::Convener, Party::Node))
        }
        Party::Unit(_) => Some(Party::Convener),
        Party::Convener => None,
    }
}
