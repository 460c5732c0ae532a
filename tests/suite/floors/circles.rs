//! The circles of a graph: its strongly connected components of more than one node.

use std::collections::{BTreeMap, BTreeSet};

/// What each node points to, with the line where it does.
pub(crate) type Graph = BTreeMap<String, BTreeMap<String, usize>>;

/// Gives the members of each circle, by Kosaraju's two walks.
pub(crate) fn circles(graph: &Graph) -> Vec<BTreeSet<&str>> {
    let mut back: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut forth: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in graph {
        for to in to.keys() {
            forth.entry(from).or_default().push(to);
            back.entry(to).or_default().push(from);
        }
    }
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for node in graph.keys() {
        walk(node, &forth, &mut seen, &mut order);
    }
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for node in order.into_iter().rev() {
        let mut members = Vec::new();
        walk(node, &back, &mut seen, &mut members);
        if members.len() > 1 {
            circles.push(members.into_iter().collect());
        }
    }
    circles
}

/// Walks from `node` over what was not seen; a node is put into `order` after all behind it.
fn walk<'a>(
    node: &'a str,
    next: &BTreeMap<&'a str, Vec<&'a str>>,
    seen: &mut BTreeSet<&'a str>,
    order: &mut Vec<&'a str>,
) {
    if !seen.insert(node) {
        return;
    }
    for to in next.get(node).into_iter().flatten() {
        walk(to, next, seen, order);
    }
    order.push(node);
}

#[cfg(test)]
mod tests {
    use super::{Graph, circles};

    #[test]
    fn a_circle_is_its_members_alone() {
        let rows: &[(&[&str], &[&str])] = &[
            (&["ab", "bc", "ac"], &[]),
            (&["ab", "ba"], &["ab"]),
            // What is above a circle, below it or between two is in none.
            (&["xa", "ab", "bc", "ca", "by"], &["abc"]),
            (&["ab", "ba", "bm", "mc", "cd", "dc"], &["ab", "cd"]),
            (&["ab", "bc", "ca", "cd", "db"], &["abcd"]),
        ];
        for (edges, expected) in rows {
            let mut graph = Graph::new();
            for edge in *edges {
                let to = graph.entry(edge[..1].to_owned()).or_default();
                to.insert(edge[1..].to_owned(), 1);
            }
            let mut seen: Vec<String> = circles(&graph)
                .into_iter()
                .map(|members| members.into_iter().collect())
                .collect();
            seen.sort();
            assert_eq!(seen, *expected, "{edges:?}");
        }
    }
}
