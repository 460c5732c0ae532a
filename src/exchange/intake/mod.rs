//! Intakes from outside: rows of a sheet and lines of JSON, as fields with what is doubtful in
//! them. Whether a value is right is judged by the draft's check, the same as for what is typed.

pub mod educator;
pub mod external;
pub mod grid;
pub mod holiday;
pub mod json;
pub mod person;
pub mod phone_words;
pub mod raw;
pub mod registration;
pub mod rota;
pub mod sheet;
