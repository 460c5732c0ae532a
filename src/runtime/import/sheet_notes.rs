//! What an import did with each sheet of a file and each of its columns.

use serde::Serialize;

use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::{Column, OrderShown, Taken};
use crate::exchange::map::plan::{ColumnUse, letters};
use crate::exchange::message;
use crate::exchange::read::sheets::SheetFate;
use crate::exchange::when::order::DateOrder;
use crate::words::bundle::Words;

/// A sheet and what was done with it.
#[derive(Debug, Serialize)]
pub struct SheetNotes {
    /// Its name; `None` in a file that is one table.
    pub sheet: Option<String>,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// What became of it: `read`, or why it was not.
    pub became: &'static str,
    /// Why it was not read, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Rows that were read of it.
    pub rows: u64,
    /// Its columns.
    pub columns: Vec<ColumnNote>,
    /// The columns whose cells decide the order of day and month.
    pub orders: Vec<OrderNote>,
    /// Rows that are no matter and were passed over.
    pub passed_over: Vec<PassedOverNote>,
}

/// A column and what was done with it.
#[derive(Debug, Serialize)]
pub struct ColumnNote {
    /// Its letters, as a sheet shows them.
    pub column: String,
    /// Its heading; empty where it has none.
    pub heading: String,
    /// What was done: `reads`, `spare`, `overflows`, `beside`, `unread` or `nameless`.
    pub became: &'static str,
    /// The field that it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
}

/// A column that decides the order of day and month.
#[derive(Debug, Serialize)]
pub struct OrderNote {
    /// Its letters.
    pub column: String,
    /// Its heading.
    pub heading: String,
    /// `month-first` or `day-first`; `None` where its cells contradict each other.
    pub order: Option<&'static str>,
    /// The row whose cell shows it.
    pub row: u64,
    /// What stands there.
    pub text: String,
}

/// A row that was passed over.
#[derive(Debug, Serialize)]
pub struct PassedOverNote {
    /// Its number, from 1.
    pub row: u64,
    /// What it is: `numbers`, `example`, `sum` or `foot`.
    pub what: &'static str,
    /// What stands in it first.
    pub text: String,
}

/// Makes the notes of a file.
pub fn notes<F: FieldSet>(words: &Words, taken: Taken<F>) -> Vec<SheetNotes> {
    let mut columns = taken.columns.into_iter();
    let notes = taken.file.sheets.into_iter().map(|note| {
        let became = note.fate.code();
        let (mut rows, mut passed_over) = (0, Vec::new());
        let mut of_table: Vec<Column<F>> = Vec::new();
        let mut why = None;
        match note.fate {
            SheetFate::Read(table) => {
                rows = table.rows;
                passed_over = table
                    .passed_over
                    .into_iter()
                    .map(|it| PassedOverNote {
                        row: it.row,
                        what: it.what.code(),
                        text: it.text,
                    })
                    .collect();
                of_table = columns.next().unwrap_or_default();
            }
            SheetFate::NotAsked => why = Some(words.say("verbs-import-sheet-not-asked")),
            SheetFate::NoCells => why = Some(words.say("verbs-import-sheet-no-cells")),
            SheetFate::Unfit(trouble) => why = Some(message::trouble(words, &trouble)),
        }
        let orders = taken.orders.iter().filter(|it| it.sheet == note.name);
        SheetNotes {
            orders: orders.map(order_note).collect(),
            sheet: note.name,
            hidden: note.hidden,
            became,
            why,
            rows,
            columns: of_table.into_iter().map(column_note).collect(),
            passed_over,
        }
    });
    notes.collect()
}

fn column_note<F: FieldSet>(column: Column<F>) -> ColumnNote {
    ColumnNote {
        column: letters(column.at),
        heading: column.heading,
        became: column.use_.code(),
        field: column.use_.field().map(FieldSet::code),
    }
}

fn order_note(shown: &OrderShown) -> OrderNote {
    OrderNote {
        column: letters(shown.column),
        heading: shown.heading.clone(),
        order: shown.order.map(DateOrder::code),
        row: shown.row,
        text: shown.text.clone(),
    }
}

impl SheetNotes {
    /// Adds the lines that say what a clerk should know of the sheet.
    pub fn lines(&self, words: &Words, name: &dyn Fn(&str) -> String, lines: &mut Vec<String>) {
        if let Some(name) = &self.sheet {
            let key = match (&self.why, self.hidden) {
                (Some(_), true) => "verbs-import-sheet-left-hidden",
                (Some(_), false) => "verbs-import-sheet-left",
                (None, true) => "verbs-import-sheet-hidden",
                (None, false) => "verbs-import-sheet-read",
            };
            let args = [
                ("sheet", name.as_str().into()),
                ("rows", self.rows.into()),
                ("why", self.why.clone().unwrap_or_default().into()),
            ];
            lines.push(words.say_with(key, &args));
        }
        let unread: Vec<String> = self
            .columns
            .iter()
            .filter(|it| [unread(), nameless()].contains(&it.became))
            .map(|it| {
                let key = if it.heading.is_empty() {
                    "verbs-import-column-nameless"
                } else {
                    "verbs-import-column"
                };
                column(words, key, it, name)
            })
            .collect();
        if !unread.is_empty() {
            let args = [(
                "columns",
                unread.join(&words.say("verbs-import-and")).into(),
            )];
            lines.push(words.say_with("verbs-import-columns-unread", &args));
        }
        for it in &self.columns {
            if ["spare", "overflows", "beside"].contains(&it.became) {
                lines.push(column(
                    words,
                    &format!("verbs-import-column-{}", it.became),
                    it,
                    name,
                ));
            }
        }
        for it in &self.orders {
            let args = [
                ("heading", it.heading.as_str().into()),
                ("column", it.column.as_str().into()),
                ("row", it.row.to_string().into()),
                ("text", it.text.as_str().into()),
            ];
            let key = format!("verbs-import-order-{}", it.order.unwrap_or("mixed"));
            lines.push(words.say_with(&key, &args));
        }
        for it in &self.passed_over {
            let args = [
                ("row", it.row.to_string().into()),
                (
                    "what",
                    words.say(&format!("verbs-import-is-{}", it.what)).into(),
                ),
                ("text", it.text.as_str().into()),
            ];
            lines.push(words.say_with("verbs-import-passed-over", &args));
        }
    }
}

fn column(words: &Words, key: &str, it: &ColumnNote, name: &dyn Fn(&str) -> String) -> String {
    let args = [
        ("heading", it.heading.as_str().into()),
        ("column", it.column.as_str().into()),
        ("field", it.field.map_or_else(String::new, name).into()),
    ];
    words.say_with(key, &args)
}

const fn unread() -> &'static str {
    ColumnUse::<()>::Unread.code()
}

const fn nameless() -> &'static str {
    ColumnUse::<()>::Nameless.code()
}
