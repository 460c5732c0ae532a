//! 存储: keeping cases, persons and their history: one durable transaction for each thing that a
//! person does.

#[macro_use]
mod record;

mod engine;
mod key;
mod memo;
mod tables;
pub mod tries;
mod verify;

pub mod attachments;
pub mod cipher;
pub mod continuation;
pub mod contract;
pub mod drafts;
pub mod error;
pub mod findings;
pub mod memory;
pub mod older;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod redb;
pub mod seals;
pub mod snapshot;
pub mod stoppable;

/// The format of stores that this program writes; it reads this one and all before.
pub const FORMAT: u32 = engine::meta::FORMAT;
