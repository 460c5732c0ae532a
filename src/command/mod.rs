//! What can be asked of the desk: one table of commands, from which help, palette, key files and
//! the bottom line are made.

#[macro_use]
mod rows;

pub mod meaning;
pub mod rooms;
pub mod table;
