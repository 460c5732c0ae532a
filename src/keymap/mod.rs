//! Key files → commands: reading, looking up, checking.

pub mod check;
pub mod file;
pub mod finding;
pub mod key;
pub mod lookup;
pub mod terminal;
