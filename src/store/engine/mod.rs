//! The deeds of a store over its tables, the same for every store of this program.

pub(crate) mod batch;
pub(crate) mod bookings;
pub(crate) mod chain;
pub(crate) mod commit;
pub(crate) mod counts;
pub(crate) mod duty;
pub(crate) mod facts;
pub(crate) mod grid;
pub(crate) mod index;
pub(crate) mod joints;
pub(crate) mod law;
pub(crate) mod merge;
pub(crate) mod meta;
pub(crate) mod overlay;
pub(crate) mod people;
pub(crate) mod projected;
pub(crate) mod read;
pub(crate) mod rebuild;
pub(crate) mod register;
pub(crate) mod reindex;
pub(crate) mod reports;
pub(crate) mod rows;
pub(crate) mod things;
