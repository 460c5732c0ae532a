//! What is written down of a case: each fact is one row of a table, from which its type, its
//! questions, the reading of answers, its fields as people see them and its stored form follow.

#[macro_use]
pub mod table;

pub mod ask;
pub mod kind;
pub mod transfer;
