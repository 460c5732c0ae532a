//! Tables out of files: .xlsx, .xls, .csv and .jsonl, within bounds.

pub mod biff;
pub mod csv;
pub mod error;
pub mod file_type;
pub mod jsonl;
pub mod limits;
pub mod open;
pub mod package;
pub mod sheets;
pub mod text;
pub mod xls;
pub mod xlsx;
