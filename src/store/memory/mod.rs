//! A store in memory, for tests and trying.

pub mod store;
pub(crate) mod tables;
