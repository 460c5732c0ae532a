//! 研判: counts, rates and reports as data, by the formulas of the domain facts §3.

pub mod areas;
pub mod calls;
pub mod compare;
pub mod days;
pub mod differences;
pub mod dispute_form;
pub mod disputes;
pub mod document;
pub mod in_place;
pub mod known;
pub mod label;
pub mod lawyers;
pub mod measures;
pub mod report;
pub mod screening;
pub mod stations;
pub mod sums;
pub mod tables;
