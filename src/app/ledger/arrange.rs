//! How the rows of a ledger are arranged: filtered by what is typed, sorted and grouped by columns.

use std::cmp::Ordering;

use crate::app::field::{Field, FieldKind};
use crate::app::ledger::page::{Block, Cell, Column, Page, Row, Table};

/// What the clerk has chosen.
#[derive(Debug)]
pub struct Arrange {
    /// The words that a row must hold.
    pub filter: Field,
    /// The words are being typed.
    pub typing: bool,
    /// The column by which rows are sorted; the pane's own order without one.
    pub sort: Option<Column>,
    /// From the last to the first.
    pub descending: bool,
    /// The column by whose values rows are grouped.
    pub group: Option<Column>,
}

impl Default for Arrange {
    fn default() -> Self {
        Self {
            filter: Field::new(FieldKind::Line),
            typing: false,
            sort: None,
            descending: false,
            group: None,
        }
    }
}

/// How many rows of the lists are shown, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Shown.
    pub shown: usize,
    /// All.
    pub all: usize,
}

impl Arrange {
    /// Tells whether rows are filtered.
    pub fn is_filtered(&self) -> bool {
        !self.filter.text().trim().is_empty()
    }

    /// Tells whether the rows stand as the pane itself has them: none is left out, none moved.
    pub fn is_own_order(&self) -> bool {
        let moved = self.sort.is_some() || self.group.is_some() || self.descending;
        !moved && !self.is_filtered()
    }

    /// Shows all rows again.
    pub fn clear(&mut self) {
        self.filter.set("");
        self.typing = false;
    }

    /// Sorts by the column after the present one; after the last in the pane's own order.
    pub fn sort_on<'a>(&mut self, columns: impl IntoIterator<Item = &'a Column>) {
        self.sort = following(columns.into_iter(), self.sort);
        self.group = None;
    }

    /// Groups by the next column that rows can be grouped by; after the last by none.
    pub fn group_on<'a>(&mut self, columns: impl IntoIterator<Item = &'a Column>) {
        let grouping = columns.into_iter().filter(|it| it.groups);
        self.group = following(grouping, self.group);
    }

    /// Arranges the lists of a page; `filtering` and `sorting` where the store has not done it.
    pub fn apply<R>(&self, page: &mut Page<R>, filtering: bool, sorting: bool) -> Counts {
        let mut counts = Counts::default();
        let own_order = self.is_own_order();
        let wanted = self.filter.text().trim().to_lowercase();
        for block in &mut page.blocks {
            let Block::Table(table) = block else {
                continue;
            };
            if !table.is_list {
                continue;
            }
            counts.all += table.rows.len();
            table
                .rows
                .retain(|row| !(own_order && row.folded) && (!filtering || holds(row, &wanted)));
            counts.shown += table.rows.len();
            let position = |column: Column| table.columns.iter().position(|it| *it == column);
            table.grouped = self.group.and_then(position);
            if sorting {
                self.order(table, self.sort.and_then(position));
            }
        }
        counts.all = page.total.unwrap_or(counts.all);
        counts
    }

    fn order<R>(&self, table: &mut Table<R>, sort: Option<usize>) {
        if let Some(at) = sort {
            table.rows.sort_by(|one, other| compare(one, other, at));
        }
        if self.descending {
            table.rows.reverse();
        }
        if let Some(at) = table.grouped {
            table.rows.sort_by(|one, other| compare(one, other, at));
        }
    }
}

/// Gives the column behind the present one; `None` after the last.
fn following<'a>(
    columns: impl Iterator<Item = &'a Column>,
    present: Option<Column>,
) -> Option<Column> {
    let mut columns = columns.skip_while(|column| present.is_some_and(|it| it != **column));
    if present.is_some() {
        columns.next();
    }
    columns.next().copied()
}

fn holds<R>(row: &Row<R>, wanted: &str) -> bool {
    let mut cells = row.cells.iter();
    cells.any(|cell| cell.text.to_lowercase().contains(wanted))
}

/// Gives the text by which a row is sorted and grouped in a column.
pub fn value<R>(row: &Row<R>, at: usize) -> &str {
    row.cells.get(at).map_or("", Cell::key)
}

/// Compares two rows by a column; rows with nothing there come last.
fn compare<R>(one: &Row<R>, other: &Row<R>, at: usize) -> Ordering {
    let (one, other) = (value(one, at), value(other, at));
    let empty = one.is_empty().cmp(&other.is_empty());
    empty.then_with(|| natural(one, other))
}

/// Compares texts so that the numbers in them count as numbers: RX-9 before RX-10.
fn natural(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (left, right) = (digits(one), digits(other));
        let order = if left.is_empty() || right.is_empty() {
            let (left, right) = (one.chars().next(), other.chars().next());
            let length = left.map_or(0, char::len_utf8);
            let order = left.cmp(&right);
            if order != Ordering::Equal || length == 0 {
                return order;
            }
            (one, other) = (
                one.get(length..).unwrap_or_default(),
                other.get(length..).unwrap_or_default(),
            );
            continue;
        } else {
            let (bare, other_bare) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
            let size = bare.len().cmp(&other_bare.len());
            size.then_with(|| bare.cmp(other_bare))
        };
        if order != Ordering::Equal {
            return order;
        }
        (one, other) = (
            one.get(left.len()..).unwrap_or_default(),
            other.get(right.len()..).unwrap_or_default(),
        );
    }
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::case::para::Shade;

    fn page() -> Page<u8> {
        let mut page = Page::new(String::new());
        let columns = [Column::text("no"), Column::text("who").grouping()];
        page.list(String::new(), &columns);
        for (id, no, who) in [(1, "RX-10", "李红"), (2, "RX-9", "张敏"), (3, "RX-1", "")] {
            page.row(id, [no.into(), Cell::toned(who, Shade::Plain)]);
        }
        page
    }

    #[test]
    fn rows_are_filtered_sorted_and_grouped_by_what_stands_in_them() {
        let mut arrange = Arrange::default();
        let ids = |arrange: &Arrange| {
            let mut page = page();
            let counts = arrange.apply(&mut page, true, true);
            (page.ids(), counts.shown, counts.all)
        };
        assert_eq!(ids(&arrange), (vec![1, 2, 3], 3, 3));
        let columns = page().tables().next().unwrap().columns.clone();
        arrange.sort_on(&columns);
        assert_eq!(ids(&arrange).0, [3, 2, 1], "numbers count as numbers");
        arrange.descending = true;
        assert_eq!(ids(&arrange).0, [1, 2, 3]);
        arrange.group_on(&columns);
        assert_eq!(arrange.group, Some(columns[1]));
        assert_eq!(ids(&arrange).0.last(), Some(&3), "nothing comes last");
        arrange.group_on(&columns);
        assert_eq!(arrange.group, None);
        arrange.filter.set("rx-1");
        assert_eq!(ids(&arrange), (vec![1, 3], 2, 3));
    }

    #[test]
    fn a_folded_row_shows_where_rows_are_filtered_sorted_or_grouped() {
        let ids = |arrange: &Arrange| {
            let mut page = page();
            page.fold();
            arrange.apply(&mut page, true, true);
            page.ids()
        };
        let mut arrange = Arrange::default();
        assert_eq!(ids(&arrange), [1, 2]);
        let columns = page().tables().next().unwrap().columns.clone();
        arrange.sort = Some(columns[0]);
        assert_eq!(ids(&arrange), [3, 2, 1]);
        arrange.sort = None;
        arrange.group = Some(columns[1]);
        assert_eq!(ids(&arrange).len(), 3);
        arrange.group = None;
        arrange.filter.set("rx-1");
        assert_eq!(ids(&arrange), [1, 3]);
    }
}
