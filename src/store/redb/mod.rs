//! A store in one redb file, open to several windows of one host at once.

pub(crate) mod failure;
pub mod guard;
pub mod mending;
pub mod store;
pub(crate) mod tables;
pub mod upkeep;

#[cfg(test)]
mod crash;
