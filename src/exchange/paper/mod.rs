//! 文书: from the facts of a case, through a template that the town may edit, to a sheet of paper,
//! written as `.docx` or plain text.

pub mod docx;
pub mod facts;
pub mod lists;
pub mod make;
pub mod offline;
pub mod plain;
pub mod qr;
pub mod sheet;
pub mod source;
pub mod template;
pub mod templates;
