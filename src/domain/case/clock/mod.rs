//! The dates that run on a case, and what the figures count of it.

pub mod clocks;
pub mod counter;
pub mod facts;
pub mod judged;
pub mod mediation;
pub mod order;
pub mod order_rates;
pub mod roadmap;
pub mod starts;
pub mod sums;
