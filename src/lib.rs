//! 牟邻之家 Mulin House: the reception desk of a township's petition and dispute-mediation centre.
//!
//! The house has floors; a file imports from lower floors and from its own folder, never up
//! (`tests/suite/floors.rs` holds it):
//!
//! ```text
//! 8  main.rs
//! 7  verbs/                           the command line's verbs
//! 6  runtime/                         threads, terminal, event loop
//! 5  office/                          use cases over the store, for screen and command line alike
//! 4  ui/       clock.rs               Model → cells; the only now()
//! 3  app/      exchange/              state machine of the screen; files in and out
//! 2  keymap/   figures/               key files → commands; counts and rates
//! 1  command/  words/  search/  store/
//! 0  domain/   disk/                  the centre's law: no I/O, no clock, no terminal; files of this machine
//! ```

// Its table of what is kept is read by the floors above.
#[macro_use]
pub mod domain;

pub mod app;
pub mod clock;
pub mod command;
pub mod disk;
pub mod exchange;
pub mod figures;
pub mod keymap;
pub mod office;
pub mod runtime;
pub mod search;
pub mod store;
pub mod ui;
pub mod verbs;
pub mod words;
