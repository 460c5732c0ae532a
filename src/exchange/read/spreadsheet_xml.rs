//! XML 2003 (`urn:schemas-microsoft-com:office:spreadsheet`), as report programs write that call it
//! `.xls`.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::domain::clean;
use crate::exchange::cell::Cell;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::limits::{CELL_BYTES, COLUMNS, ROWS};
use crate::exchange::read::parsed::ParsedTable;
use crate::exchange::read::xlsx::put;
use crate::exchange::table::{Merged, Row};

/// Gives every sheet of a workbook.
pub fn tables(text: &str) -> Result<Vec<ParsedTable>, Trouble> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut book = Book::default();
    loop {
        match reader.read_event().map_err(|it| damaged(&it))? {
            Event::Start(tag) => book.start(&tag)?,
            Event::Empty(tag) => {
                book.start(&tag)?;
                book.end(tag.local_name().as_ref())?;
            }
            Event::End(tag) => book.end(tag.local_name().as_ref())?,
            Event::Text(text) => book.text(&text.xml10_content()),
            Event::CData(text) => book.text(&text.xml10_content()),
            Event::GeneralRef(it) => book.text(&entity(&it)),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    Ok(book.tables)
}

#[derive(Default)]
struct Book {
    tables: Vec<ParsedTable>,
    row: Row,
    column: usize,
    columns: usize,
    rows: u64,
    kind: String,
    text: Option<String>,
    /// Rows that a cell from above reaches down to, by column.
    taken: Vec<(usize, u64)>,
}

impl Book {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Trouble> {
        let number = |name: &str| attribute(tag, name).and_then(|it| it.trim().parse::<u64>().ok());
        match tag.local_name().as_ref() {
            "Worksheet" => {
                self.tables.push(ParsedTable {
                    name: attribute(tag, "Name"),
                    ..ParsedTable::default()
                });
                self.row = Row::default();
                self.taken.clear();
            }
            "Row" => {
                let next = number("Index").unwrap_or(self.row.number + 1);
                self.row = Row {
                    number: next.max(self.row.number + 1),
                    cells: Vec::new(),
                };
                self.column = 0;
                self.rows += 1;
                if self.rows > ROWS {
                    return Err(Trouble::TooLarge(Bound::Rows, ROWS));
                }
            }
            "Cell" => {
                let at = number("Index").and_then(|it| usize::try_from(it).ok());
                match at {
                    Some(at) => self.column = at.saturating_sub(1),
                    None => {
                        while self.is_taken(self.column) {
                            self.column += 1;
                        }
                    }
                }
                let across = number("MergeAcross").and_then(|it| usize::try_from(it).ok());
                self.columns = across.unwrap_or(0).min(COLUMNS) + 1;
                if let (Some(down), Some(table)) = (number("MergeDown"), self.tables.last_mut())
                    && down > 0
                {
                    let last = self.row.number.saturating_add(down);
                    table.merged.push(Merged {
                        first: self.row.number,
                        last,
                        column: self.column,
                    });
                    let columns = self.column..self.column.saturating_add(self.columns);
                    self.taken.extend(columns.map(|column| (column, last)));
                }
            }
            "Data" => {
                self.kind = attribute(tag, "Type").unwrap_or_default();
                self.text = Some(String::new());
            }
            _ => {}
        }
        Ok(())
    }

    fn is_taken(&self, column: usize) -> bool {
        let number = self.row.number;
        self.taken
            .iter()
            .any(|(at, last)| *at == column && number <= *last)
    }

    fn end(&mut self, name: &str) -> Result<(), Trouble> {
        match name {
            "Data" => {
                if let Some(text) = self.text.take() {
                    let cell = cell_of(&self.kind, text);
                    put(&mut self.row, self.column, cell)?;
                }
            }
            "Cell" => {
                self.column = self.column.saturating_add(self.columns);
                self.columns = 1;
            }
            "Row" => {
                if let Some(table) = self.tables.last_mut() {
                    let row = Row {
                        number: self.row.number,
                        cells: std::mem::take(&mut self.row.cells),
                    };
                    table.rows.push(row);
                }
                let number = self.row.number;
                self.taken.retain(|(_, last)| *last > number);
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(kept) = self.text.as_mut().filter(|it| it.len() <= CELL_BYTES) {
            kept.push_str(text);
        }
    }
}

fn cell_of(kind: &str, text: String) -> Cell {
    match kind {
        "Number" => match text.trim().parse() {
            Ok(number) => Cell::Number(number),
            Err(_) => Cell::of_text(text, CELL_BYTES),
        },
        "Boolean" => Cell::Bool(text.trim() == "1"),
        "Error" => Cell::Fault(text.trim().to_owned()),
        _ => Cell::of_text(text, CELL_BYTES),
    }
}

fn attribute(of: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = of.attributes().flatten();
    let found = all.find(|it| it.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

fn entity(it: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = it.resolve_char_ref() {
        return letter.to_string();
    }
    let name: &str = it;
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => " ",
        _ => "",
    }
    .to_owned()
}

fn damaged(error: &quick_xml::Error) -> Trouble {
    Trouble::Damaged(clean::line(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_places_and_kinds_are_read() {
        let text = r#"<?xml version="1.0"?><Workbook xmlns:ss="x"><Worksheet ss:Name="一月"><Table>
            <Row><Cell><Data ss:Type="String">姓名</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">概况</Data></Cell></Row>
            <Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="String">牟&amp;春生&#10;二</Data></Cell><Cell/><Cell><Data ss:Type="Number">3</Data></Cell></Row>
            <Row><Cell><Data ss:Type="String">右</Data></Cell></Row>
            </Table></Worksheet><Worksheet ss:Name="二月"/></Workbook>"#;
        let tables = tables(text).unwrap();
        assert_eq!(tables.len(), 2);
        let january = &tables[0];
        assert_eq!(january.name.as_deref(), Some("一月"));
        let shown: Vec<(u64, Vec<String>)> = january
            .rows
            .iter()
            .map(|row| (row.number, row.cells.iter().map(Cell::text).collect()))
            .collect();
        let text = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            shown,
            [
                (1, text(&["姓名", "", "概况"])),
                (4, text(&["牟&春生\n二", "", "3"])),
                (5, text(&["", "右"])),
            ]
        );
        assert_eq!(january.merged[0].last, 5);
    }
}
