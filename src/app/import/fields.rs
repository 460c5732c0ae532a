//! Choosing the field that a column gives: a list that typing filters, with "not read" first.

use crate::app::cursor::Cursor;
use crate::app::field::{Field, FieldKind};
use crate::app::part::Input;
use crate::command::table::Command;

/// Rows of a page when a command turns one.
const PAGE: usize = 10;

/// What an input led to.
#[derive(Debug, PartialEq, Eq)]
pub enum Picked {
    /// It means nothing here.
    Nothing,
    /// It was taken.
    Used,
    /// A field was chosen, or that the column is not read.
    Field(Option<&'static str>),
}

/// The list.
#[derive(Debug)]
pub struct Picker {
    /// What is typed.
    pub field: Field,
    fields: Vec<(&'static str, String)>,
    cursor: Cursor<Option<&'static str>>,
}

impl Picker {
    /// Opens the list.
    pub fn new(fields: &[(&'static str, String)]) -> Self {
        Self {
            field: Field::new(FieldKind::Line),
            fields: fields.to_vec(),
            cursor: Cursor::default(),
        }
    }

    /// Gives the fields that fit what is typed, by code and name; the first one has none and stands for
    /// not reading the column.
    pub fn rows(&self) -> Vec<(Option<&'static str>, &str)> {
        let typed = self.field.text().trim().to_lowercase();
        let fits = |(code, name): &&(&'static str, String)| {
            name.to_lowercase().contains(&typed) || code.contains(typed.as_str())
        };
        let fitting = self.fields.iter().filter(fits);
        let none = typed.is_empty().then_some((None, ""));
        let named = fitting.map(|(code, name)| (Some(*code), name.as_str()));
        none.into_iter().chain(named).collect()
    }

    /// Gives the place of the cursor among the rows and the first row to show.
    pub fn cursor(&self, height: usize) -> (usize, usize) {
        let ids = self.ids();
        let at = self.cursor.index(&ids).unwrap_or(0);
        (at, self.cursor.top(&ids, height))
    }

    /// Takes an input.
    pub fn input(&mut self, input: &Input) -> Picked {
        match input {
            Input::Press(press) => {
                if !self.field.press(*press) {
                    return Picked::Nothing;
                }
                self.cursor.reset();
            }
            Input::Paste(text) => {
                self.field.paste(text);
                self.cursor.reset();
            }
            Input::Command(Command::Choose) => {
                let ids = self.ids();
                let chosen = self.cursor.current(&ids).copied();
                return chosen.map_or(Picked::Used, Picked::Field);
            }
            Input::Command(command) => {
                let ids = self.ids();
                if !self.cursor.command(&ids, *command, PAGE) {
                    return Picked::Nothing;
                }
            }
            Input::Scroll(rows) => {
                let ids = self.ids();
                self.cursor.step(&ids, isize::from(*rows));
            }
            Input::Click { .. }
            | Input::Reply(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => return Picked::Nothing,
        }
        Picked::Used
    }

    fn ids(&self) -> Vec<Option<&'static str>> {
        self.rows().into_iter().map(|(code, _)| code).collect()
    }
}
