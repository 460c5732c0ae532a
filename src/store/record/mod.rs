//! Stored shapes: what stands in the file, apart from what the domain looks like today. The first
//! byte of every record is its version; fields are only ever added at the end, with a default.

#[macro_use]
pub(crate) mod stored;

pub(crate) mod appeal;
pub(crate) mod attached;
pub(crate) mod bytes;
pub(crate) mod call;
pub(crate) mod case;
pub(crate) mod checklist;
pub(crate) mod closing;
pub(crate) mod duty;
pub(crate) mod education;
pub(crate) mod entry;
pub(crate) mod facts;
pub(crate) mod fast_lane;
pub(crate) mod force;
pub(crate) mod grid;
pub(crate) mod handover;
pub(crate) mod joint;
pub(crate) mod key_case;
pub(crate) mod lawyer;
pub(crate) mod mask;
pub(crate) mod matter;
pub(crate) mod meeting;
pub(crate) mod merge;
mod pack;
pub(crate) mod prevention;
pub(crate) mod printed;
pub(crate) mod report;
pub(crate) mod skeleton;
pub(crate) mod step;
pub(crate) mod sums;
pub(crate) mod task_force;
pub(crate) mod whistle;
