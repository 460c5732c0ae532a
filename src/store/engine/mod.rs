//! The deeds of a store over its tables, the same for every store of this program.

#[macro_use]
pub(crate) mod aggregates;

pub(crate) mod appointments;
pub(crate) mod batch;
pub(crate) mod bookings;
pub(crate) mod calls;
pub(crate) mod cards;
pub(crate) mod chain;
pub(crate) mod checks;
pub(crate) mod codes;
pub(crate) mod commit;
pub(crate) mod conflict;
pub(crate) mod convening;
pub(crate) mod counts;
pub(crate) mod duty;
pub(crate) mod education;
pub(crate) mod external;
pub(crate) mod facts;
pub(crate) mod follow_ups;
pub(crate) mod forces;
pub(crate) mod grid;
pub(crate) mod handovers;
pub(crate) mod index;
pub(crate) mod joints;
pub(crate) mod knowing;
pub(crate) mod law;
pub(crate) mod ledger;
pub(crate) mod meetings;
pub(crate) mod merge;
pub(crate) mod meta;
pub(crate) mod orders;
pub(crate) mod overlay;
pub(crate) mod people;
pub(crate) mod projected;
pub(crate) mod rebuild;
pub(crate) mod receiving;
pub(crate) mod register;
pub(crate) mod reindex;
pub(crate) mod reports;
pub(crate) mod rows;
pub(crate) mod shared;
pub(crate) mod signs;
pub(crate) mod subjects;
pub(crate) mod upgrade;
pub(crate) mod whistles;
