//! 人民调解 on a case: consent, hand-over, sessions, agreement, instalments, judicial confirmation,
//! end. No clock of the petition stops meanwhile (条例 has no pause).

pub mod consents;
pub mod state;
pub mod step;
