//! BIFF8, the records of an `.xls` workbook. Read here and not by calamine, whose reader of this
//! format takes memory as the file claims and panics on broken ones.

pub mod formats;
pub mod globals;
pub mod record;
pub mod texts;
