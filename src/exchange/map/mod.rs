//! Which column gives which field: import maps, the headings known without one, and the words that
//! other systems use for our codes.

pub mod case_field;
pub mod channel_words;
pub mod code_words;
pub mod educator_field;
pub mod end_words;
pub mod field_set;
pub mod file;
pub mod grid_field;
pub mod heading;
pub mod holiday_field;
pub mod masked;
pub mod person_field;
pub mod pick;
pub mod plan;
pub mod province;
pub mod rota_field;
pub mod written;
