//! 期限: every clock as a row of one table, and the computing of one with its explanation.

pub mod compute;
pub mod heating;
pub mod length;
pub mod rule;
