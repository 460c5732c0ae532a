//! The screen as a pure state machine: messages in, effects out; nothing is read, written or drawn.

pub mod case;
pub mod choice;
pub mod confirm;
pub mod cursor;
pub mod effect;
pub mod field;
pub mod finder;
pub mod form;
pub mod found;
pub mod grid;
pub mod help;
pub mod input;
pub mod intake;
pub mod lawyers;
pub mod layout;
pub mod model;
pub mod msg;
pub mod overlay;
pub mod palette;
pub mod pane;
pub mod part;
pub mod queue;
pub mod shared;
pub mod ticket;
pub mod today;
pub mod update;
