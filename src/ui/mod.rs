//! Model → cells: drawing is a function of the model and changes nothing.

pub mod call_pad;
pub mod canvas;
pub mod case;
pub mod chrome;
pub mod colours;
pub mod curtain;
pub mod dialog;
pub mod field;
pub mod finder;
pub mod form;
pub mod handover;
pub mod help;
pub mod intake;
pub mod ledger;
pub mod lookup;
pub mod match_row;
pub mod merge;
pub mod palette;
pub mod paras;
pub mod picture;
pub mod roads;
pub mod table;
pub mod theme;
pub mod today;
pub mod triage;
pub mod view;
