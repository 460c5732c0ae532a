//! 治未病: what the three secretaries' rounds find before anybody petitions.

pub mod board;
pub mod checkin;
pub mod finding;
pub mod rate;
pub mod round;
pub mod sign;
