//! The centre's law and nouns: no I/O, no clock, no terminal; the only failure is a [`refusal::Refusal`].

pub mod codes;
pub mod moment;
pub mod person;
pub mod projection;
pub mod refusal;
