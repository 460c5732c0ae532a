//! Choosing a file: the folders of this machine, the newest files first; typing filters, and a path that
//! is typed, pasted or dragged in is followed.

use std::path::PathBuf;

use crate::app::cursor::Cursor;
use crate::app::field::{Field, FieldKind};
use crate::app::folder::{Folder, FolderQuery, FolderRow};
use crate::app::part::Input;
use crate::command::table::Command;
use crate::keymap::key::{Code, fold};

/// Rows of a page when a command turns one.
const PAGE: usize = 10;

/// What an input led to.
#[derive(Debug, PartialEq, Eq)]
pub enum Chose {
    /// It means nothing here.
    Nothing,
    /// It was taken.
    Used,
    /// The store thread is to be asked.
    Asks(FolderQuery),
    /// A file was chosen.
    File(PathBuf),
}

/// The state of the chooser.
#[derive(Debug)]
pub struct FileChooser {
    /// What is typed.
    pub field: Field,
    folder: Option<Folder>,
    cursor: Cursor<PathBuf>,
}

impl Default for FileChooser {
    fn default() -> Self {
        Self {
            field: Field::new(FieldKind::Line),
            folder: None,
            cursor: Cursor::default(),
        }
    }
}

impl FileChooser {
    /// Gives the folder that is shown, once it came.
    pub fn folder(&self) -> Option<&Folder> {
        self.folder.as_ref()
    }

    /// Gives the rows that fit what is typed.
    pub fn rows(&self) -> Vec<&FolderRow> {
        let Some(folder) = &self.folder else {
            return Vec::new();
        };
        let typed = self.field.text().trim();
        let wanted = folded(typed);
        let shows = |row: &&FolderRow| {
            let hidden = row.name.starts_with('.') && !typed.starts_with('.');
            !hidden && (is_path(typed) || folded(&row.name).contains(&wanted))
        };
        folder.rows.iter().filter(shows).collect()
    }

    /// Gives the place of the cursor among the rows and the first row to show.
    pub fn cursor(&self, height: usize) -> (usize, usize) {
        let ids = self.ids();
        let at = self.cursor.index(&ids).unwrap_or(0);
        (at, self.cursor.top(&ids, height))
    }

    /// Takes a folder in; gives the file where a typed path named one.
    pub fn hear(&mut self, folder: Folder) -> Option<PathBuf> {
        if let Some(file) = folder.file {
            return Some(file);
        }
        // What was typed stays where it led nowhere.
        if folder.problem.is_none() {
            self.field = Field::new(FieldKind::Line);
            self.cursor.reset();
            self.folder = Some(folder);
        } else if let Some(shown) = &mut self.folder {
            shown.problem = folder.problem;
        } else {
            self.folder = Some(folder);
        }
        None
    }

    /// Takes an input.
    pub fn input(&mut self, input: &Input) -> Chose {
        match input {
            Input::Press(press) => {
                let erases = press.key.code == Code::Backspace;
                if erases && self.field.text().is_empty() {
                    return self.up();
                }
                if !self.field.press(*press) {
                    return Chose::Nothing;
                }
                self.cursor.reset();
                Chose::Used
            }
            Input::Paste(text) => {
                self.field.paste(text);
                self.cursor.reset();
                let typed = self.field.text().trim().to_owned();
                if is_path(&typed) {
                    Chose::Asks(FolderQuery::Typed(typed))
                } else {
                    Chose::Used
                }
            }
            Input::Command(Command::Choose) => self.choose(),
            Input::Command(Command::Undo) => self.field_changed(Field::undo),
            Input::Command(Command::Redo) => self.field_changed(Field::redo),
            Input::Command(command) => {
                let ids = self.ids();
                if self.cursor.command(&ids, *command, PAGE) {
                    Chose::Used
                } else {
                    Chose::Nothing
                }
            }
            Input::Scroll(rows) => {
                let ids = self.ids();
                self.cursor.step(&ids, isize::from(*rows));
                Chose::Used
            }
            Input::Click { .. }
            | Input::Reply(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Chose::Nothing,
        }
    }

    /// Tells whether a command would do something now.
    pub fn valid(&self, command: Command) -> bool {
        match command {
            Command::Choose => is_path(self.field.text()) || !self.rows().is_empty(),
            Command::MoveUp | Command::MoveDown => true,
            Command::Undo => self.field.can_undo(),
            Command::Redo => self.field.can_redo(),
            _ => false,
        }
    }

    fn field_changed(&mut self, change: fn(&mut Field) -> bool) -> Chose {
        change(&mut self.field);
        self.cursor.reset();
        Chose::Used
    }

    fn up(&self) -> Chose {
        let path = self.folder.as_ref().and_then(|it| it.path.as_ref());
        match path.and_then(|path| path.parent()) {
            Some(parent) => Chose::Asks(FolderQuery::At(parent.to_path_buf())),
            None => Chose::Asks(FolderQuery::Places),
        }
    }

    fn choose(&self) -> Chose {
        let typed = self.field.text().trim();
        if is_path(typed) {
            return Chose::Asks(FolderQuery::Typed(typed.to_owned()));
        }
        let ids = self.ids();
        let at = self.cursor.current(&ids);
        let rows = self.rows();
        match rows.into_iter().find(|row| Some(&row.path) == at) {
            Some(row) if row.folder => Chose::Asks(FolderQuery::At(row.path.clone())),
            Some(row) => Chose::File(row.path.clone()),
            None => Chose::Used,
        }
    }

    fn ids(&self) -> Vec<PathBuf> {
        self.rows().iter().map(|row| row.path.clone()).collect()
    }
}

/// Tells whether what is typed is a path and no filter: one from a root or from home, a file address, a
/// drive, or one in quotation marks as file managers copy it.
fn is_path(typed: &str) -> bool {
    let typed = typed.trim();
    let mut signs = typed.chars();
    let drive = matches!((signs.next(), signs.next()), (Some(letter), Some(':')) if letter.is_ascii_alphabetic());
    drive
        || typed.starts_with(['/', '~', '\\', '"', '\'', '“'])
        || typed.to_lowercase().starts_with("file:")
}

fn folded(text: &str) -> String {
    text.chars().map(fold).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_a_filter() {
        for path in [
            "/home/a",
            "~/下载/a.xlsx",
            "file:///tmp/a.csv",
            "\"/tmp/a b.csv\"",
            "C:\\表\\a.xls",
        ] {
            assert!(is_path(path), "{path}");
        }
        for filter in ["", "台账", "2026.11", "a:"] {
            assert_eq!(is_path(filter), filter == "a:", "{filter}");
        }
    }
}
