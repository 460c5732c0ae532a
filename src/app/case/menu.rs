//! A short list to choose from, by digit or by the cursor.

use crate::app::cursor::Cursor;
use crate::app::msg::Press;
use crate::command::table::Command;
use crate::keymap::key::fold;

/// A list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu<T> {
    items: Vec<T>,
    cursor: Cursor<T>,
}

impl<T: Clone + PartialEq> Menu<T> {
    /// Makes a menu, the cursor on its first line.
    pub fn new(items: Vec<T>) -> Self {
        Self {
            items,
            cursor: Cursor::default(),
        }
    }

    /// Gives the lines.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Gives the index of the line under the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor.index(&self.items).unwrap_or(0)
    }

    /// Gives the line under the cursor.
    pub fn current(&self) -> Option<T> {
        self.cursor.current(&self.items).cloned()
    }

    /// Puts the cursor on the line of a digit; false for any other key.
    pub fn press(&mut self, press: Press) -> bool {
        let digit = press.key.text().map(fold).and_then(|it| it.to_digit(10));
        digit
            .and_then(|digit| (digit as usize).checked_sub(1))
            .is_some_and(|index| self.go(index))
    }

    /// Puts the cursor on a line; false where there is none.
    pub fn go(&mut self, index: usize) -> bool {
        let Some(item) = self.items.get(index).cloned() else {
            return false;
        };
        self.cursor.set(item);
        self.cursor.step(&self.items, 0);
        true
    }

    /// Moves as a command says; false when it is no movement.
    pub fn command(&mut self, command: Command) -> bool {
        self.cursor.command(&self.items, command, self.items.len())
    }
}
