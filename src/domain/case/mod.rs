//! 信访件: the file of one matter: its state, the steps of the law, and what is possible next.

#[macro_use]
pub mod fact;

pub mod appeal;
mod appealing;
pub mod apply;
mod aside;
pub mod check;
pub mod clocks;
pub mod closing;
pub mod counter;
pub mod divert;
pub mod diverting;
pub mod ending;
pub mod facts;
pub mod fast_lane;
pub mod form;
pub mod hearing;
mod joining_forces;
pub mod key_case;
pub mod keying;
pub mod legal_aid;
pub mod matter;
pub mod mediation;
pub mod merge;
pub mod merging;
mod opposing;
pub mod order;
pub mod printed;
pub mod printing;
pub mod repeat;
pub mod replay;
pub mod rules;
pub mod sight;
pub mod starts;
pub mod state;
pub mod step;
pub mod task_force;
pub mod track;
mod transfer_form;
mod transferring;
pub mod undo;
pub mod utility;
