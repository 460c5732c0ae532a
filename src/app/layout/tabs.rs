//! The tab bar: as wide as its words, so that it fits a small window in either language.

use ratatui::layout::Rect;

use crate::app::cells::width;
use crate::app::pane::Pane;
use crate::app::shared::Shared;

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// The pane that it opens.
    pub pane: Pane,
    /// Its key and its name.
    pub text: String,
    /// Its cells.
    pub area: Rect,
}

/// Gives the tabs from the left of `head`; what has no room is cut.
pub fn tabs(shared: &Shared, head: Rect) -> Vec<Tab> {
    let mut column = head.x;
    let tab = |pane: &Pane| {
        let key = shared.keys(pane.opener());
        let text = format!(" {key} {}", shared.words.say(pane.word()));
        let cells = width(&text, shared.look.ambiguous_wide);
        let area = Rect::new(column, head.y, cells, 1).intersection(head);
        column = column.saturating_add(cells);
        Tab {
            pane: *pane,
            text,
            area,
        }
    };
    Pane::TABS.iter().map(tab).collect()
}
