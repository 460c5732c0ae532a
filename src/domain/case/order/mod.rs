//! 12345 工单 on a case: sign, first contact, return, extension, answer, call-back, 督办, and the
//! kinds that the hotline does not take up. A matter that came by 12345 has its order beside all
//! that the petition's law asks.

mod check;
pub mod clocks;
pub mod form;
pub mod petitions;
pub mod rates;
pub mod rules;
pub mod state;
pub mod step;
