//! The centre's law and nouns: no I/O, no clock, no terminal; the only failure is a
//! [`refusal::Refusal`].

#[macro_use]
pub mod codes;

pub mod act;
pub mod calendar;
pub mod call;
pub mod case;
pub mod clean;
pub mod counted;
pub mod deadline;
pub mod draft;
pub mod duty;
pub mod education;
pub mod entry;
pub mod field;
pub mod force;
pub mod grid;
pub mod handover;
pub mod item;
pub mod joint;
pub mod law;
pub mod law_field;
pub mod lawyer;
pub mod lawyer_conflict;
pub mod lawyer_day;
pub mod lawyer_queue;
pub mod lawyer_sum;
pub mod lawyer_tally;
pub mod mask;
pub mod meeting;
pub mod merge;
pub mod moment;
pub mod number;
pub mod paper;
pub mod period;
pub mod person;
pub mod phone;
pub mod prevention;
pub mod projection;
pub mod province;
pub mod queue;
pub mod refusal;
pub mod report;
pub mod resident_id;
pub mod road;
pub mod search_visibility;
pub mod settings;
pub mod sheet;
pub mod today;
pub mod town_context;
pub mod triage;
pub mod typed;
pub mod view;
pub mod viewer;
pub mod whistle;
