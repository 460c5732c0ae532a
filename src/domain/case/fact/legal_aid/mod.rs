//! 法律援助 on a case: the lawyers whom the Justice Office recommends, the application with its two
//! clocks, and what became of it (法援法 31–44). No clock of the petition stops meanwhile.

pub mod state;
pub mod step;
