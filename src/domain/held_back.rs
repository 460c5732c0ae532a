//! 条例 30 ¶3 in reports: what a viewer may not read counts, and stands in no list behind a figure.

use std::collections::BTreeSet;

use super::number::CaseNumber;
use super::sheet::Sheet;

impl Sheet {
    /// Gives every case that is behind a figure or a row.
    pub fn numbers(&self) -> BTreeSet<CaseNumber> {
        let figures = self.figures.iter().flat_map(|it| &it.cases);
        let rows = self.tables.iter().flat_map(|it| &it.rows);
        figures
            .chain(rows.flat_map(|it| &it.cases))
            .copied()
            .collect()
    }

    /// Gives the report as whoever may not read what some cases say sees it: they count, and no list
    /// behind a figure or a row tells which counter, place or unit they belong to (条例 30 ¶3).
    #[must_use]
    pub fn without(mut self, held_back: &BTreeSet<CaseNumber>) -> Self {
        for figure in &mut self.figures {
            figure.cases.retain(|it| !held_back.contains(it));
            figure.marked.retain(|it| !held_back.contains(it));
        }
        for row in self.tables.iter_mut().flat_map(|it| &mut it.rows) {
            row.cases.retain(|it| !held_back.contains(it));
        }
        self
    }
}
