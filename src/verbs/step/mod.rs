//! `mulin step`: a step of a case from the command line, by the same rules as at the desk.

pub mod answer;
pub mod batch;
pub mod given;
pub mod list;
pub mod run;
pub mod take;
