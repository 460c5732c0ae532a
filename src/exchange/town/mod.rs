//! 演示镇: a made-up town to try the desk with. The same seed gives the same town on every machine
//! and in every version: people, posts of the grid, lawyers, and half a year of matters with what
//! was done about them, in the order of time. No name, number or story is a real one.

#[macro_use]
mod data;

pub mod calls;
pub mod context;
pub mod duty;
pub mod education;
pub mod forces;
pub mod handover;
pub mod joint;
pub mod last_hour;
pub mod life;
pub mod meetings;
pub mod names;
pub mod opening;
pub mod people;
pub mod phrase;
pub mod plan;
pub mod posts;
mod prose;
pub mod published;
pub mod reception;
pub mod rng;
pub mod rounds;
pub mod signs;
pub mod staff;
pub mod story;
pub mod subject;
pub mod waiting;
pub mod whistles;
pub mod working_time;
