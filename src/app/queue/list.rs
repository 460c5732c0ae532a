//! The rows of the queue that are loaded: from the first on, or from the last back, so that both
//! ends of a long list cost one page.

use crate::domain::number::CaseNumber;
use crate::domain::queue::{CaseRow, Cursor, QueuePage};

/// Rows asked for at once.
pub(super) const PAGE: usize = 100;
/// So near the edge the next page is asked for.
const NEAR: usize = 30;

/// Loaded rows, in the order in which they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    rows: Vec<CaseRow>,
    /// The same numbers, for the cursor.
    numbers: Vec<CaseNumber>,
    more: Option<Cursor>,
    /// The last row was loaded first; more comes above.
    from_end: bool,
    loaded: bool,
}

impl List {
    /// Gives the rows, in the order in which they are shown.
    pub fn rows(&self) -> &[CaseRow] {
        &self.rows
    }

    /// Gives their numbers.
    pub fn numbers(&self) -> &[CaseNumber] {
        &self.numbers
    }

    /// Tells whether rows are still to come, at the end or above.
    pub fn has_more(&self) -> bool {
        self.more.is_some()
    }

    /// Tells whether the rows reach to the end of the list rather than to its start.
    pub const fn from_end(&self) -> bool {
        self.from_end
    }

    /// Tells whether a first page was loaded.
    pub const fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// Gives the place where the next page begins, when the cursor at `index` is near the edge or
    /// fewer rows than `height` are there.
    pub(super) fn wanted(&self, index: usize, height: usize) -> Option<Cursor> {
        let left = if self.from_end {
            index
        } else {
            self.rows.len().saturating_sub(index + 1)
        };
        self.more
            .clone()
            .filter(|_| left < NEAR || self.rows.len() < height)
    }

    /// Takes a page in place of everything.
    pub(super) fn replace(&mut self, page: QueuePage, from_end: bool, grouped: bool) {
        self.rows.clear();
        self.from_end = from_end;
        self.extend(page, grouped);
    }

    /// Takes the page that follows. What is secret stands behind all groups: none may say where
    /// it belongs.
    pub(super) fn extend(&mut self, page: QueuePage, grouped: bool) {
        let mut fresh = page.rows;
        // A case that moved between two questions stands once.
        fresh.retain(|row| !self.rows.iter().any(|known| known.number == row.number));
        if self.from_end {
            fresh.reverse();
            fresh.append(&mut self.rows);
            self.rows = fresh;
        } else {
            self.rows.append(&mut fresh);
        }
        if grouped {
            self.rows.sort_by_key(CaseRow::is_secret);
        }
        self.more = page.next;
        self.loaded = true;
        self.numbers = self.rows.iter().map(|row| row.number).collect();
    }
}
