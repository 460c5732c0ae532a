//! 牟邻热线 2881890: calls, what came of them, and the call-backs that were promised.

pub mod draft;
pub mod rules;
pub mod state;
pub mod view;
