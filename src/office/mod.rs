//! Use cases over the store, each a file: the screen and the command line call the same one.
//!
//! What may be decided is decided in `domain`; here it is read at one instant, put together for one
//! viewer, or written. Nothing here knows terminal, words or keys.

pub mod agenda;
pub mod attachments;
pub mod duty;
pub mod escalation;
pub mod find;
pub mod inquiry;
pub mod lookup;
pub mod matter;
pub mod offline;
pub mod operators;
pub mod papers;
pub mod pin;
pub mod roads;
pub mod sign_in;
pub mod today;
pub mod triage;
