//! `mulin export`: cases, people and the grid as sheets.

pub mod cases;
pub mod context;
pub mod disputes;
pub mod grid;
pub mod mask;
pub mod people;
pub mod rota;
pub mod run;
