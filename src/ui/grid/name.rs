//! A node's name where the node above stands beside it already.

use crate::domain::grid::node::GridNode;
use crate::domain::grid::tree::GridTree;

/// Gives the name without that of the node above, where it begins with it: 第一微网格 of
/// 东牟家村第一微网格.
pub(super) fn short_name<'a>(tree: &GridTree, node: &'a GridNode) -> &'a str {
    let above = node.parent.as_ref().and_then(|code| tree.get(code));
    above
        .and_then(|above| node.name.strip_prefix(above.name.as_str()))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(&node.name)
}
