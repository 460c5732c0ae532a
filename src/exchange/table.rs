//! A table as it streams out of a file: headings first, then row after row.
//!
//! Title rows above the headings are passed over, and below them the rows that are no matter: the
//! columns' numbers, an example, the signatures at the foot. Headings that were merged over two rows
//! are joined; a cell that was merged downwards gives its value to every row that it spans. Nothing
//! but the first rows is held in memory.

use std::fmt;
use std::ops::ControlFlow;
use std::rc::Rc;

use crate::domain::clean;
use crate::exchange::cell::Cell;
use crate::exchange::headings;
use crate::exchange::no_matter::{NoMatter, no_matter};
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::limits::{COLUMNS, HEADER_ROWS, ROWS};

/// A row that has something in it; one without cells is a line that could not be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its number in the file as the clerk sees it, from 1.
    pub number: u64,
    /// Its cells; cells beyond the last filled one may be left out.
    pub cells: Vec<Cell>,
}

/// Where a row stands: its sheet, where the file has several, and its number in it from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The sheet's name; `None` in a file that is one table.
    pub sheet: Option<Rc<str>>,
    /// The row as the clerk sees it, from 1.
    pub row: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(f, "{sheet}!{}", self.row),
            None => write!(f, "{}", self.row),
        }
    }
}

/// Cells that were merged into one, downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// The first row, which holds the value, from 1.
    pub first: u64,
    /// The last row.
    pub last: u64,
    /// The column, from 0.
    pub column: usize,
}

/// What was read of one table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableRead {
    /// What stands above its rows.
    pub headings: Headings,
    /// Rows that were handed on.
    pub rows: u64,
    /// Rows that were passed over, at most [`PASSED_OVER`].
    pub passed_over: Vec<PassedOver>,
}

/// A row that is no matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// Its number in the file, from 1.
    pub row: u64,
    /// What it is instead.
    pub what: NoMatter,
    /// What stands in it first.
    pub text: String,
}

/// Rows that were passed over and are remembered.
const PASSED_OVER: usize = 200;

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
    /// The sheet to read; else every one that has known headings.
    pub sheet: Option<&'a str>,
    /// The row of the headings, from 1; else the row with the most known headings.
    pub header_row: Option<u64>,
    /// Tells whether a heading is known.
    pub knows: &'a dyn Fn(&str) -> bool,
    /// Tells whether a sheet with these headings says enough to be read.
    pub fits: &'a dyn Fn(&Headings) -> Result<(), Trouble>,
}

/// Takes the rows of a table, until it breaks off.
pub type Visit<'a> = dyn FnMut(&Headings, &Row) -> ControlFlow<()> + 'a;

/// Finds the headings among the first rows and hands the rest on.
pub struct Table<'a> {
    wanted: Wanted<'a>,
    headings: Headings,
    settled: bool,
    waiting: Vec<Row>,
    pushed: u64,
    read: u64,
    passed_over: Vec<PassedOver>,
    merged: Vec<(Merged, Cell)>,
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
            pushed: 0,
            read: 0,
            passed_over: Vec::new(),
            merged: Vec::new(),
            visit,
        }
    }

    /// Says which cells were merged downwards.
    #[must_use]
    pub fn with_merged(mut self, merged: Vec<Merged>) -> Self {
        let downwards = merged.into_iter().filter(|it| it.last > it.first);
        self.merged = downwards.map(|it| (it, Cell::Empty)).collect();
        self
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
        self.pushed += 1;
        if self.pushed > ROWS {
            return Err(Trouble::TooLarge(Bound::Rows, ROWS));
        }
        if self.settled {
            return Ok(self.hand_on(row));
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
    /// [`Trouble::NoHeadings`] where none were found, [`Trouble::Empty`] where there is nothing, and
    /// what `fits` says against the headings.
    pub fn finish(&mut self) -> Result<TableRead, Trouble> {
        if !self.settled {
            let _ = self.settle()?;
        }
        Ok(TableRead {
            headings: self.headings.clone(),
            rows: self.read,
            passed_over: std::mem::take(&mut self.passed_over),
        })
    }

    fn settle(&mut self) -> Result<ControlFlow<()>, Trouble> {
        let waiting = std::mem::take(&mut self.waiting);
        let lines: Vec<Vec<String>> = waiting.iter().map(headings_of).collect();
        let found = match self.wanted.header_row {
            Some(number) => waiting
                .first()
                .filter(|row| row.number == number)
                .and_then(|_| headings::find(&lines, Some(0), self.wanted.knows)),
            None => headings::find(&lines, None, self.wanted.knows),
        };
        let Some(found) = found else {
            return Err(match waiting.iter().max_by_key(|row| row.cells.len()) {
                Some(widest) => Trouble::NoHeadings(shown(widest)),
                None => Trouble::Empty,
            });
        };
        self.headings.columns = found.columns;
        (self.wanted.fits)(&self.headings)?;
        self.settled = true;
        // What was merged into the headings is no row's value.
        let above = waiting
            .get(found.next.saturating_sub(1))
            .map_or(0, |row| row.number);
        self.merged.retain(|(it, _)| it.first > above);
        for row in waiting.into_iter().skip(found.next) {
            if self.hand_on(row).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn hand_on(&mut self, mut row: Row) -> ControlFlow<()> {
        if repeats(&row, &self.headings.columns) {
            return ControlFlow::Continue(());
        }
        if let Some(what) = no_matter(&row.cells, self.read == 0) {
            if self.passed_over.len() < PASSED_OVER {
                let text = shown(&row).into_iter().next().unwrap_or_default();
                self.passed_over.push(PassedOver {
                    row: row.number,
                    what,
                    text,
                });
            }
            return ControlFlow::Continue(());
        }
        self.fill_down(&mut row);
        self.read += 1;
        (self.visit)(&self.headings, &row)
    }

    /// Gives a row the values of the cells that were merged down into it.
    fn fill_down(&mut self, row: &mut Row) {
        for (it, value) in &mut self.merged {
            if row.number == it.first {
                *value = row.cells.get(it.column).cloned().unwrap_or_default();
            } else if it.first < row.number && row.number <= it.last && !value.is_empty() {
                if row.cells.len() <= it.column {
                    row.cells.resize(it.column + 1, Cell::Empty);
                }
                if let Some(cell) = row.cells.get_mut(it.column).filter(|it| it.is_empty()) {
                    *cell = value.clone();
                }
            }
        }
        self.merged.retain(|(it, _)| it.last > row.number);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::headings::folded;

    fn read(rows: &[&[&str]], header_row: Option<u64>) -> (Result<Headings, Trouble>, Vec<Row>) {
        let (read, taken) = read_merged(rows, header_row, Vec::new());
        (read.map(|it| it.headings), taken)
    }

    fn read_merged(
        rows: &[&[&str]],
        header_row: Option<u64>,
        merged: Vec<Merged>,
    ) -> (Result<TableRead, Trouble>, Vec<Row>) {
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
            fits: &|_| Ok(()),
        };
        let mut table = Table::new(wanted, Headings::default(), &mut visit).with_merged(merged);
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
    fn what_was_merged_downwards_stands_in_every_row() {
        let rows: &[&[&str]] = &[
            &["姓名", "登记日期", "概况"],
            &["牟春生", "2026-01-02", "欠薪"],
            &["单雄信", "", "供暖"],
            &["", "", "用水"],
            &["曾乐乐", "", "修路"],
        ];
        let merged = |first, last, column| Merged {
            first,
            last,
            column,
        };
        let regions = vec![merged(1, 3, 0), merged(2, 4, 1)];
        let (_, taken) = read_merged(rows, None, regions);
        let shown: Vec<String> = taken
            .iter()
            .map(|row| format!("{}{}", row.cells[0].text(), row.cells[1].text()))
            .collect();
        assert_eq!(
            shown,
            [
                "牟春生2026-01-02",
                "单雄信2026-01-02",
                "2026-01-02",
                "曾乐乐"
            ]
        );
    }

    #[test]
    fn rows_that_are_no_matter_are_passed_over_and_named() {
        let rows: &[&[&str]] = &[
            &["姓名", "手机号码", "概况"],
            &["1", "2", "3"],
            &["例", "13800001234", "楼上漏水"],
            &["牟春生", "13800001234", "欠薪"],
            &["合计", "", "1"],
            &["填表人：牟某", "审核人：单某", "填报日期：2026年4月1日"],
        ];
        let (read, taken) = read_merged(rows, None, Vec::new());
        assert_eq!(taken.iter().map(|row| row.number).collect::<Vec<_>>(), [4]);
        let passed: Vec<u64> = read.unwrap().passed_over.iter().map(|it| it.row).collect();
        assert_eq!(passed, [2, 3, 5, 6]);
    }

    #[test]
    fn a_sheet_that_explains_the_headings_is_no_table() {
        let rows: &[&[&str]] = &[
            &["栏目", "怎样填"],
            &["姓名", "来访人的姓名"],
            &["概况", "五十字以内"],
        ];
        assert!(matches!(read(rows, None).0, Err(Trouble::NoHeadings(_))));
        let rows: &[&[&str]] = &[
            &["概况", "登记日期"],
            &["姓名", "手机号码"],
            &["登记日期", "年月日"],
        ];
        assert!(matches!(read(rows, None).0, Err(Trouble::NoHeadings(_))));
    }
}
