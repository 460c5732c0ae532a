//! The law of a case: which steps are possible, what stands against what was typed into one, and the
//! state that follows from it.

pub mod appeal;
pub mod apply;
pub mod check;
pub mod checklist;
pub mod closing;
pub mod contact;
pub mod dispute;
pub mod divert;
pub mod fast_lane;
pub mod hearing;
pub mod key_case;
pub mod legal_aid;
pub mod may;
pub mod mediation;
pub mod merge;
pub mod minor;
pub mod next;
pub mod opposing;
pub mod order;
pub mod order_check;
pub mod order_petitions;
pub mod printed;
pub mod prospect;
pub mod recusal;
pub mod repeat;
pub mod replay;
pub mod task_force;
pub mod transfer;
pub mod undo;
pub mod visibility;
