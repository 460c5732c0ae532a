//! Tables out of files, within bounds: .xlsx, .xls, .csv, .json and .jsonl, and what web pages,
//! MHTML and XML 2003 call .xls.

pub mod biff;
pub mod csv;
pub mod error;
pub mod file_type;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod limits;
pub mod mend;
pub mod mhtml;
pub mod open;
pub mod package;
pub mod parsed;
pub mod sheets;
pub mod spreadsheet_xml;
pub mod text;
pub mod xls;
pub mod xlsx;
