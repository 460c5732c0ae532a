//! What is written down of a case, and the state that it leaves. Each fact is one row of a table,
//! from which its type, its questions, the reading of answers, its fields as people see them and its
//! stored form follow.

#[macro_use]
pub mod table;

pub mod appeal;
pub mod ask;
pub mod attached;
pub mod checklist;
pub mod closing;
pub mod dispute;
pub mod divert;
pub mod fast_lane;
pub mod key_case;
pub mod kind;
pub mod legal_aid;
pub mod matter;
pub mod mediation;
pub mod merge;
pub mod order;
pub mod printed;
pub mod standing;
pub mod state;
pub mod step;
pub mod task_force;
pub mod track;
pub mod transfer;
