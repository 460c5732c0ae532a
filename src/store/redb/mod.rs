//! A store in one redb file, open to several windows of one host at once.

pub(crate) mod ahead;
mod backend;
mod continued;
pub(crate) mod copy;
pub(crate) mod failure;
mod file;
pub mod guard;
mod handle;
mod holder;
pub mod kept;
pub mod mending;
mod mirror;
mod place;
pub mod store;
pub(crate) mod tables;
pub mod upkeep;
mod work;

#[cfg(test)]
mod crash;
#[cfg(test)]
#[cfg(unix)]
mod gone;
