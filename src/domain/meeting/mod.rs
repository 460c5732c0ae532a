//! 会议: the daily dispatch meeting and the joint meeting, what was judged, and the tasks that come
//! back until they are done.

pub mod kind;
pub mod rules;
pub mod state;
pub mod task;
pub mod view;
