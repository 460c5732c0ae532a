//! 吹哨: the grid whistles up what it sees coming, the town whistles departments to the spot; each
//! is signed in, answered and rated by clocks of the town.

pub mod clocks;
pub mod fact;
pub mod route;
pub mod rules;
pub mod state;
pub mod view;
