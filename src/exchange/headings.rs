//! The headings of a table: which of the first rows they are, joined over two rows where they were
//! merged, and how two are compared.

use crate::domain::typed::half_width;

/// Headings among the first rows.
pub struct Found {
    /// The headings, column by column.
    pub columns: Vec<String>,
    /// How many of them are known.
    known: usize,
    /// Where the rows below the headings begin.
    pub next: usize,
}

/// Finds the headings among the first rows, which are given as texts: those of the wanted row where
/// one is, else those with the most known ones.
pub fn find(
    rows: &[Vec<String>],
    wanted: Option<usize>,
    knows: &dyn Fn(&str) -> bool,
) -> Option<Found> {
    if let Some(at) = wanted {
        return Some(best_at(rows, at, knows));
    }
    (0..rows.len())
        .map(|at| best_at(rows, at, knows))
        .filter(|found| found.known > 0 && !explains(rows, found, knows))
        .max_by_key(|found| (found.known, std::cmp::Reverse(found.next)))
}

/// Takes the row at `at` as headings, joined with the row below where that knows more.
fn best_at(rows: &[Vec<String>], at: usize, knows: &dyn Fn(&str) -> bool) -> Found {
    let count = |columns: &[String]| columns.iter().filter(|heading| knows(heading)).count();
    let top = rows.get(at).cloned().unwrap_or_default();
    let alone = Found {
        known: count(&top),
        columns: top,
        next: at + 1,
    };
    let Some(below) = rows.get(at + 1) else {
        return alone;
    };
    let columns = joined(&alone.columns, below, knows);
    let both = count(&columns);
    if both > alone.known && count(below) < both {
        Found {
            columns,
            known: both,
            next: at + 2,
        }
    } else {
        alone
    }
}

/// Joins a heading that spans columns with those below it: the lower one where it is known by
/// itself, else both together.
fn joined(top: &[String], below: &[String], knows: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut spanning = "";
    (0..top.len().max(below.len()))
        .map(|column| {
            let upper = top.get(column).map_or("", String::as_str);
            let lower = below.get(column).map_or("", String::as_str);
            if !upper.is_empty() {
                spanning = upper;
            }
            let both = format!("{spanning}{lower}");
            if lower.is_empty() {
                upper.to_owned()
            } else if knows(lower) && !knows(&both) {
                lower.to_owned()
            } else {
                both
            }
        })
        .collect()
}

/// Tells whether a heading or two are only quoted, as in a sheet that explains one heading a row:
/// others stand in the same column.
fn explains(rows: &[Vec<String>], found: &Found, knows: &dyn Fn(&str) -> bool) -> bool {
    if found.known > 2 || found.columns.iter().filter(|it| !it.is_empty()).count() < 2 {
        return false;
    }
    let Some(column) = found.columns.iter().position(|heading| knows(heading)) else {
        return false;
    };
    let heading = found.columns.get(column);
    // Headings over two rows stand one below the other too.
    let others = rows
        .iter()
        .filter_map(|row| row.get(column))
        .filter(|text| Some(*text) != heading && knows(text));
    others.count() >= found.known
}

/// A heading as somebody writes it, folded once for all the comparisons with those of sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    written: String,
    folded: String,
}

impl Heading {
    /// Takes a heading as it is written.
    pub fn of(written: String) -> Self {
        let folded = folded(&written);
        Self { written, folded }
    }

    /// Gives it as it is written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Gives it as it is compared.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

/// Folds a heading for comparison: case, width, blanks and the marks of a needed field.
pub fn folded(heading: &str) -> String {
    let narrow = half_width(heading).to_lowercase();
    let bare = narrow.replace("(必填)", "").replace("(选填)", "");
    bare.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '_' | '-'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_compare_folded() {
        for (heading, plain) in [
            (" 姓\n名 ", "姓名"),
            ("＊手机号码（必填）", "手机号码"),
            ("ID_Number", "idnumber"),
        ] {
            assert_eq!(folded(heading), plain);
        }
    }
}
