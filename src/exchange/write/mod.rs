//! Tables into files: .xlsx, .csv and .jsonl, each whole or not at all.

pub mod create;
pub mod csv;
pub mod error;
pub mod file;
pub mod guard;
pub mod jsonl;
pub mod out;
pub mod plain;
pub mod xlsx;
