//! Sheets taken in: the same for the command line and for the desk.

pub mod batch;
pub mod cases;
pub mod each_row;
pub mod educators;
pub mod grid;
pub mod holidays;
pub mod job;
pub mod kept_map;
pub mod outcome;
pub mod people;
pub mod report;
pub mod rota;
pub mod sample;
pub mod sheet_notes;
pub mod source;
pub mod take_in;
