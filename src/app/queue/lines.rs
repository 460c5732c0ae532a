//! 分组: the lines that the list shows, rows and the headings of groups between them.

use crate::domain::queue::{CaseRow, Sort};

/// The orders that rows can be grouped by.
pub const GROUPS: &[Sort] = &[
    Sort::Category,
    Sort::Status,
    Sort::Village,
    Sort::Holder,
    Sort::Due,
];

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group.
    Group {
        /// What its rows share, empty for nothing; `None` for what is secret.
        value: Option<String>,
        /// Rows of the group that are loaded.
        count: usize,
    },
    /// The row with this index.
    Row(usize),
}

/// Gives the lines of `rows`, grouped by `group`. Rows come in the group's order, so that those of
/// a group stand together.
pub(super) fn lines(rows: &[CaseRow], group: Option<Sort>) -> Vec<Line> {
    let Some(group) = group else {
        return (0..rows.len()).map(Line::Row).collect();
    };
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
    let mut heading = None;
    for (index, row) in rows.iter().enumerate() {
        let next = value(row, group);
        match heading {
            Some(at) if matches!(&lines[at], Line::Group { value, .. } if *value == next) => {
                if let Line::Group { count, .. } = &mut lines[at] {
                    *count += 1;
                }
            }
            _ => {
                heading = Some(lines.len());
                lines.push(Line::Group {
                    value: next,
                    count: 1,
                });
            }
        }
        lines.push(Line::Row(index));
    }
    lines
}

/// Gives what a row has in common with its group: a code, a name or a day.
fn value(row: &CaseRow, group: Sort) -> Option<String> {
    if row.is_secret() {
        return None;
    }
    Some(match group {
        Sort::Category => row.category.map_or("", |it| it.code()).to_owned(),
        Sort::Status => row.status.code().to_owned(),
        Sort::Village => row.village.clone(),
        Sort::Holder => row.holder.clone().unwrap_or_default(),
        Sort::Due => row.due_raw.map_or(String::new(), |day| day.to_string()),
        Sort::Received | Sort::Number => String::new(),
    })
}
