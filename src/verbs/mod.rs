//! The command line's verbs.

pub mod arguments;
pub mod keys;
pub mod open;
pub mod outcome;
pub mod probe;
pub mod run;
pub mod setting;
pub mod store;
