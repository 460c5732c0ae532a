//! Tables into files: .xlsx, .csv and .jsonl, each whole or not at all.

pub mod create;
pub mod csv;
pub mod error;
pub mod file;
pub mod jsonl;
pub mod out;
pub mod xlsx;
