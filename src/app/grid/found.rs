//! Finding in the grid by typing: Hanzi, digits of a phone, a duty, or the sound of a name.

use std::collections::BTreeSet;

use crate::domain::grid::node::{GridCode, GridNode};
use crate::domain::grid::tree::GridTree;
use crate::search::fold::folded;
use crate::search::parse::patterns;
use crate::search::pattern::{Named, Pattern};
use crate::search::pinyin::Reader;

/// Gives the nodes in which every word is found.
pub fn found(tree: &GridTree, words: &str) -> BTreeSet<GridCode> {
    let mut reader = Reader::default();
    let mut kept: BTreeSet<GridCode> = tree.nodes().map(|node| node.code.clone()).collect();
    for word in words.split_whitespace() {
        let mut holding: BTreeSet<GridCode> = tree
            .matching(word)
            .into_iter()
            .map(|node| node.code.clone())
            .collect();
        let letters: Vec<char> = folded(word);
        if letters.iter().all(char::is_ascii_alphabetic) {
            let patterns = patterns(&letters);
            let heard = tree
                .nodes()
                .filter(|node| is_heard(node, &patterns, &mut reader));
            holding.extend(heard.map(|node| node.code.clone()));
        }
        kept.retain(|code| holding.contains(code));
    }
    kept
}

/// Tells whether the letters sound like the node's name or like one of its people.
fn is_heard(node: &GridNode, patterns: &[Pattern], reader: &mut Reader) -> bool {
    let place = Named::village(&node.name, reader);
    let people: Vec<Named> = node
        .contacts()
        .map(|contact| Named::person(&contact.name, reader))
        .collect();
    std::iter::once(&place).chain(&people).any(|name| {
        patterns.iter().any(|pattern| {
            pattern
                .align(name)
                .is_some_and(|laid| laid.starts() && laid.is_contiguous())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::built_in::built_in;
    use crate::domain::grid::edit::GridEdit;
    use crate::domain::grid::node::{Contact, Post};

    #[test]
    fn a_node_is_found_by_hanzi_sound_digits_and_duty() {
        let tree = built_in().unwrap();
        let village = tree.village_named("东牟家村").unwrap().code.clone();
        let head = Post {
            role: "村党支部书记".to_owned(),
            holder: Contact {
                name: "单守义".to_owned(),
                phone: "13800004321".to_owned(),
            },
            stand_in: None,
        };
        let edit = GridEdit::SetHead {
            code: village.clone(),
            head: Some(head),
        };
        let tree = tree.replay([&edit]).unwrap();
        for (words, expected) in [
            ("东牟家", true),
            ("dmj", true),
            ("dongmujia", true),
            ("dongmoujia", true),
            ("ssy", true),
            ("shanshouyi", true),
            ("4321", true),
            ("书记 dmj", true),
            ("书记 xmj", false),
            ("西牟家", false),
        ] {
            assert_eq!(found(&tree, words).contains(&village), expected, "{words}");
        }
        assert_eq!(found(&tree, " ").len(), tree.nodes().count());
    }
}
