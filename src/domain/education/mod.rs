//! 法治教育: the law-education staff at three levels, the trainings held, and who attended.

pub mod staff;
pub mod training;
pub mod view;
