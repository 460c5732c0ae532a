//! A table as it streams out of a file: headings first, then row after row.
//!
//! Title rows above the headings are passed over; headings that were merged over two rows are
//! joined. Nothing but the first rows is held in memory.

use std::ops::ControlFlow;

use crate::domain::clean;
use crate::domain::typed::half_width;
use crate::exchange::cell::Cell;
use crate::exchange::read::error::Bound;
use crate::exchange::read::error::Trouble;
use crate::exchange::read::limits::{COLUMNS, HEADER_ROWS, ROWS};

/// A row that has something in it; one without cells is a line that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number in the file as the clerk sees it, from 1.
    pub number: u64,
    /// Its cells; cells beyond the last filled one may be left out.
    pub cells: Vec<Cell>,
}

/// What stands above the rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headings {
    /// The sheet's name, in a workbook.
    pub sheet: Option<String>,
    /// The headings, column by column; empty where a column has none.
    pub columns: Vec<String>,
    /// Whether serial dates count from 1904.
    pub dates_1904: bool,
    /// Whether later rows may bring further headings, as lines of JSON do.
    pub grows: bool,
}

/// What is wanted of a file.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The sheet to read; else the first visible one that has known headings.
    pub sheet: Option<&'a str>,
    /// The row of the headings, from 1; else the row with the most known headings.
    pub header_row: Option<u64>,
    /// Tells whether a heading is known.
    pub knows: &'a dyn Fn(&str) -> bool,
}

/// Takes the rows of a table, until it breaks off.
pub type Visit<'a> = dyn FnMut(&Headings, &Row) -> ControlFlow<()> + 'a;

/// Finds the headings among the first rows and hands the rest on.
pub struct Table<'a> {
    wanted: Wanted<'a>,
    headings: Headings,
    settled: bool,
    waiting: Vec<Row>,
    rows: u64,
    visit: &'a mut Visit<'a>,
}

impl<'a> Table<'a> {
    /// Begins a table whose rows go to `visit`.
    pub fn new(wanted: Wanted<'a>, headings: Headings, visit: &'a mut Visit<'a>) -> Self {
        Self {
            wanted,
            headings,
            settled: false,
            waiting: Vec::new(),
            rows: 0,
            visit,
        }
    }

    /// Takes the next row of the file; blank ones are passed over.
    pub fn push(&mut self, mut row: Row) -> Result<ControlFlow<()>, Trouble> {
        while row.cells.last().is_some_and(Cell::is_empty) {
            row.cells.pop();
        }
        if row.cells.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        if row.cells.len() > COLUMNS {
            return Err(Trouble::TooLarge(Bound::Columns, COLUMNS as u64));
        }
        self.rows += 1;
        if self.rows > ROWS {
            return Err(Trouble::TooLarge(Bound::Rows, ROWS));
        }
        if self.settled {
            return Ok(self.hand_on(&row));
        }
        if self
            .wanted
            .header_row
            .is_some_and(|wanted| row.number < wanted)
        {
            return Ok(ControlFlow::Continue(()));
        }
        self.waiting.push(row);
        if self.waiting.len() < HEADER_ROWS {
            Ok(ControlFlow::Continue(()))
        } else {
            self.settle()
        }
    }

    /// Ends the table.
    ///
    /// # Errors
    /// [`Trouble::NoHeadings`] where none were found, [`Trouble::Empty`] where there is nothing.
    pub fn finish(&mut self) -> Result<Headings, Trouble> {
        if !self.settled {
            let _ = self.settle()?;
        }
        Ok(self.headings.clone())
    }

    fn settle(&mut self) -> Result<ControlFlow<()>, Trouble> {
        let waiting = std::mem::take(&mut self.waiting);
        let found = match self.wanted.header_row {
            Some(number) => waiting
                .first()
                .filter(|row| row.number == number)
                .map(|_| best_at(&waiting, 0, self.wanted.knows)),
            None => (0..waiting.len())
                .map(|at| best_at(&waiting, at, self.wanted.knows))
                .filter(|found| found.known > 0)
                .max_by_key(|found| (found.known, std::cmp::Reverse(found.next))),
        };
        let Some(found) = found else {
            return Err(match waiting.iter().max_by_key(|row| row.cells.len()) {
                Some(widest) => Trouble::NoHeadings(shown(widest)),
                None => Trouble::Empty,
            });
        };
        self.headings.columns = found.columns;
        self.settled = true;
        for row in waiting.iter().skip(found.next) {
            if self.hand_on(row).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn hand_on(&mut self, row: &Row) -> ControlFlow<()> {
        if repeats(row, &self.headings.columns) {
            return ControlFlow::Continue(());
        }
        (self.visit)(&self.headings, row)
    }
}

struct Found {
    columns: Vec<String>,
    known: usize,
    /// Where the rows below the headings begin.
    next: usize,
}

/// Takes the row at `at` as headings, joined with the row below where that knows more.
fn best_at(rows: &[Row], at: usize, knows: &dyn Fn(&str) -> bool) -> Found {
    let count = |columns: &[String]| columns.iter().filter(|heading| knows(heading)).count();
    let top: Vec<String> = rows.get(at).map_or_else(Vec::new, headings_of);
    let alone = Found {
        known: count(&top),
        columns: top,
        next: at + 1,
    };
    let Some(below) = rows.get(at + 1) else {
        return alone;
    };
    let columns = joined(&alone.columns, &headings_of(below), knows);
    let both = count(&columns);
    if both > alone.known && count(&headings_of(below)) < both {
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

fn headings_of(row: &Row) -> Vec<String> {
    row.cells
        .iter()
        .map(|cell| clean::line(&cell.text()))
        .collect()
}

fn shown(row: &Row) -> Vec<String> {
    let short = |text: String| text.chars().take(20).collect();
    headings_of(row)
        .into_iter()
        .filter(|text| !text.is_empty())
        .take(30)
        .map(short)
        .collect()
}

/// Tells whether a row is the headings again, as at the top of a printed page.
fn repeats(row: &Row, columns: &[String]) -> bool {
    row.cells.len() > 1
        && row.cells.len() <= columns.len()
        && row
            .cells
            .iter()
            .zip(columns)
            .all(|(cell, heading)| match cell {
                Cell::Text(text) => clean::line(text) == *heading,
                Cell::Empty => heading.is_empty(),
                Cell::Number(_)
                | Cell::Date(_)
                | Cell::Bool(_)
                | Cell::Fault(_)
                | Cell::Oversized(_) => false,
            })
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

    fn read(rows: &[&[&str]], header_row: Option<u64>) -> (Result<Headings, Trouble>, Vec<Row>) {
        let headings = ["姓名", "手机号码", "概况", "信访人年龄", "登记日期"];
        let knows = |heading: &str| headings.contains(&folded(heading).as_str());
        let mut taken = Vec::new();
        let mut visit = |_: &Headings, row: &Row| {
            taken.push(row.clone());
            ControlFlow::Continue(())
        };
        let wanted = Wanted {
            sheet: None,
            header_row,
            knows: &knows,
        };
        let mut table = Table::new(wanted, Headings::default(), &mut visit);
        for (at, cells) in rows.iter().enumerate() {
            let cells = cells
                .iter()
                .map(|text| Cell::of_text((*text).to_owned(), 100))
                .collect();
            let _ = table
                .push(Row {
                    number: at as u64 + 1,
                    cells,
                })
                .unwrap();
        }
        (table.finish(), taken)
    }

    #[test]
    fn headings_are_found_below_titles_and_joined_over_two_rows() {
        let titled: &[&[&str]] = &[
            &["大牟家镇信访事项台账"],
            &[],
            &["姓 名", "手机号码*", "概况："],
            &["牟春生", "13800001234", "欠薪"],
            &["姓 名", "手机号码*", "概况："],
            &["单雄信", "", "供暖"],
        ];
        let (headings, rows) = read(titled, None);
        assert_eq!(headings.unwrap().columns, ["姓 名", "手机号码*", "概况："]);
        assert_eq!(
            rows.iter().map(|row| row.number).collect::<Vec<_>>(),
            [4, 6]
        );

        let merged: &[&[&str]] = &[
            &["台账"],
            &["信访人", "", "", "概况", "登记"],
            &["姓名", "手机号码", "年龄", "", "日期"],
            &["牟春生", "13800001234", "40", "欠薪", "2026-01-02"],
        ];
        let (headings, rows) = read(merged, None);
        assert_eq!(
            headings.unwrap().columns,
            ["姓名", "手机号码", "信访人年龄", "概况", "登记日期"]
        );
        assert_eq!(rows.len(), 1);
    }

    #[test]
    fn the_named_row_is_taken_whatever_stands_in_it() {
        let rows: &[&[&str]] = &[&["姓名", "概况"], &["甲", "乙"], &["牟春生", "欠薪"]];
        let (headings, taken) = read(rows, Some(2));
        assert_eq!(headings.unwrap().columns, ["甲", "乙"]);
        assert_eq!(taken.len(), 1);
    }

    #[test]
    fn a_file_without_headings_says_what_it_holds() {
        let (none, _) = read(&[&["甲"], &["乙", "丙"]], None);
        assert!(matches!(none, Err(Trouble::NoHeadings(seen)) if seen == ["乙", "丙"]));
        assert!(matches!(read(&[&["", " "]], None).0, Err(Trouble::Empty)));
    }

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
