//! 信访件: the file of one matter: its state, the steps of the law, and what is possible next.

pub mod appeal;
mod appeal_form;
mod appealing;
pub mod apply;
pub mod ask;
pub mod check;
pub mod clocks;
pub mod closing;
pub mod divert;
pub mod diverting;
pub mod ending;
pub mod form;
mod joining_forces;
pub mod matter;
pub mod mediation;
pub mod repeat;
pub mod replay;
pub mod rules;
pub mod sight;
pub mod state;
pub mod step;
pub mod task_force;
pub mod track;
pub mod undo;
