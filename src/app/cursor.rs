//! A list's cursor: it remembers an id, never an index, so that a list that reloads does not move
//! the clerk's hand onto another row.

use crate::command::table::Command;

/// Where the cursor is in a list of `T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor<T> {
    at: Option<T>,
    /// The place where the id was last seen, for the case that it disappears.
    place: usize,
}

/// Tells whether a command moves the cursor in a list.
pub const fn moves(command: Command) -> bool {
    matches!(
        command,
        Command::MoveUp
            | Command::MoveDown
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::MoveFirst
            | Command::MoveLast
    )
}

/// What a click on a list meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// Nothing stands there.
    Nothing,
    /// The hand moved there.
    Moved,
    /// The hand stood there already: it is opened.
    Again,
}

impl<T> Default for Cursor<T> {
    fn default() -> Self {
        Self { at: None, place: 0 }
    }
}

impl<T: Clone + PartialEq> Cursor<T> {
    /// Puts the cursor on `id`.
    pub fn set(&mut self, id: T) {
        self.at = Some(id);
    }

    /// Puts the cursor back at the start.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Gives the index of the cursor in `ids`: the id where it still stands, else the row that took
    /// its place; `None` in an empty list.
    pub fn index(&self, ids: &[T]) -> Option<usize> {
        let last = ids.len().checked_sub(1)?;
        let found = self
            .at
            .as_ref()
            .and_then(|at| ids.iter().position(|id| id == at));
        Some(found.unwrap_or(self.place.min(last)))
    }

    /// Gives the id under the cursor.
    pub fn current<'a>(&self, ids: &'a [T]) -> Option<&'a T> {
        ids.get(self.index(ids)?)
    }

    /// Moves by rows, stopping at the ends.
    pub fn step(&mut self, ids: &[T], by: isize) {
        let Some(index) = self.index(ids) else {
            return;
        };
        let last = ids.len() - 1;
        let to = index.saturating_add_signed(by).min(last);
        self.place = to;
        self.at = ids.get(to).cloned();
    }

    /// Moves as a command says; `page` is the number of rows shown. False when the command is no
    /// movement in a list.
    pub fn command(&mut self, ids: &[T], command: Command, page: usize) -> bool {
        let page = isize::try_from(page.max(1)).unwrap_or(isize::MAX);
        let by = match command {
            Command::MoveUp => -1,
            Command::MoveDown => 1,
            Command::MovePageUp => -page,
            Command::MovePageDown => page,
            Command::MoveFirst => isize::MIN,
            Command::MoveLast => isize::MAX,
            _ => return false,
        };
        self.step(ids, by);
        true
    }

    /// Puts the cursor on the thing that was clicked, if any was.
    pub fn click(&mut self, ids: &[T], clicked: Option<usize>) -> Click {
        match clicked.map(|at| (at, ids.get(at))) {
            Some((at, Some(_))) if self.index(ids) == Some(at) => Click::Again,
            Some((_, Some(id))) => {
                self.set(id.clone());
                Click::Moved
            }
            Some((_, None)) | None => Click::Nothing,
        }
    }

    /// Gives the first row to show so that the cursor stands within `height` rows.
    pub fn top(&self, ids: &[T], height: usize) -> usize {
        let index = self.index(ids).unwrap_or(0);
        let page = height.max(1);
        (index / page) * page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hand_stays_on_its_row_when_the_list_reloads() {
        let mut cursor = Cursor::default();
        cursor.step(&["a", "b", "c"], 1);
        assert_eq!(cursor.current(&["x", "a", "b", "c"]), Some(&"b"));
        assert_eq!(cursor.current(&["a", "c"]), Some(&"c"), "b is gone");
        assert_eq!(cursor.current(&["a"]), Some(&"a"));
        assert_eq!(cursor.current(&[]), None);
    }

    #[test]
    fn movement_stops_at_the_ends() {
        let ids: Vec<u8> = (0..10).collect();
        let mut cursor = Cursor::default();
        for (command, expected) in [
            (Command::MoveUp, 0),
            (Command::MoveLast, 9),
            (Command::MoveDown, 9),
            (Command::MovePageUp, 5),
            (Command::MoveUp, 4),
            (Command::MoveFirst, 0),
        ] {
            assert!(cursor.command(&ids, command, 4));
            assert_eq!(cursor.current(&ids), Some(&expected), "{}", command.name());
        }
        assert!(!cursor.command(&ids, Command::Choose, 4));
    }
}
