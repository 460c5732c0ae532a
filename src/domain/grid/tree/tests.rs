//! The changes of the grid, told as rows.

use proptest::prelude::prop;
use proptest::{prop_assert, prop_assert_eq, proptest};

use super::*;

fn code(text: &str) -> GridCode {
    GridCode::parse(text).unwrap()
}

fn add(own: &str, parent: &str, name: &str) -> GridEdit {
    GridEdit::Add {
        code: code(own),
        parent: code(parent),
        name: name.to_owned(),
    }
}

fn post(name: &str, phone: &str) -> Post {
    Post {
        role: "网格长".to_owned(),
        holder: Contact {
            name: name.to_owned(),
            phone: phone.to_owned(),
        },
        stand_in: None,
    }
}

/// Town T; areas A, B; villages V (in A), W (in B); micro grid M (in V).
fn small_town() -> GridTree {
    GridTree::of_town(code("T"), "大牟家镇".to_owned())
        .replay(&[
            add("A", "T", "第一管区"),
            add("B", "T", "第二管区"),
            add("V", "A", "东牟家村"),
            add("W", "B", "西牟家村"),
            add("M", "V", "一组"),
        ])
        .unwrap()
}

fn after(tree: &GridTree, edit: &GridEdit) -> GridTree {
    let mut tree = tree.clone();
    let applied = tree.apply(edit).unwrap();
    tree.adopt(&applied);
    tree
}

fn names(nodes: &[&GridNode]) -> Vec<String> {
    nodes.iter().map(|node| node.name.clone()).collect()
}

#[test]
fn a_chain_leads_from_a_micro_grid_to_the_town() {
    let tree = small_town();
    assert_eq!(
        names(&tree.chain(&code("M"))),
        ["一组", "东牟家村", "第一管区", "大牟家镇"]
    );
    assert_eq!(names(&tree.chain(&code("X"))), Vec::<String>::new());
    assert_eq!(tree.town().unwrap().name, "大牟家镇");
}

#[test]
fn a_village_moves_with_its_micro_grids() {
    let tree = after(
        &small_town(),
        &GridEdit::Move {
            code: code("V"),
            parent: code("B"),
        },
    );
    assert_eq!(
        names(&tree.chain(&code("M"))),
        ["一组", "东牟家村", "第二管区", "大牟家镇"]
    );
    assert_eq!(tree.children(&code("A")).count(), 0);
    assert_eq!(tree.children(&code("B")).count(), 2);
}

#[test]
fn every_contact_can_be_changed_and_the_old_one_is_told() {
    let tree = small_town();
    let head = GridEdit::SetHead {
        code: code("V"),
        head: Some(post("牟春生", "13800001234")),
    };
    let applied = tree.apply(&head).unwrap();
    assert!(applied.before.unwrap().is_vacant());
    let tree = after(&tree, &head);
    let mut changed = post("牟春生", "13800005678");
    changed.stand_in = Some(Contact {
        name: "李四".to_owned(),
        phone: String::new(),
    });
    let tree = after(
        &tree,
        &GridEdit::SetHead {
            code: code("V"),
            head: Some(changed.clone()),
        },
    );
    assert_eq!(tree.get(&code("V")).unwrap().head, Some(changed));
    let tree = after(
        &tree,
        &GridEdit::AddWorker {
            code: code("V"),
            worker: post("王五", ""),
        },
    );
    let tree = after(
        &tree,
        &GridEdit::AddWorker {
            code: code("V"),
            worker: post("赵六", ""),
        },
    );
    let tree = after(
        &tree,
        &GridEdit::ChangeWorker {
            code: code("V"),
            at: 0,
            worker: post("王五", "13800000005"),
        },
    );
    let tree = after(
        &tree,
        &GridEdit::RemoveWorker {
            code: code("V"),
            at: 1,
        },
    );
    let everybody: Vec<_> = tree
        .get(&code("V"))
        .unwrap()
        .contacts()
        .map(|contact| contact.name.as_str())
        .collect();
    assert_eq!(everybody, ["牟春生", "李四", "王五"]);
    let tree = after(
        &tree,
        &GridEdit::SetHead {
            code: code("V"),
            head: None,
        },
    );
    assert!(tree.get(&code("V")).unwrap().is_vacant());
    assert_eq!(tree.vacancies().len(), 6);
}

#[test]
fn what_would_break_the_tree_is_refused() {
    let tree = small_town();
    let rename = |own: &str, name: &str| GridEdit::Rename {
        code: code(own),
        name: name.to_owned(),
    };
    let shift = |own: &str, parent: &str| GridEdit::Move {
        code: code(own),
        parent: code(parent),
    };
    for (edit, field, reason) in [
        (add("A", "T", "第三管区"), "code", Reason::GridCode),
        (add("C", "X", "第三管区"), "parent", Reason::GridUnknown),
        (add("C", "M", "一户"), "parent", Reason::GridLevel),
        (add("C", "T", "第二管区"), "name", Reason::GridName),
        (add("U", "B", "东牟家村"), "name", Reason::GridName),
        (add("C", "T", " \u{1b}\n"), "name", Reason::Missing),
        (rename("X", "某村"), "code", Reason::GridUnknown),
        (rename("V", "西牟家村"), "name", Reason::GridName),
        (shift("V", "V"), "parent", Reason::GridLevel),
        (shift("A", "V"), "parent", Reason::GridLevel),
        (shift("A", "A"), "parent", Reason::GridLevel),
        (shift("T", "A"), "parent", Reason::GridLevel),
        (shift("M", "A"), "parent", Reason::GridLevel),
        (
            GridEdit::SetHead {
                code: code("V"),
                head: Some(post(" ", "1")),
            },
            "name",
            Reason::Missing,
        ),
        (
            GridEdit::RemoveWorker {
                code: code("V"),
                at: 0,
            },
            "worker",
            Reason::GridWorker,
        ),
        (
            GridEdit::ChangeWorker {
                code: code("V"),
                at: 0,
                worker: post("王五", ""),
            },
            "worker",
            Reason::GridWorker,
        ),
        (
            GridEdit::Remove { code: code("V") },
            "code",
            Reason::GridNotEmpty,
        ),
        (
            GridEdit::Remove { code: code("T") },
            "code",
            Reason::GridNotEmpty,
        ),
    ] {
        assert_eq!(
            tree.apply(&edit),
            Err(Refusal::about(field, reason)),
            "{edit:?}"
        );
    }
}

#[test]
fn micro_grids_of_two_villages_may_share_a_name() {
    let tree = after(&small_town(), &add("N", "W", "一组"));
    let back = GridEdit::Move {
        code: code("N"),
        parent: code("V"),
    };
    assert_eq!(
        tree.apply(&back),
        Err(Refusal::about("name", Reason::GridName))
    );
    assert!(
        tree.apply(&GridEdit::Rename {
            code: code("N"),
            name: "一组".to_owned()
        })
        .is_ok()
    );
}

#[test]
fn an_empty_node_goes_and_its_code_is_free_again() {
    let tree = after(&small_town(), &GridEdit::Remove { code: code("M") });
    assert_eq!(tree.get(&code("M")), None);
    assert!(tree.apply(&add("M", "V", "一组")).is_ok());
}

#[test]
fn nodes_from_a_store_make_the_same_tree_and_nonsense_is_refused() {
    let tree = small_town();
    let mut nodes: Vec<_> = tree.nodes().cloned().collect();
    nodes.reverse();
    assert_eq!(GridTree::of_nodes(nodes.clone()), Ok(tree.clone()));
    let without = |own: &str| -> Vec<_> {
        tree.nodes()
            .filter(|node| node.code != code(own))
            .cloned()
            .collect()
    };
    let twice = [nodes.clone(), vec![tree.get(&code("M")).unwrap().clone()]].concat();
    let mut second_town = nodes.clone();
    second_town.push(GridNode::new(
        code("Z"),
        GridLevel::Town,
        None,
        "又一镇".to_owned(),
    ));
    let mut above_itself = nodes;
    for node in above_itself
        .iter_mut()
        .filter(|node| node.code == code("A"))
    {
        node.parent = Some(code("A"));
    }
    for broken in [
        vec![],
        without("T"),
        without("A"),
        without("V"),
        twice,
        second_town,
        above_itself,
    ] {
        assert!(GridTree::of_nodes(broken).is_err());
    }
}

#[test]
fn a_free_code_follows_its_level() {
    let tree = small_town();
    for (parent, free) in [("T", "T-A1"), ("A", "T-V01"), ("V", "V-01")] {
        assert_eq!(tree.free_code(&code(parent)), Ok(code(free)));
    }
    assert_eq!(
        tree.free_code(&code("M")),
        Err(Refusal::about("parent", Reason::GridLevel))
    );
    let tree = after(&tree, &add("V-01", "V", "二组"));
    assert_eq!(tree.free_code(&code("V")), Ok(code("V-02")));
}

/// Any edit among a few codes and names, sound or not.
fn any_edit(kind: u8, own: usize, other: usize, at: usize) -> GridEdit {
    const CODES: [&str; 8] = ["T", "A", "B", "V", "W", "M", "N", "X"];
    let (code, parent) = (code(CODES[own]), code(CODES[other]));
    let name = format!("网格{at}");
    match kind {
        0 | 1 => GridEdit::Add { code, parent, name },
        2 => GridEdit::Rename { code, name },
        3 | 4 => GridEdit::Move { code, parent },
        5 => GridEdit::SetHead {
            code,
            head: (at > 0).then(|| post("牟春生", "13800001234")),
        },
        6 => GridEdit::AddWorker {
            code,
            worker: post("王五", ""),
        },
        7 => GridEdit::RemoveWorker { code, at },
        8 => GridEdit::Confirm { code },
        _ => GridEdit::Remove { code },
    }
}

proptest! {
    #[test]
    fn whatever_is_tried_every_chain_ends_at_the_town_and_history_gives_the_tree(
        tried in prop::collection::vec((0_u8..10, 0_usize..8, 0_usize..8, 0_usize..3), 0..60),
    ) {
        let mut tree = small_town();
        let mut done = Vec::new();
        for (kind, own, other, at) in tried {
            let edit = any_edit(kind, own, other, at);
            if let Ok(applied) = tree.apply(&edit) {
                prop_assert_eq!(applied.before.as_ref(), tree.get(&applied.code));
                tree.adopt(&applied);
                done.push(edit);
            }
        }
        for node in tree.nodes() {
            let chain = tree.chain(&node.code);
            prop_assert_eq!(chain.last().map(|last| &last.code), tree.town().map(|town| &town.code));
            prop_assert!(chain.windows(2).all(|pair| pair[0].level.above() == Some(pair[1].level)));
        }
        prop_assert_eq!(&small_town().replay(&done).unwrap(), &tree);
        prop_assert_eq!(GridTree::of_nodes(tree.nodes().cloned().collect()), Ok(tree));
    }
}
