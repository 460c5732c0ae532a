//! Tables of a web page, as systems write that call it `.xls`.

use html5gum::{HtmlString, StartTag, Token, Tokenizer};

use crate::exchange::cell::Cell;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::limits::{CELL_BYTES, COLUMNS, ROWS};
use crate::exchange::read::parsed::ParsedTable;
use crate::exchange::read::xlsx::put;
use crate::exchange::table::{Merged, Row};

/// Gives every table of a page, an inner one before the one that it stands in.
pub fn tables(page: &str) -> Result<Vec<ParsedTable>, Trouble> {
    let mut building = Building::default();
    for Ok(token) in Tokenizer::new(page) {
        match token {
            Token::StartTag(tag) => building.start(&tag)?,
            Token::EndTag(tag) => building.end(&name_of(&tag.name)),
            Token::String(text) => building.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while !building.open.is_empty() {
        building.end("table");
    }
    Ok(building.done)
}

/// Tables that are being read, the innermost last.
#[derive(Default)]
struct Building {
    open: Vec<Grid>,
    done: Vec<ParsedTable>,
    /// Within `style`, `script` or `title`, whose text is none of a table's.
    silent: bool,
    rows: u64,
}

#[derive(Default)]
struct Grid {
    table: ParsedTable,
    /// The rows and columns that cells from above reach into: column, first and last row.
    taken: Vec<(usize, u64, u64)>,
    row: Option<Row>,
    /// The column of the next cell.
    column: usize,
    cell: Option<OpenCell>,
}

struct OpenCell {
    text: String,
    columns: usize,
    rows: u64,
}

impl Building {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), Trouble> {
        let name = name_of(&tag.name);
        match name.as_str() {
            "style" | "script" | "title" => self.silent = !tag.self_closing,
            "table" => self.open.push(Grid::default()),
            "tr" => {
                self.rows += 1;
                if self.rows > ROWS {
                    return Err(Trouble::TooLarge(Bound::Rows, ROWS));
                }
                if let Some(grid) = self.open.last_mut() {
                    grid.end_row();
                    grid.begin_row();
                }
            }
            "td" | "th" => {
                if let Some(grid) = self.open.last_mut() {
                    grid.end_cell()?;
                    grid.begin_cell(span(tag, "colspan"), span(tag, "rowspan") as u64);
                }
            }
            "br" | "p" | "div" | "li" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "style" | "script" | "title" => self.silent = false,
            "table" => {
                if let Some(mut grid) = self.open.pop() {
                    grid.end_row();
                    self.done.push(grid.table);
                }
            }
            "tr" => {
                if let Some(grid) = self.open.last_mut() {
                    grid.end_row();
                }
            }
            "td" | "th" => {
                if let Some(grid) = self.open.last_mut() {
                    let _ = grid.end_cell();
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent {
            return;
        }
        if let Some(cell) = self.open.last_mut().and_then(|grid| grid.cell.as_mut())
            && cell.text.len() <= CELL_BYTES
        {
            cell.text.push_str(text);
        }
    }
}

impl Grid {
    fn begin_row(&mut self) {
        let number = self.table.rows.last().map_or(1, |row| row.number + 1);
        self.column = 0;
        self.row = Some(Row {
            number,
            cells: Vec::new(),
        });
    }

    fn end_row(&mut self) {
        let _ = self.end_cell();
        if let Some(row) = self.row.take() {
            self.taken.retain(|(_, _, last)| *last > row.number);
            self.table.rows.push(row);
        }
    }

    fn begin_cell(&mut self, columns: usize, rows: u64) {
        if self.row.is_none() {
            self.begin_row();
        }
        self.cell = Some(OpenCell {
            text: String::new(),
            columns,
            rows,
        });
    }

    fn end_cell(&mut self) -> Result<(), Trouble> {
        let (Some(cell), Some(row)) = (self.cell.take(), self.row.as_mut()) else {
            return Ok(());
        };
        let number = row.number;
        let is_taken = |column: usize| {
            self.taken
                .iter()
                .any(|(at, first, last)| *at == column && *first < number && number <= *last)
        };
        while is_taken(self.column) {
            self.column += 1;
        }
        let value = Cell::of_text(cell.text.trim().to_owned(), CELL_BYTES);
        put(row, self.column, value)?;
        let last = number.saturating_add(cell.rows.saturating_sub(1));
        if last > number {
            self.table.merged.push(Merged {
                first: number,
                last,
                column: self.column,
            });
            let columns = self.column..self.column.saturating_add(cell.columns).min(COLUMNS);
            self.taken
                .extend(columns.map(|column| (column, number, last)));
        }
        self.column = self.column.saturating_add(cell.columns);
        Ok(())
    }
}

fn name_of(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Reads how many columns or rows a cell spans, at least one.
fn span(tag: &StartTag<()>, name: &str) -> usize {
    let found = tag
        .attributes
        .iter()
        .find(|(key, _)| key.as_slice() == name.as_bytes());
    let text = found.map(|(_, value)| String::from_utf8_lossy(value).into_owned());
    let count = text.and_then(|text| text.trim().parse().ok()).unwrap_or(1);
    usize::clamp(count, 1, COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> Vec<Vec<String>> {
        let tables = tables(page).unwrap();
        let rows = tables.iter().flat_map(|table| &table.rows);
        rows.map(|row| row.cells.iter().map(Cell::text).collect())
            .collect()
    }

    #[test]
    fn cells_read_through_their_dress() {
        for (page, rows) in [
            (
                "<html><style>td{x}</style><table><tr><td><div>姓名</div><td>概况</tr>\
                 <tr><td>牟&nbsp;春生</td><td>欠薪<br>三个月&amp;更多</td></tr></table>",
                vec![
                    vec!["姓名", "概况"],
                    vec!["牟\u{a0}春生", "欠薪\n三个月&更多"],
                ],
            ),
            (
                "<TABLE><TR><TH COLSPAN=2>台账</TH></TR><TR><TD ROWSPAN=2>甲<TD>乙<TR><TD>丙</TABLE>",
                vec![vec!["台账"], vec!["甲", "乙"], vec!["", "丙"]],
            ),
            (
                "<table><tr><td><table><tr><td>内</td></tr></table></td><td>外</td></tr></table>",
                vec![vec!["内"], vec!["", "外"]],
            ),
            ("<table><tr><td>没有关上", vec![vec!["没有关上"]]),
            ("没有表", vec![]),
        ] {
            assert_eq!(shown(page), rows, "{page}");
        }
    }
}
