//! The centre's law and nouns: no I/O, no clock, no terminal; the only failure is a [`refusal::Refusal`].

#[macro_use]
pub mod codes;

pub mod calendar;
pub mod deadline;
pub mod moment;
pub mod number;
pub mod person;
pub mod phone;
pub mod projection;
pub mod refusal;
pub mod resident_id;
pub mod settings;
pub mod typed;
