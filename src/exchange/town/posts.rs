//! Who stands for the nodes of the made-up town's grid, and its 297 micro grids.

use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::{Contact, GridCode, GridLevel, GridNode, Post};
use crate::domain::grid::tree::GridTree;
use crate::exchange::town::names;
use crate::exchange::town::rng::Rng;

const KIND: u64 = 2;
/// 微网格 of the town, as its article counts them.
const MICRO_GRIDS: usize = 297;
const ORDINALS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];

/// Gives the edits that fill the built-in tree, in order; some posts stay vacant.
pub fn edits(seed: u64, tree: &GridTree) -> Vec<GridEdit> {
    let mut rng = Rng::of(seed, KIND, 0);
    let mut edits = Vec::new();
    for node in tree.nodes() {
        if node.level != GridLevel::Micro {
            people(&mut rng, &node.code, node.level, &mut edits);
        }
        if node.level == GridLevel::Village && rng.chance(70) {
            edits.push(GridEdit::Confirm {
                code: node.code.clone(),
            });
        }
    }
    let villages: Vec<&GridNode> = tree.of_level(GridLevel::Village).collect();
    for (at, village) in villages.iter().enumerate() {
        let upto = |place: usize| place * MICRO_GRIDS / villages.len();
        for run in 1..=upto(at + 1) - upto(at) {
            let Some(code) = GridCode::parse(&format!("{}-{run:02}", village.code)) else {
                continue;
            };
            let ordinal = ORDINALS.get(run - 1).copied().unwrap_or("九");
            edits.push(GridEdit::Add {
                code: code.clone(),
                parent: village.code.clone(),
                name: format!("{}第{ordinal}微网格", village.name),
            });
            people(&mut rng, &code, GridLevel::Micro, &mut edits);
        }
    }
    edits
}

fn people(rng: &mut Rng, code: &GridCode, level: GridLevel, edits: &mut Vec<GridEdit>) {
    let (head, workers, vacant): (&str, &[&str], u64) = match level {
        GridLevel::Town => ("总网格长", &["综治办主任", "司法所长"], 0),
        GridLevel::Area => ("管区书记", &["管区主任", "法律工作者"], 0),
        GridLevel::Village => ("村党支部书记", &["专职网格员"], 4),
        GridLevel::Micro => ("微网格长", &["联户长"], 7),
    };
    if !rng.chance(vacant) {
        let head = Some(post(rng, head));
        edits.push(GridEdit::SetHead {
            code: code.clone(),
            head,
        });
    }
    for role in workers {
        if !rng.chance(vacant * 3) {
            let worker = post(rng, role);
            edits.push(GridEdit::AddWorker {
                code: code.clone(),
                worker,
            });
        }
    }
}

fn post(rng: &mut Rng, role: &str) -> Post {
    let stand_in = rng.chance(20).then(|| contact(rng));
    Post {
        role: role.to_owned(),
        holder: contact(rng),
        stand_in,
    }
}

fn contact(rng: &mut Rng) -> Contact {
    Contact {
        name: names::any(rng),
        phone: format!("1380000{:04}", rng.below(10_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::built_in::built_in;

    #[test]
    fn the_whole_grid_stands_with_some_vacancies() {
        let mut tree = built_in().unwrap();
        for edit in edits(7, &tree.clone()) {
            let applied = tree.apply(&edit).expect("an edit of the made-up town");
            tree.adopt(&applied);
        }
        for (level, count) in [
            (GridLevel::Town, 1),
            (GridLevel::Area, 8),
            (GridLevel::Village, 83),
            (GridLevel::Micro, 297),
        ] {
            assert_eq!(tree.of_level(level).count(), count);
        }
        assert!(
            (5..40).contains(&tree.vacancies().len()),
            "{}",
            tree.vacancies().len()
        );
    }
}
