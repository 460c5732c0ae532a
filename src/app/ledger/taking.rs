//! 导出、复制、打印 of a ledger: the same rows, in the same order, with the same things hidden, as stand
//! on the screen; also the columns for which a narrow window has no room.

use crate::app::content::{Content, Copying, Output};
use crate::app::ledger::page::{Block, Column, Fit, Table};
use crate::app::ledger::{Ledger, State};
use crate::app::part::{Intent, Response, Target};
use crate::app::shared::Shared;
use crate::app::taken::begun;
use crate::command::table::Command;
use crate::domain::extract::{Extract, ExtractBlock, ExtractColumn, ExtractTable};
use crate::words::bundle::Words;

/// What can be taken out, with the code of its words.
type Part = (&'static str, Content);

impl<L: Ledger> State<L> {
    /// Tells whether there is something to take out.
    pub(super) fn can_be_taken(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Opens what asks how the pane is to be exported, printed or copied.
    pub(super) fn take_out(&self, shared: &Shared, command: Command) -> Response {
        let revealed = self.ledger.revealed();
        let (first, others) = self.contents(shared);
        let target = if command == Command::ListCopy {
            Target::Copy(Box::new(Copying {
                cells: self.cells(shared),
                rows: L::rows(self),
                whole: first.1,
                revealed,
            }))
        } else {
            Target::Output(Box::new(Output {
                stem: stem(shared, &first.1, L::PANE.word()),
                parts: std::iter::once(first).chain(others).collect(),
                revealed,
                print: command == Command::ListPrint,
            }))
        };
        Response::intent(Intent::Open(target))
    }

    /// Gives what can be taken out: what is meant unless something else is chosen, and the rest.
    fn contents(&self, shared: &Shared) -> (Part, Vec<Part>) {
        let mut parts = L::contents(self, shared).into_iter();
        match parts.next() {
            Some(first) => (first, parts.collect()),
            None => (("whole", Content::Shown(self.extract(shared))), Vec::new()),
        }
    }

    /// Gives the whole pane as it is shown.
    pub fn extract(&self, shared: &Shared) -> Extract {
        let (page, _) = self.arranged(shared);
        let mut extract = self.head(shared, &page.heading);
        let words = &shared.words;
        extract.blocks = page
            .blocks
            .iter()
            .flat_map(|it| blocks(words, it))
            .collect();
        extract
    }

    /// Writes what stands above it: the pane, what it shows, in which order, who made it out and when.
    pub fn head(&self, shared: &Shared, heading: &str) -> Extract {
        let words = &shared.words;
        let mut notes = vec![heading.to_owned()];
        notes.extend(self.order(words));
        if self.arrange.is_filtered() {
            let what = self.arrange.filter.text().trim().into();
            notes.push(words.say_with("output-filtered", &[("what", what)]));
        }
        let mut head = begun(shared, words.say(L::PANE.word()));
        notes.append(&mut head.notes);
        notes.retain(|it| !it.is_empty());
        head.notes = notes;
        head
    }

    /// Gives the cells of the row under the cursor in which something stands, each with its heading.
    fn cells(&self, shared: &Shared) -> Vec<(String, String)> {
        let Some(row) = self.row() else {
            return Vec::new();
        };
        let (page, _) = self.arranged(shared);
        let named = |label: String, text: &str| (label, text.to_owned());
        for block in &page.blocks {
            match block {
                Block::Fact(para, Some(id)) if id == row => {
                    return vec![named(para.label.clone(), &para.text)];
                }
                Block::Table(table) => {
                    let mut rows = table.rows.iter();
                    if let Some(found) = rows.find(|it| it.id.as_ref() == Some(row)) {
                        let cells = table.columns.iter().zip(&found.cells);
                        let cells = cells.filter(|(_, cell)| !cell.text.is_empty());
                        return cells
                            .map(|(it, cell)| named(it.heading(&shared.words), &cell.text))
                            .collect();
                    }
                }
                Block::Title(_) | Block::Note(..) | Block::Fact(..) | Block::Chart(_) => {}
            }
        }
        Vec::new()
    }
}

/// Gives what the name of a file begins with: a report's own, or the pane and the day.
fn stem(shared: &Shared, content: &Content, pane: &str) -> String {
    match content {
        Content::Shown(report) if report.is_report() => report.title.clone(),
        Content::Shown(_) | Content::Cases(_) => {
            format!("{}-{}", shared.words.say(pane), shared.now.date())
        }
    }
}

/// Gives the columns as they are taken out.
pub fn columns(words: &Words, columns: &[Column]) -> Vec<ExtractColumn> {
    let column = |it: &Column| ExtractColumn {
        heading: it.heading(words),
        number: it.fit == Fit::Number,
    };
    columns.iter().map(column).collect()
}

fn blocks<R>(words: &Words, block: &Block<R>) -> Vec<ExtractBlock> {
    match block {
        Block::Title(text) => vec![ExtractBlock::Heading(text.clone())],
        Block::Note(text, _) => vec![ExtractBlock::Line(text.clone())],
        Block::Fact(para, _) => vec![ExtractBlock::Fact(para.label.clone(), para.text.clone())],
        // What it draws stands in the table behind it.
        Block::Chart(_) => Vec::new(),
        Block::Table(table) => {
            let title = Some(table.title.clone()).filter(|it| !it.is_empty());
            let title = title.map(ExtractBlock::Heading);
            let rows = (!table.rows.is_empty()).then(|| ExtractBlock::Table(rows(words, table)));
            title.into_iter().chain(rows).collect()
        }
    }
}

/// Takes a table out; what is said of a row below it stands in a last column.
fn rows<R>(words: &Words, table: &Table<R>) -> ExtractTable {
    let mut taken = ExtractTable {
        columns: columns(words, &table.columns),
        rows: Vec::new(),
    };
    taken
        .columns
        .push(ExtractColumn::text(words.say("col-note")));
    for row in &table.rows {
        let cells = (0..table.columns.len()).map(|at| row.cells.get(at));
        let cells = cells.map(|cell| cell.map_or(String::new(), |it| it.text.clone()));
        taken
            .rows
            .push(cells.chain([row.below.join("\n")]).collect());
    }
    taken.without_empty_columns();
    taken
}
