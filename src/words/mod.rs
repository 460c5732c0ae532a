//! The languages: every word on the screen comes from the `.ftl` files of a language's folder.

pub mod articles;
pub mod checklist;
pub mod clocks;
pub mod closing;
pub mod disputes;
pub mod duty;
#[macro_use]
pub mod files;
pub mod attached;
pub mod bundle;
mod clock;
pub mod forces;
pub mod holidays;
pub mod initials;
pub mod inquiry;
pub mod io;
pub mod key_case;
pub mod lang;
pub mod lawyers;
pub mod meetings;
pub mod papers;
pub mod recognised;
pub mod refusals;
pub mod remedy;
mod rights;
pub mod sheets;
pub mod shown;
