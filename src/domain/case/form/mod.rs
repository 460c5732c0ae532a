//! What is proposed in the questions of a step, before anything is typed.

pub mod checklist;
pub mod fast_lane;
pub mod key_case;
pub mod lacks;
pub mod legal_aid;
pub mod mediation;
pub mod order;
pub mod proposed;
pub mod schedule;
pub mod step;
pub mod task_force;
pub mod together;
pub mod transfer;
