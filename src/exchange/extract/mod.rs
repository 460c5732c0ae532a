//! Lists and reports that are taken out of the desk: as a sheet, as a paper, as text to paste.

pub mod comma;
pub mod create;
pub mod paper;
pub mod paste;
pub mod sink;
pub mod workbook;
