//! The mouse and the wheel in a pane of paragraphs on whose things the hand stands.

use crate::app::case::item_at;
use crate::app::case::para::Para;
use crate::app::cursor::{Click, Cursor};
use crate::app::part::Outcome;

/// Puts the hand on the thing in the row that was clicked, of a pane of so many columns and rows;
/// `None` where it stood there already, so
/// that the thing is to be opened.
pub fn clicked<T: Clone + PartialEq>(
    hand: &mut Cursor<T>,
    spots: &[T],
    paras: &[Para],
    size: (u16, u16),
    row: u16,
) -> Option<Outcome> {
    let at = hand.index(spots).unwrap_or(0);
    match hand.click(spots, item_at(paras, at, size, row)) {
        Click::Again => None,
        Click::Moved => Some(Outcome::used()),
        Click::Nothing => Some(Outcome::unused()),
    }
}

/// Moves the hand as far as the wheel turned.
pub fn scrolled<T: Clone + PartialEq>(hand: &mut Cursor<T>, spots: &[T], rows: i16) -> Outcome {
    hand.step(spots, isize::from(rows));
    Outcome::used()
}
