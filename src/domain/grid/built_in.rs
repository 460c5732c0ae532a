//! 大牟家镇 as published: the town, eight areas, 83 villages, no micro grids yet.
//!
//! Which village belongs to which area is not published: the villages are split in the order of
//! their codes, and each is marked as not confirmed until somebody of the town says where it belongs.

use std::sync::LazyLock;

use super::node::{GridCode, GridLevel, GridNode};
use super::tree::GridTree;
use crate::domain::refusal::Refusal;

/// The 83 village committees by the division codes of 2023, a line each: `code,village,committee`.
const VILLAGES: &str = include_str!("../data/villages.csv");
const TOWN_CODE: &str = "370785106";
const TOWN_NAME: &str = "大牟家镇";
const AREAS: [&str; 8] = [
    "第一管区",
    "第二管区",
    "第三管区",
    "第四管区",
    "第五管区",
    "第六管区",
    "第七管区",
    "第八管区",
];

/// Makes the built-in tree.
///
/// # Errors
/// None in practice: the data is tested; a refusal names what would be wrong with it.
pub fn built_in() -> Result<GridTree, Refusal> {
    static TREE: LazyLock<Result<GridTree, Refusal>> =
        LazyLock::new(|| GridTree::of_nodes(nodes()));
    TREE.clone()
}

fn nodes() -> Vec<GridNode> {
    let villages: Vec<(GridCode, &str)> = VILLAGES
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            Some((GridCode::parse(cells.next()?)?, cells.next()?))
        })
        .collect();
    let Some(town) = GridCode::parse(TOWN_CODE) else {
        return Vec::new();
    };
    let areas: Vec<GridCode> = (1..=AREAS.len())
        .filter_map(|run| GridCode::parse(&format!("{TOWN_CODE}-A{run}")))
        .collect();
    let mut nodes = vec![GridNode::new(
        town.clone(),
        GridLevel::Town,
        None,
        TOWN_NAME.to_owned(),
    )];
    nodes.extend(areas.iter().zip(AREAS).map(|(code, name)| {
        GridNode::new(
            code.clone(),
            GridLevel::Area,
            Some(town.clone()),
            name.to_owned(),
        )
    }));
    let count = villages.len();
    nodes.extend(
        villages
            .into_iter()
            .enumerate()
            .map(|(at, (code, name))| GridNode {
                confirmed: false,
                ..GridNode::new(
                    code,
                    GridLevel::Village,
                    areas.get(at * AREAS.len() / count).cloned(),
                    name.to_owned(),
                )
            }),
    );
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_town_has_eight_areas_and_eighty_three_villages() {
        let tree = built_in().unwrap();
        for (level, count) in [
            (GridLevel::Town, 1),
            (GridLevel::Area, 8),
            (GridLevel::Village, 83),
            (GridLevel::Micro, 0),
        ] {
            assert_eq!(tree.of_level(level).count(), count);
        }
        for area in tree.of_level(GridLevel::Area) {
            assert!(
                (10..=11).contains(&tree.children(&area.code).count()),
                "{}",
                area.name
            );
        }
    }

    #[test]
    fn where_a_village_belongs_waits_for_the_towns_word() {
        let tree = built_in().unwrap();
        assert!(
            tree.of_level(GridLevel::Village)
                .all(|village| !village.confirmed)
        );
        assert!(tree.of_level(GridLevel::Area).all(|area| area.confirmed));
    }
}
