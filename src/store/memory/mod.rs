//! A store in memory, for tests and trying.

#[cfg(test)]
pub(crate) mod counting;
pub mod store;
pub(crate) mod tables;
