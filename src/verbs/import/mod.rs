//! `mulin import`: sheets of cases, people, the grid and holidays taken in.

pub mod batch;
pub mod cases;
pub mod educators;
pub mod grid;
pub mod holidays;
pub mod people;
pub mod report;
pub mod rota;
pub mod run;
pub mod sheet_notes;
pub mod source;
