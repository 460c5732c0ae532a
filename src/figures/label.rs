//! Rows that no name stands for.

use crate::domain::sheet::Label;

/// What names no place, unit, leader or counter; an accusation never does.
pub fn untold() -> Label {
    Label::Word("figures-untold".to_owned())
}
