//! 视图: how a list is filtered, sorted and grouped, kept under a name.

/// A list as somebody wants to see it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedView {
    /// The name.
    pub name: String,
    /// Which list: the word of its pane.
    pub pane: String,
    /// The words that stand in its rows.
    pub words: String,
    /// What is chosen beside the words: the label of each line, and what stands in it.
    pub chosen: Vec<(String, String)>,
    /// The heading of the column by which it is sorted; empty for the list's own order.
    pub sort: String,
    /// The heading of the column by whose values it is grouped; empty for none.
    pub group: String,
    /// From the last to the first.
    pub descending: bool,
}
